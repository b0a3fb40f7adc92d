import type { LawyerId } from '../../main/contract/ids.ts';
import { MessageText, Phone } from '../../main/contract/values.ts';
import { acceptMessage } from '../../main/domain/accept-message.ts';
import type { Clock } from '../../main/domain/clock.ts';
import type { Database } from '../../main/domain/ports.ts';
import type { Stores } from '../../main/domain/stores.ts';
import { startDispatcher } from '../../main/webhooks/dispatcher.ts';
import type { PostResult, PostWebhook } from '../../main/webhooks/post-webhook.ts';
import { type LawyerSession, startLawyerSession } from '../../main/whatsapp/lawyer-session.ts';
import type { FakeClock } from './fake-clock.ts';
import { FakeLog } from './fake-log.ts';
import { type FakeAccount, FakePageHost } from './fake-page-host.ts';
import type { TempDatabase } from './temp-database.ts';

/** What a process that was killed gives for an answer. */
const never = <Result>(): Promise<Result> => new Promise<Result>(() => {});

export const DELIVERED: PostResult = { statusCode: 204, error: null, responseStart: '', retryAfter: null };

interface Options {
  store: TempDatabase;
  account: FakeAccount;
  clock: FakeClock;
  lawyerId: LawyerId;
  post?: PostWebhook;
  /** Set before the page begins to load. */
  prepare?: (host: FakePageHost) => void;
}

/**
 * One life of the app's core: a session with its page, and the dispatcher, on a real database. It can be killed at any
 * step (before, within and after each transaction, each command to the page, each webhook); what then stays is the
 * database file and the account. `store.reopen()` before the next life, as a new process would.
 */
export class AppLife {
  readonly host: FakePageHost;
  readonly log = new FakeLog();
  readonly session: LawyerSession;
  readonly database: Database;
  readonly dispatcher: ReturnType<typeof startDispatcher>;
  /** Where the app has been, step by step. */
  readonly trail: string[] = [];
  /** The app dies at the first step for which this is true. */
  diesAt: (where: string) => boolean = () => false;
  dead = false;

  constructor({ store, account, clock, lawyerId, post, prepare }: Options) {
    this.database = this.mortal(store.database);
    this.host = new FakePageHost(account, () => Math.floor(clock.now() / 1000));
    this.host.onStep = (where) => this.step(where);
    prepare?.(this.host);
    const mortalClock: Clock = {
      now: () => clock.now(),
      after: (delay, call) => clock.after(delay, () => (this.dead ? undefined : call())),
    };
    const common = { database: this.database, clock: mortalClock, log: this.log };
    this.dispatcher = startDispatcher({
      ...common,
      attempted: () => {},
      post: async (...request) => {
        await this.step('before post');
        const result = await (post?.(...request) ?? DELIVERED);
        await this.step('after post');
        return result;
      },
    });
    store.database.onCommitted(() => this.dispatcher.wake());
    this.session = startLawyerSession({ ...common, lawyerId, host: this.host, changed: () => {} });
    this.lawyerId = lawyerId;
    this.clock = clock;
  }

  private readonly lawyerId: LawyerId;
  private readonly clock: FakeClock;

  /** Accepts a text as the API does. Never resolves when the app dies meanwhile. */
  async send(phone: string, text: string): Promise<string> {
    const { id } = await this.database.write((stores) =>
      acceptMessage(stores, this.lawyerId, { to: Phone.parse(phone), text: MessageText.parse(text) }, this.clock.now()),
    );
    this.session.wakeOutbox();
    return id;
  }

  /** As SIGKILL: nothing is finished, nothing is closed. */
  kill(): void {
    this.dead = true;
    this.host.closed = true;
  }

  private async step(where: string): Promise<void> {
    if (this.dead) return never();
    this.trail.push(where);
    if (!this.diesAt(where)) return;
    this.kill();
    return never();
  }

  private mortal(real: Database): Database {
    const outlived = async <Result>(what: string, work: Promise<Result>): Promise<Result> => {
      try {
        const result = await work;
        await this.step(`after ${what}`);
        return result;
      } catch (error) {
        if (this.dead) return never();
        throw error;
      }
    };
    return {
      read: async (work) => {
        await this.step('before read');
        return outlived('read', real.read(work));
      },
      write: async (work) => {
        await this.step('before write');
        return outlived(
          'write',
          real.write((stores) => work(this.stepping(stores))),
        );
      },
      onCommitted: (listener) => real.onCommitted(listener),
    };
  }

  /** Stores whose every call is a step at which the app can die, with the transaction open. */
  private stepping(stores: Stores): Stores {
    const byStore = Object.entries(stores).map(([name, store]) => [
      name,
      Object.fromEntries(
        Object.entries(store as Record<string, (...args: unknown[]) => Promise<unknown>>).map(([method, call]) => [
          method,
          async (...args: unknown[]) => {
            await this.step(`${name}.${method}`);
            return call(...args);
          },
        ]),
      ),
    ]);
    return Object.fromEntries(byStore) as Stores;
  }
}
