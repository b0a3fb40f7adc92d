import type { ClientId } from '../contract/ids.ts';
import { type ChatAddress, type ChatKind, parseJid } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { isSameLine, otherForm } from './phone-lines.ts';
import type { Receiving } from './receiving.ts';
import type { KnownMessage } from './stores/message-store.ts';

/** What the page says of a message's identity. */
export interface Seen {
  id: string;
  fromMe: boolean;
  jid: string;
  chat: ChatKind;
  /** Null where it is not said: an acknowledgement or a reaction names only the message. */
  sentAt: Millis | null;
  isTimeRough: boolean;
  author: string | null;
  /** As in PageMessage; null also where only the message is named. */
  broadcast: boolean | null;
}

/**
 * The stored message that the page means, or null when none is. An id alone says little: each phone chooses its own, so a
 * stranger can choose somebody else's, and a message to a broadcast list has one id in several chats. So it must be in
 * the same conversation, or, as a chat's jid can turn from a number to a lid (or back) before the page knows which goes
 * with which, the same message under a person's other kind of address.
 */
export async function recognise(receiving: Receiving, seen: Seen): Promise<KnownMessage | null> {
  const direction = seen.fromMe ? 'outbound' : 'inbound';
  const known = await receiving.stores.messages.allByWhatsAppId(receiving.lawyerId, direction, seen.id);
  if (known.length === 0) return null;
  const { chat } = seen;
  if (chat.type === 'group') return known.find((one) => one.chat === seen.jid && isSameAuthor(one, seen)) ?? null;
  const client = await receiving.clientAt(chat.address);
  const conversation = client && (await receiving.conversationWith(client));
  const own =
    known.find((one) => one.conversationId === conversation) ??
    known.find((one) => one.chat !== null && parseJid(one.chat)?.value === chat.address.value);
  if (own) return own;
  for (const one of known) if (await isUnderOtherAddress(receiving, one, seen, { client, known })) return one;
  return null;
}

function isSameAuthor(known: KnownMessage, { author, sentAt, isTimeRough }: Seen): boolean {
  if (author === null || known.author === null || author === known.author) return true;
  if (parseJid(author)?.kind === parseJid(known.author)?.kind) return false;
  return sentAt === null || isSameTime(known, sentAt, isTimeRough);
}

async function isUnderOtherAddress(
  receiving: Receiving,
  one: KnownMessage,
  { chat, sentAt, isTimeRough, broadcast }: Seen,
  { client, known }: { client: ClientId | null; known: readonly KnownMessage[] },
): Promise<boolean> {
  if (chat.type === 'group') return false;
  // Only ours are stored before they are in any chat.
  if (one.chat === null) return one.direction === 'outbound';
  const other = parseJid(one.chat);
  if (!other) return false;
  if (other.kind === 'phone' && chat.address.kind === 'phone') return isSameLine(other.value, chat.address.value);
  if (other.kind === chat.address.kind || (await areSaidToBeTwo(receiving, other, chat.address))) return false;
  if (one.direction === 'inbound' && sentAt !== null) return isSameTime(one, sentAt, isTimeRough);
  // Our own id in the chat of somebody known to be another: a broadcast list, and a message of its own. And who is known
  // to be another reacts to nobody else's messages.
  if (client !== null) return false;
  return one.direction === 'inbound' || mayHaveTurned(one, known, { sentAt, broadcast });
}

/**
 * Whether a message of ours, seen in the chat of nobody known, may be one whose chat has turned from a number to a lid
 * (or back), or is the copy for somebody else on a broadcast list. Where nobody says which, as on the screen, it is taken
 * for a copy: one too many is removed as soon as the number behind the lid is known, but what two people were once
 * thought to share, nothing takes apart again. An acknowledgement or a reaction says it of none; it follows the message
 * that was stored, unless that is in several conversations already, as only a broadcast list's is.
 */
function mayHaveTurned(
  one: KnownMessage,
  known: readonly KnownMessage[],
  { sentAt, broadcast }: Pick<Seen, 'sentAt' | 'broadcast'>,
): boolean {
  if (known.some(({ conversationId }) => conversationId !== one.conversationId)) return false;
  return sentAt === null ? broadcast !== true : broadcast === false;
}

/** WhatsApp has said that this number and this lid are not one person's: each of the two has another partner. */
export async function areSaidToBeTwo(
  { stores, lawyerId }: Receiving,
  one: ChatAddress,
  other: ChatAddress,
): Promise<boolean> {
  const [phone, lid] = one.kind === 'phone' ? [one, other] : [other, one];
  if (phone.kind !== 'phone' || lid.kind !== 'lid') return false;
  const { clients } = stores;
  const number = await clients.phoneOfLid(lawyerId, lid.value);
  if (number !== null) return !isSameLine(number, phone.value);
  const form = otherForm(phone.value);
  const partner =
    (await clients.lidOfPhone(lawyerId, phone.value)) ?? (form && (await clients.lidOfPhone(lawyerId, form)));
  return partner !== null && partner !== lid.value;
}

const MINUTE: Millis = 60_000;

function isSameTime(known: KnownMessage, sentAt: Millis, isTimeRough: boolean): boolean {
  if (!isTimeRough && !known.isTimeRough) return known.sentAt === sentAt;
  return Math.floor(known.sentAt / MINUTE) === Math.floor(sentAt / MINUTE);
}
