import type { CONVERSATION_CALLS } from '../../../../main/contract/ipc/conversations.ts';
import { hasWebLink } from '../../../../main/contract/links.ts';
import type { AnswersOf } from './answers-of.ts';
import { FakeProblem } from './problem.ts';
import type { FakeWorld } from './world.ts';

const PAGE = 50;

const KINDS = { media: ['image', 'video'], documents: ['document'], sounds: ['voice', 'audio'] };

export function conversationAnswers(world: FakeWorld): AnswersOf<typeof CONVERSATION_CALLS> {
  return {
    'conversations.list': ({ lawyer_id, cursor }) => {
      // To support the grants say whose chats they are.
      const chats = world.staff.isSupport ? [...world.chats.values()].flat() : world.chatsOf(lawyer_id);
      const sorted = chats
        .map(({ conversation }) => conversation)
        .filter(({ id }) => world.staff.mayRead(id))
        .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
      const from = Number(cursor ?? 0);
      const next = from + PAGE < sorted.length ? String(from + PAGE) : null;
      return { data: sorted.slice(from, from + PAGE), next_cursor: next };
    },
    'conversations.get': ({ lawyer_id, conversation_id }) => world.chat(lawyer_id, conversation_id).conversation,
    'conversations.heldIn': ({ lawyer_id, chats }) =>
      chats.flatMap((chat) => {
        const survivor = world.mergedChats.get(chat) ?? chat;
        const found = world
          .chatsOf(lawyer_id)
          .find(({ conversation: { id, phone } }) => id === survivor || phone === survivor);
        return found ? [{ chat, conversation_id: found.conversation.id }] : [];
      }),
    'conversations.messages': ({ lawyer_id, conversation_id, part }) => {
      if (!world.staff.mayRead(conversation_id)) throw new FakeProblem('conversation_not_found');
      const { messages } = world.chat(lawyer_id, conversation_id);
      const placeOf = (id: string) => {
        const place = messages.findIndex((one) => one.id === id);
        if (place < 0) throw new FakeProblem('message_not_found');
        return place;
      };
      const inbound = messages.filter(({ direction, kind }) => direction === 'inbound' && kind !== 'notice');
      const first = part && 'unread' in part ? (inbound.at(-part.unread)?.id ?? null) : null;
      const around = part && 'around' in part ? part.around : first;
      let start = messages.length - PAGE;
      if (around !== null) start = placeOf(around) - PAGE / 2;
      else if (part && 'older_than' in part) start = placeOf(part.older_than) - PAGE;
      else if (part && 'newer_than' in part) start = placeOf(part.newer_than) + 1;
      const end = Math.min(messages.length, start + PAGE);
      start = Math.max(0, start);
      return {
        data: messages.slice(start, end),
        has_older: start > 0,
        has_newer: end < messages.length,
        first_unread: first,
      };
    },
    'conversations.gallery': ({ lawyer_id, conversation_id, section, cursor }) => {
      if (!world.staff.mayRead(conversation_id)) throw new FakeProblem('conversation_not_found');
      const found = world
        .chat(lawyer_id, conversation_id)
        .messages.filter(({ kind, text }) => (section === 'links' ? hasWebLink(text) : KINDS[section].includes(kind)))
        .toReversed();
      const from = Number(cursor ?? 0);
      const next = from + PAGE < found.length ? String(from + PAGE) : null;
      return { data: found.slice(from, from + PAGE), next_cursor: next };
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
