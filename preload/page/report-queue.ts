import type { PageItem } from '../../main/contract/page.ts';
import { PAGE_REPORT_FUNCTION } from '../../main/contract/page-channels.ts';

const RETRY_DELAY_MS = 1000;

/** Items in one report. What is more goes into the next. */
const MAX_ITEMS = 500;

/**
 * Sends items in the order in which they were seen, one report at a time: what comes while one is on its way to the
 * disk goes together into the next. A report that was not stored is sent again.
 */
export function createReportQueue(): (item: PageItem) => void {
  const send = (window as unknown as Record<string, (report: string) => Promise<void>>)[PAGE_REPORT_FUNCTION];
  const waiting: PageItem[] = [];
  let sending = false;

  async function run(): Promise<void> {
    if (sending || !send) return;
    sending = true;
    while (waiting.length > 0) {
      const items = waiting.slice(0, MAX_ITEMS);
      try {
        await send(JSON.stringify({ items }));
        waiting.splice(0, items.length);
      } catch {
        await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY_MS));
      }
    }
    sending = false;
  }

  return (item) => {
    waiting.push(item);
    void run();
  };
}
