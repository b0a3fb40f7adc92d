/** What a page tells of itself. */
export interface PageHostListener {
  /** A new document is there: whatever was known of the one before is void. */
  loaded(): void;
  loadFailed(): void;
  /** Its process has died. */
  crashed(): void;
  /** Its thread has not reacted for some seconds. It may come back by itself. */
  unresponsive(): void;
  /**
   * Items as they came, each still to be parsed. The page keeps them until the promise resolves, and sends them again
   * when it rejects. `logIn`: how many log-outs that document had seen when it saw them.
   */
  report(items: readonly unknown[], logIn: number): Promise<void>;
}

/** One lawyer's page with its view, as far as a session needs it. A closed one is never used again. */
export interface PageHost {
  start(listener: PageHostListener): void;
  reload(): void;
  /**
   * Runs a command in the page. Rejects when the page does not answer in time, or goes away meanwhile; null when the answer
   * is not to be read.
   */
  command(name: string, input: unknown): Promise<unknown>;
  /** Brings what identifies the log-in to the disk: a kill soon after would lose it otherwise. */
  flush(): void;
  /** What its process holds at this moment, in bytes; null while it has none. */
  memoryBytes(): number | null;
  /** Ends the page and its process; the log-in stays on disk. */
  close(): void;
}
