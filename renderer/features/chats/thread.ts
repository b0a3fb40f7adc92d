import type { Message } from '../../../main/contract/entities.ts';
import type { IpcOutput } from '../../../main/contract/ipc.ts';

export type MessagePage = IpcOutput<'conversations.messages'>;

/** The part of a chat that has been read: oldest first, with the cursor that leads to what is older. */
export interface Thread {
  messages: readonly Message[];
  older: string | null;
}

/**
 * What is known of a chat after its newest messages were read again. What lies before them is kept when it adjoins;
 * when too much came in between, it is dropped, so that the chat never has a hole.
 */
export function mergeNewest(known: Thread | undefined, page: MessagePage): Thread {
  const fresh = new Set(page.data.map(({ id }) => id));
  const joint = known?.messages.findIndex(({ id }) => fresh.has(id)) ?? -1;
  if (!known || joint <= 0) return { messages: page.data, older: page.next_cursor };
  return { messages: [...known.messages.slice(0, joint), ...page.data], older: known.older };
}

/** Puts an older page before what is known. */
export function prependOlder(known: Thread, page: MessagePage): Thread {
  const ids = new Set(known.messages.map(({ id }) => id));
  return { messages: [...page.data.filter(({ id }) => !ids.has(id)), ...known.messages], older: page.next_cursor };
}

/**
 * Puts newer states of messages in the place of what they were. Those that were not known are put where they belong by
 * their time (a chat's history is stored late), unless that is before all that has been read.
 */
export function withMessages(thread: Thread, fresh: readonly Message[]): Thread {
  const byId = new Map<string, Message>(fresh.map((message) => [message.id, message]));
  const messages = thread.messages.map((message) => {
    const newer = byId.get(message.id);
    byId.delete(message.id);
    return newer ?? message;
  });
  for (const message of byId.values()) {
    const place = messages.findLastIndex(({ sent_at: sentAt }) => sentAt <= message.sent_at) + 1;
    if (place > 0 || thread.older === null) messages.splice(place, 0, message);
  }
  return { ...thread, messages };
}
