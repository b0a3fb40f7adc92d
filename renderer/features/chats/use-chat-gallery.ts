import { type RefObject, useEffect, useRef } from 'react';
import type { GallerySection } from '../../../main/contract/gallery.ts';
import { useRoute, useRouter } from '../../routing/use-router.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import { galleryAddress, messageAddress, sectionOf } from '../gallery/gallery-path.ts';
import { chatsPath, type OpenChat } from './selection.ts';

interface ChatGallery {
  /** The part that is shown in the place of the open chat; null: the chat itself is. */
  section: GallerySection | null;
  open: () => void;
  choose: (section: GallerySection) => void;
  showInChat: (messageId: string) => void;
  close: () => void;
}

/** The gallery of the open chat, as the address says. When it goes, the focus returns to what opens it. */
export function useChatGallery(lawyerId: string, chat: OpenChat, pane: RefObject<HTMLElement | null>): ChatGallery {
  const { query } = useRoute();
  const { navigate, back } = useRouter();
  const id = chat.kind === 'chat' ? chat.conversation.id : null;
  const section = id === null ? null : sectionOf(query);
  const open = () => {
    if (id !== null) navigate(galleryAddress(lawyerId, id, 'media'));
  };
  useShortcut('chat.gallery', id === null || section ? null : open);

  const wasOpen = useRef(false);
  useEffect(() => {
    const isBack = wasOpen.current && !section;
    wasOpen.current = section !== null;
    if (!isBack || document.activeElement !== document.body) return;
    (pane.current?.querySelector<HTMLElement>('[data-way="gallery"]') ?? pane.current)?.focus();
  }, [section, pane]);

  return {
    section,
    open,
    choose: (chosen) => {
      if (id !== null) navigate(galleryAddress(lawyerId, id, chosen), { replace: true });
    },
    showInChat: (messageId) => {
      if (id !== null) navigate(messageAddress(lawyerId, id, messageId));
    },
    close: () => {
      if (id !== null) back(chatsPath(lawyerId, { kind: 'chat', id }));
    },
  };
}
