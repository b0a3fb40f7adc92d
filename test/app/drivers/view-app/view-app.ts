/** What the app leaves in its main process for a test. */
export interface ViewApp {
  /** Everything that the page reported, in its order, still to be parsed. */
  items: unknown[];
  events: string[];
  open(): void;
  close(): void;
  reload(): void;
  /** `{ ok: true, value }` with the parsed answer, or `{ ok: false, error }` with the PageError's words. */
  command(name: string, input: unknown): Promise<unknown>;
}
