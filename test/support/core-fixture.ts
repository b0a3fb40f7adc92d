import { test as base } from '@playwright/test';
import type { Lawyer } from '../../main/contract/entities.ts';
import type { AlertCode } from '../../main/contract/values.ts';
import { AppLife } from './app-life.ts';
import { FakeClock, settle } from './fake-clock.ts';
import { FakeAccount, type FakePageHost } from './fake-page-host.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from './temp-database.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

type LifeOptions = Partial<Omit<ConstructorParameters<typeof AppLife>[0], 'store' | 'clock'>>;

/** The app's core with one lawyer on a database of its own, and what a test asks of it. */
export class Core {
  readonly store: TempDatabase;
  readonly clock = new FakeClock();
  readonly account = new FakeAccount();
  readonly lawyer: Lawyer;
  private lives: AppLife[] = [];

  private constructor(store: TempDatabase, lawyer: Lawyer) {
    this.store = store;
    this.lawyer = lawyer;
  }

  static async open(): Promise<Core> {
    const store = openTempDatabase();
    const lawyer = await addLawyer(store.database, new FakeClock().now());
    return new Core(store, lawyer);
  }

  /** The present life of the app. */
  get life(): AppLife {
    const life = this.lives.at(-1);
    if (!life) throw new Error('the app was not started');
    return life;
  }

  get host(): FakePageHost {
    return this.life.host;
  }

  async live(options: LifeOptions | ((host: FakePageHost) => void) = {}): Promise<FakePageHost> {
    const { store, clock, account, lawyer } = this;
    const more = typeof options === 'function' ? { prepare: options } : options;
    this.lives.push(new AppLife({ store, account, clock, lawyerId: lawyer.id, ...more }));
    await settle();
    return this.host;
  }

  /** A new start of the app, after a kill. */
  async restart(options: LifeOptions | ((host: FakePageHost) => void) = {}): Promise<FakePageHost> {
    this.life.kill();
    await this.store.reopen();
    return this.live(options);
  }

  session() {
    return this.life.sessions.get(this.lawyer.id);
  }

  /** State and cause. */
  stands(): [string, string | undefined] {
    const { state, cause } = this.session();
    return [state, cause];
  }

  seconds(): number {
    return Math.floor(this.clock.now() / 1000);
  }

  /** The types of the events of one family, in order. */
  told(family: 'session' | 'message' | 'alert' | 'history'): string[] {
    const sql = 'SELECT type FROM events WHERE type LIKE ? AND lawyer_id = ? ORDER BY cursor';
    return this.store.rows<{ type: string }>(sql, `${family}.%`, this.lawyer.id).map(({ type }) => type);
  }

  /** Code and subject of the alerts that are open, in alphabetical order. */
  async alerts(): Promise<[AlertCode, string | null][]> {
    const open = await this.store.database.read((stores) => stores.alerts.open(this.lawyer.id));
    return open
      .map(({ code, subject }): [AlertCode, string | null] => [code, subject])
      .sort((one, other) => `${one}`.localeCompare(`${other}`));
  }

  texts(): string[] {
    return this.store
      .rows<{ content: string }>('SELECT content FROM messages ORDER BY content')
      .map(({ content }) => content);
  }

  statusOf(text: string): string[] {
    return this.store
      .rows<{ status: string }>('SELECT status FROM messages WHERE content = ?', text)
      .map(({ status }) => status);
  }

  /** What waits in the outbox. */
  queue(): Record<string, unknown>[] {
    return this.store.rows('SELECT type, state, waits_for, attempts, error FROM outbox ORDER BY id');
  }

  async close(): Promise<void> {
    for (const life of this.lives) life.kill();
    await this.store.remove();
  }
}

export const test = base.extend<{ core: Core }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs.
  core: async ({}, use) => {
    const core = await Core.open();
    await use(core);
    await core.close();
  },
});

export { expect } from '@playwright/test';
export { settle } from './fake-clock.ts';
