import type { QueryClient } from '@tanstack/react-query';
import { call } from '../../bridge.ts';
import { QUERY_KEYS } from '../../query-keys.ts';
import { type MessagePage, mergeNewest, prependOlder, type Thread } from './thread.ts';

/** How far back a changed tick is followed before the rest is read again when the person scrolls there. */
const MAX_PAGES = 10;

/**
 * Reads the newest messages of a chat again, and on to those of `changed` that are on the screen's side of the cache
 * (a tick can change far above the newest message). A chat that is not open is only marked as stale.
 */
export async function refreshThread(
  client: QueryClient,
  lawyerId: string,
  conversationId: string,
  changed: ReadonlySet<string>,
): Promise<void> {
  const queryKey = QUERY_KEYS.thread(lawyerId, conversationId);
  const known = client.getQueryData<Thread>(queryKey);
  const open = client.getQueryCache().find({ queryKey })?.isActive() ?? false;
  if (!known || !open) return client.invalidateQueries({ queryKey });
  try {
    const shown = new Set<string>(known.messages.map(({ id }) => id));
    const wanted = [...changed].filter((id) => shown.has(id));
    const page = await readBackTo(lawyerId, conversationId, wanted);
    client.setQueryData<Thread>(queryKey, (thread) => mergeNewest(thread, page));
  } catch {
    return client.invalidateQueries({ queryKey });
  }
}

async function readBackTo(lawyerId: string, conversationId: string, wanted: readonly string[]): Promise<MessagePage> {
  const reference = { lawyer_id: lawyerId, conversation_id: conversationId };
  let page = await call('conversations.messages', reference);
  for (let pages = 1; pages < MAX_PAGES; pages += 1) {
    const read = new Set<string>(page.data.map(({ id }) => id));
    if (!page.next_cursor || wanted.every((id) => read.has(id))) break;
    const older = await call('conversations.messages', { ...reference, cursor: page.next_cursor });
    const joined = prependOlder({ messages: page.data, older: page.next_cursor }, older);
    page = { data: [...joined.messages], next_cursor: joined.older };
  }
  return page;
}
