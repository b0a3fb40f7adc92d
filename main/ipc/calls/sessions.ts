import type { LawyerId } from '../../contract/ids.ts';
import type { CallDependencies, CallHandlers } from '../call-dependencies.ts';
import { lawyerOf } from './lawyers.ts';

type Calls =
  | 'session.requestPairingCode'
  | 'session.logOut'
  | 'session.restart'
  | 'session.sleep'
  | 'session.wake'
  | 'session.memory'
  | 'history.progress'
  | 'history.sync';

export function sessionCalls({ database, sessions }: CallDependencies): Pick<CallHandlers, Calls> {
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
    'history.progress': async ({ lawyer_id }) => sessions.history((await lawyer(lawyer_id)).id),
    async 'history.sync'({ lawyer_id }) {
      await sessions.syncHistory((await lawyer(lawyer_id)).id);
      return undefined;
    },
  };
}
