import type { PageItem } from '../../main/contract/page.ts';
import { MAX_REPORT_ITEMS } from '../../main/contract/page-channels.ts';
import { later, stringify } from './own-globals.ts';

const RETRY_DELAY_MS = 1000;

/** Characters in one report; what is more goes into the next. One item alone is far below MAX_REPORT_LENGTH. */
const MAX_LENGTH = 1_000_000;

/**
 * Sends items in the order in which they were seen, one report at a time: what comes while one is on its way to the
 * disk goes together into the next. A report that was not stored is sent again.
 */
export function createReportQueue(
  load: number,
  send: ((report: string) => Promise<void>) | undefined,
): (item: PageItem) => void {
  /** Each item as JSON, the oldest first. */
  let waiting: string[] = [];
  let sending = false;

  async function run(): Promise<void> {
    if (sending || !send) return;
    sending = true;
    while (waiting.length > 0) {
      const items = takeFirst(waiting);
      try {
        await send(`{"load":${load},"items":[${items.join(',')}]}`);
        waiting = waiting.slice(items.length);
      } catch {
        await new Promise((resolve) => later(() => resolve(null), RETRY_DELAY_MS));
      }
    }
    sending = false;
  }

  return (item) => {
    waiting.push(stringify(item));
    void run();
  };
}

/** As many of the oldest as one report takes: at least one. */
function takeFirst(waiting: readonly string[]): string[] {
  let length = 0;
  const end = waiting.findIndex((item, index) => {
    length += item.length;
    return index > 0 && (index >= MAX_REPORT_ITEMS || length > MAX_LENGTH);
  });
  return waiting.slice(0, end === -1 ? waiting.length : end);
}
