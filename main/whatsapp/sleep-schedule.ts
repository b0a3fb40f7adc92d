import type { LawyerId } from '../contract/ids.ts';
import type { LawyerSettings } from '../contract/lawyer-settings.ts';
import type { SessionState } from '../contract/values.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database, Log } from '../domain/ports.ts';

const CHECK_EVERY: Millis = 15_000;
/** Longer than that between two checks, and the machine itself has slept: that is no time without traffic. */
const MISSED_CHECKS: Millis = 4 * CHECK_EVERY;
/** WhatsApp hands over what has come meanwhile only some time after the page is ready. */
const SETTLING: Millis = 60_000;
/** A view that was woken to look, and does not become ready for so long, sleeps again until the next time. */
const ERRAND_LIMIT: Millis = 5 * 60_000;
/** What is due so soon is not worth a sleep. */
const SOON: Millis = 60_000;

/** `person`: somebody wants it, and it stays. An errand ends by itself: to look what has come, or to send what waits. */
export type WakeReason = 'person' | 'look' | 'send';

/** States that lead nowhere without a person: a sleep would only hide them. */
const NEEDS_PERSON: ReadonlySet<SessionState> = new Set([
  'qr',
  'pairing-code',
  'passkey-required',
  'logged-out',
  'failed',
  'unsupported-browser',
]);

interface Dependencies {
  lawyerId: LawyerId;
  database: Database;
  clock: Clock;
  log: Log;
  /** How long to wait until the view may be opened, so that not all open at once. */
  takeTurn(): Millis;
  /** Whether the session has something to finish. `lookAgain`: everything that has come must be read once more. */
  isBusy(lookAgain: boolean): Promise<boolean>;
  state(): SessionState;
  open(isErrand: boolean): void;
  close(): void;
  /** It was an errand, and is one no more: a person is needed, or is there. */
  errandEnded(): void;
}

export interface SleepSchedule {
  isAsleep(): boolean;
  /** Traffic, or a look at it. */
  touched(): void;
  setShown(isShown: boolean): void;
  /** As soon as what is being sent is sent. */
  sleep(): void;
  wake(reason: WakeReason): void;
  /** The state is another one. */
  entered(): void;
  /** Something was put into the outbox, the settings were changed, or time has passed unnoticed. */
  changed(): void;
  stop(): void;
}

/** Closes a lawyer's view while nobody needs it, and opens it again: by the clock, to send, or because somebody looks. */
export function createSleepSchedule(deps: Dependencies): SleepSchedule {
  const { lawyerId, database, clock, log } = deps;
  let isAsleep = false;
  /** Woken for something, or told to sleep: it goes as soon as nothing is left to be done. */
  let isErrand = false;
  let isShown = false;
  let awakeSince = clock.now();
  let touchedAt = clock.now();
  let checkedAt = clock.now();
  let readySince: Millis | null = null;
  let hasLookedAgain = false;
  /** What has come meanwhile must be waited for. */
  let mustSettle = true;
  let sleptAt: Millis = 0;
  let stopped = false;
  /** A turn to be opened was taken. */
  let isOpening = false;
  const timers = { check: () => {}, wake: () => {}, open: () => {} };

  function settings(): Promise<LawyerSettings['sleep']> {
    return database.read(async (stores) => (await stores.lawyerSettings.get(lawyerId)).sleep);
  }

  /** Never rejects: what cannot be read now is read the next time. */
  async function guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const name = error instanceof Error ? error.name : 'unknown';
      if (!stopped) log.warn({ lawyer: lawyerId, error: name }, 'whether to sleep could not be decided');
    }
  }

  function plan(): void {
    timers.check();
    checkedAt = clock.now();
    if (stopped) return;
    timers.check = clock.after(CHECK_EVERY, () => void check());
  }

  async function check(): Promise<void> {
    timers.check();
    if (stopped || isAsleep) return;
    if (clock.now() - checkedAt > MISSED_CHECKS) touchedAt = clock.now();
    await guarded(async () => {
      if (await mayLeave()) leave();
    });
    if (!isAsleep) plan();
  }

  async function mayLeave(): Promise<boolean> {
    if (isShown) return false;
    const now = clock.now();
    if (NEEDS_PERSON.has(deps.state())) {
      endErrand();
      return false;
    }
    if (readySince === null) return isErrand && now - awakeSince >= ERRAND_LIMIT;
    const { after_idle_minutes: idle } = await settings();
    if (!isErrand && (idle === null || now - touchedAt < idle * 60_000)) return false;
    if (mustSettle && now - readySince < SETTLING) return false;
    const lookAgain = isErrand && !hasLookedAgain;
    hasLookedAgain = true;
    const isBusy = await deps.isBusy(lookAgain);
    if (isBusy || (await isSomethingDue(now + SOON))) return false;
    // While that was looked up, somebody may have come.
    return !isShown && !isAsleep && (isErrand || clock.now() - touchedAt >= (idle ?? 0) * 60_000);
  }

  function isSomethingDue(at: Millis): Promise<boolean> {
    return database.read(async (stores) => (await stores.outbox.next(lawyerId, at)) !== null);
  }

  function leave(): void {
    if (isAsleep) return;
    isAsleep = true;
    isErrand = false;
    sleptAt = clock.now();
    readySince = null;
    timers.check();
    deps.close();
    void planWake();
  }

  /** By the clock, or earlier if something is to be sent before. */
  async function planWake(): Promise<void> {
    timers.wake();
    await guarded(async () => {
      const now = clock.now();
      const { wake_every_minutes: every } = await settings();
      const { isDue, next } = await database.read(async (stores) => ({
        isDue: (await stores.outbox.next(lawyerId, now)) !== null,
        next: await stores.outbox.nextDue(lawyerId, now),
      }));
      if (stopped || !isAsleep) return;
      if (isDue) {
        wake('send');
        return;
      }
      const look = sleptAt + every * 60_000;
      const isSend = next !== null && next < look;
      timers.wake();
      timers.wake = clock.after((isSend ? next : look) - now, () => wake(isSend ? 'send' : 'look'));
    });
    // What could not be read must not let it sleep for ever.
    if (!isAsleep || isOpening || stopped) return;
    // Many may ask for it at once, and each would leave a timer of its own.
    timers.check();
    timers.check = clock.after(SOON, () => void planWake());
  }

  function wake(reason: WakeReason): void {
    touchedAt = clock.now();
    if (reason === 'person') endErrand();
    if (!isAsleep || stopped) return;
    if (reason === 'person') {
      open(false);
      return;
    }
    if (isOpening) return;
    isOpening = true;
    timers.open = clock.after(deps.takeTurn(), () => open(true));
  }

  function open(asErrand: boolean): void {
    timers.open();
    timers.wake();
    timers.check();
    isOpening = false;
    isAsleep = false;
    isErrand = asErrand;
    hasLookedAgain = false;
    mustSettle = true;
    awakeSince = clock.now();
    deps.open(asErrand);
    plan();
  }

  function endErrand(): void {
    if (!isErrand) return;
    isErrand = false;
    mustSettle = true;
    deps.errandEnded();
  }

  plan();
  return {
    isAsleep: () => isAsleep,
    touched() {
      touchedAt = clock.now();
    },
    setShown(shown) {
      isShown = shown;
      if (shown) wake('person');
      touchedAt = clock.now();
    },
    sleep() {
      if (isAsleep || stopped) return;
      if (deps.state() !== 'ready') {
        leave();
        return;
      }
      isErrand = true;
      hasLookedAgain = true;
      mustSettle = false;
      void check();
    },
    wake,
    entered() {
      if (deps.state() === 'ready') readySince ??= clock.now();
      else readySince = null;
    },
    changed() {
      if (isAsleep) void planWake();
    },
    stop() {
      stopped = true;
      timers.check();
      timers.wake();
      timers.open();
    },
  };
}
