import { MAX_REPORT_LENGTH } from '../contract/page-channels.ts';
import { PageReport } from '../contract/page-reports.ts';
import { readPageJson } from './page-json.ts';

interface Dependencies {
  /** The number of the document that may report now. */
  load(): number;
  report(items: readonly unknown[], logIn: number): Promise<void>;
  /** What came is no report, or too large. */
  refused(): void;
}

/**
 * Through which a page's reports come in: one at a time, of the present document. Resolves to true when the page may forget
 * the report, to false when it must send it again; our script sends one at a time itself, so only a hostile page ever
 * finds the door closed. Rejects when the report is not stored.
 */
export function createReportDoor({ load, report, refused }: Dependencies): (json: unknown) => Promise<boolean> {
  let isBusy = false;
  return async (json) => {
    if (isBusy) return false;
    if (typeof json !== 'string' || json.length > MAX_REPORT_LENGTH) {
      refused();
      return false;
    }
    const parsed = PageReport.safeParse(readPageJson(json, MAX_REPORT_LENGTH));
    if (!parsed.success) refused();
    if (!parsed.success || parsed.data.load !== load()) return true;
    isBusy = true;
    try {
      await report(parsed.data.items, parsed.data.logIn);
    } finally {
      isBusy = false;
    }
    return true;
  };
}
