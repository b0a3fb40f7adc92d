import type { Lawyer } from '../contract/entities.ts';
import type { ClientId, ConversationId, LawyerId } from '../contract/ids.ts';
import { Phone } from '../contract/values.ts';
import type { ChatAddress, ChatKind } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { findOrCreateConversation } from './find-or-create-conversation.ts';
import { learnPair } from './learn-addresses.ts';
import { newId } from './new-id.ts';
import { recordEvent } from './record-event.ts';
import type { Stores } from './stores.ts';

/** Whether the page told of it as it happened, or was asked for what it holds. */
export type Source = 'live' | 'history';

/**
 * Of what is read from history, what happened this long before the lawyer came to Lexline is kept, but the directory is
 * not told of it as if it were new. A day allows for clocks that differ by a time zone. What arrives live is always told.
 */
const HISTORY_MARGIN: Millis = 24 * 60 * 60_000;

/** Where a message belongs. A group has no client. */
export interface Place {
  conversationId: ConversationId;
  clientId: ClientId | null;
}

/** One transaction's worth of receiving. What is looked up for one message is known to the next. */
export interface Receiving {
  readonly stores: Stores;
  readonly lawyerId: LawyerId;
  readonly at: Millis;
  readonly source: Source;
  /** When the page was asked for it: of what has happened since it says nothing. */
  readonly readAt: Millis;
  /** Whether the directory is told of what happened then. */
  isNews(happened: Millis): boolean;
  /** Groups are taken in only where the lawyer has said so. */
  takesGroups(): Promise<boolean>;
  clientAt(address: ChatAddress): Promise<ClientId | null>;
  /** The conversation held with a client. */
  conversationWith(clientId: ClientId): Promise<ConversationId | null>;
  /** Where a message of that chat belongs; made when there is no such place yet. */
  placeOf(chat: ChatKind, jid: string, name: string | null): Promise<Place>;
  /** WhatsApp says which number is behind a chat. */
  learnNumber(address: ChatAddress, digits: string): Promise<void>;
  /** Who is who has changed. */
  forget(): void;
}

/** For one transaction. `at` is now; `readAt` is when the page was asked, where that is longer ago. */
export function startReceiving(
  stores: Stores,
  lawyer: Lawyer,
  source: Source,
  at: Millis,
  readAt: Millis = at,
): Receiving {
  const lawyerId = lawyer.id;
  const toldSince = source === 'live' ? 0 : Date.parse(lawyer.created_at) - HISTORY_MARGIN;
  const clients = new Map<string, ClientId | null>();
  const conversations = new Map<ClientId, ConversationId | null>();
  const places = new Map<string, { place: Place; named: boolean }>();
  const pairs = new Set<string>();
  let groups: boolean | null = null;

  function forget(): void {
    clients.clear();
    conversations.clear();
    places.clear();
  }

  async function clientAt(address: ChatAddress): Promise<ClientId | null> {
    const key = `${address.kind}:${address.value}`;
    const known = clients.get(key);
    if (known !== undefined) return known;
    const found = await stores.clients.findByAlias(lawyerId, address.kind, address.value);
    clients.set(key, found);
    return found;
  }

  async function groupPlace(jid: string): Promise<Place> {
    const newConversation = newId('con', at);
    // Its name comes with the list of chats.
    const group = { jid, title: jid.slice(0, jid.indexOf('@')), newId: newConversation, at };
    const { id: conversationId, isNew } = await stores.conversations.ofGroup(lawyerId, group);
    if (isNew) await recordEvent(stores, { type: 'conversation.created', lawyerId, conversationId, at });
    return { conversationId, clientId: null };
  }

  async function personPlace(address: ChatAddress, name: string | null): Promise<Place> {
    const person = {
      phone: address.kind === 'phone' ? address.value : null,
      lid: address.kind === 'lid' ? address.value : null,
      name,
      source: 'whatsapp',
    } as const;
    const wasKnown = (await clientAt(address)) !== null;
    const { id: conversationId, clientId } = await findOrCreateConversation(stores, lawyerId, person, at);
    if (!wasKnown) forget();
    return { conversationId, clientId };
  }

  return {
    stores,
    lawyerId,
    at,
    source,
    readAt,
    isNews: (happened) => happened >= toldSince,
    clientAt,
    forget,
    async takesGroups() {
      groups ??= (await stores.lawyerSettings.get(lawyerId)).groups === 'read_only';
      return groups;
    },
    async conversationWith(clientId) {
      const known = conversations.get(clientId);
      if (known !== undefined) return known;
      const found = (await stores.conversations.findByClient(lawyerId, clientId))?.id ?? null;
      conversations.set(clientId, found);
      return found;
    },
    async placeOf(chat, jid, name) {
      const known = places.get(jid);
      if (known && (known.named || name === null)) return known.place;
      const place = chat.type === 'group' ? await groupPlace(jid) : await personPlace(chat.address, name);
      places.set(jid, { place, named: chat.type === 'group' || name !== null });
      return place;
    },
    async learnNumber(address, digits) {
      const phone = Phone.safeParse(`+${digits}`);
      if (address.kind !== 'lid' || !phone.success) return;
      const key = `${address.value} ${digits}`;
      if (pairs.has(key)) return;
      pairs.add(key);
      if (await learnPair(stores, lawyerId, { lid: address.value, phone: phone.data }, at)) forget();
    },
  };
}
