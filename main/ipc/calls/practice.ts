import type { LawyerId } from '../../contract/ids.ts';
import type { PRACTICE_CALLS } from '../../contract/ipc/practice.ts';
import type { Mode } from '../../contract/values.ts';
import { AppError } from '../../domain/app-error.ts';
import { pairWithPracticePhone, scanWithPracticePhone } from '../../domain/link-practice-phone.ts';
import type { Database, PracticePhones, Sessions } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

export interface PracticeDependencies {
  database: Database;
  sessions: Sessions;
  /** Null in the live account. */
  phones: PracticePhones | null;
  /** Null: it cannot start itself again. */
  startAgainIn: ((mode: Mode) => void) | null;
}

/** The practice account's phones and its unkindness. Rejects with AppError `practice_only` in the live account. */
export function practiceCalls(deps: PracticeDependencies): HandlersOf<typeof PRACTICE_CALLS> {
  const { database, sessions } = deps;

  function practice(): PracticePhones {
    if (!deps.phones) throw new AppError('practice_only');
    return deps.phones;
  }

  async function phoneOf(id: LawyerId) {
    return (await database.read((stores) => lawyerOf(stores, id))).phone_number;
  }

  return {
    async 'practice.scan'({ lawyer_id }) {
      const phones = practice();
      await database.read((stores) => scanWithPracticePhone({ stores, sessions, phones }, lawyer_id));
      return undefined;
    },
    async 'practice.enterPairingCode'({ lawyer_id }) {
      const phones = practice();
      await database.read((stores) => pairWithPracticePhone({ stores, sessions, phones }, lawyer_id));
      return undefined;
    },
    async 'practice.write'({ lawyer_id, phone, message }) {
      await practice().write(await phoneOf(lawyer_id), phone, message);
      return undefined;
    },
    async 'practice.act'({ lawyer_id, phone, action }) {
      await practice().act(await phoneOf(lawyer_id), phone, action);
      return undefined;
    },
    'practice.faults': async () => practice().faults(),
    async 'practice.leave'() {
      practice();
      deps.startAgainIn?.('live');
      return undefined;
    },
    'practice.setFaults': async (change) => practice().setFaults(change),
  };
}
