import type { LawyerId } from '../contract/ids.ts';
import type { PageChat } from '../contract/page-reports.ts';
import type { Capability } from '../contract/values.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { listedChats } from '../domain/listed-chats.ts';
import { PageError } from '../domain/page-error.ts';
import type { ParseItems } from '../domain/parse-each.ts';
import type { Log, Metrics, WhatsAppPage } from '../domain/ports.ts';
import { NEEDED } from '../domain/work-abilities.ts';
import type { DriverOfWork } from './abilities.ts';

const HEALTH_EVERY: Millis = 30_000;
const COMPARE_EVERY: Millis = 90_000;
/** While something is suspected. */
const COMPARE_SOON: Millis = 20_000;
/** How long a message may be in the page until it must have been told of. */
const GRACE: Millis = 20_000;
/** So long nothing was found any more: what was done has helped. */
const CLEAN_FOR: Millis = 30 * 60_000;
/** Looks in a row that find the page deaf, or get no answer. */
const MAX_DEAF = 2;
const MAX_UNANSWERED = 3;
/** Messages that were found and counted once, and must not be counted again. */
const MAX_COUNTED = 5_000;

/** Abilities without which something is not heard. All others are worked without, and nothing is mended for them. */
const HEARING: ReadonlySet<Capability> = new Set(
  (['hear_messages', 'follow_acks', 'follow_changes'] as const).flatMap((work) => NEEDED[work]),
);

/** What is done about a page that does not tell what it holds, each only after the one before has not helped. */
export type MendStep = 'resubscribe' | 'reload' | 'restart' | 'tell';
const STEPS: readonly MendStep[] = ['resubscribe', 'reload', 'restart', 'tell'];

interface Dependencies {
  lawyerId: LawyerId;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  page: WhatsAppPage;
  parse: ParseItems;
  driverOf: DriverOfWork;
  /** Of these, the chats that hold something newer than what is stored and than what was told of. */
  missed(chats: PageChat[]): Promise<string[]>;
  /** Everything from before has been read: what is missing now has come since. */
  isSettled(): boolean;
  /** Reads and stores what was missed. */
  read(): void;
  mend(step: MendStep): void;
  /** It gives no answer to whether it is well. */
  hangs(): void;
  /** Messages arrive again. */
  mended(): void;
}

export interface Watchdog {
  /** The session is ready. */
  start(): void;
  stop(): void;
  /** A message of that chat was told as it happened. */
  heard(chat: string): void;
  /** Looks at once: at the health, and at what the page holds. Resolves to false when the page is not well. */
  look(): Promise<boolean>;
}

/**
 * Proves that messages can arrive: "connected" alone does not say so. It asks the page whether it listens, and compares
 * the page's own list of chats with what is stored. A message that lay there and was not told of is a silence: it is read
 * and stored, and the page is mended, step by step.
 */
export function createWatchdog(deps: Dependencies): Watchdog {
  const { lawyerId, clock, log, metrics, page } = deps;
  let isRunning = false;
  let deaf = 0;
  let unanswered = 0;
  /** How many steps were taken; it outlives every reload. */
  let level = 0;
  let cleanSince: Millis | null = null;
  /** Messages that are not stored, with the time when that was seen first. */
  let suspects = new Map<string, { chat: string; since: Millis }>();
  /** Chats in which something was not told since the steps began. */
  const silentChats = new Set<string>();
  const counted = new Set<string>();
  let cancelHealth = () => {};
  let cancelCompare = () => {};

  async function look(): Promise<boolean> {
    const answer = await listens();
    if (isRunning) await compare();
    return answer === 'well';
  }

  async function health(): Promise<void> {
    cancelHealth();
    const answer = await listens();
    if (!isRunning) return;
    deaf = answer === 'deaf' ? deaf + 1 : 0;
    unanswered = answer === 'none' ? unanswered + 1 : 0;
    if (deaf >= MAX_DEAF) {
      deaf = 0;
      escalate();
    }
    if (unanswered >= MAX_UNANSWERED) {
      unanswered = 0;
      deps.hangs();
    }
    // Where it was stopped and started meanwhile, there is another look to come: it makes place for this one.
    cancelHealth();
    if (isRunning) cancelHealth = clock.after(HEALTH_EVERY, () => void health());
  }

  async function listens(): Promise<'well' | 'deaf' | 'none'> {
    try {
      const { listening, socket, missing } = await page.command('checkHealth', undefined);
      const isDeaf = missing.some((ability) => HEARING.has(ability));
      const isWell = (listening || !isListenedFor()) && socket === 'CONNECTED' && !isDeaf;
      return isWell ? 'well' : 'deaf';
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      // Refused by a page that is not ready to say it; the state that it reports next says more.
      return error.reason === 'no_answer' ? 'none' : 'well';
    }
  }

  async function compare(): Promise<void> {
    cancelCompare();
    if (mustCompare()) await compareNow();
    if (!isRunning) return;
    cancelCompare();
    const pause = level > 0 || suspects.size > 0 ? COMPARE_SOON : COMPARE_EVERY;
    cancelCompare = clock.after(pause, () => void compare());
  }

  /** Where nothing is listened for, everything is read anyway; and what is being read is not missed. */
  function mustCompare(): boolean {
    return deps.isSettled() && deps.driverOf('read_history') === 'wa-js' && isListenedFor();
  }

  function isListenedFor(): boolean {
    return deps.driverOf('hear_messages') === 'wa-js';
  }

  async function compareNow(): Promise<void> {
    try {
      const { chats } = await listedChats(page, deps.parse);
      const missed = new Set(await deps.missed(chats));
      if (isRunning && mustCompare()) judge(chats.filter(({ chat }) => missed.has(chat)));
    } catch (error) {
      const name = error instanceof PageError ? error.reason : 'unknown';
      log.warn({ lawyer: lawyerId, error: name }, 'what the page holds could not be compared');
    }
  }

  function judge(missed: readonly PageChat[]): void {
    const now = clock.now();
    const open = missed.filter((chat) => !counted.has(keyOf(chat)));
    suspects = new Map(open.map((one) => [keyOf(one), suspects.get(keyOf(one)) ?? { chat: one.chat, since: now }]));
    const silent = open.filter((chat) => now - (suspects.get(keyOf(chat))?.since ?? now) >= GRACE);
    if (silent.length === 0) {
      if (open.length === 0) beClean(now);
      return;
    }
    if (counted.size > MAX_COUNTED) counted.clear();
    if (silentChats.size > MAX_COUNTED) silentChats.clear();
    for (const chat of silent) {
      counted.add(keyOf(chat));
      suspects.delete(keyOf(chat));
      silentChats.add(chat.chat);
    }
    metrics.add('page_silences_found');
    log.warn({ lawyer: lawyerId, chats: silent.length }, 'the page held messages that it had not told of');
    deps.read();
    escalate();
  }

  function beClean(now: Millis): void {
    cleanSince ??= now;
    if (level > 0 && now - cleanSince >= CLEAN_FOR) rest();
  }

  function escalate(): void {
    // Only what is clean from here on says that it has helped.
    cleanSince = null;
    level = Math.min(level + 1, STEPS.length);
    const step = STEPS[level - 1] ?? 'tell';
    log.warn({ lawyer: lawyerId, step }, 'the page is connected but silent');
    deps.mend(step);
  }

  function rest(): void {
    silentChats.clear();
    if (level === 0) return;
    level = 0;
    cleanSince = null;
    deps.mended();
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      deaf = 0;
      unanswered = 0;
      suspects = new Map();
      cancelHealth = clock.after(HEALTH_EVERY, () => void health());
      cancelCompare = clock.after(level > 0 ? COMPARE_SOON : COMPARE_EVERY, () => void compare());
    },
    stop() {
      isRunning = false;
      cancelHealth();
      cancelCompare();
    },
    // That one chat is told proves nothing of another; that one is told which was not before shows that a step has helped.
    heard(chat) {
      for (const [key, suspect] of suspects) if (suspect.chat === chat) suspects.delete(key);
      if (silentChats.has(chat)) rest();
    },
    look,
  };
}

function keyOf({ chat, lastId, lastTimestamp }: PageChat): string {
  return JSON.stringify([chat, lastId ?? lastTimestamp]);
}
