import type { LawyerId } from '../contract/ids.ts';
import { type PageCapability, PageItem, type PageMessage, type PageState } from '../contract/page-reports.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { DiskError } from '../domain/disk-error.ts';
import { parseEach } from '../domain/parse-each.ts';
import type { Log, Metrics } from '../domain/ports.ts';
import type { PageFact } from '../domain/receive-from-page.ts';
import type { StoreFacts } from '../domain/store-facts.ts';
import type { LinkedAccount } from './linked-account.ts';
import type { RefusedItems } from './refused-items.ts';
import type { SessionAlerts } from './session-alerts.ts';
import type { AccountTrust } from './session-state.ts';
import type { ToldChats } from './told-chats.ts';

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
  refused: Pick<RefusedItems, 'inReport'>;
  store: StoreFacts;
  told: Pick<ToldChats, 'note'>;
  applyState(state: PageState): void;
  learn(capability: PageCapability): void;
  /** The page has let go of what could not be stored for too long. */
  dropped(): void;
  /** Messages were stored. `liveChats`: those in which a client's was told as it happened. */
  stored(liveChats: ReadonlySet<string>): void;
}

export interface PageReports {
  /** Resolves once all of it is stored. Rejects when the page must keep it and send it again. */
  report(items: readonly unknown[], logIn: number): Promise<void>;
  loaded(): void;
}

/**
 * Takes what the page reports, item by item: what is not in the contract is counted, and takes nothing good with it. What
 * the page says of itself is applied at once, whatever becomes of the messages beside it. Those are stored only when the
 * account of their log-in is known to be the lawyer's; until it is, the page keeps them, and another account's are dropped.
 */
export function createPageReports(deps: Dependencies): PageReports {
  const { lawyerId, clock, log, metrics, account } = deps;
  /** What was applied of a report that must come again, as JSON: it is not applied a second time. */
  let applied: string[] = [];
  /** Counts the documents: what takes long to parse can outlive the one that it comes from. */
  let load = 0;
  /** How often the report that comes again could not be stored, though the disk takes what else is written. */
  let failures = 0;
  /** The log-in of this document whose states were seen last, and those before it that were seen to be the lawyer's own. */
  let latest = 0;
  let own = new Set<number>();

  function applyAll(items: readonly PageItem[]): string[] {
    const known = applied;
    const texts = items.map((item) => JSON.stringify(item));
    const same = texts.findIndex((text, index) => text !== known[index]);
    const first = same === -1 ? texts.length : same;
    const fresh = items.slice(Math.min(first, known.length));
    const entered = statesToEnter(fresh);
    for (const item of fresh) {
      if (item.kind === 'state' && entered.has(item.state)) deps.applyState(item.state);
      else if (item.kind === 'state') account.see(item.state);
      else if (item.kind === 'capability') deps.learn(item.capability);
      else if (item.kind === 'dropped') deps.dropped();
    }
    return texts;
  }

  /** Another log-in than before may be another person's: the page must say again whose it is. */
  function enterLogIn(logIn: number): void {
    if (logIn === latest) return;
    if (account.trust() === 'own') own.add(latest);
    latest = logIn;
    account.loaded();
  }

  /** Of a log-in that is over nobody can say any more whose it was, unless that was seen while it lasted. */
  function trustIn(logIn: number): AccountTrust {
    if (logIn > latest) return 'unknown';
    if (logIn === latest) return account.trust();
    return own.has(logIn) ? 'own' : 'foreign';
  }

  async function store(facts: readonly PageFact[], logIn: number): Promise<void> {
    const trust = trustIn(logIn);
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
    async report(items, logIn) {
      const of = load;
      deps.told.note(items);
      await account.expected();
      const parsed = (await parseEach(PageItem, items)).filter((item) => item !== null);
      deps.refused.inReport(items.length - parsed.length);
      if (of !== load) return;
      const about = parsed.filter((item) => !isFact(item));
      const facts = parsed.filter(isFact);
      if (about.some(({ kind }) => kind === 'state')) enterLogIn(logIn);
      const texts = applyAll(about);
      applied = texts;
      if (facts.length > 0) await store(facts, logIn);
      applied = [];
    },
    loaded() {
      load += 1;
      applied = [];
      failures = 0;
      latest = 0;
      own = new Set();
    },
  };
}

function isFact(item: PageItem): item is PageFact {
  return item.kind !== 'state' && item.kind !== 'capability' && item.kind !== 'dropped';
}

/**
 * A page can change a thousand times within a report, and each state that is entered is told to the world. So it is the
 * last one that counts, and the last before it that says otherwise of the log-in; who is linked is looked for in all.
 */
function statesToEnter(items: readonly PageItem[]): ReadonlySet<PageState> {
  const states = items.flatMap((item) => (item.kind === 'state' ? [item.state] : []));
  const last = states.at(-1);
  const other = states.findLast(({ authenticated }) => authenticated !== last?.authenticated);
  return new Set([last, other].filter((state) => state !== undefined));
}
