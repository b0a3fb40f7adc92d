import { replaceEqualDeep } from '@tanstack/react-query';
import type { Message } from '../../../main/contract/entities.ts';
import type { IpcOutput } from '../../../main/contract/ipc.ts';

export type MessagePage = IpcOutput<'conversations.messages'>;

/**
 * The part of a chat that has been read, without a hole in it: oldest first, and whether there is more at its ends. A
 * message in which nothing has changed stays the same object when it is read again: then it is not drawn again.
 */
export interface Thread {
  messages: readonly Message[];
  hasOlder: boolean;
  hasNewer: boolean;
  /** Where the unread ones begin that the chat was opened with. */
  firstUnread: string | null;
}

/** So many messages are held at once: what is read beyond is dropped at the other end, and read again when it is come to. */
export const MOST_HELD = 2_000;

export function threadOf(page: MessagePage): Thread {
  return {
    messages: page.data,
    hasOlder: page.has_older,
    hasNewer: page.has_newer,
    firstUnread: page.first_unread,
  };
}

/**
 * What is known of a chat after its newest messages were read again. What lies before them is kept when it adjoins;
 * when too much came in between, it is dropped, so that the chat never has a hole. Who reads far back stays there.
 */
export function mergeNewest(known: Thread | undefined, page: MessagePage): Thread {
  const fresh = new Set(page.data.map(({ id }) => id));
  const joint = known?.messages.findIndex(({ id }) => fresh.has(id)) ?? -1;
  if (known?.hasNewer && joint < 0) return known;
  const firstUnread = known?.firstUnread ?? null;
  if (!known || joint < 0) return { ...threadOf(page), firstUnread };
  const before = new Map<string, Message>(known.messages.slice(joint).map((message) => [message.id, message]));
  return {
    messages: [
      ...known.messages.slice(0, joint),
      ...page.data.map((message) => replaceEqualDeep(before.get(message.id), message)),
    ],
    hasOlder: joint === 0 ? page.has_older : known.hasOlder,
    hasNewer: page.has_newer,
    firstUnread,
  };
}

/** Puts an older page before what is known. */
export function prependOlder(known: Thread, page: MessagePage): Thread {
  const messages = [...withoutKnown(known, page), ...known.messages];
  const isTooMuch = messages.length > MOST_HELD;
  return {
    ...known,
    messages: isTooMuch ? messages.slice(0, MOST_HELD) : messages,
    hasOlder: page.has_older,
    hasNewer: known.hasNewer || isTooMuch,
  };
}

/** Puts a newer page behind what is known. */
export function appendNewer(known: Thread, page: MessagePage): Thread {
  const messages = [...known.messages, ...withoutKnown(known, page)];
  const isTooMuch = messages.length > MOST_HELD;
  return {
    ...known,
    messages: isTooMuch ? messages.slice(-MOST_HELD) : messages,
    hasOlder: known.hasOlder || isTooMuch,
    hasNewer: page.has_newer,
  };
}

function withoutKnown(known: Thread, page: MessagePage): Message[] {
  const ids = new Set(known.messages.map(({ id }) => id));
  return page.data.filter(({ id }) => !ids.has(id));
}

/**
 * Puts newer states of messages in the place of what they were. Those that were not known are put where they belong by
 * their time (a chat's history is stored late), unless that is before or behind all that has been read.
 */
export function withMessages(thread: Thread, fresh: readonly Message[]): Thread {
  const byId = new Map<string, Message>(fresh.map((message) => [message.id, message]));
  const messages = thread.messages.map((message) => {
    const newer = byId.get(message.id);
    byId.delete(message.id);
    return newer ? replaceEqualDeep(message, newer) : message;
  });
  for (const message of byId.values()) {
    const place = messages.findLastIndex(({ sent_at: sentAt }) => sentAt <= message.sent_at) + 1;
    const isBefore = place === 0 && thread.hasOlder;
    const isBehind = place === messages.length && thread.hasNewer;
    if (!isBefore && !isBehind) messages.splice(place, 0, message);
  }
  return { ...thread, messages };
}

export function has(thread: Thread | undefined, id: string): boolean {
  return thread?.messages.some((message) => message.id === id) ?? false;
}
