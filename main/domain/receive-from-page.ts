import type { LawyerId } from '../contract/ids.ts';
import type { PageAck, PageMessage } from '../contract/page.ts';
import { Phone } from '../contract/values.ts';
import { type ChatAddress, parseJid } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { findOrCreateConversation } from './find-or-create-conversation.ts';
import { advanceStatus, statusOfAck } from './message-status.ts';
import { newId } from './new-id.ts';
import type { Database } from './ports.ts';
import { recordEvent } from './record-event.ts';
import type { KnownMessage, MessageRef, Stores } from './stores.ts';

/** What a page reports of its messages, in the order in which it saw it. */
export type PageFact = { kind: 'message'; message: PageMessage } | { kind: 'ack'; ack: PageAck };

/** Kinds that are no message of a person: not yet decrypted, or WhatsApp's own notices. */
const NOT_A_MESSAGE = new Set([
  'ciphertext',
  'call_log',
  'debug',
  'e2e_notification',
  'gp2',
  'notification',
  'notification_template',
  'protocol',
]);

/** WhatsApp's names of kinds that we call otherwise. */
const KIND_OF_TYPE: Record<string, string> = { chat: 'text', ptt: 'voice', vcard: 'contact', multi_vcard: 'contacts' };

/**
 * Of what is read from history, a message written this long before the lawyer came to Lexline is kept, but the directory
 * is not told of it as if it were new. A day allows for clocks that differ by a time zone. What arrives live is always told.
 */
const HISTORY_MARGIN: Millis = 24 * 60 * 60_000;

/**
 * Stores facts in one transaction of their own. If it fails, each fact gets one: what cannot be stored must not hold the
 * others. Answers with how many could not be stored; rejects when none could, because then it is the disk, not the fact.
 */
export async function storeFromPage(
  database: Database,
  lawyerId: LawyerId,
  facts: readonly PageFact[],
  source: Source,
  at: Millis,
): Promise<number> {
  if (facts.length === 0) return 0;
  const store = (some: readonly PageFact[]): Promise<void> =>
    database.write((stores) => receiveFromPage(stores, lawyerId, some, source, at));
  try {
    await store(facts);
    return 0;
  } catch (error) {
    let lost = 0;
    for (const fact of facts) {
      await store([fact]).catch(() => {
        lost += 1;
      });
    }
    if (lost === facts.length) throw error;
    return lost;
  }
}

/** Whether the page told of it as it happened, or was asked for what it holds. */
export type Source = 'live' | 'history';

/**
 * Stores what a page reported, with its events and webhook rows, in the caller's transaction. Each message is stored
 * once, whatever the page repeats; acknowledgements only ever move a status forward.
 */
export async function receiveFromPage(
  stores: Stores,
  lawyerId: LawyerId,
  facts: readonly PageFact[],
  source: Source,
  at: Millis,
): Promise<void> {
  const lawyer = await stores.lawyers.find(lawyerId);
  if (!lawyer) return;
  const toldSince = source === 'live' ? 0 : Date.parse(lawyer.created_at) - HISTORY_MARGIN;
  for (const fact of facts) {
    if (fact.kind === 'ack') await receiveAck(stores, lawyerId, fact.ack, at);
    else if (!NOT_A_MESSAGE.has(fact.message.type)) {
      await receiveMessage(stores, lawyerId, fact.message, fact.message.timestamp * 1000 < toldSince, at);
    }
  }
}

async function receiveAck(stores: Stores, lawyerId: LawyerId, ack: PageAck, at: Millis): Promise<void> {
  if (!ack.fromMe) return;
  const message = await stores.messages.findByWhatsAppId(lawyerId, 'outbound', ack.id);
  // An acknowledgement of a message that is not stored yet is no loss: the message itself carries its level.
  if (message) await applyAck(stores, lawyerId, message, ack.ack, at);
}

/**
 * Moves our own message to what its acknowledgement level means. A pending one (0) stays in the outbox: the page may
 * still send it, so it is looked for again and never written a second time.
 */
async function applyAck(
  stores: Stores,
  lawyerId: LawyerId,
  message: MessageRef,
  ack: number | null,
  at: Millis,
): Promise<void> {
  const status = statusOfAck(ack);
  await advanceStatus(stores, lawyerId, message, status, at, status === 'failed' ? 'refused_by_whatsapp' : null);
}

async function receiveMessage(
  stores: Stores,
  lawyerId: LawyerId,
  page: PageMessage,
  isHistory: boolean,
  at: Millis,
): Promise<void> {
  const address = parseJid(page.chat);
  if (!address) return;
  const sentAt = page.timestamp * 1000;
  const known = await stores.messages.findByWhatsAppId(lawyerId, page.fromMe ? 'outbound' : 'inbound', page.id);
  if (known && page.fromMe) {
    if (known.chat !== page.chat) await learnAlias(stores, lawyerId, known, address, at);
    await stores.messages.setPlace(lawyerId, known.id, { chat: page.chat, sentAt });
    return applyAck(stores, lawyerId, known, page.ack, at);
  }
  if (known && isSameUnderOtherAddress(known, page)) return learnAlias(stores, lawyerId, known, address, at);
  const learntPhone = page.phone === null ? null : Phone.safeParse(`+${page.phone}`);
  const conversation = await findOrCreateConversation(
    stores,
    lawyerId,
    {
      phone: address.kind === 'phone' ? Phone.parse(address.value) : learntPhone?.success ? learntPhone.data : null,
      lid: address.kind === 'lid' ? address.value : null,
      name: page.fromMe ? null : page.senderName,
      source: 'whatsapp',
    },
    at,
  );
  const id = newId('msg', at);
  // One of ours that the page holds without a level is not on its way any more.
  const status = page.fromMe ? statusOfAck(page.ack ?? 1) : 'received';
  const isNew = await stores.messages.insert({
    id,
    lawyerId,
    conversationId: conversation.id,
    direction: page.fromMe ? 'outbound' : 'inbound',
    kind: KIND_OF_TYPE[page.type] ?? page.type,
    text: page.text,
    senderName: page.senderName,
    // What the lawyer wrote on the phone starts as `sending`, so that each step up to its real status is told below.
    status: page.fromMe && !isHistory ? 'sending' : status,
    whatsappId: page.id,
    chat: page.chat,
    sentAt,
    storedAt: at,
  });
  if (!isNew || isHistory) return;
  if (page.fromMe) {
    return advanceStatus(stores, lawyerId, { id, conversationId: conversation.id, status: 'sending' }, status, at);
  }
  await stores.messages.addUnread(lawyerId, conversation.id);
  const message = await stores.messages.find(lawyerId, id);
  if (!message) return;
  const { id: conversationId, clientId } = conversation;
  await recordEvent(stores, { type: 'message.received', lawyerId, conversationId, clientId, message, at });
}

/**
 * A chat's jid can turn from a phone to a lid (or back) between two readings, before the page knows which number goes
 * with which lid. The same id at the same second on the other kind of address is the same message, read again.
 */
function isSameUnderOtherAddress(known: KnownMessage, page: PageMessage): boolean {
  if (known.chat === null || known.chat === page.chat || known.sentAt !== page.timestamp * 1000) return false;
  return parseJid(known.chat)?.kind !== parseJid(page.chat)?.kind;
}

/** The address is one more of the person that this message was exchanged with. */
async function learnAlias(
  stores: Stores,
  lawyerId: LawyerId,
  known: KnownMessage,
  address: ChatAddress,
  at: Millis,
): Promise<void> {
  const clientId = await stores.conversations.clientOf(lawyerId, known.conversationId);
  if (clientId) await stores.clients.addAlias({ lawyerId, clientId, ...address, source: 'whatsapp', at });
}
