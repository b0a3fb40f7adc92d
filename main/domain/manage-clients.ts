import type { ClientStatus } from '../contract/assignment.ts';
import type { Client } from '../contract/entities.ts';
import type { ClientId, LawyerId } from '../contract/ids.ts';
import type { Phone } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import { cancelQueued } from './cancel-queued.ts';
import type { Millis } from './clock.ts';
import { withPartner } from './find-or-create-conversation.ts';
import { clientOfLine } from './learn-addresses.ts';
import { newId } from './new-id.ts';
import { recordEvent } from './record-event.ts';
import type { Stores } from './stores.ts';
import { retitle } from './title-of-client.ts';

export interface NewClient {
  name?: string | undefined;
  phone?: Phone | undefined;
  email?: string | undefined;
  notes?: string | undefined;
  status: ClientStatus;
}

export interface ClientChange {
  name?: string | null | undefined;
  email?: string | null | undefined;
  notes?: string | null | undefined;
  status?: ClientStatus | undefined;
}

/**
 * Makes a client with whom nothing was exchanged yet, in the caller's transaction. Throws AppError `client_exists` with
 * the one whose number it is.
 */
export async function createClient(
  stores: Stores,
  lawyerId: LawyerId,
  {
    name = null,
    phone = null,
    email,
    notes,
    status,
  }: Omit<NewClient, 'name' | 'phone'> & {
    name?: string | null | undefined;
    phone?: Phone | null | undefined;
  },
  at: Millis,
): Promise<Client> {
  const known = phone && (await clientOfLine(stores, lawyerId, phone));
  if (known)
    throw new AppError('client_exists', [{ field: 'phone', message: 'belongs to another client' }], {
      existing: known,
    });
  const id = newId('cli', at);
  await stores.clients.insert({ id, lawyerId, name, phone, at });
  const alias = { lawyerId, clientId: id, at } as const;
  if (phone) {
    await stores.clients.addAlias({ ...alias, kind: 'phone', value: phone, source: 'api' });
    const { lid } = await withPartner(stores, lawyerId, { phone, lid: null });
    if (lid) await stores.clients.addAlias({ ...alias, kind: 'lid', value: lid, source: 'whatsapp' });
  }
  await stores.clients.update(lawyerId, id, { email, notes }, at);
  await stores.clients.setStatus(lawyerId, id, status, at);
  await recordEvent(stores, { type: 'client.created', lawyerId, clientId: id, at });
  return present(stores, lawyerId, id);
}

/**
 * Changes what a person has noted of a client, in the caller's transaction; what is left out stays as it is. What waits to
 * be sent to somebody who is blocked now is cancelled: nobody would want it to go out a year later. Throws AppError
 * `client_not_found`.
 */
export async function changeClient(
  stores: Stores,
  lawyerId: LawyerId,
  id: ClientId,
  { status, ...noted }: ClientChange,
  at: Millis,
): Promise<Client> {
  const before = await present(stores, lawyerId, id);
  const isNoted = Object.entries(noted).some(
    ([field, value]) => value !== undefined && value !== before[field as keyof typeof noted],
  );
  if (!isNoted && (status === undefined || status === before.status)) return before;
  if (isNoted) await stores.clients.update(lawyerId, id, noted, at);
  if (noted.name !== undefined) await retitle(stores, lawyerId, id);
  if (status !== undefined && status !== before.status) await stores.clients.setStatus(lawyerId, id, status, at);
  const { conversation_id: conversationId } = before;
  if (status === 'blocked' && conversationId) {
    for (const row of await stores.outbox.waitingFor(lawyerId, conversationId)) {
      await cancelQueued(stores, lawyerId, row, at);
    }
  }
  const place = conversationId ? { conversationId } : {};
  await recordEvent(stores, { type: 'client.updated', lawyerId, clientId: id, ...place, at });
  return present(stores, lawyerId, id);
}

/**
 * Keeps what somebody has noted, in the caller's transaction, if nobody else has written there since: `before` is what the
 * notes were when one began. `isKept` says whether; the client is as it is now. Throws AppError `client_not_found`.
 */
export async function noteClient(
  stores: Stores,
  lawyerId: LawyerId,
  id: ClientId,
  { notes, before }: { notes: string | null; before: string | null },
  at: Millis,
): Promise<{ isKept: boolean; client: Client }> {
  const known = await present(stores, lawyerId, id);
  if (known.notes !== before && known.notes !== notes) return { isKept: false, client: known };
  return { isKept: true, client: await changeClient(stores, lawyerId, id, { notes }, at) };
}

/**
 * Removes a client who was made by mistake, in the caller's transaction: what was exchanged with somebody is never erased
 * by a slip. Throws AppError `client_not_found`, `client_not_empty`.
 */
export async function removeClient(stores: Stores, lawyerId: LawyerId, id: ClientId, at: Millis): Promise<void> {
  const { conversation_id, merged, phone } = await present(stores, lawyerId, id);
  if (conversation_id !== null || merged.length > 0) throw new AppError('client_not_empty');
  if (phone !== null) await stores.drafts.remove(lawyerId, phone);
  await stores.clients.remove(lawyerId, id, at);
  await recordEvent(stores, { type: 'client.removed', lawyerId, clientId: id, at });
}

/** Throws AppError `client_not_found`. */
async function present(stores: Stores, lawyerId: LawyerId, id: ClientId): Promise<Client> {
  const client = await stores.clients.find(lawyerId, id);
  if (!client) throw new AppError('client_not_found');
  return client;
}
