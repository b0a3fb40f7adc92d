import { useEffect, useRef } from 'react';
import type { Conversation } from '../../../main/contract/entities.ts';
import { useWindowFocused } from '../../ui/use-window-focused.ts';
import { useMarkRead } from './chat-queries.ts';

interface Seen {
  /** The end of the chat is on the screen. */
  isAtEnd: boolean;
  /** The chat was opened where its unread ones begin. */
  beginsUnread: boolean;
}

/**
 * What a person who is at the window has before them counts as read: the end of the chat, and the unread ones to which
 * they were led when they opened it. What comes in below what they read, or stands below where a search led them, waits.
 */
export function useReadWhileSeen(lawyerId: string, conversation: Conversation, seen: Seen): void {
  const { id, unread_count: unread, message_count: count } = conversation;
  const focused = useWindowFocused();
  const { mutate } = useMarkRead(lawyerId);
  const wasLed = useRef(false);
  const told = useRef('');
  const { isAtEnd, beginsUnread } = seen;
  useEffect(() => {
    if (!focused || unread === 0) return;
    if (!isAtEnd && (!beginsUnread || wasLed.current)) return;
    wasLed.current = true;
    // Once for what stands there, also when one comes to the end before the answer is there.
    const state = `${unread} ${count}`;
    if (told.current === state) return;
    told.current = state;
    mutate(id);
  }, [focused, isAtEnd, beginsUnread, unread, count, id, mutate]);
}
