import type { Assignment } from '../../../../main/contract/assignment.ts';
import type { ClientRow } from '../../../../main/contract/client-rows.ts';
import type { Client } from '../../../../main/contract/entities.ts';
import type { CLIENT_CALLS } from '../../../../main/contract/ipc/clients.ts';
import type { AnswersOf } from './answers-of.ts';
import { ago, fakeId } from './fake-id.ts';
import { FakeProblem } from './problem.ts';
import type { FakeChat, FakeWorld } from './world.ts';

const PAGE = 100;

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

export function clientAnswers(world: FakeWorld): AnswersOf<typeof CLIENT_CALLS> {
  const assignments = new Map<string, Assignment[]>();
  const clientOf = (id: string): Client => {
    const client = world.clients.get(id);
    if (!client) throw new FakeProblem('client_not_found');
    return client;
  };
  const chatOf = (lawyerId: string, client: Client): FakeChat | undefined =>
    world.chatsOf(lawyerId).find(({ conversation }) => conversation.id === client.conversation_id);
  const isOf = (lawyerId: string, client: Client): boolean =>
    world.madeClients.get(client.id) === lawyerId || chatOf(lawyerId, client) !== undefined;
  const rowOf = (lawyerId: string, client: Client): ClientRow => {
    const { id, name, phone, email, status, conversation_id } = client;
    const conversation = chatOf(lawyerId, client)?.conversation;
    return {
      ...{ id, name, phone, email, status, conversation_id },
      message_count: conversation?.message_count ?? 0,
      last_activity_at: conversation?.updated_at ?? null,
    };
  };
  const changed = (client: Client): Client => {
    client.updated_at = ago(0);
    return client;
  };
  return {
    'clients.list': ({ lawyer_id, q, status, order, cursor }) => {
      const words = folded(q.trim());
      const digits = q.replace(/\D/g, '');
      const rows = [...world.clients.values()]
        .filter((client) => isOf(lawyer_id, client) && (status === undefined || client.status === status))
        .filter(
          ({ name, email, aliases }) =>
            words === '' ||
            folded(name ?? '').includes(words) ||
            (email ?? '').includes(words) ||
            (digits.length > 2 && aliases.some(({ value }) => value.includes(digits))),
        )
        .map((client) => rowOf(lawyer_id, client))
        .sort((one, other) => {
          if (order === 'newest') return other.id.localeCompare(one.id);
          if (order === 'name') return folded(one.name ?? '\uffff').localeCompare(folded(other.name ?? '\uffff'));
          return (other.last_activity_at ?? '').localeCompare(one.last_activity_at ?? '');
        });
      const from = Number(cursor ?? 0);
      return {
        data: rows.slice(from, from + PAGE),
        next_cursor: from + PAGE < rows.length ? String(from + PAGE) : null,
      };
    },
    'clients.get': ({ id }) => clientOf(id),
    'clients.create': ({ lawyer_id, client: { name, phone, email, notes, status } }) => {
      if (phone && [...world.clients.values()].some((one) => one.phone === phone)) {
        throw new FakeProblem('client_exists');
      }
      const client: Client = {
        ...{ id: fakeId<Client['id']>('cli'), name: name ?? null, phone: phone ?? null, email: email ?? null },
        ...{ notes: notes ?? null, status, conversation_id: null, merged: [] },
        aliases: phone
          ? [{ kind: 'phone', value: phone, source: 'api', first_seen_at: ago(0), last_seen_at: ago(0) }]
          : [],
        ...{ created_at: ago(0), updated_at: ago(0) },
      };
      world.clients.set(client.id, client);
      world.madeClients.set(client.id, lawyer_id);
      return client;
    },
    'clients.change': ({ id, change }) => {
      const client = clientOf(id);
      if (change.name !== undefined) client.name = change.name;
      if (change.email !== undefined) client.email = change.email;
      if (change.status !== undefined) client.status = change.status;
      return changed(client);
    },
    'clients.note': ({ id, notes, before }) => {
      const client = clientOf(id);
      if (client.notes !== before && client.notes !== notes) return { is_kept: false, client };
      client.notes = notes;
      return { is_kept: true, client: changed(client) };
    },
    'clients.remove': ({ id }) => {
      const client = clientOf(id);
      if (client.conversation_id !== null || client.merged.length > 0) throw new FakeProblem('client_not_empty');
      world.clients.delete(id);
      return undefined;
    },
    'clients.addPhone': ({ id, phone }) => {
      if ([...world.clients.values()].some((one) => one.phone === phone)) throw new FakeProblem('alias_taken');
      const client = clientOf(id);
      client.aliases.push({
        ...{ kind: 'phone', value: phone, source: 'api' },
        ...{ first_seen_at: ago(0), last_seen_at: ago(0) },
      });
      return changed(client);
    },
    'clients.removeAlias': ({ id, alias }) => {
      const client = clientOf(id);
      const found = client.aliases.find(({ value }) => value === alias);
      if (!found) throw new FakeProblem('alias_not_found');
      if (found.source === 'whatsapp') throw new FakeProblem('alias_in_use');
      client.aliases = client.aliases.filter((one) => one !== found);
      changed(client);
      return undefined;
    },
    'clients.assignments': ({ id }) => assignments.get(id) ?? [],
    'clients.assign': ({ id, to, status }) => {
      const assignment: Assignment = { lawyer_id: to, status, created_at: ago(0), updated_at: ago(0) };
      assignments.set(id, [...(assignments.get(id) ?? []).filter(({ lawyer_id }) => lawyer_id !== to), assignment]);
      return assignment;
    },
    'clients.unassign': ({ id, from }) => {
      const rest = (assignments.get(id) ?? []).filter(({ lawyer_id }) => lawyer_id !== from);
      assignments.set(id, rest);
      return undefined;
    },
    'clients.mergePreview': ({ lawyer_id, from, into }) => {
      const [part, whole] = [clientOf(from), clientOf(into)];
      const [gone, kept] = [rowOf(lawyer_id, part), rowOf(lawyer_id, whole)];
      const side = (client: Client, row: ClientRow) => ({
        ...{ id: client.id, name: client.name, phone: client.phone, status: client.status, aliases: client.aliases },
        ...{ conversation_id: row.conversation_id, message_count: row.message_count },
      });
      return {
        from: side(part, gone),
        into: side(whole, kept),
        result: {
          name: whole.name ?? part.name,
          phone: whole.phone ?? part.phone,
          status: part.status === 'blocked' ? 'blocked' : whole.status,
          taken_over: whole.email === null && part.email !== null ? ['email'] : [],
          left_aside: whole.name !== null && part.name !== null && whole.name !== part.name ? ['name'] : [],
          aliases: [...whole.aliases, ...part.aliases],
          chat: kept.conversation_id ? 'into' : gone.conversation_id ? 'new' : 'none',
          message_count: gone.message_count + kept.message_count,
          duplicates: 0,
        },
      };
    },
    'clients.merge': ({ lawyer_id, from, into }) => {
      const [part, whole] = [clientOf(from), clientOf(into)];
      whole.merged.unshift({ client_id: part.id, name: part.name, merged_at: ago(0) });
      whole.aliases.push(...part.aliases);
      world.madeClients.delete(part.id);
      if (part.conversation_id === null || whole.conversation_id === null) return whole;
      const gone = world.chat(lawyer_id, part.conversation_id);
      const kept = world.chat(lawyer_id, whole.conversation_id);
      world.mergeChats(lawyer_id, gone, kept);
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
    'clients.export': () => 'done',
    'clients.exportProgress': ({ id }) => world.exports.get(id) ?? null,
    'clients.cancelExport': ({ lawyer_id, id }) => {
      world.exports.delete(id);
      world.push({ kind: 'client_export', lawyer_id, client_id: id, progress: null });
      return undefined;
    },
  };
}
