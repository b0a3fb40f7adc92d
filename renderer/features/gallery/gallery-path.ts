import { GALLERY_SECTIONS } from '../../../main/contract/choices.ts';
import type { GallerySection } from '../../../main/contract/gallery.ts';
import { addressOf } from '../../routing/address.ts';
import { oneOf } from '../../ui/one-of.ts';
import { chatsPath } from '../chats/selection.ts';

/** The gallery of a chat that the address names; null: none is open. */
export function sectionOf({ gallery }: Readonly<Record<string, string>>): GallerySection | null {
  return oneOf(GALLERY_SECTIONS, gallery);
}

export function galleryAddress(lawyerId: string, chat: string, section: GallerySection): string {
  return addressOf({ path: chatsPath(lawyerId, { kind: 'chat', id: chat }), query: { gallery: section } });
}

/** The address of a message in its chat. */
export function messageAddress(lawyerId: string, chat: string, messageId: string): string {
  return addressOf({ path: chatsPath(lawyerId, { kind: 'chat', id: chat }), query: { at: messageId } });
}
