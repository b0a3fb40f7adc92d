/** One file with many in it, that is there whole or not at all. */
export interface Archive {
  /** Adds a file behind those before it; resolves when all of it is taken. Rejects with what the content rejects with. */
  add(path: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Now it is there, under its name. */
  finish(): Promise<void>;
  /** Nothing of it is left. */
  discard(): Promise<void>;
}
