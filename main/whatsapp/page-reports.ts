import type { LawyerId } from '../contract/ids.ts';
import { type PageCapability, PageItem, type PageMessage, type PageState } from '../contract/page.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { DiskError } from '../domain/disk-error.ts';
import type { Log, Metrics } from '../domain/ports.ts';
import type { PageFact } from '../domain/receive-from-page.ts';
import type { StoreFacts } from '../domain/store-facts.ts';
import type { LinkedAccount } from './linked-account.ts';
import type { SessionAlerts } from './session-alerts.ts';
import type { ToldChats } from './told-chats.ts';

/** So many refused or lost items within the time are told to a person. */
const MANY_REFUSED = 100;
const REFUSED_WINDOW: Millis = 60 * 60_000;

const MAX_FAILURES = 3;

/** What is older was not heard as it happened: a page that has just loaded tells of that, too. */
const LIVE: Millis = 10 * 60_000;

interface Dependencies {
  lawyerId: LawyerId;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  account: LinkedAccount;
  alerts: SessionAlerts;
  store: StoreFacts;
  told: Pick<ToldChats, 'note'>;
  applyState(state: PageState): void;
  learn(capability: PageCapability): void;
  /** Messages were stored. `liveChats`: those in which a client's was told as it happened. */
  stored(liveChats: ReadonlySet<string>): void;
}

export interface PageReports {
  /** Resolves once all of it is stored. Rejects when the page must keep it and send it again. */
  report(items: readonly unknown[]): Promise<void>;
  loaded(): void;
  stop(): void;
}

/**
 * Takes what the page reports, item by item: what is not in the contract is counted, and takes nothing good with it. What
 * the page says of itself is applied at once, whatever becomes of the messages beside it. Those are stored only when the
 * account is known to be the lawyer's; until it is, the page keeps them, and another account's are dropped.
 */
export function createPageReports(deps: Dependencies): PageReports {
  const { lawyerId, clock, log, metrics, account } = deps;
  /** What was applied of a report that must come again, as JSON: it is not applied a second time. */
  let applied: string[] = [];
  /** How often the report that comes again could not be stored, though the disk takes what else is written. */
  let failures = 0;
  let refusedCount = 0;
  let cancelWindow: (() => void) | null = null;

  function refuse(count: number): void {
    if (count === 0) return;
    metrics.add('page_items_refused', count);
    log.warn({ lawyer: lawyerId, refused: count }, 'the page reported what is not in the contract');
    refusedCount += count;
    if (refusedCount >= MANY_REFUSED) deps.alerts.keep('page_data_refused', [null]);
    cancelWindow ??= clock.after(REFUSED_WINDOW, () => {
      cancelWindow = null;
      if (refusedCount < MANY_REFUSED) deps.alerts.keep('page_data_refused', []);
      refusedCount = 0;
    });
  }

  function applyAll(items: readonly PageItem[]): string[] {
    const known = applied;
    const texts = items.map((item) => JSON.stringify(item));
    const same = texts.findIndex((text, index) => text !== known[index]);
    const first = same === -1 ? texts.length : same;
    for (const item of items.slice(Math.min(first, known.length))) {
      if (item.kind === 'state') deps.applyState(item.state);
      else if (item.kind === 'capability') deps.learn(item.capability);
    }
    return texts;
  }

  async function store(facts: readonly PageFact[]): Promise<void> {
    const trust = account.trust();
    if (trust === 'foreign') return;
    if (trust !== 'own') throw new Error('it is not known whose account this is');
    const lost = await storeOrGiveUp(facts);
    if (lost > 0) {
      metrics.add('page_items_refused', lost);
      deps.alerts.keep('page_data_refused', [null]);
      log.error({ lawyer: lawyerId, lost }, 'facts that the page reported could not be stored');
    }
    const live = facts.flatMap((fact) => (fact.kind === 'message' && isLive(fact.message) ? [fact.message.chat] : []));
    deps.stored(new Set(live));
  }

  /**
   * What the disk does not take comes again, however often. A report of which nothing can be stored for another reason
   * does so a few times; then it is the report, and must not stand in the way of those behind it.
   */
  async function storeOrGiveUp(facts: readonly PageFact[]): Promise<number> {
    try {
      const { lost } = await deps.store(facts, 'live');
      failures = 0;
      return lost;
    } catch (error) {
      if (error instanceof DiskError) throw error;
      await account.confirmAgain();
      failures += 1;
      if (failures < MAX_FAILURES) throw error;
      failures = 0;
      return facts.length;
    }
  }

  function isLive(message: PageMessage): boolean {
    return !message.fromMe && message.type !== 'ciphertext' && clock.now() - message.timestamp * 1000 < LIVE;
  }

  return {
    async report(items) {
      deps.told.note(items);
      await account.expected();
      const parsed = items.flatMap((raw) => PageItem.safeParse(raw).data ?? []);
      refuse(items.length - parsed.length);
      const about = parsed.filter(({ kind }) => kind === 'state' || kind === 'capability');
      const facts = parsed.flatMap((item) => (item.kind === 'state' || item.kind === 'capability' ? [] : [item]));
      const texts = applyAll(about);
      applied = texts;
      if (facts.length > 0) await store(facts);
      applied = [];
    },
    loaded() {
      applied = [];
      failures = 0;
    },
    stop() {
      cancelWindow?.();
    },
  };
}
