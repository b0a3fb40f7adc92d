import type { Database } from './database.ts';
import type { Client } from './lexline.ts';
import type { Messages } from './messages.ts';

/**
 * Reads the chats in which something was stored since the last event that we have from the log: what is left to do when the
 * log does not go back so far. No answer follows from what is read so. Rejects as every call of the client does.
 */
export async function readMissed(
  { lexline, database, messages }: { lexline: Client; database: Database; messages: Messages },
  signal: AbortSignal,
): Promise<void> {
  const last = database
    .prepare<[], { told: string | null }>('SELECT max(told) AS told FROM events WHERE log_at IS NOT NULL')
    .get()?.told;
  const query = last ? { updated_after: last } : {};
  for await (const { id: conversation } of lexline.listConversations({ query }, { signal })) {
    const all = lexline.listChatMessages({ params: { conversation } }, { signal });
    for await (const message of all) messages.merge(message);
  }
}
