import type { ByteRange } from './byte-range.ts';

/** An answer that is not JSON, made at once. */
export interface SmallContent {
  type: string;
  bytes: Uint8Array;
  /** Until when it is valid. */
  expires?: Date | undefined;
}

/** A file of a stranger's, read while it is sent. */
export interface FileContent {
  /** Found from the bytes. */
  type: string;
  size: number;
  /** Hexadecimal: what it is known by, and so that part of it which was given before. */
  sha256: string;
  /** As its sender called it. */
  fileName: string | null;
  read(part: ByteRange): AsyncIterable<Uint8Array>;
}

export type Content = SmallContent | FileContent;
