import type { LawyerId } from '../contract/ids.ts';
import type { PageMessage } from '../contract/page.ts';
import { advanceStatus, statusOfAck } from './message-status.ts';
import { PageError } from './page-error.ts';
import type { Clock, Database, Log, Millis, OutboxRow, WhatsAppPage } from './ports.ts';
import { receiveFromPage } from './receive-from-page.ts';

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
    return database.read((stores) => stores.outbox.next(lawyerId, clock.now()));
  }

  async function sleepUntilDue(): Promise<void> {
    const now = clock.now();
    const due = await database.read((stores) => stores.outbox.nextDue(lawyerId, now));
    cancelTimer();
    if (due !== null && !stopped) cancelTimer = clock.after(due - now, () => void run());
  }

  async function work(row: OutboxRow): Promise<void> {
    try {
      const chat = await resolve(row);
      if (chat === null) return await fail(row, 'not_on_whatsapp');
      if (row.state === 'sending') {
        const settled = await settle(row, chat);
        if (settled) return;
      }
      await send(row, chat);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      await postpone(row, row.state);
    }
  }

  async function resolve(row: OutboxRow): Promise<string | null> {
    if (row.phone === null) return null;
    return (await page.command('resolvePhone', { phone: row.phone.slice(1) }))?.chat ?? null;
  }

  async function send(row: OutboxRow, chat: string): Promise<void> {
    const at = clock.now();
    const isWaiting = await database.write(async (stores) => {
      // WhatsApp Web may have sent it of itself since we looked: then nothing is left to be sent.
      if (!(await stores.outbox.markSending(row.id))) return false;
      await advanceStatus(
        stores,
        lawyerId,
        { id: row.messageId, conversationId: row.conversationId, status: 'queued' },
        'sending',
        at,
      );
      return true;
    });
    if (!isWaiting || stopped) return;
    asked.set(row.id, at);
    try {
      const { ack } = await page.command('sendText', { chat, id: row.whatsappId, text: row.text });
      await confirm(row, ack);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      log.warn(
        { lawyer: lawyerId, message: row.messageId, reason: error.reason },
        'the page gave no clear answer to a send',
      );
      if (error.reason !== 'refused') return postpone(row, 'sending');
      // "Refused" is what the page's own code threw, perhaps after it had taken the message: look before believing it.
      const taken = await lookFor(row, chat);
      if (taken === 'no_answer') return postpone(row, 'sending');
      asked.delete(row.id);
      if (taken) return confirm(row, taken.ack ?? 0);
      if (row.attempts + 1 >= MAX_ATTEMPTS) return fail(row, 'refused_by_whatsapp');
      await postpone(row, 'queued');
    }
  }

  async function lookFor(row: OutboxRow, chat: string): Promise<PageMessage | null | 'no_answer'> {
    try {
      return await page.command('findMessage', { chat, id: row.whatsappId });
    } catch (error) {
      if (error instanceof PageError) return 'no_answer';
      throw error;
    }
  }

  /** What became of a row that was asked for before: true when nothing needs to be sent now. */
  async function settle(row: OutboxRow, chat: string): Promise<boolean> {
    const found = await page.command('findMessage', { chat, id: row.whatsappId });
    if (found) {
      asked.delete(row.id);
      const at = clock.now();
      await database.write((stores) => receiveFromPage(stores, lawyerId, [{ kind: 'message', message: found }], at));
      if (statusOfAck(found.ack) === 'sending') await postpone(row, 'sending');
      return true;
    }
    const doubtSince = asked.get(row.id);
    if (doubtSince === undefined) return false;
    if (clock.now() - doubtSince < DOUBT_LIMIT) await postpone(row, 'sending');
    else await finish(row, 'unknown', 'no_answer_from_whatsapp');
    return true;
  }

  async function confirm(row: OutboxRow, ack: number): Promise<void> {
    const status = statusOfAck(ack);
    if (status === 'failed') return fail(row, 'refused_by_whatsapp');
    if (status === 'sending') return postpone(row, 'sending');
    await finish(row, status, null);
  }

  function fail(row: OutboxRow, error: string): Promise<void> {
    return finish(row, 'failed', error);
  }

  async function finish(
    row: OutboxRow,
    status: 'failed' | 'unknown' | ReturnType<typeof statusOfAck>,
    error: string | null,
  ): Promise<void> {
    asked.delete(row.id);
    const at = clock.now();
    await database.write(async (stores) => {
      // Read again: an acknowledgement may have moved it while we waited.
      const message = await stores.messages.findByWhatsAppId(lawyerId, 'outbound', row.whatsappId);
      if (message) await advanceStatus(stores, lawyerId, message, status, at, error);
      await stores.outbox.removeByMessage(lawyerId, row.messageId);
    });
  }

  function postpone(row: OutboxRow, state: OutboxRow['state']): Promise<void> {
    return database.write((stores) => stores.outbox.postpone(row.id, state, clock.now() + RETRY_DELAY));
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
