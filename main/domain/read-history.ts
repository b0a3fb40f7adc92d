import type { HistoryProgress } from '../contract/entities.ts';
import type { EventType } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { PageChat } from '../contract/page-reports.ts';
import type { Clock } from './clock.ts';
import { countTasks } from './count-tasks.ts';
import { DiskError } from './disk-error.ts';
import { createHistoryTasks, type Task } from './history-tasks.ts';
import { learnChat } from './learn-chat.ts';
import { missedChats } from './missed-chats.ts';
import { PageError } from './page-error.ts';
import type { ParseItems } from './parse-each.ts';
import type { Database, Log, WhatsAppPage } from './ports.ts';
import { readNewer, readOlder } from './read-chat.ts';
import { recordEvent } from './record-event.ts';
import type { StoreFacts } from './store-facts.ts';
import type { ChatReading } from './walk-chat.ts';

export interface HistoryReader {
  /**
   * Reads what the page holds and we do not: first what is new in all chats, then what is older. Calls never overlap:
   * one made during another follows it. Another signal means another stretch of listening. Resolves to false when a chat
   * could not be read, or was listed in a way that nobody can read; rejects with a PageError when the page goes, with a
   * DiskError when the disk takes nothing. A later call goes on from there.
   */
  run(signal: AbortSignal): Promise<boolean>;
  /** These chats are read before all others, by the present run if their turn is still to come, else by the next. */
  want(chats: readonly string[]): void;
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

/** One for each lawyer: it remembers what it has looked at for as long as it lives, also over loads of the page. */
export function createHistoryReader(deps: Dependencies): HistoryReader {
  const { database, clock, log, lawyerId } = deps;
  const left = createHistoryTasks(deps);
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
      const { tasks, refused } = await left.find(signal);
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
        if (!signal.aborted) left.lookedBack(signal, task.chat.chat);
        await tellTenths();
      });
      await inTurn(tasks, signal, async (task) => {
        if (!task.older || task.newer || !task.history) return;
        hasUntold ||= !task.history.reachesStart;
        const end = await readOlder(reading, task.history);
        if (end === 'interrupted') return;
        left.couldBeRead(task.chat.chat);
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

  async function readTask(reading: ChatReading, task: Task): Promise<void> {
    const { chat } = task;
    const again = task.history !== null && left.isGapDue(task.history);
    const end = await readNewer(reading, chat, task.history, again);
    // Of a group that is left alone nothing is left to be read, and nothing is known either.
    if (end === 'left') {
      Object.assign(task, { newer: false, older: false });
      left.wasLeft(chat.chat);
    }
    if (end !== 'read' || reading.signal.aborted) return;
    left.wasRead(chat);
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
    for (const task of left.inOrder(tasks)) {
      if (signal.aborted) return;
      try {
        await read(task);
        silence = null;
      } catch (error) {
        // No other chat would fare better, and each would only be asked for in vain.
        if (error instanceof DiskError) throw error;
        left.couldNotBeRead(task.chat.chat);
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
    want: left.want,
    progress: () => progress,
    lacksOnlyUnlisted: () => lacksOnlyUnlisted,
    missed: (chats) => database.read((stores) => missedChats(stores, lawyerId, chats, left.seen)),
  };
}
