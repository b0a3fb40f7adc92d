import type { PageCommandInput } from '../../../main/contract/page-commands.ts';
import { Refusal } from '../page-driver.ts';
import type { Addresses } from './addresses.ts';
import { originalKey } from './read-message.ts';
import type { MessageModel, Wpp } from './wpp.ts';

type Place = PageCommandInput<'findMessage'>;

/** A revoked message is looked for among so many of the newest of its chat. */
const REVOKED_AMONG = 50;

/** Keys that are remembered because they are not what a place says. */
const MAX_REMEMBERED = 5000;

export interface Messages {
  /** The message in that place, by whichever of its chat's addresses; null when the page certainly holds none. */
  find(place: Place): Promise<MessageModel | null>;
  /** Like `find`, but refuses with `message_not_found`. */
  require(place: Place): Promise<MessageModel>;
  /** The page's own key for a message, from which it reads on. */
  anchorOf(place: Place): Promise<string>;
  /** Notes the key of a message that was read in that chat, where the chat and the message do not tell it. */
  remember(model: MessageModel, chat: string): void;
}

/** A message key in the form in which wa-js takes one from us. */
export function keyOf(chat: string, id: string, fromMe: boolean): string {
  return `${fromMe}_${chat}_${id}`;
}

export function createMessages(driver: Wpp, addresses: Addresses): Messages {
  const remembered = new Map<string, string>();

  /** A chat can turn from a phone to a lid while it is known here: its messages have either in their keys. */
  function keysOf({ chat, id, fromMe, author }: Place): string[] {
    const key = keyOf(chat, id, fromMe);
    const known = remembered.get(key);
    if (known !== undefined) return [known];
    if (author) return [`${key}_${author}`];
    const other = addresses.otherJid(chat);
    return [key, ...(other === null ? [] : [keyOf(other, id, fromMe)])];
  }

  async function find(place: Place): Promise<MessageModel | null> {
    const keys = keysOf(place);
    for (const key of keys) {
      const held = driver.whatsapp.MsgStore?.get(key);
      if (held) return held;
    }
    let isCertain = false;
    for (const key of keys) {
      try {
        const found = await driver.chat.getMessageById(key);
        if (found) return found;
      } catch (error) {
        const code = codeOf(error);
        // Only the first code says that the message is not there. Of two addresses, one has no chat of its own.
        if (code === 'msg_not_found') isCertain = true;
        else if (code !== 'chat_not_found') throw error;
      }
    }
    if (!isCertain) throw new Refusal('chat_not_found');
    return findRevoked(place);
  }

  /** A message that was taken back is not found by its own key any more; its chat still holds it, under another. */
  async function findRevoked({ chat, id, fromMe }: Place): Promise<MessageModel | null> {
    const { msgFindByDirection, msgFindQuery } = driver.whatsapp.functions ?? {};
    if (!msgFindByDirection && !msgFindQuery) return null;
    const models = await driver.chat.getMessages(chat, { count: REVOKED_AMONG });
    const isIt = (model: MessageModel): boolean => {
      const key = originalKey(model);
      return model.type === 'revoked' && key.id === id && key.fromMe === fromMe;
    };
    return models.find(isIt) ?? null;
  }

  return {
    find,
    async require(place) {
      const model = await find(place);
      if (!model) throw new Refusal('message_not_found');
      return model;
    },
    async anchorOf(place) {
      const [key = '', ...others] = keysOf(place);
      return others.length === 0 ? key : String((await find(place))?.id ?? key);
    },
    remember(model, chat) {
      const { id, fromMe } = originalKey(model);
      const key = keyOf(chat, id, fromMe);
      // In a group the key also names who wrote it; a chat that has turned to a lid keeps old keys.
      if (String(model.id) === key) return;
      if (remembered.size >= MAX_REMEMBERED) remembered.delete(String(remembered.keys().next().value));
      remembered.set(key, String(model.id));
    },
  };
}

/** The code of an error of wa-js'. Its message may carry what a client wrote, and is not looked at. */
export function codeOf(error: unknown): string | null {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' ? code.slice(0, 100) : null;
}
