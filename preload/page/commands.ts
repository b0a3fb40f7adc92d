import type { PageCommand, PageCommandInput, PageCommandOutput } from '../../main/contract/page.ts';
import { jidOf, readMessage } from './read-message.ts';
import { type MessageModel, type Wid, type Wpp, wpp } from './wpp.ts';

type Commands = { [C in PageCommand]: (driver: Wpp, input: PageCommandInput<C>) => Promise<PageCommandOutput<C>> };

/** How long a text may take until WhatsApp's server has it. The page goes on trying after that, and so do we. */
const ACK_TIMEOUT_MS = 15_000;

/** A message key in the form in which wa-js takes one from us. */
function keyOf(chat: string, id: string, fromMe: boolean): string {
  return `${fromMe}_${chat}_${id}`;
}

async function find(driver: Wpp, key: string): Promise<MessageModel | null> {
  const held = driver.whatsapp.MsgStore?.get(key);
  if (held) return held;
  try {
    return (await driver.chat.getMessageById(key)) ?? null;
  } catch (error) {
    // Only this code says that the message is not there. Any other failure says nothing.
    if (error instanceof Error && 'code' in error && error.code === 'msg_not_found') return null;
    throw error;
  }
}

/** Without an anchor, wa-js leaves the chat's newest message out when the page does not hold it in memory. */
async function addNewest(driver: Wpp, chat: string, messages: MessageModel[]): Promise<void> {
  const newest = driver.chat.get(chat)?.lastReceivedKey;
  if (!newest || messages.some(({ id }) => id.id === newest.id && id.fromMe === newest.fromMe)) return;
  const model = await find(driver, String(newest));
  if (model) messages.push(model);
}

/**
 * Whether a number is on WhatsApp. wa-js answers null both for "no such number" and for "the query failed"; WhatsApp's own
 * function tells them apart: it throws when it could not ask.
 */
async function ask(driver: Wpp, jid: string): Promise<{ wid: Wid } | null> {
  const known = await driver.contact.queryExists(jid);
  if (known) return known;
  const { functions, WidFactory } = driver.whatsapp;
  if (!functions.queryWidExists || !WidFactory) throw new Error('cannot ask whether the number exists');
  return functions.queryWidExists(WidFactory.createWid(jid));
}

function timeout(ms: number): Promise<'timeout'> {
  return new Promise((resolve) => setTimeout(() => resolve('timeout'), ms));
}

const COMMANDS: Commands = {
  async listChats(driver) {
    const chats = await driver.chat.list();
    return chats.flatMap((chat) => (chat.t ? [{ chat: jidOf(chat.id), lastTimestamp: chat.t }] : []));
  },

  async readMessages(driver, { chat, before, count }) {
    const anchor = before ? { direction: 'before' as const, id: keyOf(chat, before.id, before.fromMe) } : {};
    const messages = await driver.chat.getMessages(chat, { count, ...anchor });
    if (!before) await addNewest(driver, chat, messages);
    return messages.map(readMessage);
  },

  async resolvePhone(driver, { phone }) {
    const found = await ask(driver, `${phone}@c.us`);
    if (!found) return null;
    // WhatsApp's id for a number can differ from its digits (Brazil, Mexico, Argentina): its own is the one to use.
    const chat = await driver.chat.find(jidOf(found.wid));
    if (!chat) throw new Error('the chat could not be made');
    return { chat: jidOf(chat.id) };
  },

  async sendText(driver, { chat, id, text }) {
    const key = keyOf(chat, id, true);
    const sending = driver.chat.sendTextMessage(chat, text, {
      messageId: key,
      waitForAck: true,
      // Reading is the lawyer's act, a link is nobody's business but the client's, and an @ is just a character.
      markIsRead: false,
      linkPreview: false,
      detectMentioned: false,
    });
    const first = await Promise.race([sending, timeout(ACK_TIMEOUT_MS)]);
    if (first === 'timeout') sending.catch(() => {});
    // Read back what the page holds now: that is what was sent.
    const held = await find(driver, key);
    if (!held) throw new Error('the message is not in the chat');
    if (held.body !== text) throw new Error('the message in the chat is another one');
    return { ack: held.ack ?? 0, timestamp: held.t ?? Math.floor(Date.now() / 1000) };
  },

  async findMessage(driver, { chat, id }) {
    const model = await find(driver, keyOf(chat, id, true));
    return model ? readMessage(model) : null;
  },
};

/** Runs a command of ours and answers in data only: a page's error may carry what a client wrote, so only its code goes out. */
export async function runCommand(
  command: PageCommand,
  input: unknown,
): Promise<{ ok: true; value: unknown } | { ok: false; error: string }> {
  try {
    const driver = wpp();
    if (!driver?.isFullReady) return { ok: false, error: 'driver_not_ready' };
    const run = COMMANDS[command] as (driver: Wpp, input: unknown) => Promise<unknown>;
    return { ok: true, value: await run(driver, input) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
    return { ok: false, error: code.slice(0, 100) };
  }
}
