import { useEffect, useRef, useState } from 'react';
import type { Message } from '../../../main/contract/entities.ts';
import { useWindowFocused } from '../../ui/use-window-focused.ts';
import { isNotice } from '../messages/message-content.ts';

/** Where what was not read begins, and how much it is. It stays while one is in the chat. */
export interface UnreadMark {
  id: string;
  count: number;
}

/** `opened`: with what the chat was opened. What comes in while nobody is at the window is marked anew. */
export function useUnreadMark(messages: readonly Message[] | undefined, opened: UnreadMark | null): UnreadMark | null {
  const focused = useWindowFocused();
  const [away, setAway] = useState<UnreadMark | null>(null);
  const left = useRef<string | null>(null);
  const last = messages?.at(-1)?.id ?? null;
  const wasFocused = useRef(focused);
  useEffect(() => {
    if (!focused && (wasFocused.current || left.current === null)) left.current = last;
    wasFocused.current = focused;
    if (!focused && messages && left.current !== null) {
      const mark = unreadAfter(messages, left.current);
      if (mark) setAway(mark);
    }
  }, [focused, last, messages]);
  return away ?? opened;
}

/** What others have written behind a message. */
export function unreadAfter(messages: readonly Message[], id: string): UnreadMark | null {
  const place = messages.findIndex((message) => message.id === id);
  if (place < 0) return null;
  const unread = messages.slice(place + 1).filter((message) => message.direction === 'inbound' && !isNotice(message));
  return unread[0] ? { id: unread[0].id, count: unread.length } : null;
}
