import { MAX_REPORT_ITEMS } from '../../main/contract/page-channels.ts';
import type { PageItem, PageState } from '../../main/contract/page-reports.ts';
import { later, stringify } from './own-globals.ts';

const RETRY_DELAY_MS = 1000;

/** Characters in one report; what is more goes into the next. One item alone is far below MAX_REPORT_LENGTH. */
const MAX_LENGTH = 1_000_000;

/**
 * So many facts wait, of so many characters in all, while none can be stored: days of an honest account. Of what is more
 * the oldest are let go, because reading the history finds them again.
 */
const MAX_WAITING = 20_000;
const MAX_WAITING_LENGTH = 50_000_000;

/** States that wait, each another one in what it says of the log-in. */
const MAX_STATES = 20;

/** An item as JSON, with the log-in in which it was seen. */
interface Waiting {
  text: string;
  logIn: number;
}

/** What the page says of itself, or of what it has let go. */
interface Word extends Waiting {
  /** A later word with the same key takes its place. */
  key: string;
}

/**
 * Sends items, one report at a time: what comes while one is on its way to the disk goes together into the next. A report
 * that was not stored is sent again. What the page says of itself has reports of its own, which go first: it never waits
 * for messages that cannot be stored. Messages and what befalls them go in the order in which they were seen. No report
 * holds anything of two log-ins: what somebody else received while it was linked must not be taken for the lawyer's.
 */
export function createReportQueue(
  load: number,
  send: ((report: string) => Promise<void>) | undefined,
): (item: PageItem) => void {
  let words: Word[] = [];
  /** The oldest first. */
  let facts: Waiting[] = [];
  let factsLength = 0;
  let hasDropped = false;
  /** How many log-outs were seen. */
  let logIn = 0;
  let isLinked = false;
  let sending = false;

  async function run(): Promise<void> {
    if (sending || !send) return;
    sending = true;
    while (words.length > 0 || facts.length > 0) {
      try {
        while (words.length > 0) await sendWords();
        if (facts.length > 0) await sendFacts();
      } catch {
        await new Promise((resolve) => later(() => resolve(null), RETRY_DELAY_MS));
      }
    }
    sending = false;
  }

  async function sendItems(items: readonly Waiting[]): Promise<void> {
    const of = items[0]?.logIn ?? logIn;
    await send?.(`{"load":${load},"logIn":${of},"items":[${items.map(({ text }) => text).join(',')}]}`);
  }

  async function sendWords(): Promise<void> {
    const sent = takeFirst(words);
    await sendItems(sent);
    words = words.filter((word) => !sent.includes(word));
  }

  async function sendFacts(): Promise<void> {
    const sent = takeFirst(facts);
    facts = facts.slice(sent.length);
    try {
      await sendItems(sent);
    } catch (error) {
      facts = [...sent, ...facts];
      dropOldest();
      throw error;
    }
    factsLength -= lengthOf(sent);
    // Not before facts are stored again: the history could not be, either.
    if (hasDropped) say({ key: 'dropped', logIn, text: stringify({ kind: 'dropped' } satisfies PageItem) });
    hasDropped = false;
  }

  function dropOldest(): void {
    let count = Math.max(0, facts.length - MAX_WAITING);
    let rest = factsLength - lengthOf(facts.slice(0, count));
    while (rest > MAX_WAITING_LENGTH && count < facts.length - 1) {
      rest -= facts[count]?.text.length ?? 0;
      count += 1;
    }
    if (count === 0) return;
    facts = facts.slice(count);
    factsLength = rest;
    hasDropped = true;
  }

  function say(word: Word): void {
    const isState = ({ key }: Word) => key.startsWith('state');
    const before = isState(word) ? words.findLast(isState) : words.find(({ key }) => key === word.key);
    if (before?.key === word.key) words = words.filter((one) => one !== before);
    words.push(word);
    const states = words.filter(isState);
    if (states.length > MAX_STATES) words = words.filter((one) => one !== states[0]);
  }

  function follow({ driverReady, authenticated }: PageState): void {
    if (!driverReady) return;
    if (isLinked && !authenticated) logIn += 1;
    isLinked = authenticated;
  }

  return (item) => {
    const text = stringify(item);
    if (item.kind === 'state') {
      follow(item.state);
      say({ key: `state ${logIn} ${aboutLogIn(item.state)}`, text, logIn });
    } else if (item.kind === 'capability') say({ key: `capability ${item.capability.name}`, text, logIn });
    else {
      facts.push({ text, logIn });
      factsLength += text.length;
      dropOldest();
    }
    void run();
  };
}

/** What must never be passed over: that somebody has logged out, and that somebody else may come. */
function aboutLogIn({ driverReady, authenticated, linking, qr }: PageState): string {
  return stringify([driverReady, authenticated, linking !== null || qr !== null]);
}

function lengthOf(items: readonly Waiting[]): number {
  return items.reduce((length, { text }) => length + text.length, 0);
}

/** As many of the oldest as one report takes: at least one, and those of one log-in. */
function takeFirst<Item extends Waiting>(waiting: readonly Item[]): Item[] {
  let length = 0;
  const end = waiting.findIndex(({ text, logIn }, index) => {
    length += text.length;
    return index > 0 && (index >= MAX_REPORT_ITEMS || length > MAX_LENGTH || logIn !== waiting[0]?.logIn);
  });
  return waiting.slice(0, end === -1 ? waiting.length : end);
}
