import type { LawyerId } from '../../contract/ids.ts';
import { AppError } from '../../domain/app-error.ts';
import type { PracticePhones, Sessions } from '../../domain/ports.ts';
import { scanWithPracticePhone } from '../../domain/scan-with-practice-phone.ts';
import type { Stores } from '../../domain/stores.ts';
import type { Handlers } from '../handler.ts';

interface Dependencies {
  sessions: Sessions;
  phones: PracticePhones;
}

export function practiceRoutes({
  sessions,
  phones,
}: Dependencies): Pick<Handlers, 'practiceScan' | 'practiceWrite' | 'practiceRead'> {
  async function lawyerPhone(stores: Stores, lawyerId: LawyerId) {
    const lawyer = await stores.lawyers.find(lawyerId);
    if (!lawyer) throw new AppError('lawyer_not_found');
    return lawyer.phone_number;
  }

  return {
    async practiceScan({ lawyerId, stores }) {
      await scanWithPracticePhone(stores, sessions, phones, lawyerId);
      return { scanned: true };
    },
    async practiceWrite({ lawyerId, params, body, stores }) {
      const { id, at } = await phones.write(await lawyerPhone(stores, lawyerId), params.phone, body);
      return { id, sent_at: new Date(at).toISOString() };
    },
    async practiceRead({ lawyerId, params, stores }) {
      const messages = await phones.arrived(await lawyerPhone(stores, lawyerId), params.phone);
      return {
        data: messages.map(({ id, text, at }) => ({ id, text, sent_at: new Date(at).toISOString() })),
        next_cursor: null,
      };
    },
  };
}
