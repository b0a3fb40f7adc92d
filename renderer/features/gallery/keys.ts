import type { GallerySection } from '../../../main/contract/gallery.ts';

export const GALLERY_KEYS = {
  /** Of all chats of a lawyer. */
  all: (lawyerId: string) => ['gallery', lawyerId] as const,
  chat: (lawyerId: string, conversationId: string) => ['gallery', lawyerId, conversationId] as const,
  section: (lawyerId: string, conversationId: string, section: GallerySection) =>
    ['gallery', lawyerId, conversationId, section] as const,
};
