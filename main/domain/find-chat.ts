import type { Phone } from '../contract/values.ts';
import { parseJid } from './chat-address.ts';
import { learnResolved } from './learn-addresses.ts';
import type { OutboxContext } from './outbox-context.ts';
import type { OutboxRow } from './stores.ts';

/** Finds the chat in WhatsApp that a row is about; null when there is none. Rejects with a PageError. */
export type FindChat = (row: OutboxRow) => Promise<string | null>;

/**
 * The chat that WhatsApp has for a number can differ from the number's digits (Brazil, Mexico, Argentina; lids), so it
 * is asked for, once for each load of the page.
 */
export function createFindChat(context: OutboxContext): FindChat {
  const { database, clock, page, lawyerId } = context;
  const found = new Map<Phone, string>();

  async function ofNumber(row: OutboxRow, phone: Phone): Promise<string | null> {
    const digits = phone.slice(1);
    // The second driver finds a person by the number alone.
    if (context.driverOf('resolve_numbers') !== 'wa-js') return row.chat ?? `${digits}@c.us`;
    const known = found.get(phone);
    if (known) return known;
    const answer = await page.command('resolvePhone', { phone: digits });
    if (!answer) return null;
    await learn(phone, answer);
    found.set(phone, answer.chat);
    return answer.chat;
  }

  /** An answer will come from WhatsApp's own address of that person: it must find this conversation. */
  async function learn(phone: Phone, { chat, lid }: { chat: string; lid: string | null }): Promise<void> {
    if (lid === null && parseJid(chat)?.value === phone) return;
    await database.write((stores) => learnResolved(stores, lawyerId, { phone, chat, lid }, clock.now()));
  }

  // Somebody whose number is not known is answered where they were last seen.
  return async (row) => (row.phone ? ofNumber(row, row.phone) : row.chat);
}
