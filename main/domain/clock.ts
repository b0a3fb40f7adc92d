/** Milliseconds since 1970. */
export type Millis = number;

export interface Clock {
  now(): Millis;
  /** Calls back once, not before `delay` ms have passed; the answer cancels it. */
  after(delay: Millis, call: () => void): () => void;
}
