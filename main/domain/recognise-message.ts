import type { ClientId } from '../contract/ids.ts';
import { type ChatKind, parseJid } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { isSameLine } from './phone-lines.ts';
import type { Receiving } from './receiving.ts';
import type { KnownMessage } from './stores.ts';

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
  return (
    known.find((one) => one.conversationId === conversation) ??
    known.find((one) => one.chat !== null && parseJid(one.chat)?.value === chat.address.value) ??
    known.find((one) => isUnderOtherAddress(one, seen, client)) ??
    null
  );
}

function isSameAuthor(known: KnownMessage, { author, sentAt, isTimeRough }: Seen): boolean {
  if (author === null || known.author === null || author === known.author) return true;
  if (parseJid(author)?.kind === parseJid(known.author)?.kind) return false;
  return sentAt === null || isSameTime(known, sentAt, isTimeRough);
}

function isUnderOtherAddress(
  known: KnownMessage,
  { chat, sentAt, isTimeRough }: Seen,
  client: ClientId | null,
): boolean {
  if (chat.type === 'group') return false;
  // Only ours are stored before they are in any chat.
  if (known.chat === null) return known.direction === 'outbound';
  const other = parseJid(known.chat);
  if (!other) return false;
  if (other.kind === 'phone' && chat.address.kind === 'phone') return isSameLine(other.value, chat.address.value);
  if (other.kind === chat.address.kind) return false;
  // Our own id in the chat of somebody known to be another: a broadcast list, and a message of its own. And who is known
  // to be another reacts to nobody else's messages.
  if (known.direction === 'outbound' || sentAt === null) return client === null;
  return isSameTime(known, sentAt, isTimeRough);
}

const MINUTE: Millis = 60_000;

function isSameTime(known: KnownMessage, sentAt: Millis, isTimeRough: boolean): boolean {
  if (!isTimeRough && !known.isTimeRough) return known.sentAt === sentAt;
  return Math.floor(known.sentAt / MINUTE) === Math.floor(sentAt / MINUTE);
}
