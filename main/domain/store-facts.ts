import type { LawyerId } from '../contract/ids.ts';
import type { Clock, Millis } from './clock.ts';
import { DiskError } from './disk-error.ts';
import type { Database, Metrics } from './ports.ts';
import { type PageFact, type Received, receiveFromPage } from './receive-from-page.ts';
import type { Source } from './receiving.ts';
import type { ScreenSends } from './screen-sends.ts';

/** So many facts share a transaction: few enough that whoever waits for their turn hardly notices. */
const FACTS_AT_ONCE = 40;

/** What became of facts. `lost` could not be stored. */
export interface Stored extends Received {
  lost: number;
}

/**
 * Stores facts, some at a time in a transaction of their own. If that fails, each fact gets one: what cannot be stored
 * must not hold the others. Answers with how many could not be stored. Rejects with a DiskError as soon as the disk takes
 * one no more, whatever it has taken before, and when none of them could be stored: then it is hardly the facts. Storing
 * the same facts again changes nothing. `readAt` is when the page was asked for them; without it that is now.
 */
export type StoreFacts = (facts: readonly PageFact[], source: Source, readAt?: Millis) => Promise<Stored>;

interface Dependencies {
  database: Database;
  clock: Clock;
  lawyerId: LawyerId;
  metrics: Metrics;
  screenSends: Pick<ScreenSends, 'holdBack' | 'claim'>;
}

/**
 * The one way in which anything that a page shows is stored, whoever has asked the page for it. What is being typed on the
 * screen is in the page before its id is known to us: stored past `holdBack` and `claim`, it would be a second message.
 * Nothing but that message waits for its id.
 */
export function createStoreFacts({ database, clock, lawyerId, metrics, screenSends }: Dependencies): StoreFacts {
  async function receive(facts: readonly PageFact[], source: Source, readAt: Millis): Promise<Received> {
    const received = await database.write((stores) =>
      receiveFromPage(stores, lawyerId, facts, source, clock.now(), readAt),
    );
    if (received.messages > 0) metrics.add('messages_stored', received.messages);
    return received;
  }

  type Store = (facts: readonly PageFact[]) => Promise<Received>;

  async function storeEach(facts: readonly PageFact[], store: Store): Promise<Stored> {
    const total: Stored = { messages: 0, left: 0, lost: 0 };
    for (const fact of facts) {
      try {
        add(total, await store([fact]));
      } catch (error) {
        if (error instanceof DiskError) throw error;
        total.lost += 1;
      }
    }
    return total;
  }

  /** `all`: how many facts were to be stored together with these. */
  async function storeAll(facts: readonly PageFact[], store: Store, all: number): Promise<Stored> {
    const total: Stored = { messages: 0, left: 0, lost: 0 };
    if (facts.length === 0) return total;
    await screenSends.claim(facts);
    for (let start = 0; start < facts.length; start += FACTS_AT_ONCE) {
      // Between two transactions everything else has its turn.
      if (start > 0) await new Promise((resolve) => setImmediate(resolve));
      const some = facts.slice(start, start + FACTS_AT_ONCE);
      try {
        add(total, await store(some));
      } catch (error) {
        if (error instanceof DiskError) throw error;
        const each = await storeEach(some, store);
        add(total, each);
        const { lost } = each;
        if (lost === some.length && (some.length > 1 || lost === all)) throw error;
      }
    }
    return total;
  }

  return async (facts, source, readAt = clock.now()) => {
    const store: Store = (some) => receive(some, source, readAt);
    const { free, held, typed } = await screenSends.holdBack(facts);
    const total = await storeAll(free, store, facts.length);
    if (held.length > 0) {
      await typed;
      add(total, await storeAll(held, store, facts.length));
    }
    return total;
  };
}

function add(total: Stored, { messages, left, lost = 0 }: Received & Partial<Stored>): void {
  total.messages += messages;
  total.left += left;
  total.lost += lost;
}
