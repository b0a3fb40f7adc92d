import type { ClientId, LawyerId } from '../contract/ids.ts';
import type { Phone } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import { addAddress, clientOfLine, learnPair } from './learn-addresses.ts';
import { newId } from './new-id.ts';
import { recordEvent } from './record-event.ts';
import type { ConversationRef } from './stores/conversation-store.ts';
import type { Stores } from './stores.ts';

export interface Correspondent {
  phone: Phone | null;
  /** Where both are given, they are one person's by WhatsApp's own word. */
  lid: string | null;
  /** The name that the person goes by on WhatsApp. */
  name: string | null;
  /** From where this is known, kept with each alias. */
  source: 'api' | 'whatsapp';
}

/**
 * The lawyer's one conversation with a person, made with its client when there is none yet. A person is found by any
 * alias that is known, and aliases learnt now are kept. At least one of phone and lid must be given; where both are, it
 * is the lid that says who it is.
 */
export async function findOrCreateConversation(
  stores: Stores,
  lawyerId: LawyerId,
  person: Correspondent,
  at: Millis,
): Promise<ConversationRef> {
  const { lid, phone } = person;
  if (lid !== null && phone !== null) await learnPair(stores, lawyerId, { lid, phone }, at);
  const clientId =
    lid === null
      ? phone && (await clientOfLine(stores, lawyerId, phone))
      : await stores.clients.findByAlias(lawyerId, 'lid', lid);
  if (!clientId) return create(stores, lawyerId, person, at);

  await meetAgain(stores, lawyerId, clientId, person, at);
  if (person.name !== null) await learnName(stores, lawyerId, clientId, person.name, at);
  const known = await stores.conversations.findByClient(lawyerId, clientId);
  if (known) return known;
  const client = await stores.clients.find(lawyerId, clientId);
  const shown = { phone: client?.phone ?? null, title: client?.name ?? client?.phone ?? lid ?? '' };
  return addConversation(stores, lawyerId, clientId, shown, at);
}

/** Keeps a name learnt from WhatsApp where there was none. */
export async function learnName(
  stores: Stores,
  lawyerId: LawyerId,
  clientId: ClientId,
  name: string,
  at: Millis,
): Promise<void> {
  if (isNumberOnly(name) || !(await stores.clients.nameIfUnnamed(lawyerId, clientId, name, at))) return;
  const conversation = await stores.conversations.findByClient(lawyerId, clientId);
  if (conversation) await stores.conversations.setTitle(lawyerId, conversation.id, name);
  const conversationId = conversation?.id;
  await recordEvent(stores, {
    type: 'client.updated',
    lawyerId,
    clientId,
    ...(conversationId && { conversationId }),
    at,
  });
}

/** Notes that the addresses were seen, and keeps a form of the number that was not known. */
async function meetAgain(
  stores: Stores,
  lawyerId: LawyerId,
  clientId: ClientId,
  { phone, lid, source }: Correspondent,
  at: Millis,
): Promise<void> {
  if (lid !== null) await stores.clients.addAlias({ lawyerId, clientId, kind: 'lid', value: lid, source, at });
  if (phone === null) return;
  const owner = await stores.clients.findByAlias(lawyerId, 'phone', phone);
  // Of two whom a person has taken apart, the number stays with the one who has it.
  if (owner === null) await addAddress(stores, lawyerId, clientId, { kind: 'phone', value: phone }, at);
  else if (owner === clientId) {
    await stores.clients.addAlias({ lawyerId, clientId, kind: 'phone', value: phone, source, at });
  }
}

async function create(stores: Stores, lawyerId: LawyerId, person: Correspondent, at: Millis): Promise<ConversationRef> {
  const clientId = newId('cli', at);
  const { phone, lid } = await withPartner(stores, lawyerId, person);
  const name = person.name === null || isNumberOnly(person.name) ? null : person.name;
  await stores.clients.insert({ id: clientId, lawyerId, name, phone, at });
  const alias = { lawyerId, clientId, source: person.source, at } as const;
  if (phone !== null) await stores.clients.addAlias({ ...alias, kind: 'phone', value: phone });
  if (lid !== null) await stores.clients.addAlias({ ...alias, kind: 'lid', value: lid });
  await recordEvent(stores, { type: 'client.created', lawyerId, clientId, at });
  return addConversation(stores, lawyerId, clientId, { phone, title: name ?? phone ?? lid ?? '' }, at);
}

/** What WhatsApp has said before of somebody whom nobody had written with: which lid and which number are one person's. */
export async function withPartner(
  { clients }: Stores,
  lawyerId: LawyerId,
  { phone, lid }: Pick<Correspondent, 'phone' | 'lid'>,
): Promise<{ phone: Phone | null; lid: string | null }> {
  const ofLid = phone === null && lid !== null ? await clients.phoneOfLid(lawyerId, lid) : phone;
  const ofPhone = lid === null && phone !== null ? await clients.lidOfPhone(lawyerId, phone) : lid;
  const isFree = async (kind: 'phone' | 'lid', value: string): Promise<boolean> =>
    (await clients.findByAlias(lawyerId, kind, value)) === null;
  return {
    phone: ofLid !== null && (await isFree('phone', ofLid)) ? ofLid : null,
    lid: ofPhone !== null && (await isFree('lid', ofPhone)) ? ofPhone : null,
  };
}

async function addConversation(
  stores: Stores,
  lawyerId: LawyerId,
  clientId: ClientId,
  { phone, title }: { phone: Phone | null; title: string },
  at: Millis,
): Promise<ConversationRef> {
  const id = newId('con', at);
  await stores.conversations.insert({ id, lawyerId, clientId, phone, title, at });
  await recordEvent(stores, { type: 'conversation.created', lawyerId, clientId, conversationId: id, at });
  return { id, clientId, phone };
}

/** For somebody without a name WhatsApp shows the number in its place. */
function isNumberOnly(name: string): boolean {
  return /^[\d\s+().-]*$/.test(name);
}
