import { setTimeout as timeout } from 'node:timers';
import type { Faults } from './faults.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { aboutOf } from './outgoing.ts';
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

interface ClientPhonesOptions {
  ledger: Ledger;
  state: PracticeState;
  faults: Faults;
  timings: PhoneTimings;
  /** Gets what the ledger refused, which only happens when the disk fails. */
  onFailure: (error: unknown) => void;
}

export function createClientPhones({ ledger, state, faults, timings, onFailure }: ClientPhonesOptions): ClientPhones {
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

  async function deliver(seq: number): Promise<void> {
    const message = state.message(seq);
    if (!message || message.displayed) return;
    const about = aboutOf(message);
    const isOutOfOrder = faults.current().acks_out_of_order;
    await ledger.append([
      { kind: 'display', ...about },
      { kind: 'ack', ...about, ack: isOutOfOrder ? 3 : 2 },
    ]);
    // The receipt of the delivery was under way for longer than the one of the reading.
    if (isOutOfOrder) later(readDelay(), () => ledger.append([{ kind: 'ack', ...about, ack: 2 }]));
  }

  async function read(seq: number): Promise<void> {
    const message = state.message(seq);
    if (!message || message.ack >= 3) return;
    await ledger.append([{ kind: 'ack', ...aboutOf(message), ack: 3 }]);
  }

  /** Reading starts from the delivery, so that a phone never reads what it has not shown. */
  function readDelay(): number {
    return Math.max(0, timings.read - timings.delivered);
  }

  return {
    observe(entry) {
      if (entry.kind === 'message' && entry.direction === 'out' && !entry.history && entry.chat === undefined) {
        later(timings.delivered, () => deliver(entry.seq));
      }
      if (entry.kind === 'display') later(readDelay(), () => read(entry.message));
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
