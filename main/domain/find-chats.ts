import type { Conversation } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { MessageIndex } from './index-messages.ts';
import { parseNameQuery } from './search-query.ts';
import type { Stores } from './stores.ts';

/** More of them is no answer to who somebody is. */
const MOST = 20;

/** Fewer digits are in nearly every number. */
const FEWEST_DIGITS = 3;

/**
 * Chats by what is known of whom they are with: the words of a name in any order, each of them perhaps only begun, or a part
 * of a number, also as it is dialled at home. Those last written in come first; nothing typed finds nothing.
 */
export async function findChats(
  stores: Stores,
  lawyerId: LawyerId,
  index: Pick<MessageIndex, 'catchUp'>,
  query: string,
): Promise<Conversation[]> {
  const { messageSearch, conversations } = stores;
  const terms = parseNameQuery(query);
  const digits = digitsOf(query);
  if (terms.length > 0) await index.catchUp();
  const ids = new Set([
    ...(terms.length === 0 ? [] : await messageSearch.chatsCalled(lawyerId, terms, MOST)),
    ...(digits === null ? [] : await messageSearch.chatsNumbered(lawyerId, digits, MOST)),
  ]);
  if (ids.size === 0) return [];
  return (await conversations.listAmong([...ids], { limit: MOST, cursor: undefined })).rows;
}

/** Of what can only be a number, or a part of one; null of anything else. The zero of the own country is in no stored number. */
function digitsOf(query: string): string | null {
  if (!/^\s*\+?[\d\s().\-/\u00a0]+$/.test(query)) return null;
  const digits = query.replace(/\(0\)/g, '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < FEWEST_DIGITS ? null : digits;
}
