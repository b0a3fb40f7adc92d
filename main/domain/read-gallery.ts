import type { Message } from '../contract/entities.ts';
import type { GallerySection } from '../contract/gallery.ts';
import type { ConversationId, LawyerId } from '../contract/ids.ts';
import { hasWebLink } from '../contract/links.ts';
import { AppError } from './app-error.ts';
import type { FileKind } from './stores/message-store.ts';
import type { Paged, PageRequest } from './stores/page-request.ts';
import type { Stores } from './stores.ts';

/** What each part of a gallery holds. Stickers are no pictures of somebody's. */
const KINDS: Record<Exclude<GallerySection, 'links'>, readonly FileKind[]> = {
  media: ['image', 'video'],
  documents: ['document'],
  sounds: ['voice', 'audio'],
};

/** So often it is looked on for a page of links where most of what looks like one is none. */
const MOST_LOOKS = 5;

/**
 * A part of a chat's gallery, newest first. What was taken back is in it, as it is in the chat. A page can have fewer rows
 * than asked for and still a cursor. Rejects with AppError `conversation_not_found`, `invalid_cursor`.
 */
export async function readGallery(
  stores: Stores,
  lawyerId: LawyerId,
  id: ConversationId,
  section: GallerySection,
  page: PageRequest,
): Promise<Paged<Message>> {
  if (!(await stores.conversations.find(lawyerId, id))) throw new AppError('conversation_not_found');
  if (section !== 'links') return stores.messages.listFiles(lawyerId, id, KINDS[section], page);
  const rows: Message[] = [];
  let { cursor } = page;
  for (let look = 0; look < MOST_LOOKS && rows.length < page.limit; look += 1) {
    const found = await stores.messages.listWithLinks(lawyerId, id, { limit: page.limit - rows.length, cursor });
    rows.push(...found.rows.filter(({ text }) => hasWebLink(text)));
    if (found.nextCursor === null) return { rows, nextCursor: null };
    cursor = found.nextCursor;
  }
  return { rows, nextCursor: cursor ?? null };
}
