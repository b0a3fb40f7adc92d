import type { HistoryProgress } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { Mode } from '../contract/values.ts';
import { catchUpStatuses } from '../domain/catch-up-statuses.ts';
import type { Clock } from '../domain/clock.ts';
import { createMediaFetcher } from '../domain/fetch-media.ts';
import { createLoadMemory, type PaceMemory } from '../domain/outbox-context.ts';
import type { Random } from '../domain/pace.ts';
import type { ParseItems } from '../domain/parse-each.ts';
import type { AttachmentFiles, Database, Log, Metrics, Tracing, WhatsAppPage } from '../domain/ports.ts';
import { createHistoryReader } from '../domain/read-history.ts';
import { HELD_BY_ABILITY, HELD_BY_PACE, releaseHeld } from '../domain/release-held.ts';
import { type RunningOutbox, startOutbox } from '../domain/run-outbox.ts';
import type { ScreenSends } from '../domain/screen-sends.ts';
import type { StoreFacts } from '../domain/store-facts.ts';
import type { WaitReason } from '../domain/stores/outbox-store.ts';
import type { Abilities } from './abilities.ts';
import { createHistoryRuns } from './history-runs.ts';
import { createPendingWatch } from './pending-watch.ts';
import { createPagePolling } from './poll-page.ts';
import type { SessionAlerts } from './session-alerts.ts';
import type { ToldChats } from './told-chats.ts';
import { createWatchdog, type MendStep } from './watchdog.ts';

interface Dependencies {
  lawyerId: LawyerId;
  database: Database;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  tracing: Tracing;
  files: AttachmentFiles;
  random: Random;
  mode: Mode;
  page: WhatsAppPage;
  /** For the lists that commands answer with. */
  parse: ParseItems;
  abilities: Abilities;
  alerts: SessionAlerts;
  screenSends: ScreenSends;
  store: StoreFacts;
  told: Pick<ToldChats, 'isTold'>;
  historyChanged(progress: HistoryProgress): void;
  mend(step: MendStep): void;
  mended(): void;
  hangs(): void;
  /** Something was done, or nothing is left to be done. */
  touched(): void;
}

export interface ReadyWork {
  /** The session is ready. */
  start(): void;
  /** It is ready no more: what was begun ends without an effect. */
  stop(): void;
  /** A new document: what the one before was asked for is decided by what this one shows. */
  loaded(): void;
  abilitiesChanged(): void;
  /** Resolves once what may be done now is due. */
  settingsChanged(): Promise<void>;
  wakeOutbox(): void;
  wakeMedia(): void;
  /** A client's message was told as it happened, in that chat. */
  heard(chat: string): void;
  /** These chats come first. */
  readHistory(chats?: readonly string[]): void;
  /** The page has told less than it saw: everything is looked at again, as after a time in which nobody listened. */
  missed(): void;
  history(): HistoryProgress;
  /** Whether the page is well; what it holds is compared at once. */
  look(): Promise<boolean>;
  isSending(): boolean;
  /** Whether something is left to be finished. `lookAgain`: everything that has come is read once more. */
  isBusy(lookAgain: boolean): Promise<boolean>;
}

/** What is done while a session is ready: history, files, the outbox, and the proof that messages can arrive. */
export function createReadyWork(deps: Dependencies): ReadyWork {
  const { lawyerId, database, clock, log, metrics, files, page, parse, abilities, alerts, screenSends, store } = deps;
  const { driverOf } = abilities;
  const pace: PaceMemory = { last: null };
  let load = createLoadMemory();
  let isReady = false;
  let outbox: RunningOutbox | null = null;
  let media: ReturnType<typeof createMediaFetcher> | null = null;

  const reader = createHistoryReader({
    database,
    clock,
    page,
    parse,
    log,
    lawyerId,
    store,
    changed: deps.historyChanged,
  });
  const runs = createHistoryRuns({
    lawyerId,
    clock,
    log,
    alerts,
    driverOf,
    read: (signal) => reader.run(signal),
    lacksOnlyUnlisted: () => reader.lacksOnlyUnlisted(),
    catchUp: () => catchUpStatuses({ database, clock, page, lawyerId, store }),
    settled: () => media?.wake(),
  });
  const watchdog = createWatchdog({
    lawyerId,
    clock,
    log,
    metrics,
    page,
    parse,
    driverOf,
    missed: (chats) => reader.missed(chats.filter((chat) => !deps.told.isTold(chat))),
    isSettled: () => runs.isSettled(),
    read: () => runs.request(),
    mend: deps.mend,
    hangs: deps.hangs,
    mended: deps.mended,
  });
  const polling = createPagePolling({
    lawyerId,
    clock,
    log,
    page,
    parse,
    store,
    driverOf,
    readHistory: (what) => runs.request(what),
  });

  const pending = createPendingWatch({ lawyerId, database, clock, log, alerts });

  /** What was held for these reasons is looked at anew. */
  async function release(reasons: ReadonlySet<WaitReason>): Promise<void> {
    try {
      await database.write((stores) => releaseHeld(stores, lawyerId, reasons, clock.now()));
      outbox?.wake();
    } catch {
      log.warn({ lawyer: lawyerId }, 'what is held in the outbox could not be looked at');
    }
  }

  function startMedia(): void {
    if (media || !driverOf('fetch_media')) return;
    media = createMediaFetcher({
      database,
      clock,
      page,
      files,
      log,
      metrics,
      lawyerId,
      notTakenIn: (isSo) => alerts.keep('media_not_taken_in', isSo ? [null] : []),
    });
  }

  return {
    start() {
      if (isReady) return;
      isReady = true;
      const { random, mode, tracing } = deps;
      const sending = { random, mode, tracing, load, pace, driverOf, screenSends, store };
      outbox = startOutbox({ database, clock, log, metrics, page, files, lawyerId, ...sending }, deps.touched);
      startMedia();
      runs.start();
      watchdog.start();
      polling.start();
      pending.start();
    },
    stop() {
      isReady = false;
      outbox?.stop();
      outbox = null;
      media?.stop();
      media = null;
      runs.stop();
      watchdog.stop();
      polling.stop();
      pending.stop();
    },
    loaded() {
      load = createLoadMemory();
      runs.loaded();
    },
    abilitiesChanged() {
      if (!isReady) return;
      startMedia();
      polling.start();
      void release(HELD_BY_ABILITY);
    },
    settingsChanged: () => release(HELD_BY_PACE),
    wakeOutbox: () => outbox?.wake(),
    wakeMedia: () => media?.wake(),
    heard: (chat) => watchdog.heard(chat),
    readHistory(chats = []) {
      reader.want(chats);
      runs.request();
    },
    missed() {
      if (!isReady) return;
      runs.stop();
      runs.loaded();
      runs.start();
    },
    history: () => reader.progress(),
    look: () => watchdog.look(),
    isSending: () => outbox?.isBusy() ?? false,
    async isBusy(lookAgain) {
      if (!isReady) return false;
      if (lookAgain) runs.request();
      if (lookAgain || !runs.isSettled() || outbox?.isBusy()) return true;
      const now = clock.now();
      return media !== null && (await database.read((stores) => stores.attachments.next(lawyerId, now))) !== null;
    },
  };
}
