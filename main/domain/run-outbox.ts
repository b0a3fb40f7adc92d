import type { ConversationId } from '../contract/ids.ts';
import { createAct } from './act-in-whatsapp.ts';
import type { Millis } from './clock.ts';
import { createFindChat } from './find-chat.ts';
import { createPaceKeeper } from './keep-pace.ts';
import {
  isSend,
  type Job,
  type OutboxContext,
  type OutboxDependencies,
  RETRY_PAUSE,
  type SendRow,
} from './outbox-context.ts';
import { isPaced } from './pace.ts';
import { createSend } from './send-in-whatsapp.ts';
import type { OutboxRow } from './stores/outbox-store.ts';

/** Pauses after a row has met what nobody foresaw, such as a disk that cannot read its file; then it is given up. */
const STUMBLE_PAUSES: readonly Millis[] = [RETRY_PAUSE, 30_000, 300_000, 1_800_000];

/** Conversations that are worked on at the same time where no pace is kept. */
const LANES = 16;
/** After something was put into the outbox: what comes next is soon accepted, and typing it can wait for that. */
const ACCEPTING_TIME: Millis = 20;

export interface RunningOutbox {
  /** Something was put into the outbox, or its settings were changed. */
  wake(): void;
  /** Whether a row is being worked on. */
  isBusy(): boolean;
  stop(): void;
}

/**
 * Works through one lawyer's outbox on one load of the page, from when the session is ready until `stop` is called. One
 * thing at a time, as a person would; several only where the pace is switched off. Order is kept within a conversation.
 * It wakes of itself when a client's message is told. `isDone` is called when something was worked on and nothing is left
 * that is due.
 */
export function startOutbox(dependencies: OutboxDependencies, isDone: () => void = () => {}): RunningOutbox {
  const { database, clock, log, mode, lawyerId } = dependencies;
  let stopped = false;
  let running = false;
  let again = false;
  let hasWorked = false;
  let cancelTimer = () => {};
  /** Others are putting things into the outbox at this moment. */
  let accepting = false;
  let cancelAccepting = () => {};
  /** When the queue was last looked at. */
  let lookedAt: Millis = 0;
  const busy = new Set<ConversationId>();
  /** Has the queue looked at again while something is being worked on. */
  let nudge = () => {};
  /** Ends each pause that is being waited for. */
  const pauses = new Set<() => void>();

  const context: OutboxContext = { ...dependencies, isStopped: () => stopped, pause };
  const findChat = createFindChat(context);
  const pace = createPaceKeeper(context);
  const send = createSend(context, findChat, pace);
  const act = createAct(context, findChat);
  const { stumbled } = context.load;

  function pause(time: Millis): Promise<void> {
    if (stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        pauses.delete(end);
        resolve();
      };
      const cancel = clock.after(time, end);
      pauses.add(end);
    });
  }

  async function run(): Promise<void> {
    if (stopped) return;
    if (running) {
      again = true;
      nudge();
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await drain();
      } while (again && !stopped);
      if (!stopped) await sleepUntilDue();
    } catch (error) {
      if (stopped) return;
      log.error({ lawyer: lawyerId, error: error instanceof Error ? error.name : 'unknown' }, 'the outbox has stopped');
      cancelTimer();
      cancelTimer = clock.after(RETRY_PAUSE, () => void run());
    } finally {
      running = false;
      // A wake that came while the timer was being set must not wait for it.
      if (again && !stopped) void run();
      else if (!stopped && hasWorked) {
        hasWorked = false;
        isDone();
      }
    }
  }

  /** Until nothing is due: rejects with the first error, once everything that was begun has ended. */
  async function drain(): Promise<void> {
    const working = new Set<Promise<void>>();
    const failures: unknown[] = [];
    let lanes = 1;
    while (!stopped && failures.length === 0) {
      const job = working.size < (accepting ? 1 : lanes) ? await next() : null;
      if (job && !busy.has(job.row.conversationId)) {
        lanes = isPaced(job.settings, mode) ? 1 : LANES;
        const { conversationId } = job.row;
        busy.add(conversationId);
        const work = workOn(job)
          .catch((error: unknown) => void failures.push(error))
          .finally(() => {
            busy.delete(conversationId);
            working.delete(work);
          });
        working.add(work);
        continue;
      }
      if (working.size === 0) return;
      const nudged = new Promise<void>((resolve) => {
        nudge = resolve;
      });
      await Promise.race([nudged, ...working]);
    }
    await Promise.all(working);
    if (failures.length > 0) throw failures[0];
  }

  function beginAccepting(): void {
    accepting = true;
    cancelAccepting();
    cancelAccepting = clock.after(ACCEPTING_TIME, () => {
      accepting = false;
      nudge();
    });
  }

  async function workOn({ row, settings }: Job): Promise<void> {
    hasWorked = true;
    try {
      await (isSend(row) ? send.work({ row, settings } satisfies Job<SendRow>) : act.work(row));
      stumbled.delete(row.id);
    } catch (error) {
      // What became of the row is for the next one to see.
      if (!stopped) await setAside(row, error);
    }
  }

  /** One row that fails must stop neither the others nor its conversation for ever. Rejects when the database fails, too. */
  async function setAside(row: OutboxRow, error: unknown): Promise<void> {
    const times = stumbled.get(row.id) ?? 0;
    const pause = STUMBLE_PAUSES[times];
    const facts = { lawyer: lawyerId, row: row.id, error: error instanceof Error ? error.name : 'unknown' };
    if (pause === undefined) {
      await (isSend(row) ? send.giveUp(row) : act.giveUp(row));
      log.error(facts, 'a row of the outbox was given up');
      stumbled.delete(row.id);
    } else {
      const why = row.state === 'sending' ? 'answer' : 'retry';
      await database.write((stores) => stores.outbox.postpone(row.id, clock.now() + pause, why));
      log.warn(facts, 'a row of the outbox has failed, and is tried again later');
      stumbled.set(row.id, times + 1);
    }
  }

  function next(): Promise<Job<OutboxRow> | null> {
    lookedAt = clock.now();
    return database.read(async (stores) => {
      const row = await stores.outbox.next(lawyerId, lookedAt, [...busy]);
      return row && { row, settings: (await stores.lawyerSettings.get(lawyerId)).pace };
    });
  }

  async function sleepUntilDue(): Promise<void> {
    // Later than the last look, not than this moment: what became due in between must not be slept over.
    const due = await database.read((stores) => stores.outbox.nextDue(lawyerId, lookedAt));
    cancelTimer();
    if (due !== null && !stopped) cancelTimer = clock.after(due - clock.now(), () => void run());
  }

  // What was held for a client who has written is an answer now.
  const forget = database.onCommitted((events) => {
    if (events.some(({ lawyer_id, type }) => lawyer_id === lawyerId && type === 'message.received')) void run();
  });
  void run();
  return {
    wake() {
      beginAccepting();
      void run();
    },
    isBusy: () => running,
    stop() {
      stopped = true;
      forget();
      cancelTimer();
      cancelAccepting();
      for (const end of [...pauses]) end();
    },
  };
}
