import { setTimeout as timeout } from 'node:timers';
import type { Ledger } from './ledger.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { PracticeState } from './practice-state.ts';

/** How long a client's phone takes, in milliseconds after the message left the lawyer's device. */
export interface PhoneTimings {
  delivered: number;
  read: number;
}

/** The clients' phones: each message of the lawyer appears there once for each time it was sent, and is then read. */
interface ClientPhones {
  /** To be called with every durable entry. */
  observe(entry: LedgerEntry): void;
  /** Takes up what a killed server left half done. */
  resume(): void;
  stop(): void;
}

/** `onFailure` gets what the ledger refused, which only happens when the disk fails. */
export function createClientPhones(
  ledger: Ledger,
  state: PracticeState,
  timings: PhoneTimings,
  onFailure: (error: unknown) => void,
): ClientPhones {
  const timers = new Set<NodeJS.Timeout>();
  let stopped = false;

  function later(delay: number, act: () => Promise<unknown>): void {
    if (stopped) return;
    const timer = timeout(() => {
      timers.delete(timer);
      act().catch((error: unknown) => {
        if (!stopped) onFailure(error);
      });
    }, delay);
    timers.add(timer);
  }

  function deliver(seq: number): Promise<unknown> {
    const message = state.message(seq);
    if (!message || message.displayed) return Promise.resolve();
    const { account, client, id } = message.entry;
    return ledger.append([
      { kind: 'display', account, client, message: seq, id },
      { kind: 'ack', account, client, message: seq, id, ack: 2 },
    ]);
  }

  function read(seq: number): Promise<unknown> {
    const message = state.message(seq);
    if (!message || message.ack >= 3) return Promise.resolve();
    const { account, client, id } = message.entry;
    return ledger.append([{ kind: 'ack', account, client, message: seq, id, ack: 3 }]);
  }

  return {
    observe(entry) {
      if (entry.kind === 'message' && entry.direction === 'out') {
        later(timings.delivered, () => deliver(entry.seq));
      }
      // Reading starts from the delivery, so that a phone never reads what it has not shown.
      if (entry.kind === 'display' && state.message(entry.message)?.entry.direction === 'out') {
        later(Math.max(0, timings.read - timings.delivered), () => read(entry.message));
      }
    },
    resume() {
      for (const message of state.unfinished()) {
        const { seq } = message.entry;
        if (message.displayed) later(timings.read, () => read(seq));
        else later(timings.delivered, () => deliver(seq));
      }
    },
    stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
