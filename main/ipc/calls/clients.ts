import type { CLIENT_CALLS } from '../../contract/ipc/clients.ts';
import { AppError } from '../../domain/app-error.ts';
import { assignClient, assignmentsOf, unassignClient } from '../../domain/assign-client.ts';
import type { ClientExports } from '../../domain/client-exports.ts';
import type { Clock } from '../../domain/clock.ts';
import { addPhone, removeAlias } from '../../domain/manage-aliases.ts';
import { changeClient, createClient, noteClient, removeClient } from '../../domain/manage-clients.ts';
import { mergeClients, unmergeClients } from '../../domain/merge-clients.ts';
import type { Database, Sessions } from '../../domain/ports.ts';
import { previewMerge } from '../../domain/preview-merge.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

export interface ClientDependencies {
  database: Database;
  clock: Clock;
  sessions: Sessions;
  clientExports: ClientExports;
}

export function clientCalls(deps: ClientDependencies): HandlersOf<typeof CLIENT_CALLS> {
  const { database, clock, sessions, clientExports } = deps;
  return {
    async 'clients.list'({ lawyer_id, q: words, status, order, cursor }) {
      const { rows, nextCursor } = await database.readAlong((stores) =>
        stores.clients.browse(lawyer_id, { words, status, order }, { limit: PAGE_SIZE, cursor }),
      );
      return { data: rows, next_cursor: nextCursor };
    },
    async 'clients.get'({ lawyer_id, id }) {
      const client = await database.read((stores) => stores.clients.find(lawyer_id, id));
      if (!client) throw new AppError('client_not_found');
      return client;
    },
    'clients.create': ({ lawyer_id, client }) =>
      database.write(async (stores) => {
        await lawyerOf(stores, lawyer_id);
        return createClient(stores, lawyer_id, client, clock.now());
      }),
    async 'clients.change'({ lawyer_id, id, change }) {
      const client = await database.write((stores) => changeClient(stores, lawyer_id, id, change, clock.now()));
      // What waited for a blocked client waits no more, and may have held up something else.
      if (change.status === 'blocked') sessions.wakeOutbox(lawyer_id);
      return client;
    },
    async 'clients.note'({ lawyer_id, id, notes, before }) {
      const { isKept, client } = await database.write((stores) =>
        noteClient(stores, lawyer_id, id, { notes, before }, clock.now()),
      );
      return { is_kept: isKept, client };
    },
    async 'clients.remove'({ lawyer_id, id }) {
      await database.write((stores) => removeClient(stores, lawyer_id, id, clock.now()));
      return undefined;
    },
    'clients.addPhone': ({ lawyer_id, id, phone }) =>
      database.write((stores) => addPhone(stores, lawyer_id, id, phone, clock.now())),
    async 'clients.removeAlias'({ lawyer_id, id, alias }) {
      await database.write((stores) => removeAlias(stores, lawyer_id, id, alias, clock.now()));
      return undefined;
    },
    'clients.assignments': ({ lawyer_id, id }) => database.read((stores) => assignmentsOf(stores, lawyer_id, id)),
    'clients.assign': ({ lawyer_id, id, ...given }) =>
      database.write((stores) => assignClient(stores, lawyer_id, id, given, clock.now())),
    async 'clients.unassign'({ lawyer_id, id, from }) {
      await database.write((stores) => unassignClient(stores, lawyer_id, id, from));
      return undefined;
    },
    'clients.mergePreview': ({ lawyer_id, ...pair }) =>
      database.read((stores) => previewMerge(stores, lawyer_id, pair)),
    'clients.merge': ({ lawyer_id, ...pair }) =>
      database.write((stores) => mergeClients(stores, lawyer_id, pair, clock.now())),
    'clients.unmerge': ({ lawyer_id, ...pair }) =>
      database.write((stores) => unmergeClients(stores, lawyer_id, pair, clock.now())),
    'clients.export': ({ lawyer_id, id }) => clientExports.start(lawyer_id, id, (work) => database.read(work)),
    'clients.exportProgress': async ({ lawyer_id, id }) => clientExports.progress(lawyer_id, id),
    async 'clients.cancelExport'({ lawyer_id, id }) {
      clientExports.cancel(lawyer_id, id);
      return undefined;
    },
  };
}
