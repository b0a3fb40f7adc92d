import type { UpdateProblem, UpdateRelease, UpdateSupport, Updates, Version } from '../contract/updates.ts';
import type { Clock, Millis } from './clock.ts';
import type { Log } from './ports.ts';
import { NO_UPDATE, nextUpdate, type UpdateEvent, type UpdateProgress } from './update-state.ts';
import { compareVersions } from './version-order.ts';

/** Why an update was refused, or could not be had. */
export class UpdateFault extends Error {
  readonly problem: UpdateProblem;

  constructor(problem: UpdateProblem) {
    super(problem);
    this.name = 'UpdateFault';
    this.problem = problem;
  }
}

/** Where new versions come from. Both throw UpdateFault. */
export interface Updater {
  /** What the feed offers, its signature verified. `fits`: it is newer than this app, and this system can run it. */
  look(): Promise<{ release: UpdateRelease; fits: boolean }>;
  /** Downloads what was found last, and checks that it is the file that was signed. */
  download(onProgress: (percent: number) => void): Promise<void>;
  /** The download that is under way ends, and throws. */
  cancel(): void;
}

/** What is remembered between starts. */
export interface UpdateMemory {
  /** The newest version that was ever offered with our signature. */
  newest: Version | null;
  looked_at: Millis | null;
  /** What was to be installed when the app ended. */
  installing: Version | null;
}

interface Dependencies {
  version: Version;
  support: UpdateSupport;
  feed: string | null;
  /** Null: there is none here, and nothing is ever fetched. */
  updater: Updater | null;
  clock: Clock;
  log: Log;
  /** The lawyer's word: nothing is fetched without it. */
  isAllowed(): boolean;
  memory: { get(): UpdateMemory; set(memory: UpdateMemory): void };
  /** A message is in the page's hands at this moment. */
  isSending(): Promise<boolean>;
  /** Closes the app, has the downloaded version installed, and starts that. */
  restart(): void;
  told(updates: Updates): void;
}

export interface UpdatesOfApp {
  get(): Updates;
  look(): Promise<Updates>;
  /** Begins it; how far it is, is told. */
  download(): Updates;
  install(): Promise<Updates>;
  /** Looks by itself, once a day; ends what was begun when it may not any more. */
  allowanceChanged(): void;
  /** The app ends now, by the person's will. True: what was downloaded is to be installed. */
  closing(): boolean;
  start(): () => void;
}

const DAY = 24 * 60 * 60 * 1_000;
/** The start is for the work. In ms. */
const FIRST_LOOK_AFTER = 60_000;
/** How often it is asked whether the message that is being sent is on its way, in ms. */
const ASK_EVERY = 500;

/**
 * New versions of the app: found once a day if the lawyer allows it, downloaded and installed when a person says so, and
 * never an older one than was offered before.
 */
export function createUpdates(dependencies: Dependencies): UpdatesOfApp {
  const { version, support, feed, updater, clock, log, isAllowed, memory, isSending, restart, told } = dependencies;
  let now: UpdateProgress = NO_UPDATE;
  let cancelTimer = (): void => {};
  let running = false;

  function get(): Updates {
    const { looked_at } = memory.get();
    return { version, support, feed, ...now, looked_at: looked_at === null ? null : new Date(looked_at).toISOString() };
  }

  function remember(change: Partial<UpdateMemory>): void {
    memory.set({ ...memory.get(), ...change });
  }

  /** False: it cannot happen now. */
  function go(event: UpdateEvent): boolean {
    const next = nextUpdate(now, event);
    if (next === now) return false;
    now = next;
    told(get());
    return true;
  }

  function failed(error: unknown, otherwise: UpdateProblem): void {
    const problem = error instanceof UpdateFault ? error.problem : otherwise;
    if (go({ happened: 'failed', problem })) log.warn({ problem }, 'an update could not be had');
  }

  async function look(): Promise<Updates> {
    if (!updater || !isAllowed() || !go({ happened: 'look' })) return get();
    try {
      const { release, fits } = await updater.look();
      const { newest } = memory.get();
      if (compareVersions(release.version, version) < 0 || (newest && compareVersions(release.version, newest) < 0)) {
        throw new UpdateFault('feed_went_back');
      }
      remember({ newest: release.version, looked_at: clock.now() });
      const isNew = compareVersions(release.version, version) > 0;
      if (isNew && !fits) throw new UpdateFault('not_for_this_system');
      go(isNew ? { happened: 'found', release } : { happened: 'nothing_new' });
    } catch (error) {
      failed(error, 'feed_unreachable');
    }
    return get();
  }

  async function fetchFile(from: Updater): Promise<void> {
    try {
      await from.download((percent) => void go({ happened: 'progress', percent }));
      go({ happened: 'downloaded' });
    } catch (error) {
      failed(error, 'download_failed');
    }
  }

  function installSoon(): void {
    clock.after(ASK_EVERY, () => {
      isSending().then(
        (sending) => {
          if (now.state.step !== 'waiting') return;
          if (sending) installSoon();
          else if (go({ happened: 'sent' })) restart();
        },
        () => installSoon(),
      );
    });
  }

  /** The next look is a day after the last; a failed one is tried again then, too. */
  function plan(): void {
    cancelTimer();
    if (!running || !updater || !isAllowed()) return;
    const { looked_at } = memory.get();
    // A clock that was set back must not put it off for years.
    const since = looked_at === null ? DAY : Math.max(0, clock.now() - looked_at);
    cancelTimer = clock.after(Math.max(FIRST_LOOK_AFTER, DAY - since), lookByItself);
  }

  function lookByItself(): void {
    void look().then(() => {
      if (!running) return;
      cancelTimer = clock.after(DAY, lookByItself);
    });
  }

  return {
    get,
    look,
    download() {
      if (updater && isAllowed() && go({ happened: 'download', at: clock.now() })) void fetchFile(updater);
      return get();
    },
    async install() {
      if (!updater || now.state.step !== 'ready') return get();
      const sending = await isSending();
      if (!go({ happened: 'install', isSending: sending })) return get();
      if (sending) installSoon();
      else restart();
      return get();
    },
    allowanceChanged() {
      if (!isAllowed() && go({ happened: 'forbidden' })) updater?.cancel();
      plan();
    },
    closing() {
      const { state } = now;
      if (state.step !== 'ready' && state.step !== 'waiting' && state.step !== 'installing') return false;
      remember({ installing: state.release.version });
      return true;
    },
    start() {
      running = true;
      const { installing } = memory.get();
      if (installing !== null) {
        remember({ installing: null });
        if (compareVersions(version, installing) < 0) now = { ...NO_UPDATE, problem: 'install_failed' };
      }
      plan();
      return () => {
        running = false;
        cancelTimer();
        updater?.cancel();
      };
    },
  };
}
