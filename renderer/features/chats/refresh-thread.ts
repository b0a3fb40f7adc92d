import type { QueryClient } from '@tanstack/react-query';
import type { Message } from '../../../main/contract/entities.ts';
import { call } from '../../bridge.ts';
import { CHAT_KEYS } from './keys.ts';
import { mergeNewest, type Thread, threadOf, withMessages } from './thread.ts';

/** So many changed messages are read one by one; of more, as while history is read, only the newest page is kept. */
const MAX_SINGLE = 40;

/**
 * Reads the newest messages of a chat again, and those of `changed` that lie above them (a tick, a reaction or a file
 * can come far above the newest message). A chat that is not open is only marked as stale.
 */
export async function refreshThread(
  client: QueryClient,
  lawyerId: string,
  conversationId: string,
  changed: ReadonlySet<string>,
): Promise<void> {
  const queryKey = CHAT_KEYS.thread(lawyerId, conversationId);
  const known = client.getQueryData<Thread>(queryKey);
  const open = client.getQueryCache().find({ queryKey })?.isActive() ?? false;
  if (!known || !open) return client.invalidateQueries({ queryKey });
  try {
    const reference = { lawyer_id: lawyerId, conversation_id: conversationId };
    const page = await call('conversations.messages', reference);
    const read = new Set<string>(page.data.map(({ id }) => id));
    const above = [...changed].filter((id) => !read.has(id));
    const isTooMuch = above.length > MAX_SINGLE;
    const middle = known.messages[Math.floor(known.messages.length / 2)];
    if (isTooMuch && known.hasNewer && middle) {
      const there = await call('conversations.messages', { ...reference, part: { around: middle.id } });
      client.setQueryData<Thread>(queryKey, threadOf(there));
      return;
    }
    const fresh = isTooMuch ? [] : await readEach(lawyerId, above);
    client.setQueryData<Thread>(queryKey, (thread) =>
      withMessages(mergeNewest(isTooMuch ? undefined : thread, page), fresh),
    );
  } catch {
    return client.invalidateQueries({ queryKey });
  }
}

/** Leaves what was read far back, for the newest messages. */
export async function showNewest(client: QueryClient, lawyerId: string, conversationId: string): Promise<void> {
  const queryKey = CHAT_KEYS.thread(lawyerId, conversationId);
  if (!client.getQueryData<Thread>(queryKey)?.hasNewer)
    return refreshThread(client, lawyerId, conversationId, new Set());
  try {
    const page = await call('conversations.messages', { lawyer_id: lawyerId, conversation_id: conversationId });
    client.setQueryData<Thread>(queryKey, threadOf(page));
  } catch {
    return client.invalidateQueries({ queryKey });
  }
}

function readEach(lawyerId: string, ids: readonly string[]): Promise<Message[]> {
  return Promise.all(ids.map((id) => call('messages.get', { lawyer_id: lawyerId, id })));
}
