import type { useConversations } from './chat-queries.ts';
import { useConversation } from './chat-queries.ts';
import { type OpenChat, openChat, type Selection } from './selection.ts';

/** What is open. A chat that the list was not read as far as to is read by itself. */
export function useOpenChat(
  lawyerId: string,
  selection: Selection | undefined,
  chats: ReturnType<typeof useConversations>,
): OpenChat {
  const listed = openChat(selection, chats.conversations);
  const isMissing = selection?.kind === 'chat' && listed.kind === 'none';
  const single = useConversation(lawyerId, isMissing ? selection.id : null);
  if (!isMissing) return listed;
  if (single.data) return { kind: 'chat', conversation: single.data };
  if (single.isPending) return { kind: 'opening' };
  return single.isError ? { kind: 'failed' } : listed;
}
