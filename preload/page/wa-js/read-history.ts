import type { PageCommandInput } from '../../../main/contract/page-commands.ts';
import { Refusal } from '../page-driver.ts';
import type { DriverContext } from './driver-context.ts';
import { originalKey } from './read-message.ts';
import { asJid, orNull } from './value.ts';
import type { MessageModel } from './wpp.ts';

type Input = PageCommandInput<'readMessages'>;

/** Calls that are looked through for one batch: those of all chats lie together. */
const CALLS = 500;
const CALL_TRIES = 3;

/** So many of the newest messages are tried as the place from which to read. */
const MAX_PLACES = 20;

/** Messages of a chat older than an anchor, or the newest ones; oldest first. Nothing at all is the end. */
export async function readHistory(context: DriverContext, { chat, before, count }: Input): Promise<MessageModel[]> {
  const { driver, messages } = context;
  if (!before) {
    const { place, older } = await readNewest(context, chat, count);
    await addNewest(context, chat, older);
    return withCalls(context, chat, place, older);
  }
  const id = await messages.anchorOf({ chat, ...before });
  const older = await driver.chat.getMessages(chat, { count, direction: 'before', id });
  // The page finds nothing before a message that it does not know, which is no end: wa-js does not tell the two apart.
  if (older.length === 0 && !(await messages.find({ chat, ...before }))) throw new Refusal('anchor_not_found');
  return (await withCalls(context, chat, id, older)).filter((model) => keyOf(model) !== id);
}

/**
 * Reads backwards from the newest message that WhatsApp's database knows. The newest one that is shown need not be: one
 * of ours that is on its way, or was refused, is in memory alone, and before it nothing is ever found. So the next newest
 * is tried, until one leads to others, or all have been.
 */
async function readNewest(
  { driver }: DriverContext,
  chat: string,
  count: number,
): Promise<{ place: string | null; older: MessageModel[] }> {
  const model = driver.chat.get(chat);
  const held = model?.msgs?.getModelsArray() ?? [];
  const newest = model?.lastReceivedKey;
  const places = new Set(
    [...(newest ? [newest] : []), ...held.map(keyOf).reverse()].flatMap((one) => (one === null ? [] : [String(one)])),
  );
  for (const place of [...places].slice(0, MAX_PLACES)) {
    const older = await driver.chat.getMessages(chat, { count, direction: 'before', id: place });
    if (older.length > 0) return { place, older };
  }
  if (places.size > MAX_PLACES) throw new Refusal('anchor_not_found');
  const [place = null] = places;
  return { place, older: [] };
}

/**
 * The message from which was read is no part of the answer, and neither is what the page has put behind it, such as a
 * message that came while one of ours with a later time was on its way. What the chat holds in memory is the newest there
 * is: it is added.
 */
async function addNewest({ driver, messages }: DriverContext, chat: string, models: MessageModel[]): Promise<void> {
  const model = driver.chat.get(chat);
  const known = new Set(models.map(keyOf));
  const oldest = timeOf(models[0]);
  for (const held of model?.msgs?.getModelsArray() ?? []) {
    if (!known.has(keyOf(held)) && timeOf(held) >= oldest) models.push(held);
    known.add(keyOf(held));
  }
  const newest = model?.lastReceivedKey;
  if (newest && !known.has(String(newest))) {
    const author = asJid(newest.participant) ?? undefined;
    const { id, fromMe } = newest;
    const found = await messages.find({ chat: asJid(newest.remote) ?? chat, id, fromMe, author });
    if (found) models.push(found);
  }
  models.sort((one, other) => timeOf(one) - timeOf(other));
}

/**
 * Missed calls lie apart from the messages. Those of this chat that belong into the batch by their time are put there;
 * behind the oldest message there can be more, which come when there are no more messages.
 */
async function withCalls(
  { driver }: DriverContext,
  chat: string,
  place: string | null,
  models: MessageModel[],
): Promise<MessageModel[]> {
  const { functions, MsgKey, MsgStore } = driver.whatsapp;
  if (!functions?.msgFindCallLog || !MsgKey?.fromString || place === null) return models;
  const query = { anchor: MsgKey.fromString(place), count: CALLS };
  const found = await tried(() => functions.msgFindCallLog?.(query));
  const known = new Set(models.map(keyOf));
  const oldest = timeOf(models[0]);
  const calls = (Array.isArray(found) ? (found as MessageModel[]) : [])
    .map((call) => MsgStore?.get(String(keyOf(call))) ?? call)
    .filter((call) => orNull(() => call.type === 'call_log' && asJid(originalKey(call).remote) === chat) === true)
    .filter((call) => !known.has(keyOf(call)) && timeOf(call) >= oldest);
  if (calls.length === 0) return models;
  return [...models, ...calls].sort((one, other) => timeOf(one) - timeOf(other));
}

/** The page's key for a message, as text; null where its getter throws: that one message must not hide the others. */
function keyOf(model: MessageModel): string | null {
  return orNull(() => String(model.id));
}

function timeOf(model: MessageModel | undefined): number {
  return orNull(() => model?.t) ?? 0;
}

/** Reading fails now and then. What fails for good keeps nobody from reading the messages. */
async function tried(read: () => Promise<unknown> | undefined): Promise<unknown> {
  for (let tries = 0; tries < CALL_TRIES; tries += 1) {
    const found = await read()?.catch(() => null);
    if (found) return found;
  }
  return [];
}
