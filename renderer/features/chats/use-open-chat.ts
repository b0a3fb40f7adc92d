import { type RefObject, useContext, useEffect, useLayoutEffect } from 'react';
import type { Conversation } from '../../../main/contract/entities.ts';
import { useRouter } from '../../routing/use-router.ts';
import { draftKey, partsOfKey } from '../compose/draft-store.ts';
import { DraftContext } from '../compose/use-draft.ts';
import type { useConversations } from './chat-queries.ts';
import { useConversation, useHolder } from './chat-queries.ts';
import { chatsPath, type OpenChat, openChat, type Selection } from './selection.ts';

/** What is open. A chat that the list was not read as far as to is read by itself; one that was merged away is the one that stays. */
export function useOpenChat(
  lawyerId: string,
  selection: Selection | undefined,
  chats: ReturnType<typeof useConversations>,
): OpenChat {
  const listed = openChat(selection, chats.conversations);
  const missing = selection?.kind === 'chat' && listed.kind === 'none' ? selection.id : null;
  const single = useConversation(lawyerId, missing);
  const gone = missing !== null && single.data === null ? missing : null;
  const holder = useHolder(lawyerId, gone);
  const survivor = gone === null ? null : (holder.data ?? null);
  const listedSurvivor = chats.conversations.find(({ id }) => id === survivor);
  const readSurvivor = useConversation(lawyerId, survivor !== null && !listedSurvivor ? survivor : null);
  if (missing === null) return listed;
  if (single.data) return { kind: 'chat', conversation: single.data };
  if (single.isPending || (gone !== null && holder.isPending)) return { kind: 'opening' };
  const conversation = listedSurvivor ?? readSurvivor.data;
  if (survivor !== null && conversation) return { kind: 'chat', conversation };
  if (survivor !== null && readSurvivor.isPending) return { kind: 'opening' };
  return single.isError || holder.isError || readSurvivor.isError ? { kind: 'failed' } : listed;
}

/**
 * What was begun goes along to a chat that was made for a number, and from one that was merged away. There the address, too,
 * and the focus when it was in what is gone.
 */
export function useGoAlong(
  lawyerId: string,
  { selection, open, conversations }: Opened,
  field: RefObject<HTMLTextAreaElement | null>,
): void {
  const drafts = useContext(DraftContext);
  const { navigate } = useRouter();
  const id = open.kind === 'chat' ? open.conversation.id : null;
  const left = selection?.kind === 'chat' && id !== null && id !== selection.id ? selection.id : null;
  const number = open.kind === 'number' ? open.phone : null;

  // Before it is painted: nobody sees the field empty.
  useLayoutEffect(() => {
    for (const key of drafts.chatsOf(lawyerId)) {
      const chat = conversations.find(({ phone }) => phone === partsOfKey(key)[1]);
      if (chat) drafts.move(key, draftKey(lawyerId, chat));
    }
    // A number can be another person's by now, with whom there is no chat yet.
    if (number !== null) drafts.part(draftKey(lawyerId, { phone: number }));
    if (left !== null && id !== null) drafts.move(draftKey(lawyerId, { id: left }), draftKey(lawyerId, { id }));
  }, [drafts, lawyerId, conversations, number, left, id]);

  useEffect(() => {
    if (left === null || id === null) return;
    if (document.activeElement === document.body) field.current?.focus();
    navigate(chatsPath(lawyerId, { kind: 'chat', id }), { replace: true });
  }, [navigate, lawyerId, left, id, field]);
}

interface Opened {
  selection: Selection | undefined;
  open: OpenChat;
  conversations: readonly Conversation[];
}
