import type { Client, ClientAlias } from '../contract/entities.ts';
import type { ClientId, LawyerId } from '../contract/ids.ts';
import { Phone } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import { jidsOf } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { clientOfLine } from './learn-addresses.ts';
import { isSameLine } from './phone-lines.ts';
import { recordEvent } from './record-event.ts';
import type { Stores } from './stores.ts';
import { retitle } from './title-of-client.ts';

/**
 * A person says that a number is this client's, too, in the caller's transaction. Throws AppError `client_not_found`, and
 * `alias_taken` where it is another client's (whose id it carries), or where WhatsApp has said that it is somebody else's.
 */
export async function addPhone(
  stores: Stores,
  lawyerId: LawyerId,
  id: ClientId,
  phone: Phone,
  at: Millis,
): Promise<Client> {
  const client = await present(stores, lawyerId, id);
  const owner = await clientOfLine(stores, lawyerId, phone);
  if (owner && owner !== id) throw taken('belongs to another client', owner);
  if (client.aliases.some(({ kind, value }) => kind === 'phone' && value === phone)) return client;
  const lid = await stores.clients.lidOfPhone(lawyerId, phone);
  const alias = { lawyerId, clientId: id, at } as const;
  if (lid !== null && !client.aliases.some(({ kind, value }) => kind === 'lid' && value === lid)) {
    const ofLid = await stores.clients.findByAlias(lawyerId, 'lid', lid);
    if (ofLid) throw taken('belongs to another client', ofLid);
    if (client.aliases.some(({ kind }) => kind === 'lid')) throw taken('is somebody else’s, WhatsApp says');
    await stores.clients.addAlias({ ...alias, kind: 'lid', value: lid, source: 'whatsapp' });
  }
  await stores.clients.addAlias({ ...alias, kind: 'phone', value: phone, source: 'api' });
  if (client.phone === null) await show(stores, lawyerId, client, phone, at);
  await tell(stores, lawyerId, client, at);
  return present(stores, lawyerId, id);
}

/**
 * Takes back a number that a person entered, in the caller's transaction. What WhatsApp has told, and what something was
 * exchanged with or waits for, stays: an answer from there would find nobody. Throws AppError `client_not_found`,
 * `alias_not_found`, `alias_in_use`.
 */
export async function removeAlias(
  stores: Stores,
  lawyerId: LawyerId,
  id: ClientId,
  value: string,
  at: Millis,
): Promise<void> {
  const client = await present(stores, lawyerId, id);
  const alias = client.aliases.find((one) => one.value === value);
  if (!alias) throw new AppError('alias_not_found');
  if (alias.kind !== 'phone' || alias.source === 'whatsapp') throw new AppError('alias_in_use');
  const { conversation_id: conversationId } = client;
  const going = [alias, ...(await lidBehind(stores, lawyerId, client, value))];
  const jids = going.flatMap(jidsOf);
  if (conversationId && (await stores.clients.isPhoneUsed(lawyerId, conversationId, value, jids))) {
    throw new AppError('alias_in_use');
  }
  for (const one of going) await stores.clients.moveAlias({ lawyerId, kind: one.kind, value: one.value, to: null, at });
  const next = client.aliases.find((one) => one.kind === 'phone' && one.value !== value);
  if (client.phone === value && next) await show(stores, lawyerId, client, Phone.parse(next.value), at);
  if (client.phone === value) await retitle(stores, lawyerId, id);
  await tell(stores, lawyerId, client, at);
}

/** The lid that came with a number: left behind, it would bring what somebody else writes into this client's chat. */
async function lidBehind(
  stores: Stores,
  lawyerId: LawyerId,
  { aliases }: Client,
  value: string,
): Promise<ClientAlias[]> {
  const phone = Phone.parse(value);
  const isShared = aliases.some(
    (one) => one.kind === 'phone' && one.value !== value && isSameLine(Phone.parse(one.value), phone),
  );
  const lid = isShared ? null : await stores.clients.lidOfPhone(lawyerId, phone);
  return aliases.filter((one) => one.kind === 'lid' && one.value === lid);
}

async function show(stores: Stores, lawyerId: LawyerId, client: Client, phone: Phone, at: Millis): Promise<void> {
  await stores.clients.setPhone(lawyerId, client.id, phone, at);
  if (client.conversation_id) await stores.conversations.setPhone(lawyerId, client.conversation_id, phone);
  await retitle(stores, lawyerId, client.id);
}

function tell(stores: Stores, lawyerId: LawyerId, client: Client, at: Millis): Promise<void> {
  const place = client.conversation_id ? { conversationId: client.conversation_id } : {};
  return recordEvent(stores, { type: 'client.updated', lawyerId, clientId: client.id, ...place, at });
}

function taken(message: string, existing?: ClientId): AppError {
  return new AppError('alias_taken', [{ field: 'phone', message }], existing ? { existing } : {});
}

async function present(stores: Stores, lawyerId: LawyerId, id: ClientId): Promise<Client> {
  const client = await stores.clients.find(lawyerId, id);
  if (!client) throw new AppError('client_not_found');
  return client;
}
