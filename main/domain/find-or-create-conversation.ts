import type { LawyerId } from '../contract/ids.ts';
import type { Phone } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import { recordEvent } from './record-event.ts';
import type { AliasKind, ConversationRef, Stores } from './stores.ts';

export interface Correspondent {
  phone: Phone | null;
  lid: string | null;
  /** The name that the person goes by on WhatsApp. */
  name: string | null;
  /** From where this is known, kept with each alias. */
  source: 'api' | 'whatsapp';
}

/**
 * The lawyer's one conversation with a person, made with its client when there is none yet. A person is found by any
 * alias that is known, and aliases learnt now are kept. At least one of phone and lid must be given.
 */
export async function findOrCreateConversation(
  stores: Stores,
  lawyerId: LawyerId,
  person: Correspondent,
  at: Millis,
): Promise<ConversationRef> {
  const aliases: { kind: AliasKind; value: string }[] = [];
  if (person.phone) aliases.push({ kind: 'phone', value: person.phone });
  if (person.lid) aliases.push({ kind: 'lid', value: person.lid });

  let clientId = null;
  for (const alias of aliases) clientId ??= await stores.clients.findByAlias(lawyerId, alias.kind, alias.value);

  const isNewClient = clientId === null;
  clientId ??= newId('cli', at);
  if (isNewClient) await stores.clients.insert({ id: clientId, lawyerId, name: person.name, phone: person.phone, at });
  for (const alias of aliases) {
    await stores.clients.addAlias({ lawyerId, clientId, ...alias, source: person.source, at });
  }

  const known = isNewClient ? null : await stores.conversations.findByClient(lawyerId, clientId);
  if (known) return learn(stores, lawyerId, known, person, at);
  const id = newId('con', at);
  const title = person.name ?? person.phone ?? person.lid ?? '';
  await stores.conversations.insert({ id, lawyerId, clientId, phone: person.phone, title, at });
  if (isNewClient) await recordEvent(stores, { type: 'client.created', lawyerId, clientId, at });
  await recordEvent(stores, { type: 'conversation.created', lawyerId, clientId, conversationId: id, at });
  return { id, clientId, phone: person.phone };
}

/** Keeps what was not known before: a name where there was only a number, a number where there was only a lid. */
async function learn(
  stores: Stores,
  lawyerId: LawyerId,
  known: ConversationRef,
  person: Correspondent,
  at: Millis,
): Promise<ConversationRef> {
  if (person.name && (await stores.clients.nameIfUnnamed(lawyerId, known.clientId, person.name, at))) {
    await stores.conversations.setTitle(lawyerId, known.id, person.name);
  }
  // The phone was looked up first: that the client was found by its lid alone means that nobody else has this number.
  if (!person.phone || known.phone) return known;
  await stores.clients.setPhone(lawyerId, known.clientId, person.phone, at);
  await stores.conversations.setPhone(lawyerId, known.id, person.phone);
  return { ...known, phone: person.phone };
}
