import { z } from 'zod';
import { type PageChat, PageMessage } from '../contract/page-reports.ts';

/** Chats of which is remembered what was told; more than anybody has. */
const MAX_CHATS = 5_000;
/** Messages of each: what was told last need not be the newest, as a change of an older one is told as well. */
const MAX_IDS = 10;

/** So much of a message tells that it was told, whatever the rest of it is. */
const ToldMessage = z.object({
  kind: z.literal('message'),
  message: z.object({
    id: PageMessage.shape.id,
    chat: PageMessage.shape.chat,
    timestamp: PageMessage.shape.timestamp.catch(0),
  }),
});

export interface ToldChats {
  /** What the page reports, each still to be parsed. */
  note(items: readonly unknown[]): void;
  /** Whether the newest message of that chat, as the page lists it, is one that it told of. */
  isTold(chat: PageChat): boolean;
}

/**
 * The last messages that the page told of in each chat, whether it was stored or not: what waits to be decrypted, or is
 * malformed, or says only that another message was pinned, is stored nowhere, and yet it was told.
 */
export function createToldChats(): ToldChats {
  const told = new Map<string, { ids: string[]; timestamp: number }>();

  return {
    note(items) {
      for (const item of items) {
        const found = ToldMessage.safeParse(item);
        if (!found.success) continue;
        const { chat, id, timestamp } = found.data.message;
        const before = told.get(chat);
        told.delete(chat);
        if (told.size >= MAX_CHATS) told.delete(String(told.keys().next().value));
        const ids = [id, ...(before?.ids ?? []).filter((one) => one !== id)].slice(0, MAX_IDS);
        told.set(chat, { ids, timestamp: Math.max(timestamp, before?.timestamp ?? 0) });
      }
    },
    isTold({ chat, lastId, lastTimestamp }) {
      const last = told.get(chat);
      if (!last) return false;
      return lastId === null ? last.timestamp >= lastTimestamp : last.ids.includes(lastId);
    },
  };
}
