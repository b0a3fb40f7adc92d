import type { HistoryProgress } from '../../../../main/contract/entities.ts';
import type { HISTORY_CALLS } from '../../../../main/contract/ipc/history.ts';
import type { LawyerWithSession } from '../../../../main/contract/ipc.ts';
import type { AnswersOf, Push } from './answers-of.ts';

const NO_HISTORY: HistoryProgress = {
  state: 'idle',
  chats_total: 0,
  chats_done: 0,
  messages_stored: 0,
  percent: 0,
  chats_left: 0,
  started_at: null,
  finished_at: null,
};

/** How far what was written before is taken over. */
export class FakeHistory {
  readonly #progress = new Map<string, HistoryProgress>();
  readonly #push: Push;

  constructor(push: Push) {
    this.#push = push;
  }

  set(lawyerId: string, progress: HistoryProgress): void {
    this.#progress.set(lawyerId, progress);
    this.#push({ kind: 'history', lawyer_id: lawyerId as LawyerWithSession['id'], progress });
  }

  readonly answers: AnswersOf<typeof HISTORY_CALLS> = {
    'history.progress': ({ lawyer_id }) => this.#progress.get(lawyer_id) ?? NO_HISTORY,
    'history.sync': ({ lawyer_id }) => {
      this.set(lawyer_id, { ...NO_HISTORY, state: 'running', chats_total: 40, chats_left: 40 });
      return undefined;
    },
  };
}
