import type { CONVERSATION_CALLS } from '../../../../main/contract/ipc/conversations.ts';
import type { AnswersOf } from './answers-of.ts';
import type { FakeWorld } from './world.ts';

const PAGE = 50;

export function conversationAnswers(world: FakeWorld): AnswersOf<typeof CONVERSATION_CALLS> {
  return {
    'conversations.list': ({ lawyer_id, cursor }) => {
      const sorted = world
        .chatsOf(lawyer_id)
        .map(({ conversation }) => conversation)
        .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
      const from = Number(cursor ?? 0);
      const next = from + PAGE < sorted.length ? String(from + PAGE) : null;
      return { data: sorted.slice(from, from + PAGE), next_cursor: next };
    },
    'conversations.get': ({ lawyer_id, conversation_id }) => world.chat(lawyer_id, conversation_id).conversation,
    'conversations.messages': ({ lawyer_id, conversation_id, cursor }) => {
      const { messages } = world.chat(lawyer_id, conversation_id);
      const end = cursor ? messages.findIndex((one) => one.id === cursor) : messages.length;
      const start = Math.max(0, end - PAGE);
      return { data: messages.slice(start, end), next_cursor: start > 0 ? (messages[start]?.id ?? null) : null };
    },
    'conversations.markRead': ({ lawyer_id, conversation_id }) => {
      world.chat(lawyer_id, conversation_id).conversation.unread_count = 0;
      return undefined;
    },
    'conversations.sendRead': ({ lawyer_id, conversation_id }) => {
      world.enqueue(lawyer_id, world.chat(lawyer_id, conversation_id), { action: 'mark_read' });
      return undefined;
    },
    'conversations.completeness': ({ lawyer_id, conversation_id }) => {
      const known = world.completeness.get(conversation_id);
      const { messages } = world.chat(lawyer_id, conversation_id);
      if (known) return known;
      const nothing = { complete_from: null, complete_until: null, reaches_start: false, gaps: [], checked_at: null };
      return { ...nothing, messages: messages.length };
    },
  };
}
