import type { SET_UP_CALLS } from '../../../../main/contract/ipc/set-up.ts';
import type { FirstRunStep, SetUpHint, SetUpItem } from '../../../../main/contract/set-up.ts';
import type { AnswersOf, Push } from './answers-of.ts';

const ITEMS: readonly SetUpItem[] = ['lawyer', 'recovery_key', 'whatsapp', 'key', 'webhook', 'tunnel'];

/** The first run, and what of the set-up is done. Nobody is reminded, unless a test says so. */
export class FakeSetUp {
  step: FirstRunStep = 'welcome';
  isDismissed = true;
  canPractise = true;
  /** What to do about the webhook. */
  webhookHint: SetUpHint | null = null;
  readonly done = new Set<SetUpItem>();
  readonly #push: Push;

  constructor(push: Push) {
    this.#push = push;
  }

  /** As if it had come to be so. */
  be(done: readonly SetUpItem[]): void {
    this.isDismissed = false;
    this.done.clear();
    for (const item of done) this.done.add(item);
    this.#push({ kind: 'status' });
  }

  readonly answers: AnswersOf<typeof SET_UP_CALLS> = {
    'setUp.state': ({ lawyer_id }) => ({
      step: this.step,
      is_dismissed: this.isDismissed,
      items: ITEMS.map((item) => ({
        item,
        is_done: this.done.has(item) || (item === 'lawyer' && lawyer_id !== null),
        hint: item === 'webhook' && !this.done.has(item) ? this.webhookHint : null,
      })),
      can_practice: this.canPractise,
    }),
    'setUp.goTo': ({ step }) => {
      this.step = step;
      return undefined;
    },
    'setUp.dismiss': () => {
      this.isDismissed = true;
      return undefined;
    },
    'setUp.practise': () => undefined,
  };
}
