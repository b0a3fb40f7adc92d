import type { ConversationId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';
import { isInWhatsApp } from './message-place.ts';
import type { Job, OutboxContext, SendRow } from './outbox-context.ts';
import { type Hold, holdOf, isPaced, pauseBetweenChats, startOfDay, typingTime } from './pace.ts';
import { PageError } from './page-error.ts';
import type { Stores } from './stores.ts';

/** For so long after a client has written, what the lawyer writes belongs to the same talk. */
const TALK: Millis = 24 * 60 * 60_000;

/** How far back it is looked whether a client was answered, in messages. */
const LOOK_BACK = 50;

export interface PaceKeeper {
  /** What keeps a message from being sent now; null for nothing. */
  hold(job: Job<SendRow>): Promise<Hold | null>;
  /**
   * Seen, then typing, for as long as somebody would type. The row shows meanwhile that it waits for this. False when
   * the outbox was stopped.
   */
  type(job: Job<SendRow>, chat: string): Promise<boolean>;
  /** What was typed is not sent after all. */
  stopTyping(chat: string): Promise<void>;
  sent(job: Job<SendRow>): void;
}

/** Sends as one person would: answers at any hour, and everything else at a human's speed. */
export function createPaceKeeper(context: OutboxContext): PaceKeeper {
  const { database, clock, page, random, mode, lawyerId } = context;

  /** What only looks human must never keep a message from being sent. */
  async function quietly(ability: 'mark_read' | 'show_typing', command: () => Promise<unknown>): Promise<void> {
    if (!context.driverOf(ability)) return;
    try {
      await command();
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
    }
  }

  return {
    async hold({ row, settings }) {
      if (!isPaced(settings, mode)) return null;
      const now = clock.now();
      const { conversationId } = row;
      const facts = await database.read(async (stores) => ({
        clientWaits: await clientWaits(stores, context.lawyerId, conversationId, now),
        isFirstContact: !(await stores.messages.hasEarlier(lawyerId, conversationId, row.messageId)),
        firstContactsToday: await stores.messages.firstContacts(lawyerId, startOfDay(now)),
      }));
      return holdOf(settings, { now, conversationId, ...facts }, context.pace.last);
    },

    async type({ row, settings }, chat) {
      if (!isPaced(settings, mode) || row.attempts > 0) return true;
      const waits = await database.read((stores) => clientWaits(stores, lawyerId, row.conversationId, clock.now()));
      if (waits) await quietly('mark_read', () => page.command('markRead', { chat }));
      const time = typingTime(settings, row.action.text.length, random);
      if (time === 0) return !context.isStopped();
      await database.write((stores) => stores.outbox.postpone(row.id, clock.now() + time, 'pace'));
      if (context.isStopped()) return false;
      await quietly('show_typing', () => page.command('showTyping', { chat, typing: true }));
      if (context.isStopped()) return false;
      await context.pause(time);
      return !context.isStopped();
    },

    stopTyping: (chat) => quietly('show_typing', () => page.command('showTyping', { chat, typing: false })),

    sent({ row, settings }) {
      if (!isPaced(settings, mode)) return;
      const otherChatsFrom = clock.now() + pauseBetweenChats(settings, random);
      context.pace.last = { conversationId: row.conversationId, otherChatsFrom };
    },
  };
}

/** The client has written, and was not answered since, or is being talked with. */
async function clientWaits(
  stores: Stores,
  lawyerId: OutboxContext['lawyerId'],
  conversationId: ConversationId,
  now: Millis,
): Promise<boolean> {
  const last = await stores.messages.lastInbound(lawyerId, conversationId);
  if (!last) return false;
  if (now - last.sentAt < TALK) return true;
  const { rows } = await stores.messages.list(lawyerId, conversationId, { limit: LOOK_BACK });
  return !rows.some(
    ({ direction, status, sent_at }) =>
      direction === 'outbound' && isInWhatsApp({ status, revokedAt: null }) && Date.parse(sent_at) > last.sentAt,
  );
}
