import type { LawyerId } from '../../contract/ids.ts';
import type { Phone } from '../../contract/values.ts';
import { pairWithPracticePhone, scanWithPracticePhone } from '../../domain/link-practice-phone.ts';
import type { PracticePhones, Sessions } from '../../domain/ports.ts';
import type { Stores } from '../../domain/stores.ts';
import type { Handlers } from '../handler.ts';
import { lawyerOf } from './lawyers.ts';

interface Dependencies {
  sessions: Sessions;
  phones: PracticePhones;
}

type Names =
  | 'practiceScan'
  | 'practicePair'
  | 'practiceUnlink'
  | 'practiceWrite'
  | 'practiceRead'
  | 'practiceWritten'
  | 'practiceAct'
  | 'getPracticeFaults'
  | 'setPracticeFaults';

export function practiceRoutes({ sessions, phones }: Dependencies): Pick<Handlers, Names> {
  async function phoneOf(stores: Stores, lawyerId: LawyerId): Promise<Phone> {
    return (await lawyerOf(stores, lawyerId)).phone_number;
  }

  return {
    async practiceScan({ lawyerId, body, stores }) {
      await scanWithPracticePhone({ stores, sessions, phones }, lawyerId, body.phone);
      return { scanned: true };
    },
    async practicePair({ lawyerId, body, stores }) {
      await pairWithPracticePhone({ stores, sessions, phones }, lawyerId, body.phone);
      return { paired: true };
    },
    async practiceUnlink({ lawyerId, stores }) {
      await phones.unlink(await phoneOf(stores, lawyerId));
      return undefined;
    },
    async practiceWrite({ lawyerId, params, body, stores }) {
      const { id, at } = await phones.write(await phoneOf(stores, lawyerId), params.phone, body);
      return { id, sent_at: new Date(at).toISOString() };
    },
    async practiceRead({ lawyerId, params, stores }) {
      return { data: await phones.arrived(await phoneOf(stores, lawyerId), params.phone), next_cursor: null };
    },
    async practiceWritten({ lawyerId, params, stores }) {
      return { data: await phones.writtenBy(await phoneOf(stores, lawyerId), params.phone), next_cursor: null };
    },
    async practiceAct({ lawyerId, params, body, stores }) {
      await phones.act(await phoneOf(stores, lawyerId), params.phone, body);
      return undefined;
    },
    getPracticeFaults: () => phones.faults(),
    setPracticeFaults: ({ body }) => phones.setFaults(body),
  };
}
