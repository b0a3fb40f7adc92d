import type { LawyerId } from '../contract/ids.ts';
import type { PageMessage } from '../contract/page.ts';
import type { MessageStatus } from '../contract/values.ts';
import { parseJid } from './chat-address.ts';
import type { Clock, Millis } from './clock.ts';
import { advanceStatus, statusOfAck } from './message-status.ts';
import { PageError } from './page-error.ts';
import type { Database, Log, WhatsAppPage } from './ports.ts';
import { receiveFromPage } from './receive-from-page.ts';
import type { OutboxRow } from './stores.ts';

const RETRY_DELAY: Millis = 5_000;
const MAX_ATTEMPTS = 5;

/** How long we look for a message that the page may or may not have taken, before we say that we do not know. */
const DOUBT_LIMIT: Millis = 120_000;

interface Dependencies {
  database: Database;
  clock: Clock;
  log: Log;
  page: WhatsAppPage;
  lawyerId: LawyerId;
  /** Rows that this load of the page was asked to send and gave no clear answer for, with the time of asking. */
  asked: Map<OutboxRow['id'], Millis>;
}

/**
 * Works through one lawyer's outbox on one load of the page, from when the session is ready until the answer's `stop`
 * is called. Order is kept within a conversation.
 *
 * Never twice: a row is marked `sending`, durably, before the page is asked. Where the page's answer is missing, the
 * message is looked for by the id that we chose.
 * - Found: it is sent, or WhatsApp Web will send it itself.
 * - Not found after the page was loaded anew: it was never taken, and is tried again under the same id. (WhatsApp drops
 *   a second message with the same id, so even a page that forgot it would not show it twice.)
 * - Not found on the load that was asked: the page may still be at it. We look again, and in the end say `unknown`.
 */
export function startOutbox({ database, clock, log, page, lawyerId, asked }: Dependencies): {
  wake(): void;
  stop(): void;
} {
  let stopped = false;
  let running = false;
  let again = false;
  let cancelTimer = () => {};
  /** When the queue was last looked at. */
  let lookedAt: Millis = 0;

  async function run(): Promise<void> {
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        for (let row = await next(); row && !stopped; row = await next()) await work(row);
      } while (again && !stopped);
      if (!stopped) await sleepUntilDue();
    } catch (error) {
      if (stopped) return;
      log.error({ lawyer: lawyerId, error: error instanceof Error ? error.name : 'unknown' }, 'the outbox has stopped');
      cancelTimer();
      cancelTimer = clock.after(RETRY_DELAY, () => void run());
    } finally {
      running = false;
      // A wake that came while the timer was being set must not wait for it.
      if (again && !stopped) void run();
    }
  }

  function next(): Promise<OutboxRow | null> {
    lookedAt = clock.now();
    return database.read((stores) => stores.outbox.next(lawyerId, lookedAt));
  }

  async function sleepUntilDue(): Promise<void> {
    // Later than the last look, not than this moment: what became due in between must not be slept over.
    const due = await database.read((stores) => stores.outbox.nextDue(lawyerId, lookedAt));
    cancelTimer();
    if (due !== null && !stopped) cancelTimer = clock.after(due - clock.now(), () => void run());
  }

  async function work(row: OutboxRow): Promise<void> {
    try {
      const chat = await resolve(row);
      if (stopped) return;
      if (chat === null) return await finish(row, row.state === 'sending' ? 'unknown' : 'failed', 'not_on_whatsapp');
      if (row.state === 'queued' || (await mustSendAgain(row, chat))) await send(row, chat);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      await postpone(row);
    }
  }

  /** The chat that WhatsApp has for the number asked for, which can differ from the number's digits; null for none. */
  async function resolve(row: OutboxRow): Promise<string | null> {
    const chat = (await page.command('resolvePhone', { phone: row.phone.slice(1) }))?.chat ?? null;
    if (chat !== null) await learnAddress(row, chat);
    return chat;
  }

  /** An answer will come from WhatsApp's own address of that person: it must find this conversation. */
  async function learnAddress(row: OutboxRow, chat: string): Promise<void> {
    const address = parseJid(chat);
    if (!address || address.value === row.phone) return;
    const known = await database.read((stores) => stores.clients.findByAlias(lawyerId, address.kind, address.value));
    if (known) return;
    await database.write(async (stores) => {
      const clientId = await stores.conversations.clientOf(lawyerId, row.conversationId);
      const at = clock.now();
      if (clientId) await stores.clients.addAlias({ lawyerId, clientId, ...address, source: 'whatsapp', at });
    });
  }

  async function send(row: OutboxRow, chat: string): Promise<void> {
    if (stopped) return;
    const at = clock.now();
    const isWaiting = await database.write(async (stores) => {
      // WhatsApp Web may have sent it of itself since we looked: then nothing is left to be sent.
      if (!(await stores.outbox.markSending(row.id))) return false;
      await stores.messages.setPlace(lawyerId, row.messageId, { chat });
      const message = { id: row.messageId, conversationId: row.conversationId, status: 'queued' } as const;
      await advanceStatus(stores, lawyerId, message, 'sending', at);
      return true;
    });
    if (!isWaiting || stopped) return;
    asked.set(row.id, at);
    try {
      const { ack } = await page.command('sendText', { chat, id: row.whatsappId, text: row.text });
      await confirm(row, ack);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      const facts = { lawyer: lawyerId, message: row.messageId, reason: error.reason };
      log.warn(facts, 'the page gave no clear answer to a send');
      if (error.reason === 'refused') await lookAfterRefusal(row, chat);
      else await postpone(row);
    }
  }

  /** "Refused" is what the page's own code threw, perhaps after it had taken the message: look before believing it. */
  async function lookAfterRefusal(row: OutboxRow, chat: string): Promise<void> {
    const taken = await lookFor(row, chat);
    // Another load, or another runner, may have the row by now: they look for themselves.
    if (stopped) return;
    asked.delete(row.id);
    if (taken) return confirm(row, taken.ack ?? 0);
    if (row.attempts + 1 >= MAX_ATTEMPTS) return finish(row, 'failed', 'refused_by_whatsapp');
    await database.write((stores) => stores.outbox.requeue(row.id, clock.now() + RETRY_DELAY));
  }

  /** The message as the page holds it, or null. A page that answers with another message is not believed. */
  async function lookFor(row: OutboxRow, chat: string): Promise<PageMessage | null> {
    const found = await page.command('findMessage', { chat, id: row.whatsappId });
    if (found && (found.id !== row.whatsappId || !found.fromMe)) throw new PageError('malformed', 'findMessage');
    return found;
  }

  /** What became of a row that the page was asked for before. True when it is certainly not there. */
  async function mustSendAgain(row: OutboxRow, chat: string): Promise<boolean> {
    const found = await lookFor(row, chat);
    if (stopped) return false;
    if (found) {
      asked.delete(row.id);
      const at = clock.now();
      const facts = [{ kind: 'message', message: found }] as const;
      await database.write((stores) => receiveFromPage(stores, lawyerId, facts, 'live', at));
      // If that has settled it, the row is gone; else WhatsApp Web is still at it.
      await postpone(row);
      return false;
    }
    const askedAt = asked.get(row.id);
    if (askedAt === undefined) return true;
    if (clock.now() - askedAt < DOUBT_LIMIT) await postpone(row);
    else await finish(row, 'unknown', 'no_answer_from_whatsapp');
    return false;
  }

  async function confirm(row: OutboxRow, ack: number): Promise<void> {
    const status = statusOfAck(ack);
    if (status === 'failed') return finish(row, 'failed', 'refused_by_whatsapp');
    if (status === 'sending') return postpone(row);
    await finish(row, status, null);
  }

  async function finish(row: OutboxRow, status: MessageStatus, error: string | null): Promise<void> {
    asked.delete(row.id);
    const at = clock.now();
    await database.write(async (stores) => {
      // Read again: an acknowledgement may have moved it while we waited.
      const message = await stores.messages.findByWhatsAppId(lawyerId, 'outbound', row.whatsappId);
      if (message) await advanceStatus(stores, lawyerId, message, status, at, error);
      await stores.outbox.removeByMessage(lawyerId, row.messageId);
    });
  }

  function postpone(row: OutboxRow): Promise<void> {
    return database.write((stores) => stores.outbox.postpone(row.id, clock.now() + RETRY_DELAY));
  }

  void run();
  return {
    wake: () => void run(),
    stop() {
      stopped = true;
      cancelTimer();
    },
  };
}
