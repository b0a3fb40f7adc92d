import type { PageItem } from '../../../../main/contract/page-reports.ts';

/** What a view is opened with. */
export interface ViewSettings {
  url: string;
  /** `persist:…` */
  partition: string;
  preloadFile: string;
  pageScriptFile: string;
  pageDataFolder: string;
  waJsFile: string;
}

/** One view after another on a page, with what they reported. */
export interface ViewApp {
  /** Everything that the page reported and the contract takes, in its order. */
  items: PageItem[];
  /** How many items the contract did not take. */
  refused: number;
  events: string[];
  open(): void;
  close(): void;
  reload(): void;
  /** Ends the page's process. */
  crash(): void;
  /** `{ ok: true, value }` with the parsed answer, or `{ ok: false, error }` with the PageError's words. */
  command(name: string, input: unknown): Promise<unknown>;
}
