import type { MergePreview } from '../contract/client-merge.ts';
import type { Client } from '../contract/entities.ts';
import type { ClientId, LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { ClientPair } from './merge-clients.ts';
import type { Stores } from './stores.ts';

/** What `mergeClients` would make of the two. Throws AppError `client_not_found`, `clients_not_mergeable` (with itself). */
export async function previewMerge(
  stores: Stores,
  lawyerId: LawyerId,
  { from, into }: ClientPair,
): Promise<MergePreview> {
  if (from === into) throw new AppError('clients_not_mergeable', [{ field: 'from', message: 'is the same client' }]);
  const leaving = await sideOf(stores, lawyerId, 'from', from);
  const staying = await sideOf(stores, lawyerId, 'into', into);
  const one = leaving.client;
  const other = staying.client;
  const chats = [leaving.side.conversation_id, staying.side.conversation_id] as const;
  const duplicates = chats[0] && chats[1] ? (await stores.messages.inBoth(lawyerId, chats[0], chats[1])).length : 0;
  return {
    from: leaving.side,
    into: staying.side,
    result: {
      name: other.name ?? one.name,
      phone: other.phone ?? one.phone,
      // Whoever was blocked under one address is not written to under another.
      status: one.status === 'blocked' ? 'blocked' : other.status,
      taken_over: (['name', 'phone', 'email', 'notes'] as const).filter(
        (field) => other[field] === null && one[field] !== null,
      ),
      left_aside: (['name', 'email', 'notes'] as const).filter(
        (field) => other[field] !== null && one[field] !== null && other[field] !== one[field],
      ),
      aliases: [...other.aliases, ...one.aliases],
      chat: chats[1] ? 'into' : chats[0] ? 'new' : 'none',
      message_count: leaving.side.message_count + staying.side.message_count - duplicates,
      duplicates,
    },
  };
}

async function sideOf(
  stores: Stores,
  lawyerId: LawyerId,
  field: 'from' | 'into',
  id: ClientId,
): Promise<{ client: Client; side: MergePreview['from'] }> {
  const client = await stores.clients.find(lawyerId, id);
  if (!client) throw new AppError('client_not_found', [{ field, message: 'does not exist' }]);
  const { name, phone, status, aliases, conversation_id } = client;
  const conversation = conversation_id && (await stores.conversations.find(lawyerId, conversation_id));
  const message_count = conversation ? conversation.message_count : 0;
  return { client, side: { id, name, phone, status, aliases, conversation_id, message_count } };
}
