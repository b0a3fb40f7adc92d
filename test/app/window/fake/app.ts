import type { APP_CALLS, AppStatus } from '../../../../main/contract/ipc/app.ts';
import type { AnswersOf, Push } from './answers-of.ts';

export const RECOVERY_KEY = 'K7QF-2MXA-9TDW-PJ4C-H6RS-VN3E-8YBZ-5GUK';

/** The app itself. */
export class FakeApp {
  status: AppStatus = {
    version: '0.1.0',
    mode: 'practice',
    api_url: 'http://127.0.0.1:5001',
    warnings: [],
    webhooks_waiting: 0,
    can_leave_practice: true,
    recovery_key: null,
  };
  readonly #push: Push;

  constructor(push: Push) {
    this.#push = push;
  }

  change(change: Partial<AppStatus>): void {
    this.status = { ...this.status, ...change };
    this.#push({ kind: 'status' });
  }

  readonly answers: AnswersOf<typeof APP_CALLS> = {
    'app.status': () => this.status,
    'app.confirmRecoveryKey': () => {
      this.change({ recovery_key: null });
      return undefined;
    },
    'app.unlock': ({ recovery_key: key }) => key === RECOVERY_KEY,
  };
}
