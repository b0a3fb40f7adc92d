import type { MessageId } from '../contract/ids.ts';
import type { SendFailure } from '../contract/values.ts';
import { cancelIfBlocked } from './blocked-client.ts';
import type { Millis } from './clock.ts';
import { type FindChat, type FoundChat, isStillTheirs } from './find-chat.ts';
import { ABILITY_PAUSE, type OutboxContext, type RowWork } from './outbox-context.ts';
import { PageError } from './page-error.ts';
import type { PageFact } from './receive-from-page.ts';
import { recordEvent } from './record-event.ts';
import type { OutboxRow, WaitReason } from './stores/outbox-store.ts';

/** Pauses between tries, in ms; the last one again and again. */
const PAUSES: readonly Millis[] = [5_000, 15_000, 60_000, 300_000];

/** Between two changes to one message. */
const APART: Millis = 2_000;

/** How often the page may say no, or give no answer, until a person is told. */
const MAX_REFUSALS = 3;
const MAX_TRIES = 12;

/**
 * Does to one message in WhatsApp what was asked for. Each of these may be done twice without harm, so that a try
 * without a clear answer is simply made again. What WhatsApp refuses is told, and stays to be seen until somebody takes
 * it away.
 */
export function createAct(context: OutboxContext, findChat: FindChat): RowWork<OutboxRow, OutboxRow> {
  const { database, clock, log, page, lawyerId } = context;
  /** When each message was last acted on, as far as that matters still. */
  const acted = new Map<MessageId, Millis>();

  async function work(row: OutboxRow): Promise<void> {
    const { type } = row.action;
    if (type === 'send') return;
    const pause = sinceLast(row);
    if (pause > 0) return postpone(row, pause, 'turn');
    if (!context.driverOf(type)) return postpone(row, ABILITY_PAUSE, 'ability');
    try {
      const found = await findChat(row);
      if (context.isStopped()) return;
      if (found.chat === null) return fail(row, found.why);
      const { chat } = found;
      // Cancelled meanwhile, perhaps.
      if (!(await begin(row, found)) || context.isStopped()) return;
      await ask(row, chat);
      note(row);
      await database.write((stores) => stores.outbox.remove(row.id));
      await readBack(row, chat);
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      if (context.isStopped()) return;
      log.warn({ lawyer: lawyerId, action: type, reason: error.reason }, 'the page did not do what was asked');
      const tries = row.attempts + 1;
      if (error.reason === 'refused' && tries >= MAX_REFUSALS) await fail(row, 'refused_by_whatsapp');
      else if (tries >= MAX_TRIES) await fail(row, 'no_answer_from_whatsapp');
      else await tryAgain(row);
    }
  }

  /** False when there is nothing to be done any more, or not in that chat: then it is looked for anew. */
  function begin(row: OutboxRow, found: FoundChat): Promise<boolean> {
    return database.write(async (stores) => {
      if (!(await isStillTheirs(stores, row, found))) return false;
      if (await cancelIfBlocked(stores, row, clock.now())) return false;
      return stores.outbox.markSending(row.id);
    });
  }

  /** WhatsApp's clock has whole seconds: of two changes to one message within one, nobody could say which is the later. */
  function sinceLast({ messageId }: OutboxRow): Millis {
    const last = messageId && acted.get(messageId);
    return last ? last + APART - clock.now() : 0;
  }

  function note({ messageId }: OutboxRow): void {
    const now = clock.now();
    for (const [id, at] of acted) if (now - at >= APART) acted.delete(id);
    if (messageId) acted.set(messageId, now);
  }

  async function ask({ action, whatsappId: id, fromMe }: OutboxRow, chat: string): Promise<void> {
    const message = { chat, id, fromMe };
    if (action.type === 'react') await page.command('react', { message, emoji: action.emoji });
    else if (action.type === 'edit') await page.command('edit', { message, text: action.text });
    else if (action.type === 'revoke') await page.command('revoke', { message });
    else if (action.type === 'mark_read') await page.command('markRead', { chat });
  }

  /** What the page shows now is what is stored. It tells of it by itself as well: this is for one that does not. */
  async function readBack({ messageId, whatsappId: id, fromMe, action }: OutboxRow, chat: string): Promise<void> {
    if (messageId === null || context.isStopped()) return;
    try {
      const message = await page.command('findMessage', { chat, id, fromMe });
      if (message?.id !== id || message.fromMe !== fromMe) return;
      const facts: PageFact[] = [{ kind: 'message', message }];
      // What is not there any more is nothing that a message could tell of.
      const isTakenBack = action.type === 'react' && action.emoji === '';
      if (isTakenBack && message.reactions && !message.reactions.some(({ byMe }) => byMe)) {
        const timestamp = Math.floor(clock.now() / 1000);
        const reaction = { id, chat, fromMe, byMe: true, sender: chat, emoji: '', timestamp };
        facts.push({ kind: 'reaction', reaction });
      }
      await context.store(facts, 'live');
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
    }
  }

  async function tryAgain(row: OutboxRow): Promise<void> {
    const pause = PAUSES[Math.min(row.attempts, PAUSES.length - 1)] ?? 0;
    await database.write((stores) => stores.outbox.requeue(row.id, clock.now() + pause));
  }

  function fail(row: OutboxRow, error: SendFailure): Promise<void> {
    return database.write(async (stores) => {
      await stores.outbox.markFailed(row.id, error);
      const action = await stores.outbox.find(lawyerId, row.id);
      await recordEvent(stores, {
        type: 'message.action_failed',
        lawyerId,
        conversationId: row.conversationId,
        ...(row.messageId ? { message: row.messageId } : {}),
        ...(action ? { more: { action } } : {}),
        at: clock.now(),
      });
    });
  }

  function postpone(row: OutboxRow, pause: Millis, why: WaitReason): Promise<void> {
    return database.write((stores) => stores.outbox.postpone(row.id, clock.now() + pause, why));
  }

  return { work, giveUp: (row) => fail(row, 'internal_error') };
}
