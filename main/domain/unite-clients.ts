import type { ClientId, LawyerId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';
import { releaseHeldReactions } from './held-reactions.ts';
import { mergeDuplicates } from './merge-duplicates.ts';
import { newId } from './new-id.ts';
import { recordEvent } from './record-event.ts';
import type { Stores } from './stores.ts';
import { retitle } from './title-of-client.ts';

/**
 * Makes two clients one, with their conversations, in the caller's transaction. No message is lost, none is there twice.
 * Both must be the lawyer's, and not merged yet.
 */
export async function uniteClients(
  stores: Stores,
  lawyerId: LawyerId,
  { from, into }: { from: ClientId; into: ClientId },
  at: Millis,
): Promise<void> {
  const leaving = await stores.conversations.findByClient(lawyerId, from);
  const staying = await stores.conversations.findByClient(lawyerId, into);
  // Whoever was blocked under one address is not written to under another.
  if ((await stores.clients.find(lawyerId, from))?.status === 'blocked') {
    await stores.clients.setStatus(lawyerId, into, 'blocked', at);
  }
  await stores.clients.mergeInto(lawyerId, from, into, at);
  let conversationId = staying?.id;
  if (leaving) {
    if (!conversationId) {
      conversationId = newId('con', at);
      const client = await stores.clients.find(lawyerId, into);
      const title = client?.name ?? client?.phone ?? '';
      await stores.conversations.insert({ id: conversationId, lawyerId, clientId: into, phone: null, title, at });
    }
    // What was granted was a chat as it was then: whether support may read the whole, the lawyer says anew.
    await stores.grants.revokeHolding(lawyerId, [leaving.id, conversationId], at);
    await mergeDuplicates(stores, lawyerId, { from: leaving.id, into: conversationId }, at);
    await stores.conversations.mergeInto(lawyerId, leaving.id, conversationId, at);
    await retitle(stores, lawyerId, into);
    await releaseHeldReactions(stores, lawyerId, { clientId: into, conversationId }, at);
  }
  await recordEvent(stores, {
    type: 'client.merged',
    lawyerId,
    clientId: into,
    ...(conversationId ? { conversationId } : {}),
    more: { merged_client_id: from },
    at,
  });
}

/** The one that was there first: ids sort by the time they were made. */
export function olderFirst(one: ClientId, other: ClientId): { into: ClientId; from: ClientId } {
  return one < other ? { into: one, from: other } : { into: other, from: one };
}
