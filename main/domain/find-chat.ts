import type { Client } from '../contract/entities.ts';
import type { SendFailure } from '../contract/values.ts';
import { Phone } from '../contract/values.ts';
import { parseJid } from './chat-address.ts';
import { learnResolved } from './learn-addresses.ts';
import type { OutboxContext } from './outbox-context.ts';
import type { OutboxRow } from './stores/outbox-store.ts';
import type { Stores } from './stores.ts';

/** Where a row goes; `phone` is the number by which the second driver finds that person. */
export interface FoundChat {
  chat: string;
  phone: Phone | null;
}

/** There is no chat, and why. */
export interface NoChat {
  chat: null;
  why: Extract<SendFailure, 'not_on_whatsapp' | 'number_changed_hands'>;
}

/**
 * Finds the chat in WhatsApp that a row is about. Numbers are given to others, and a row can wait for long: only an
 * address that is the conversation's client's at this moment is taken. Rejects with a PageError.
 */
export type FindChat = (row: OutboxRow) => Promise<FoundChat | NoChat>;

/** Whether that is still so. It is asked again in the transaction that marks a row as being sent. */
export async function isStillTheirs(stores: Stores, row: OutboxRow, { chat, phone }: FoundChat): Promise<boolean> {
  const client = await clientOf(stores, row);
  return client !== null && isTheirs(client, chat) && (phone === null || hasNumber(client, phone));
}

/**
 * The chat that WhatsApp has for a number can differ from the number's digits (Brazil, Mexico, Argentina; lids), so it
 * is asked for, once for each load of the page and each owner of the number.
 */
export function createFindChat(context: OutboxContext): FindChat {
  const { database, clock, page, lawyerId } = context;
  const resolved = new Map<string, string>();

  async function ofNumber(row: OutboxRow, client: Client, phone: Phone): Promise<FoundChat | NoChat> {
    const digits = phone.slice(1);
    // The second driver finds a person by the number alone.
    if (context.driverOf('resolve_numbers') !== 'wa-js') {
      return { chat: row.chat !== null && isTheirs(client, row.chat) ? row.chat : `${digits}@c.us`, phone };
    }
    const key = `${client.id} ${phone}`;
    const known = resolved.get(key);
    if (known && isTheirs(client, known)) return { chat: known, phone };
    const answer = await page.command('resolvePhone', { phone: digits });
    if (!answer) return { chat: null, why: 'not_on_whatsapp' };
    if (!(await learn(row, phone, answer))) return { chat: null, why: 'number_changed_hands' };
    resolved.set(key, answer.chat);
    return { chat: answer.chat, phone };
  }

  /**
   * An answer will come from WhatsApp's own address of that person: it must find this conversation. False when that
   * address is somebody else's: then the number is theirs, too, whatever we were told of it.
   */
  async function learn(row: OutboxRow, phone: Phone, answer: { chat: string; lid: string | null }): Promise<boolean> {
    const { chat, lid } = answer;
    if (lid === null && parseJid(chat)?.value === phone) return true;
    return database.write(async (stores) => {
      await learnResolved(stores, lawyerId, { phone, chat, lid }, clock.now());
      const client = await clientOf(stores, row);
      return client !== null && isTheirs(client, chat) && (lid === null || isTheirs(client, lid));
    });
  }

  /** Where the client is to be reached, the likeliest first: where they were last seen, their lids, their numbers. */
  async function ofClient(row: OutboxRow, client: Client, except: Phone | null): Promise<FoundChat | NoChat> {
    const last = row.chat !== null && isTheirs(client, row.chat) ? [parseJid(row.chat)] : [];
    const lids = client.aliases.filter(({ kind }) => kind === 'lid');
    const numbers = client.aliases.filter(({ kind }) => kind === 'phone');
    for (const address of [...last, ...lids, ...numbers]) {
      if (address === null || address.value === except) continue;
      if (address.kind === 'lid') return { chat: `${address.value}@lid`, phone: null };
      const found = await ofNumber(row, client, Phone.parse(address.value));
      if (found.chat !== null) return found;
    }
    return { chat: null, why: 'number_changed_hands' };
  }

  return async (row) => {
    const client = await database.read((stores) => clientOf(stores, row));
    if (!client) return { chat: null, why: 'number_changed_hands' };
    const { action, chat, phone } = row;
    // A message is acted on where it is.
    if (action.type !== 'send' && chat !== null && isTheirs(client, chat)) return { chat, phone: null };
    const isOfNumber = phone !== null && hasNumber(client, phone);
    const found = isOfNumber ? await ofNumber(row, client, phone) : null;
    if (found && (found.chat !== null || found.why !== 'number_changed_hands')) return found;
    // What is for a number is for nobody else's; what is said in a conversation is for whoever it is held with.
    if (action.type === 'send' && action.to === 'number' && phone !== null) {
      return { chat: null, why: 'number_changed_hands' };
    }
    return ofClient(row, client, phone);
  };
}

async function clientOf(stores: Stores, { lawyerId, conversationId }: OutboxRow): Promise<Client | null> {
  const id = await stores.conversations.clientOf(lawyerId, conversationId);
  return id && stores.clients.find(lawyerId, id);
}

function hasNumber(client: Client, phone: Phone): boolean {
  return client.aliases.some(({ kind, value }) => kind === 'phone' && value === phone);
}

function isTheirs(client: Client, jid: string): boolean {
  const address = parseJid(jid);
  return address !== null && client.aliases.some(({ kind, value }) => kind === address.kind && value === address.value);
}
