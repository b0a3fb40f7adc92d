import type { RefObject } from 'react';
import type { Conversation } from '../../../main/contract/entities.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import { nextUnread } from './next-unread.ts';
import type { OpenChat, Selection } from './selection.ts';

/** The ways along the list of chats, and to where one writes. */
export function useChatShortcuts(
  conversations: readonly Conversation[],
  open: OpenChat,
  select: (chosen: Selection) => void,
  field: RefObject<HTMLElement | null>,
): void {
  const current = open.kind === 'chat' ? conversations.findIndex(({ id }) => id === open.conversation.id) : -1;
  const goTo = (chat: Conversation | undefined) => {
    if (chat) select({ kind: 'chat', id: chat.id });
  };
  const unread = nextUnread(conversations, current);
  const isAny = conversations.length > 0;
  useShortcut('chat.next', isAny ? () => goTo(conversations[current + 1]) : null);
  useShortcut('chat.previous', isAny ? () => goTo(conversations[current - 1]) : null);
  useShortcut('chat.unread', unread ? () => goTo(unread) : null);
  const isOpen = open.kind === 'chat' || open.kind === 'number';
  useShortcut('chat.write', isOpen ? () => field.current?.focus() : null);
}
