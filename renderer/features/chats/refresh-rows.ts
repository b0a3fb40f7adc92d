import type { QueryClient } from '@tanstack/react-query';
import type { Conversation } from '../../../main/contract/entities.ts';
import { BridgeError, call } from '../../bridge.ts';
import { type ChatPages, withoutRow, withRow } from './chat-pages.ts';
import { CHAT_KEYS } from './keys.ts';

/** So many chats are read one by one; of more, as while history is read, the list is read anew. */
const MAX_SINGLE = 20;

/** A chat as it is now; null when it is no longer there. */
export async function readConversation(lawyerId: string, id: string): Promise<Conversation | null> {
  try {
    return await call('conversations.get', { lawyer_id: lawyerId, conversation_id: id });
  } catch (error) {
    if (error instanceof BridgeError && error.code === 'conversation_not_found') return null;
    throw error;
  }
}

/** Reads the rows of chats again in which something has changed, and leaves the rest of the list as it is. */
export async function refreshRows(client: QueryClient, lawyerId: string, ids: ReadonlySet<string>): Promise<void> {
  const queryKey = CHAT_KEYS.conversations(lawyerId);
  const listed = () => client.getQueryCache().find<ChatPages>({ queryKey });
  try {
    if (ids.size > MAX_SINGLE) {
      await client.invalidateQueries({ queryKey: CHAT_KEYS.singles(lawyerId) });
      return await client.invalidateQueries({ queryKey });
    }
    for (;;) {
      // A page that is being read now was asked for before the change, and would overwrite what is put in.
      await listed()?.promise?.catch(() => {});
      // What is not shown and known to be old is read anew when it is shown: it must not pass for new.
      const isKnown = listed()?.state.data !== undefined && !listed()?.state.isInvalidated;
      if (!isKnown && !hasSingle(client, lawyerId, ids)) return;
      const rows = await Promise.all([...ids].map(async (id) => [id, await readConversation(lawyerId, id)] as const));
      if (listed()?.state.fetchStatus === 'fetching') continue;
      for (const [id, row] of rows) {
        const single = CHAT_KEYS.single(lawyerId, id);
        client.setQueryData<Conversation | null>(single, (known) => (known === undefined ? undefined : row));
        if (!isKnown) continue;
        client.setQueryData<ChatPages>(
          queryKey,
          (pages) => pages && (row ? withRow(pages, row) : withoutRow(pages, id)),
        );
      }
      return;
    }
  } catch {
    return client.invalidateQueries({ queryKey });
  }
}

function hasSingle(client: QueryClient, lawyerId: string, ids: ReadonlySet<string>): boolean {
  return [...ids].some((id) => client.getQueryData(CHAT_KEYS.single(lawyerId, id)) !== undefined);
}
