import type { Client } from '../../../../main/contract/entities.ts';
import type { CLIENT_CALLS } from '../../../../main/contract/ipc/clients.ts';
import type { AnswersOf } from './answers-of.ts';
import { ago } from './fake-id.ts';
import { FakeProblem } from './problem.ts';
import type { FakeWorld } from './world.ts';

export function clientAnswers(world: FakeWorld): AnswersOf<typeof CLIENT_CALLS> {
  const clientOf = (id: string): Client => {
    const client = world.clients.get(id);
    if (!client) throw new FakeProblem('client_not_found');
    return client;
  };
  return {
    'clients.get': ({ id }) => clientOf(id),
    'clients.merge': ({ lawyer_id, from, into }) => {
      const [part, whole] = [clientOf(from), clientOf(into)];
      const gone = world.chat(lawyer_id, part.conversation_id ?? '');
      const kept = world.chat(lawyer_id, whole.conversation_id ?? '');
      whole.merged.unshift({ client_id: part.id, name: part.name, merged_at: ago(0) });
      whole.aliases.push(...part.aliases);
      kept.messages.push(...gone.messages);
      kept.messages.sort((one, other) => one.sent_at.localeCompare(other.sent_at));
      kept.conversation.message_count = kept.messages.length;
      const rest = world.chatsOf(lawyer_id).filter((chat) => chat !== gone);
      world.chats.set(lawyer_id, rest);
      world.tell(lawyer_id, kept, null, 'client.merged');
      return whole;
    },
    'clients.unmerge': ({ lawyer_id, from, into }) => {
      const whole = clientOf(into);
      if (!whole.merged.some(({ client_id: id }) => id === from)) throw new FakeProblem('not_merged');
      whole.merged = whole.merged.filter(({ client_id: id }) => id !== from);
      whole.aliases = whole.aliases.slice(0, -clientOf(from).aliases.length);
      world.addChat(lawyer_id, clientOf(from).name ?? '', clientOf(from).phone);
      world.tell(lawyer_id, world.chat(lawyer_id, whole.conversation_id ?? ''), null, 'client.unmerged');
      return whole;
    },
  };
}
