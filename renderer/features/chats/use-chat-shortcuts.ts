import { type RefObject, useRef } from 'react';
import type { Conversation } from '../../../main/contract/entities.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import type { useConversations } from './chat-queries.ts';
import { nextUnread } from './next-unread.ts';
import type { OpenChat, Selection } from './selection.ts';

/** The ways along the list of chats, also behind what was read of it, and to where one writes. */
export function useChatShortcuts(
  chats: ReturnType<typeof useConversations>,
  open: OpenChat,
  select: (chosen: Selection) => void,
  field: RefObject<HTMLElement | null>,
): void {
  const { conversations, hasNextPage, fetchNextPage } = chats;
  const openId = open.kind === 'chat' ? open.conversation.id : null;
  const current = conversations.findIndex(({ id }) => id === openId);
  const latest = useRef({ openId, select });
  latest.current = { openId, select };
  const goTo = (chat: Conversation | undefined) => {
    if (chat) latest.current.select({ kind: 'chat', id: chat.id });
  };
  /** Reads on until there is one of those, and goes there; unless the person has gone elsewhere meanwhile. */
  const readOnTo = async (find: (all: readonly Conversation[]) => Conversation | undefined) => {
    for (let isMore = hasNextPage; isMore; ) {
      const read = await fetchNextPage();
      if (latest.current.openId !== openId) return;
      const found = find(read.data?.pages.flatMap(({ data }) => data) ?? []);
      if (found) return goTo(found);
      isMore = read.hasNextPage && !read.isError;
    }
  };
  const next = () => {
    const below = conversations[current + 1];
    if (below) return goTo(below);
    void readOnTo((all) => all[all.findIndex(({ id }) => id === openId) + 1]);
  };
  const unread = nextUnread(conversations, current);
  const isAny = conversations.length > 0;
  useShortcut('chat.next', isAny ? next : null);
  useShortcut('chat.previous', isAny ? () => goTo(conversations[current - 1]) : null);
  const nextUnreadOne = () =>
    unread
      ? goTo(unread)
      : void readOnTo((all) => all.find(({ id, unread_count: count }) => count > 0 && id !== openId));
  useShortcut('chat.unread', unread || hasNextPage ? nextUnreadOne : null);
  const isOpen = open.kind === 'chat' || open.kind === 'number';
  useShortcut('chat.write', isOpen ? () => field.current?.focus() : null);
}
