import type { LawyerId } from '../../contract/ids.ts';
import type { LAWYER_CALLS } from '../../contract/ipc/lawyers.ts';
import type { Mode } from '../../contract/values.ts';
import type { Clock } from '../../domain/clock.ts';
import { createLawyer } from '../../domain/create-lawyer.ts';
import { changeLawyer, removeLawyer, setLawyerActive } from '../../domain/manage-lawyers.ts';
import type { Database, Sessions } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface LawyerDependencies {
  database: Database;
  clock: Clock;
  mode: Mode;
  sessions: Sessions;
  lawyerCreated(id: LawyerId): void;
  /** Nothing of the lawyer is left in the database. */
  lawyerRemoved(id: LawyerId): void;
}

/** The lawyers of this machine. */
export function lawyerCalls(deps: LawyerDependencies): HandlersOf<typeof LAWYER_CALLS> {
  const { database, clock, mode, sessions } = deps;
  return {
    async 'lawyers.list'() {
      const lawyers = await database.read((stores) => stores.lawyers.all());
      return lawyers.map((lawyer) => ({ ...lawyer, session: sessions.get(lawyer.id) }));
    },
    async 'lawyers.unread'() {
      const counts = await database.read((stores) => stores.conversations.countUnread());
      return [...counts].map(([lawyer_id, unread_count]) => ({ lawyer_id, unread_count }));
    },
    async 'lawyers.create'(input) {
      const { lawyer, apiKey } = await database.write((stores) => createLawyer(stores, mode, input, clock.now()));
      deps.lawyerCreated(lawyer.id);
      return { ...lawyer, api_key: apiKey };
    },
    async 'lawyers.change'({ id, ...change }) {
      const lawyer = await database.write((stores) => changeLawyer(stores, id, change, clock.now()));
      sessions.lawyerChanged(id);
      return lawyer;
    },
    async 'lawyers.activate'({ id }) {
      const { lawyer, isNews } = await database.write((stores) => setLawyerActive(stores, id, true, clock.now()));
      if (isNews) sessions.open(id);
      return lawyer;
    },
    async 'lawyers.deactivate'({ id }) {
      const { lawyer, isNews } = await database.write((stores) => setLawyerActive(stores, id, false, clock.now()));
      if (isNews) sessions.close(id);
      return lawyer;
    },
    async 'lawyers.remove'({ id }) {
      await database.write((stores) => removeLawyer(stores, id));
      sessions.forget(id);
      deps.lawyerRemoved(id);
    },
  };
}
