import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { withFollowers } from '../followers.ts';
import { type DriverCommands, Refusal } from '../page-driver.ts';
import type { DriverContext } from './driver-context.ts';
import { readHistory } from './read-history.ts';
import { originalKey, readMessage } from './read-message.ts';
import { readReactions } from './read-reactions.ts';
import { asJid, asSeconds, asText, orNull } from './value.ts';
import type { ChatModel, KnownWid, MessageModel } from './wpp.ts';

/** Messages of an open chat that are told: what a screen or two hold. */
const OPEN_CHAT_MESSAGES = 100;

type Commands = Pick<
  DriverCommands,
  | 'listChats'
  | 'readMessages'
  | 'findMessage'
  | 'resolvePhone'
  | 'openChat'
  | 'readOpenChat'
  | 'markRead'
  | 'showTyping'
>;

/** Chats and what they hold. */
export function chatCommands(context: DriverContext): Commands {
  const { driver, addresses, messages } = context;

  async function read(model: MessageModel, chat: string): Promise<PageMessage> {
    messages.remember(model, chat);
    const message = readMessage(model, addresses);
    return model.hasReaction === true ? { ...message, reactions: await readReactions(driver, model) } : message;
  }

  /**
   * Whether a number is on WhatsApp. wa-js answers null both for "no such number" and for "the query failed"; WhatsApp's
   * own function tells them apart: it throws when it could not ask.
   */
  async function ask(jid: string): Promise<KnownWid | null> {
    const known = await driver.contact.queryExists(jid).catch(() => null);
    if (known) return known;
    const { functions, WidFactory } = driver.whatsapp;
    if (!functions?.queryWidExists || !WidFactory?.createWid) throw new Refusal('ability_missing');
    return functions.queryWidExists(WidFactory.createWid(jid));
  }

  async function resolve(phone: string): Promise<{ chat: string; lid: string | null } | null> {
    const found = await ask(`${phone}@c.us`);
    if (!found) return null;
    // WhatsApp's id for a number can differ from its digits (Brazil, Mexico, Argentina): its own is the one to use.
    const chat = asJid((await driver.chat.find(asJid(found.wid) ?? ''))?.id);
    if (chat === null) throw new Refusal('chat_not_found');
    return { chat, lid: asJid(found.lid) ?? addresses.lidOf(chat) ?? addresses.lidOf(`${phone}@c.us`) };
  }

  /** What throws is in the list with what can be read of it: left out, it would pass for a chat that holds nothing. */
  function summary(chat: ChatModel) {
    const time = orNull(() => ({ of: asSeconds(chat.t) }));
    if (time && time.of === null) return [];
    const lastTimestamp = time?.of ?? null;
    const jid = orNull(() => asJid(chat.id));
    const lastId = orNull(() => asText(chat.lastReceivedKey?.id, 128));
    const name = orNull(() => asText(chat.formattedTitle, 200));
    return [{ chat: jid, lastTimestamp, lastId, name, phone: jid === null ? null : addresses.phoneOf(jid) }];
  }

  return {
    async listChats() {
      return (await driver.chat.list({ ignoreGroupMetadata: true })).flatMap(summary);
    },

    async readMessages(input) {
      const models = await readHistory(context, input);
      const found = await Promise.all(models.map((model) => read(model, input.chat).catch(() => placeOf(model))));
      return withFollowers(found, input.before ?? undefined);
    },

    async findMessage(place) {
      const model = await messages.find(place);
      return model ? read(model, place.chat) : null;
    },

    resolvePhone: ({ phone }) => resolve(phone),

    async openChat({ chat, phone }) {
      const jid = chat ?? (phone === null ? null : ((await resolve(phone))?.chat ?? null));
      if (jid === null) throw new Refusal('chat_not_found');
      await driver.chat.openChatBottom(jid);
      return null;
    },

    async readOpenChat() {
      const chat = driver.whatsapp.ChatStore?.getModelsArray().find((one) => orNull(() => one.active) === true);
      if (!chat) return null;
      const models = chat.msgs?.getModelsArray().slice(-OPEN_CHAT_MESSAGES) ?? [];
      return {
        title: orNull(() => asText(chat.formattedTitle, 500)) ?? '',
        chat: asJid(chat.id),
        messages: withFollowers(models.map((model) => orNull(() => readMessage(model, addresses)) ?? placeOf(model))),
      };
    },

    async markRead({ chat }) {
      await driver.chat.markIsRead(chat);
      return null;
    },

    async showTyping({ chat, typing }) {
      await (typing ? driver.chat.markIsComposing(chat) : driver.chat.markIsPaused(chat));
      return null;
    },
  };
}

/**
 * What is left of a message that a getter of the page's throws over: it is malformed, and known to be missing; but reading
 * goes on from its place. Null where even that cannot be read.
 */
function placeOf(model: MessageModel): { id: string; fromMe: boolean } | null {
  return orNull(() => {
    const { id, fromMe } = originalKey(model);
    return { id, fromMe };
  });
}
