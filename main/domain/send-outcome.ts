import type { MessageStatus, SendFailure } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import { advanceStatus } from './message-status.ts';
import type { OutboxContext, SendRow } from './outbox-context.ts';
import type { WaitReason } from './stores/outbox-store.ts';
import type { Stores } from './stores.ts';

export interface SendOutcome {
  /** It is known, as far as it ever will be, what became of the message. `learntId` is WhatsApp's id, `chat` where it is now. */
  settle(
    row: SendRow,
    status: MessageStatus,
    error: SendFailure | null,
    learntId?: string | null,
    chat?: string | null,
  ): Promise<void>;
  /** Ends a row that cannot be worked on. */
  giveUp(row: SendRow): Promise<void>;
  /** The id that WhatsApp gave to what was typed on the screen. */
  keepId(stores: Stores, row: SendRow, id: string): Promise<void>;
  /** It is looked at again later, as what it is. */
  postpone(row: SendRow, pause: Millis, why: WaitReason): Promise<void>;
  /** It was not sent: it waits as if it had never been begun. */
  requeue(row: SendRow, pause: Millis): Promise<void>;
}

/** What became of a message that was to be sent, as the database keeps it. */
export function createSendOutcome(context: OutboxContext): SendOutcome {
  const { database, clock, metrics, lawyerId } = context;
  const { asked, doubted } = context.load;

  async function settle(
    row: SendRow,
    status: MessageStatus,
    error: SendFailure | null,
    learntId: string | null = null,
    chat: string | null = null,
  ): Promise<void> {
    asked.delete(row.id);
    doubted.delete(row.id);
    const at = clock.now();
    await database.write(async (stores) => {
      // Read again: an acknowledgement may have moved it while we waited.
      const message = await stores.messages.findKnown(lawyerId, row.messageId);
      if (learntId) await keepId(stores, row, learntId);
      // It may have waited for long: WhatsApp has it from now on.
      const sentAt = Math.floor(at / 1000) * 1000;
      if (chat && message?.status === 'sending') await stores.messages.setPlace(lawyerId, message.id, { chat, sentAt });
      if (message) await advanceStatus(stores, lawyerId, message, status, at, error);
      await stores.outbox.removeByMessage(lawyerId, row.messageId);
    });
    const isEnd = status === 'failed' || status === 'unknown';
    metrics.add(isEnd ? `messages_${status}` : 'messages_sent');
  }

  /** What the page was asked for may have been sent. */
  async function giveUp(row: SendRow): Promise<void> {
    const found = await database.read((stores) => stores.outbox.findSend(lawyerId, row.messageId));
    await settle(row, found?.state === 'sending' ? 'unknown' : 'failed', 'internal_error');
  }

  async function keepId(stores: Stores, row: SendRow, id: string): Promise<void> {
    context.screenSends.forget(row.messageId);
    const holder = await stores.messages.findByWhatsAppId(lawyerId, 'outbound', id);
    if (!holder) await stores.messages.setWhatsAppId(lawyerId, row.messageId, id);
  }

  function postpone(row: SendRow, pause: Millis, why: WaitReason): Promise<void> {
    return database.write((stores) => stores.outbox.postpone(row.id, clock.now() + pause, why));
  }

  function requeue(row: SendRow, pause: Millis): Promise<void> {
    return database.write((stores) => stores.outbox.requeue(row.id, clock.now() + pause));
  }

  return { settle, giveUp, keepId, postpone, requeue };
}
