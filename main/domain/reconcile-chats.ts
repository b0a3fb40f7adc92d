import { z } from 'zod';
import type { LawyerId } from '../contract/ids.ts';
import { PageChat, PageMessage } from '../contract/page.ts';
import { parseJid } from './chat-address.ts';
import type { Clock, Millis } from './clock.ts';
import { PageError } from './page-error.ts';
import type { Database, WhatsAppPage } from './ports.ts';
import { receiveFromPage, storeFromPage } from './receive-from-page.ts';

const BATCH = 100;

/** Seconds. Messages can arrive late and out of order: what is younger than this is read again the next time. */
const SETTLING_TIME = 300;

/** How far back the status of what was sent is followed, and for how many messages at most. */
const STATUS_WINDOW: Millis = 14 * 24 * 60 * 60_000;
const MAX_OPEN = 500;

/** A message's place in its chat. */
const Anchor = z.object({ id: z.string().min(1), fromMe: z.boolean() });
type Anchor = z.infer<typeof Anchor>;

interface Dependencies {
  database: Database;
  clock: Clock;
  page: WhatsAppPage;
}

/**
 * Reads from the page whatever is newer than what is known to be complete, chat by chat, so that nothing is missed
 * that came while the app was closed, or before its listeners were attached. Reading twice stores nothing twice.
 * Rejects with a PageError when the page goes away; a later call goes on from the marks that were set.
 */
export async function reconcileChats(deps: Dependencies, lawyerId: LawyerId): Promise<void> {
  const answer = await deps.page.command('listChats', undefined);
  const chats = answer.flatMap((item) => PageChat.safeParse(item).data ?? []);
  for (const { chat, lastTimestamp } of chats) {
    if (!parseJid(chat)) continue;
    const through = await deps.database.read((stores) => stores.chatMarks.get(lawyerId, chat));
    if (through === null || lastTimestamp > through) await reconcileChat(deps, lawyerId, chat, through);
  }
}

async function reconcileChat(
  deps: Dependencies,
  lawyerId: LawyerId,
  chat: string,
  through: number | null,
): Promise<void> {
  let anchor: Anchor | null = null;
  let newest = 0;
  /** Seconds. Nothing from here on counts as complete. */
  let incompleteFrom = Number.POSITIVE_INFINITY;
  let done = false;
  while (!done) {
    const batch: Batch = await readBatch(deps.page, chat, anchor);
    const { messages } = batch;
    const facts = messages.map((message) => ({ kind: 'message', message }) as const);
    const lost = await storeFromPage(deps.database, lawyerId, facts, 'history', deps.clock.now());
    for (const message of messages) {
      newest = Math.max(newest, message.timestamp);
      if (message.type === 'ciphertext') incompleteFrom = Math.min(incompleteFrom, message.timestamp);
    }
    // What could not be read or stored has no time that we could trust: this chat is read again until it can.
    if (batch.refused + lost > 0) incompleteFrom = 0;
    const first = messages[0];
    const reachedKnown = first !== undefined && through !== null && first.timestamp <= through;
    // A short batch is no end: wa-js gives fewer when it cannot find a message. Only one that leads no further is.
    done = reachedKnown || batch.oldest === null || batch.oldest.id === anchor?.id;
    anchor = batch.oldest;
  }
  const settled = Math.floor(deps.clock.now() / 1000) - SETTLING_TIME;
  const complete = Math.min(newest, settled, incompleteFrom - 1);
  if (complete > (through ?? 0)) await deps.database.write((stores) => stores.chatMarks.set(lawyerId, chat, complete));
}

interface Batch {
  messages: PageMessage[];
  /** Items that are no message as the contract has it. */
  refused: number;
  /** From where to read on: the oldest item that has an id, even if the rest of it is malformed. */
  oldest: Anchor | null;
}

/** The messages before the given one, oldest first; the newest ones when none is given. */
async function readBatch(page: WhatsAppPage, chat: string, before: Anchor | null): Promise<Batch> {
  const answer = await page.command('readMessages', { chat, before, count: BATCH });
  const messages = answer.flatMap((item) => PageMessage.safeParse(item).data ?? []);
  const oldest = answer.flatMap((item) => Anchor.safeParse(item).data ?? [])[0] ?? null;
  return { messages, refused: answer.length - messages.length, oldest };
}

/**
 * An acknowledgement that came while nobody listened moves no chat, so each message of ours that is still open is looked
 * at. Once for each load of the page is enough: later ones are reported. Rejects with a PageError.
 */
export async function catchUpStatuses({ database, clock, page }: Dependencies, lawyerId: LawyerId): Promise<void> {
  const since = clock.now() - STATUS_WINDOW;
  const open = await database.read((stores) => stores.messages.openSince(lawyerId, since, MAX_OPEN));
  for (const { chat, whatsappId } of open) {
    const message = await findOrNull(page, chat, whatsappId);
    if (message?.id !== whatsappId || !message.fromMe) continue;
    const fact = { kind: 'message', message } as const;
    await database.write((stores) => receiveFromPage(stores, lawyerId, [fact], 'history', clock.now()));
  }
}

/** A page that refuses to look for one message (its chat may be gone) keeps us from none of the others. */
async function findOrNull(page: WhatsAppPage, chat: string, id: string): Promise<PageMessage | null> {
  try {
    return await page.command('findMessage', { chat, id });
  } catch (error) {
    if (error instanceof PageError && error.reason === 'refused') return null;
    throw error;
  }
}
