import type { Client } from '../contract/entities.ts';
import type { ClientId, LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import { jidsOf } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { recordEvent } from './record-event.ts';
import type { Stores } from './stores.ts';
import { retitle } from './title-of-client.ts';
import { uniteClients } from './unite-clients.ts';

/** Two clients of one lawyer. */
export interface ClientPair {
  from: ClientId;
  into: ClientId;
}

/**
 * A person says that two clients are one, in the caller's transaction. `from` becomes a part of `into`, with its
 * conversation; `unmergeClients` undoes it. A group has no client, and so is never merged. Throws AppError
 * `client_not_found`, `clients_not_mergeable` (with itself).
 */
export async function mergeClients(
  stores: Stores,
  lawyerId: LawyerId,
  { from, into }: ClientPair,
  at: Millis,
): Promise<Client> {
  if (from === into) throw new AppError('clients_not_mergeable', [{ field: 'from', message: 'is the same client' }]);
  for (const [field, id] of Object.entries({ from, into })) {
    if (await stores.clients.find(lawyerId, id)) continue;
    throw new AppError('client_not_found', [{ field, message: 'does not exist' }]);
  }
  await uniteClients(stores, lawyerId, { from, into }, at);
  return present(stores, lawyerId, into);
}

/**
 * Takes `from` out of `into` again, with its addresses and messages, and with what was exchanged since with one of
 * these addresses. From then on only a person puts the two together. Answers with `from`. Throws AppError
 * `client_not_found`, `not_merged`.
 */
export async function unmergeClients(
  stores: Stores,
  lawyerId: LawyerId,
  { from, into }: ClientPair,
  at: Millis,
): Promise<Client> {
  const client = await stores.clients.find(lawyerId, into);
  if (!client) throw new AppError('client_not_found', [{ field: 'into', message: 'does not exist' }]);
  const leaving = await stores.conversations.findByClient(lawyerId, from);
  const aliases = await stores.clients.unmerge(lawyerId, from, into, at);
  if (!aliases) throw new AppError('not_merged');
  await stores.clients.keepApart(lawyerId, from, into, at);
  const conversationId = client.conversation_id;
  if (leaving && conversationId && leaving.id !== conversationId) {
    await stores.conversations.unmerge(lawyerId, leaving.id, conversationId, aliases.flatMap(jidsOf), at);
  }
  for (const id of [from, into]) await retitle(stores, lawyerId, id);
  await recordEvent(stores, {
    type: 'client.unmerged',
    lawyerId,
    clientId: into,
    ...(conversationId ? { conversationId } : {}),
    more: { unmerged_client_id: from },
    at,
  });
  return present(stores, lawyerId, from);
}

async function present(stores: Stores, lawyerId: LawyerId, id: ClientId): Promise<Client> {
  const client = await stores.clients.find(lawyerId, id);
  if (!client) throw new AppError('client_not_found');
  return client;
}
