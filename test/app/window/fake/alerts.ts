import type { Alert } from '../../../../main/contract/entities.ts';
import type { EventType } from '../../../../main/contract/events.ts';
import type { ALERT_CALLS } from '../../../../main/contract/ipc/alerts.ts';
import type { AnswersOf, Push } from './answers-of.ts';
import { ago, fakeId } from './fake-id.ts';

/** As many as the real one gives at once. */
const OF_A_PAGE = 30;

/** What a person should look at. */
export class FakeAlerts {
  open: Alert[] = [];
  /** Those that are over. */
  readonly past: Alert[] = [];
  readonly #push: Push;

  constructor(push: Push) {
    this.#push = push;
  }

  raise(lawyerId: string, code: Alert['code'], subject: string | null = null): void {
    const id = fakeId<Alert['id']>('alr');
    const lawyer = lawyerId as Alert['lawyer_id'];
    this.open.push({ id, lawyer_id: lawyer, code, subject, raised_at: ago(3), cleared_at: null });
    this.#tell(lawyer, 'alert.raised');
  }

  clear(lawyerId: string, code: Alert['code']): void {
    const isIt = (alert: Alert): boolean => alert.code === code && alert.lawyer_id === lawyerId;
    this.past.push(...this.open.filter(isIt).map((alert) => ({ ...alert, cleared_at: ago(0) })));
    this.open = this.open.filter((alert) => !isIt(alert));
    this.#tell(lawyerId as Alert['lawyer_id'], 'alert.cleared');
  }

  #tell(lawyer_id: Alert['lawyer_id'], type: EventType): void {
    this.#push({ kind: 'event', type, lawyer_id, conversation_id: null, message_id: null });
  }

  readonly answers: AnswersOf<typeof ALERT_CALLS> = {
    'alerts.open': () => this.open,
    'alerts.list': ({ lawyer_id, cursor }) => {
      const all = [...this.open, ...this.past]
        .filter((alert) => alert.lawyer_id === lawyer_id)
        .sort((one, other) => (one.id < other.id ? 1 : -1));
      const from = Number(cursor ?? 0);
      const next = from + OF_A_PAGE;
      return { data: all.slice(from, next), next_cursor: next < all.length ? String(next) : null };
    },
  };
}
