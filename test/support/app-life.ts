import type { LawyerId } from '../../main/contract/ids.ts';
import { DEFAULT_SETTINGS, type LawyerSettings } from '../../main/contract/lawyer-settings.ts';
import { MessageText, type Mode, Phone } from '../../main/contract/values.ts';
import { type AcceptedMessage, acceptMessage, type Outgoing } from '../../main/domain/accept-message.ts';
import type { Clock } from '../../main/domain/clock.ts';
import type { AttachmentFiles, BackgroundDatabase, CounterName, Metrics, Tracing } from '../../main/domain/ports.ts';
import type { Stores } from '../../main/domain/stores.ts';
import { NO_TRACING } from '../../main/domain/trace-context.ts';
import { startDispatcher } from '../../main/webhooks/dispatcher.ts';
import type { PostResult, PostWebhook } from '../../main/webhooks/post-webhook.ts';
import type { LawyerSession } from '../../main/whatsapp/lawyer-session.ts';
import { createSessions, type SessionRegistry } from '../../main/whatsapp/sessions.ts';
import { type FakeClock, stir, untilDone } from './fake-clock.ts';
import { FakeLog } from './fake-log.ts';
import { type FakeAccount, FakePageHost } from './fake-page-host.ts';
import { MemoryAttachmentFiles } from './memory-attachment-files.ts';
import type { TempDatabase } from './temp-database.ts';

/** What a process that was killed gives for an answer. */
const never = <Result>(): Promise<Result> => new Promise<Result>(() => {});

/** Ends a transaction of a process that was killed: nothing of it is on disk. */
class Killed extends Error {}

export const DELIVERED: PostResult = {
  statusCode: 204,
  error: null,
  isUnreachable: false,
  responseHeaders: null,
  responseStart: '',
  retryAfter: null,
};

/** Without a pace, as the practice account may be: time is for what a test is about. */
export const UNPACED: LawyerSettings = {
  ...DEFAULT_SETTINGS,
  pace: { ...DEFAULT_SETTINGS.pace, enabled: false },
};

interface Options {
  store: TempDatabase;
  account: FakeAccount;
  clock: FakeClock;
  lawyerId: LawyerId;
  /** Other lawyers of the same app, each with an account of their own. */
  others?: { lawyerId: LawyerId; account: FakeAccount }[];
  post?: PostWebhook;
  /** Set before each page begins to load. */
  prepare?: (host: FakePageHost, lawyerId: LawyerId) => void;
  settings?: LawyerSettings;
  tracing?: Tracing;
  mode?: Mode;
  files?: AttachmentFiles;
  random?: () => number;
}

/** Counts as they are. */
export class FakeMetrics implements Metrics {
  readonly counts = new Map<CounterName, number>();

  add(name: CounterName, by = 1): void {
    this.counts.set(name, this.count(name) + by);
  }

  took(): void {}

  count(name: CounterName): number {
    return this.counts.get(name) ?? 0;
  }
}

/**
 * One life of the app's core: sessions with their pages, and the dispatcher, on a real database. It can be killed at any
 * step (before, within and after each transaction, each command to a page, each webhook); what then stays is the
 * database file and the accounts. `store.reopen()` before the next life, as a new process would.
 */
export class AppLife {
  /** Every view that was opened, in order. */
  readonly hosts: FakePageHost[] = [];
  readonly log = new FakeLog();
  readonly metrics = new FakeMetrics();
  readonly sessions: SessionRegistry<FakePageHost>;
  readonly database: BackgroundDatabase;
  readonly dispatcher: ReturnType<typeof startDispatcher>;
  readonly files: AttachmentFiles;
  /** The first lawyer's session. */
  readonly session: Pick<LawyerSession, 'current' | 'wakeOutbox' | 'stop'>;
  /** Where the app has been, step by step. */
  readonly trail: string[] = [];
  /** As the lawyers have set it. */
  settings: LawyerSettings;
  /** The app dies at the first step for which this is true. */
  diesAt: (where: string) => boolean = () => false;
  dead = false;
  private readonly lawyerId: LawyerId;
  private readonly clock: FakeClock;
  private readonly latest = new Map<LawyerId, FakePageHost>();
  /** What writers are given in place of the database's stores, of which there is one for all of them. */
  private readonly stepped = new WeakMap<Stores, Stores>();

  constructor({ store, account, clock, lawyerId, others = [], post, prepare, ...rest }: Options) {
    this.lawyerId = lawyerId;
    this.clock = clock;
    this.settings = rest.settings ?? UNPACED;
    this.files = rest.files ?? new MemoryAttachmentFiles();
    this.database = this.mortal(store.database);
    const mortalClock: Clock = {
      now: () => clock.now(),
      after: (delay, call) => clock.after(delay, () => (this.dead ? undefined : call())),
    };
    const tracing = rest.tracing ?? NO_TRACING;
    const common = { database: this.database, clock: mortalClock, log: this.log, metrics: this.metrics, tracing };
    this.dispatcher = startDispatcher({
      ...common,
      attempted: () => {},
      client: {
        post: async (...request) => {
          await this.step('before post');
          const result = await (post?.(...request) ?? DELIVERED);
          await this.step('after post');
          return result;
        },
        reach: async () => true,
      },
    });
    store.database.onCommitted(() => this.dispatcher.wake());

    const accounts = new Map([[lawyerId, account], ...others.map((one) => [one.lawyerId, one.account] as const)]);
    for (const [id, one] of accounts) one.phone ??= phoneOf(store, id);
    this.sessions = createSessions<FakePageHost>({
      ...common,
      files: this.files,
      mode: rest.mode ?? 'practice',
      random: rest.random ?? (() => 0.5),
      openHost: (id) => {
        const host = new FakePageHost(accounts.get(id) ?? account, () => Math.floor(clock.now() / 1000));
        host.onStep = (where) => this.step(where);
        prepare?.(host, id);
        this.hosts.push(host);
        this.latest.set(id, host);
        return host;
      },
    });
    this.session = {
      current: () => this.sessions.get(lawyerId),
      wakeOutbox: () => this.sessions.wakeOutbox(lawyerId),
      stop: () => this.sessions.stop(),
    };
    for (const id of accounts.keys()) this.sessions.open(id);
  }

  /** The first lawyer's view, or the last one that it had. */
  get host(): FakePageHost {
    return this.hostOf(this.lawyerId);
  }

  hostOf(lawyerId: LawyerId): FakePageHost {
    const host = this.latest.get(lawyerId);
    if (!host) throw new Error('no view was opened for this lawyer yet');
    return host;
  }

  /** Accepts a text as the API does. Never resolves when the app dies meanwhile. */
  async send(phone: string, text: string, lawyerId: LawyerId = this.lawyerId): Promise<string> {
    return (await this.accept({ to: Phone.parse(phone), text: MessageText.parse(text) }, lawyerId)).id;
  }

  async accept(outgoing: Outgoing, lawyerId: LawyerId = this.lawyerId): Promise<AcceptedMessage> {
    const accepted = await this.write(
      (stores) => acceptMessage(stores, lawyerId, outgoing, this.clock.now()),
      lawyerId,
    );
    return accepted;
  }

  /** Queues something as the API does: in one transaction, and the outbox hears of it. */
  async write<Result>(work: (stores: Stores) => Promise<Result>, lawyerId: LawyerId = this.lawyerId): Promise<Result> {
    const result = await this.database.write(work);
    this.sessions.wakeOutbox(lawyerId);
    return result;
  }

  /** As SIGKILL: nothing is finished, nothing is closed. */
  kill(): void {
    this.dead = true;
    for (const host of this.hosts) host.closed = true;
  }

  private async step(where: string): Promise<void> {
    stir();
    if (this.dead) return never();
    this.trail.push(where);
    if (!this.diesAt(where)) return;
    this.kill();
    return never();
  }

  private mortal(real: BackgroundDatabase): BackgroundDatabase {
    const outlived = async <Result>(what: string, work: Promise<Result>): Promise<Result> => {
      try {
        const result = await untilDone(work);
        await this.step(`after ${what}`);
        return result;
      } catch (error) {
        if (this.dead) return never();
        throw error;
      }
    };
    const read = async <Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> => {
      await this.step('before read');
      return outlived(
        'read',
        real.read((stores) => work(this.withSettings(stores))),
      );
    };
    const writer =
      (way: 'write' | 'writeBehind' | 'writeAlong') =>
      async <Result>(work: (stores: Stores) => Promise<Result>): Promise<Result> => {
        await this.step('before write');
        return outlived(
          'write',
          real[way]((stores) => {
            const stepped = this.stepped.get(stores) ?? this.stepping(this.withSettings(stores));
            this.stepped.set(stores, stepped);
            return work(stepped);
          }),
        );
      };
    return {
      read,
      readAlong: read,
      write: writer('write'),
      writeBehind: writer('writeBehind'),
      writeAlong: writer('writeAlong'),
      onCommitted: (listener) => real.onCommitted(listener),
      onWritten: (listener) => real.onWritten(listener),
    };
  }

  private withSettings(stores: Stores): Stores {
    return { ...stores, lawyerSettings: { ...stores.lawyerSettings, get: async () => this.settings } };
  }

  /** Stores whose every call is a step at which the app can die, with the transaction open. */
  private stepping(stores: Stores): Stores {
    const byStore = Object.entries(stores).map(([name, store]) => [
      name,
      Object.fromEntries(
        Object.entries(store as Record<string, (...args: unknown[]) => Promise<unknown>>).map(([method, call]) => [
          method,
          async (...args: unknown[]) => {
            await Promise.race([this.step(`${name}.${method}`), Promise.resolve()]);
            if (this.dead) throw new Killed();
            return call(...args);
          },
        ]),
      ),
    ]);
    return Object.fromEntries(byStore) as Stores;
  }
}

/** In digits. */
function phoneOf(store: TempDatabase, lawyerId: LawyerId): string | null {
  const [row] = store.rows<{ phone_number: string }>('SELECT phone_number FROM lawyers WHERE id = ?', lawyerId);
  return row?.phone_number.slice(1) ?? null;
}
