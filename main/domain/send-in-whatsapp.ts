import type { PageCommandOutput } from '../contract/page-commands.ts';
import type { PageMessage } from '../contract/page-reports.ts';
import type { DriverName } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import { cancelIfBlocked } from './blocked-client.ts';
import type { Millis } from './clock.ts';
import { type FindChat, type FoundChat, isStillTheirs } from './find-chat.ts';
import type { PaceKeeper } from './keep-pace.ts';
import { keepSentThumbnail } from './keep-thumbnail.ts';
import { statusOfAck } from './message-status.ts';
import {
  ABILITY_PAUSE,
  type Job,
  type OutboxContext,
  RETRY_PAUSE,
  type RowWork,
  type SendRow,
} from './outbox-context.ts';
import { PageError } from './page-error.ts';
import { createSendOutcome } from './send-outcome.ts';
import { stageFile } from './stage-file.ts';
import { inSpan } from './trace-context.ts';

const MAX_ATTEMPTS = 5;

/** How long we look for a message that the page may or may not have taken, before we say that we do not know. */
const DOUBT_LIMIT: Millis = 120_000;

/**
 * The note on a message that was handed to the second driver. What is typed on the screen carries no id of ours: it can
 * never be looked for, and so is never typed a second time.
 */
const ON_SCREEN = 'typed_on_screen';

type Sent = PageCommandOutput<'sendText'>;

/**
 * Sends one queued message, or finds out what became of it.
 *
 * Never twice: a row is marked `sending`, durably, before the page is asked. Where the page's answer is missing, the
 * message is looked for by the id that we chose.
 * - Found: it is sent, or WhatsApp Web will send it itself.
 * - Not found after the page was loaded anew: it was never taken, and is tried again under the same id. (WhatsApp drops
 *   a second message with the same id, so even a page that forgot it would not show it twice.)
 * - Not found on the load that was asked: the page may still be at it. We look again, and in the end say `unknown`.
 * - Not to be looked for, because it was typed on the screen: `unknown`.
 */
export function createSend(
  context: OutboxContext,
  findChat: FindChat,
  pace: PaceKeeper,
): RowWork<Job<SendRow>, SendRow> {
  const { database, clock, log, tracing, page, files, lawyerId } = context;
  const { asked, doubted } = context.load;
  const { settle, giveUp, keepId, postpone, requeue } = createSendOutcome(context);

  async function work(job: Job<SendRow>): Promise<void> {
    const { row } = job;
    try {
      if (row.state === 'queued') await begin(job);
      else await resume(job);
    } catch (error) {
      if (error instanceof AppError && error.code === 'attachment_damaged') return settle(row, 'failed', error.code);
      if (!(error instanceof PageError)) throw error;
      if (context.isStopped()) return;
      if (row.state === 'sending' && isHopeless(row, error)) await settle(row, 'unknown', 'no_answer_from_whatsapp');
      else await postpone(row, RETRY_PAUSE, row.state === 'sending' ? 'answer' : 'retry');
    }
  }

  async function begin(job: Job<SendRow>): Promise<void> {
    const { row } = job;
    const driver = driverFor(row);
    if (!driver) return postpone(row, ABILITY_PAUSE, 'ability');
    const hold = await pace.hold(job);
    if (hold) return postpone(row, hold.until - clock.now(), hold.why);
    const found = await findChat(row);
    if (context.isStopped()) return;
    if (found.chat === null) return settle(row, 'failed', found.why);
    if (row.action.file) await stageFile(page, files, row.action.file, row.whatsappId);
    if (await pace.type(job, found.chat)) await send(job, found, driver);
  }

  async function resume(job: Job<SendRow>): Promise<void> {
    const { row } = job;
    if (await wasTypedOnScreen(row)) {
      // The load that was asked may still answer.
      if (isFresh(asked.get(row.id))) return postpone(row, RETRY_PAUSE, 'answer');
      return settle(row, 'unknown', 'not_confirmed');
    }
    const found = await findChat(row);
    if (context.isStopped()) return;
    if (found.chat === null && found.why === 'not_on_whatsapp') return settle(row, 'unknown', found.why);
    // Where it was asked for, it is, whosever that chat is by now.
    const places = found.chat === null || (await hasLeft(row)) ? [row.chat, found.chat] : [found.chat];
    if (!(await mustSendAgain(row, places))) return;
    if (found.chat === null) return settle(row, 'failed', found.why);
    const driver = driverFor(row);
    if (!driver) return requeue(row, ABILITY_PAUSE);
    if (row.action.file) await stageFile(page, files, row.action.file, row.whatsappId);
    await send(job, found, driver);
  }

  /** Whether the chat that it was asked for is no longer the client's. */
  async function hasLeft(row: SendRow): Promise<boolean> {
    const { chat } = row;
    return chat !== null && !(await database.read((stores) => isStillTheirs(stores, row, { chat, phone: null })));
  }

  function driverFor(row: SendRow): DriverName | null {
    return context.driverOf(row.action.file ? 'send_files' : 'send_texts');
  }

  async function send(job: Job<SendRow>, found: FoundChat, driver: DriverName): Promise<void> {
    if (context.isStopped()) return;
    const { row } = job;
    const { chat } = found;
    const at = clock.now();
    const isWaiting = await database.write(async (stores) => {
      // The number has changed hands while it was typed: where it goes is looked for anew.
      if (!(await isStillTheirs(stores, row, found))) return false;
      if (await cancelIfBlocked(stores, row, at)) return false;
      // Cancelled, or sent by WhatsApp Web of itself since we looked: then nothing is left to be sent.
      if (!(await stores.outbox.markSending(row.id))) return false;
      await stores.messages.setPlace(lawyerId, row.messageId, { chat });
      const note = driver === 'dom' ? ON_SCREEN : null;
      await stores.messages.setStatus(lawyerId, row.messageId, 'sending', note);
      return true;
    });
    if (!isWaiting) return context.isStopped() ? undefined : pace.stopTyping(chat);
    if (context.isStopped()) {
      // Marked, and not asked for: an id of ours would show that later, the screen would not.
      if (driver === 'dom') await requeue(row, 0);
      return;
    }
    asked.set(row.id, at);
    const work = inSpan(tracing, 'outbox send', row.traceparent, () =>
      ask(row, found, driver).then((sent) => confirm(job, chat, sent)),
    );
    if (driver === 'dom') {
      const typed = { messageId: row.messageId, chat, text: row.action.text };
      context.screenSends.begin(
        typed,
        work.catch(() => {}),
      );
    }
    try {
      await work;
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      const facts = { lawyer: lawyerId, message: row.messageId, reason: error.reason };
      log.warn(facts, 'the page gave no clear answer to a send');
      if (error.reason !== 'refused') await postpone(row, RETRY_PAUSE, 'answer');
      else if (driver === 'wa-js') await lookAfterRefusal(job, chat);
      // The second driver gives its reason when it refuses before it presses "send"; any other end can be after that.
      else if (error.code === 'failed') await settle(row, 'unknown', 'not_confirmed');
      else await tryAgain(row);
    }
  }

  function ask(
    { action, whatsappId: id }: SendRow,
    { chat, phone: number }: FoundChat,
    driver: DriverName,
  ): Promise<Sent> {
    const phone = number?.slice(1) ?? null;
    const quoted = action.quoted && {
      chat: action.quoted.chat ?? chat,
      id: action.quoted.whatsappId,
      fromMe: action.quoted.fromMe,
    };
    if (!action.file) return page.command('sendText', { chat, phone, id, text: action.text, quoted, driver });
    const { use, mimeType, fileName } = action.file;
    const file = { file: id, use, mimeType, fileName, caption: action.text };
    return page.command('sendFile', { chat, phone, id, ...file, quoted, driver });
  }

  async function confirm(job: Job<SendRow>, chat: string, { ack, id }: Sent): Promise<void> {
    const { row } = job;
    const learnt = id === null || id === row.whatsappId ? null : id;
    if (ack === null) return settle(row, 'unknown', 'not_confirmed', learnt);
    const status = statusOfAck(ack);
    if (status === 'failed') return settle(row, 'failed', 'refused_by_whatsapp', learnt);
    pace.sent(job);
    if (status === 'sending') {
      // By its own id it is recognised when WhatsApp's server has it.
      if (learnt) await database.write((stores) => keepId(stores, row, learnt));
      return postpone(row, RETRY_PAUSE, 'answer');
    }
    await settle(row, status, null, learnt, chat);
    // What was typed on the screen has another id there, and its page shows no picture of it.
    if (row.action.file && !learnt) await keepSentThumbnail(context, row, chat);
  }

  /** "Refused" is what the page's own code threw, perhaps after it had taken the message: look before believing it. */
  async function lookAfterRefusal(job: Job<SendRow>, chat: string): Promise<void> {
    const taken = await lookFor(job.row, chat);
    // Another load, or another runner, may have the row by now: they look for themselves.
    if (context.isStopped()) return;
    if (taken) return confirm(job, chat, { ack: taken.ack ?? 0, id: null });
    await tryAgain(job.row);
  }

  async function tryAgain(row: SendRow): Promise<void> {
    if (context.isStopped()) return;
    asked.delete(row.id);
    context.screenSends.forget(row.messageId);
    if (row.attempts + 1 >= MAX_ATTEMPTS) return settle(row, 'failed', 'refused_by_whatsapp');
    await requeue(row, RETRY_PAUSE);
  }

  /** The message as the page holds it, or null. A page that answers with another message is not believed. */
  async function lookFor(row: SendRow, chat: string): Promise<PageMessage | null> {
    const found = await page.command('findMessage', { chat, id: row.whatsappId, fromMe: true });
    if (found && (found.id !== row.whatsappId || !found.fromMe)) throw new PageError('malformed', 'findMessage');
    return found;
  }

  /** What became of a row that the page was asked for before. True when it is certainly in none of these places. */
  async function mustSendAgain(row: SendRow, places: readonly (string | null)[]): Promise<boolean> {
    let found: PageMessage | null = null;
    for (const chat of places) found ??= chat === null ? null : await lookFor(row, chat);
    if (context.isStopped()) return false;
    doubted.delete(row.id);
    if (found) {
      asked.delete(row.id);
      await context.store([{ kind: 'message', message: found }], 'live');
      // If that has settled it, the row is gone; else WhatsApp Web is still at it.
      await postpone(row, RETRY_PAUSE, 'answer');
      return false;
    }
    const askedAt = asked.get(row.id);
    if (askedAt === undefined) return true;
    if (isFresh(askedAt)) await postpone(row, RETRY_PAUSE, 'answer');
    else await settle(row, 'unknown', 'no_answer_from_whatsapp');
    return false;
  }

  /** A page that answers, but never with anything to be believed, is not asked for ever. */
  function isHopeless(row: SendRow, error: PageError): boolean {
    if (error.reason === 'no_answer') return false;
    const since = doubted.get(row.id) ?? clock.now();
    doubted.set(row.id, since);
    return !isFresh(since);
  }

  function isFresh(since: Millis | undefined): boolean {
    return since !== undefined && clock.now() - since < DOUBT_LIMIT;
  }

  async function wasTypedOnScreen(row: SendRow): Promise<boolean> {
    const message = await database.read((stores) => stores.messages.find(lawyerId, row.messageId));
    return message?.error === ON_SCREEN;
  }

  return { work, giveUp };
}
