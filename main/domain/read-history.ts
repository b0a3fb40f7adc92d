import type { HistoryProgress } from '../contract/entities.ts';
import type { EventType } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { PageChat } from '../contract/page-reports.ts';
import { parseChat } from './chat-address.ts';
import type { Clock, Millis } from './clock.ts';
import { countTasks } from './count-tasks.ts';
import { DiskError } from './disk-error.ts';
import { learnChat } from './learn-chat.ts';
import { listedChats } from './listed-chats.ts';
import { missedChats } from './missed-chats.ts';
import { PageError } from './page-error.ts';
import type { ParseItems } from './parse-each.ts';
import type { Database, Log, WhatsAppPage } from './ports.ts';
import { readNewer, readOlder } from './read-chat.ts';
import { recordEvent } from './record-event.ts';
import type { StoreFacts } from './store-facts.ts';
import type { ChatHistory } from './stores/history-store.ts';
import type { ChatReading } from './walk-chat.ts';

const HOUR: Millis = 60 * 60_000;
const DAY: Millis = 24 * HOUR;

/**
 * A message that is not decrypted yet may be so at any moment, in its first hour; after that, and where one is malformed
 * or could not be stored, it is looked at again once a day, or by the next start of the app.
 */
const GAP_AGAIN: Millis = DAY;
/** WhatsApp may load older messages long after a log-in: whether a chat's start is its start is asked again. */
const START_AGAIN: Millis = DAY;

/**
 * Edits, reactions and what is taken back move no chat. So after each time that nobody listened, the newest messages of
 * chats with something this new are read again, of so many at most. WhatsApp lets a message be taken back for 60 hours.
 */
const LOOK_BACK: Millis = 60 * HOUR;
const MAX_LOOKED_BACK = 100;

export interface HistoryReader {
  /**
   * Reads what the page holds and we do not: first what is new in all chats, then what is older. Calls never overlap:
   * one made during another follows it. Another signal means another stretch of listening. Resolves to false when a chat
   * could not be read, or was listed in a way that nobody can read; rejects with a PageError when the page goes, with a
   * DiskError when the disk takes nothing. A later call goes on from there.
   */
  run(signal: AbortSignal): Promise<boolean>;
  progress(): HistoryProgress;
  /** Nothing but chats that the page lists as nobody can read kept the last run from being complete. */
  lacksOnlyUnlisted(): boolean;
  /** Which of these chats of the page hold something newer than what is stored or was read. */
  missed(chats: PageChat[]): Promise<string[]>;
}

interface Dependencies {
  database: Database;
  clock: Clock;
  page: WhatsAppPage;
  parse: ParseItems;
  log: Log;
  lawyerId: LawyerId;
  store: StoreFacts;
  changed(progress: HistoryProgress): void;
}

/** A chat with what is left to be read of it. */
interface Task {
  chat: PageChat;
  history: ChatHistory | null;
  newer: boolean;
  older: boolean;
}

/** One for each lawyer: it remembers what it has looked at for as long as it lives, also over loads of the page. */
export function createHistoryReader(deps: Dependencies): HistoryReader {
  const { database, clock, page, log, lawyerId } = deps;
  let progress: HistoryProgress = {
    state: 'idle',
    chats_total: 0,
    chats_done: 0,
    messages_stored: 0,
    percent: 0,
    chats_left: 0,
    started_at: null,
    finished_at: null,
  };
  let running: Promise<boolean> | null = null;
  /** The run that comes after this one, for whoever asked last: an earlier asker's stretch of listening may be over. */
  let following: { run: Promise<boolean>; signal: AbortSignal } | null = null;
  /** What each chat looked like when it was read last. */
  const seen = new Map<string, PageChat>();
  /** When each chat's gap was looked at. */
  const gapsTried = new Map<string, Millis>();
  /** Chats that failed when they were read last: they come last. */
  const failed = new Set<string>();
  /** The chats in which was looked back since each stretch of listening began. */
  const lookedBack = new WeakMap<AbortSignal, Set<string>>();
  /** Something was read since it was last told that everything is; an earlier run may have done that, and failed later. */
  let hasUntold = false;
  let lacksOnlyUnlisted = false;

  function show(change: Partial<HistoryProgress>): void {
    progress = { ...progress, ...change };
    deps.changed(progress);
  }

  async function work(signal: AbortSignal): Promise<boolean> {
    const startedAt = new Date(clock.now()).toISOString();
    show({ state: 'running', messages_stored: 0, started_at: startedAt, finished_at: null });
    try {
      const done = lookedBack.get(signal) ?? new Set<string>();
      lookedBack.set(signal, done);
      const { tasks, refused } = await findWork(done);
      let tenth = count(tasks, refused);
      const reading: ChatReading = {
        ...deps,
        signal,
        progressed(newMessages) {
          hasUntold ||= newMessages > 0;
          if (newMessages > 0) show({ messages_stored: progress.messages_stored + newMessages });
        },
      };
      const tellTenths = async (): Promise<void> => {
        const reached = count(tasks, refused);
        if (reached > tenth && reached < 10) await tell('history.progress');
        tenth = reached;
      };
      await inTurn(tasks, signal, async (task) => {
        if (!task.newer) return;
        await readTask(reading, task);
        if (!signal.aborted) done.add(task.chat.chat);
        await tellTenths();
      });
      await inTurn(tasks, signal, async (task) => {
        if (!task.older || task.newer || !task.history) return;
        hasUntold ||= !task.history.reachesStart;
        const end = await readOlder(reading, task.history);
        if (end === 'interrupted') return;
        failed.delete(task.chat.chat);
        task.older = false;
        await tellTenths();
      });
      const isAllRead = !signal.aborted && tasks.every((task) => !task.newer && !task.older);
      const isComplete = isAllRead && refused === 0;
      lacksOnlyUnlisted = isAllRead && refused > 0;
      show({ state: isComplete ? 'complete' : 'interrupted', finished_at: new Date(clock.now()).toISOString() });
      if (isComplete && hasUntold) {
        await tell('history.completed');
        hasUntold = false;
      }
      return isComplete;
    } catch (error) {
      show({ state: 'interrupted', finished_at: new Date(clock.now()).toISOString() });
      throw error;
    }
  }

  /**
   * What is to be read; of the newest chats also those in which was not looked back yet. `refused` chats are in the
   * page's list, but not to be read from it.
   */
  async function findWork(done: ReadonlySet<string>): Promise<{ tasks: Task[]; refused: number }> {
    const { groups } = await database.read((stores) => stores.lawyerSettings.get(lawyerId));
    const chats = new Map<string, PageChat>();
    const listed = await listedChats(page, deps.parse);
    for (const chat of listed.chats) {
      const kind = parseChat(chat.chat);
      if (kind && (kind.type === 'person' || groups === 'read_only')) chats.set(chat.chat, chat);
    }
    await learnPairs([...chats.values()]);
    const tasks: Task[] = [];
    for (const chat of chats.values()) {
      const history = await database.read((stores) => stores.histories.get(lawyerId, chat.chat));
      const older =
        !history?.reachesStart || (history.anchor !== null && clock.now() - history.checkedAt >= START_AGAIN);
      tasks.push({ chat, history, newer: hasNewer(chat, history), older });
    }
    tasks.sort(
      (a, b) =>
        Number(failed.has(a.chat.chat)) - Number(failed.has(b.chat.chat)) ||
        b.chat.lastTimestamp - a.chat.lastTimestamp,
    );
    const since = (clock.now() - LOOK_BACK) / 1000;
    const recent = tasks.filter(({ chat }) => chat.lastTimestamp >= since);
    for (const task of recent.slice(0, MAX_LOOKED_BACK)) task.newer ||= !done.has(task.chat.chat);
    return { tasks, refused: listed.refused };
  }

  /** The list of chats says which number is behind a lid, also of chats that have nothing new. */
  async function learnPairs(chats: PageChat[]): Promise<void> {
    const facts = chats.flatMap(({ chat, phone }) =>
      phone !== null && chat.endsWith('@lid')
        ? [{ kind: 'alias', alias: { lid: chat, phone, username: null } } as const]
        : [],
    );
    await deps.store(facts, 'history');
  }

  function hasNewer(chat: PageChat, history: ChatHistory | null): boolean {
    if (!history || history.completeUntil === null || isGapDue(history)) return true;
    if (chat.lastTimestamp > history.completeUntil) return true;
    // A chat can move within one second.
    return chat.lastTimestamp === history.completeUntil && chat.lastId !== (seen.get(chat.chat)?.lastId ?? chat.lastId);
  }

  function isGapDue({ chat, gap }: ChatHistory): boolean {
    if (!gap) return false;
    if (gap.reason === 'not_decrypted' && clock.now() - gap.at * 1000 < HOUR) return true;
    const tried = gapsTried.get(chat);
    return tried === undefined || clock.now() - tried >= GAP_AGAIN;
  }

  async function readTask(reading: ChatReading, task: Task): Promise<void> {
    const { chat } = task;
    const again = task.history !== null && isGapDue(task.history);
    const end = await readNewer(reading, chat, task.history, again);
    // Of a group that is left alone nothing is left to be read, and nothing is known either.
    if (end === 'left') Object.assign(task, { newer: false, older: false });
    if (end !== 'read' || reading.signal.aborted) return;
    failed.delete(chat.chat);
    gapsTried.set(chat.chat, clock.now());
    seen.set(chat.chat, chat);
    task.history = await database.read((stores) => stores.histories.get(lawyerId, chat.chat));
    task.newer = false;
    task.older = !task.history?.reachesStart;
    if (chat.name !== null) {
      const { name } = chat;
      await database.write((stores) => learnChat(stores, lawyerId, { jid: chat.chat, name }, clock.now()));
    }
  }

  /** One chat after the other. One that fails keeps none of the others from being read; a page that is gone all of them. */
  async function inTurn(
    tasks: readonly Task[],
    signal: AbortSignal,
    read: (task: Task) => Promise<void>,
  ): Promise<void> {
    let silence: PageError | null = null;
    for (const task of tasks) {
      if (signal.aborted) return;
      try {
        await read(task);
        silence = null;
      } catch (error) {
        // No other chat would fare better, and each would only be asked for in vain.
        if (error instanceof DiskError) throw error;
        failed.add(task.chat.chat);
        const reason = error instanceof PageError ? error.reason : error instanceof Error ? error.name : 'unknown';
        log.warn({ lawyer: lawyerId, reason }, 'a chat could not be read');
        if (!(error instanceof PageError) || error.reason !== 'no_answer') continue;
        if (silence) throw error;
        silence = error;
      }
    }
    // The last thing that was heard of the page is nothing.
    if (silence) throw silence;
  }

  /** Shows what is done, and answers with the tenth that is reached. */
  function count(tasks: readonly Task[], refused: number): number {
    const { share, ...counts } = countTasks(tasks, refused);
    show({ ...counts, percent: Math.floor(share * 1000) / 10 });
    return Math.floor(share * 10);
  }

  async function tell(type: Extract<EventType, `history.${string}`>): Promise<void> {
    const at = clock.now();
    await database.write((stores) => recordEvent(stores, { type, lawyerId, more: { history: progress }, at }));
  }

  function start(signal: AbortSignal): Promise<boolean> {
    const current = work(signal).finally(() => {
      if (running === current) running = null;
    });
    running = current;
    return current;
  }

  return {
    run(signal) {
      if (!running) return start(signal);
      if (following) {
        following.signal = signal;
        return following.run;
      }
      const next = { run: Promise.resolve(false), signal };
      next.run = running
        .catch(() => {})
        .then(() => {
          following = null;
          return start(next.signal);
        });
      following = next;
      return next.run;
    },
    progress: () => progress,
    lacksOnlyUnlisted: () => lacksOnlyUnlisted,
    missed: (chats) =>
      database.read((stores) => missedChats(stores, lawyerId, chats, (chat) => seen.get(chat) ?? null)),
  };
}
