import type { UPDATE_CALLS } from '../../../../main/contract/ipc/updates.ts';
import type { UpdateRelease, Updates } from '../../../../main/contract/updates.ts';
import type { AnswersOf, Push } from './answers-of.ts';
import { ago } from './fake-id.ts';

/** New versions of the app: what is found is what a test has put there. */
export class FakeUpdates {
  now: Updates = {
    version: '0.1.0',
    support: 'not_installed',
    feed: null,
    state: { step: 'idle' },
    problem: null,
    looked_at: null,
  };
  /** What the feed offers. Null: nothing newer. */
  offered: UpdateRelease | null = null;
  readonly #push: Push;

  constructor(push: Push) {
    this.#push = push;
  }

  change(change: Partial<Updates>): Updates {
    this.now = { ...this.now, ...change };
    this.#push({ kind: 'updates', updates: this.now });
    return this.now;
  }

  /** An app that was installed, and a feed that offers that. */
  offer(version: string, notes: string): void {
    this.offered = { version, released_at: ago(60 * 24), notes };
    this.change({ support: 'possible', feed: 'https://updates.lexline.example/' });
  }

  /** As far as that, with what is offered. */
  become(step: 'available' | 'downloading' | 'ready' | 'waiting' | 'installing', percent = 40): void {
    const release = this.offered;
    if (!release) throw new Error('nothing is offered');
    const state = step === 'downloading' ? { step, release, percent, started_at: ago(2) } : { step, release };
    this.change({ state, problem: null, looked_at: ago(5) });
  }

  readonly answers: AnswersOf<typeof UPDATE_CALLS> = {
    'updates.get': () => this.now,
    'updates.look': () => {
      const state = this.offered
        ? ({ step: 'available', release: this.offered } as const)
        : { step: 'current' as const };
      return this.change({ state, problem: null, looked_at: ago(0) });
    },
    'updates.download': () => {
      if (this.now.state.step !== 'available') return this.now;
      return this.change({
        state: { ...this.now.state, step: 'downloading', percent: 0, started_at: ago(0) },
        problem: null,
      });
    },
    'updates.install': () => {
      if (this.now.state.step !== 'ready') return this.now;
      return this.change({ state: { ...this.now.state, step: 'installing' } });
    },
  };
}
