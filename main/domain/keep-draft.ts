import type { DraftChat, DraftContent, KeptDraft, ReadingPlace } from '../contract/draft.ts';
import { ConversationId, type LawyerId, type MessageId } from '../contract/ids.ts';
import { joinDraftTexts } from '../contract/join-draft-texts.ts';
import { Phone } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import type { Stores } from './stores.ts';

/** More than anybody has begun at once. */
const MAX_LISTED = 1_000;

/** Keeps what was begun in one chat, in the caller's transaction; nothing at all is no draft. Throws AppError `lawyer_not_found`. */
export async function keepDraft(
  stores: Stores,
  lawyerId: LawyerId,
  chat: DraftChat,
  content: DraftContent,
  at: Millis,
): Promise<void> {
  if (!(await stores.lawyers.find(lawyerId))) throw new AppError('lawyer_not_found');
  if (isNothing(content)) await stores.drafts.remove(lawyerId, chat);
  else await stores.drafts.put(lawyerId, chat, content, at);
}

function isNothing({ text, reply_to: reply, edit, files }: DraftContent): boolean {
  return text === '' && reply === null && edit === null && files.length === 0;
}

/**
 * The conversation in which that chat is held now: a number's is made when somebody writes first, and one that was merged
 * is part of another. Null: there is none.
 */
export function heldIn({ conversations }: Stores, lawyerId: LawyerId, chat: DraftChat): Promise<ConversationId | null> {
  const phone = Phone.safeParse(chat).data;
  if (phone === undefined) return conversations.survivorOf(lawyerId, ConversationId.parse(chat));
  return conversations.findByPhone(lawyerId, phone).then((found) => found?.id ?? null);
}

/**
 * Puts what was begun where it would be looked for now, in the caller's transaction, before it is shown in a window that is
 * loaded anew. A window that is open does that for itself (`renderer/features/compose/draft-keeper.ts`): it has what was
 * typed since. That is why merging two chats leaves their drafts alone.
 */
export async function settleDrafts(stores: Stores, lawyerId: LawyerId, at: Millis): Promise<void> {
  for (const { chat, content } of await stores.drafts.list(lawyerId, MAX_LISTED)) {
    const holder = await heldIn(stores, lawyerId, chat);
    if (holder === null || holder === chat) continue;
    const there = await stores.drafts.find(lawyerId, holder);
    await stores.drafts.put(lawyerId, holder, there ? joined(there, content) : content, at);
    await stores.drafts.remove(lawyerId, chat);
  }
}

/** Who changes a message answers none. */
function joined(first: DraftContent, second: DraftContent): DraftContent {
  const { text, edit } = joinDraftTexts(first, second);
  const isNew = (file: DraftContent['files'][number]) =>
    !first.files.some(({ attachment_id: id }) => id === file.attachment_id);
  return {
    ...{ text, edit, reply_to: edit ? null : (first.reply_to ?? second.reply_to) },
    files: [...first.files, ...second.files.filter(isNew)],
  };
}

/**
 * All that was begun, with what it answers, changes and brings along, as far as it is still there. A file that was sent or
 * removed meanwhile is left out. A change of a message that is gone leaves what stood in the field before it.
 */
export async function keptDrafts(stores: Stores, lawyerId: LawyerId): Promise<KeptDraft[]> {
  const drafts = await stores.drafts.list(lawyerId, MAX_LISTED);
  const named = drafts.flatMap(({ content: { reply_to: reply, edit } }) => [reply, edit?.message_id ?? null]);
  const messages = await stores.messages.findMany(lawyerId, [
    ...new Set(named.filter((id): id is MessageId => id !== null)),
  ]);
  const kept: KeptDraft[] = [];
  for (const { chat, content } of drafts) {
    const files: KeptDraft['files'] = [];
    for (const { attachment_id: id, name, as_document } of content.files) {
      const attachment = await stores.attachments.find(lawyerId, id);
      const isUnsent = attachment !== null && (await stores.attachments.holder(lawyerId, id)) === null;
      if (isUnsent) files.push({ attachment, name, as_document });
    }
    const changed = content.edit && messages.get(content.edit.message_id);
    kept.push({
      chat,
      text: content.edit && !changed ? content.edit.kept : content.text,
      reply: (content.reply_to && messages.get(content.reply_to)) ?? null,
      edit: content.edit && changed ? { message: changed, kept: content.edit.kept } : null,
      files,
    });
  }
  return kept.filter(({ text, reply, edit, files }) => text !== '' || reply || edit || files.length > 0);
}

/** Keeps where one was reading, in the caller's transaction; null: at the end. Throws AppError `conversation_not_found`. */
export async function keepPlace(
  stores: Stores,
  lawyerId: LawyerId,
  id: ConversationId,
  place: ReadingPlace | null,
  at: Millis,
): Promise<void> {
  if (!(await stores.conversations.find(lawyerId, id))) throw new AppError('conversation_not_found');
  if (place) await stores.drafts.putPlace(lawyerId, id, place, at);
  else await stores.drafts.removePlace(lawyerId, id);
}

/** Where one was reading, in chats in which that was not the end. */
export function keptPlaces(stores: Stores, lawyerId: LawyerId) {
  return stores.drafts.places(lawyerId, MAX_LISTED);
}
