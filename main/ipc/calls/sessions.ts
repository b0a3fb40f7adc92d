import type { LawyerId } from '../../contract/ids.ts';
import type { SESSION_CALLS } from '../../contract/ipc/sessions.ts';
import type { Database, Sessions } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

export interface SessionDependencies {
  database: Database;
  sessions: Sessions;
}

export function sessionCalls({ database, sessions }: SessionDependencies): HandlersOf<typeof SESSION_CALLS> {
  const lawyer = (id: LawyerId) => database.read((stores) => lawyerOf(stores, id));

  return {
    async 'session.requestPairingCode'({ lawyer_id, phone }) {
      const { id, phone_number } = await lawyer(lawyer_id);
      await sessions.requestPairingCode(id, phone ?? phone_number);
      return undefined;
    },
    async 'session.logOut'({ lawyer_id }) {
      await sessions.logOut((await lawyer(lawyer_id)).id);
      return undefined;
    },
    async 'session.restart'({ lawyer_id }) {
      await sessions.restart((await lawyer(lawyer_id)).id);
      return undefined;
    },
    async 'session.sleep'({ lawyer_id }) {
      await sessions.sleep((await lawyer(lawyer_id)).id);
      return undefined;
    },
    async 'session.wake'({ lawyer_id }) {
      await sessions.wake((await lawyer(lawyer_id)).id);
      return undefined;
    },
    'session.memory': async ({ lawyer_id }) => sessions.memoryBytes((await lawyer(lawyer_id)).id),
  };
}
