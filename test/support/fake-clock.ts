import type { Clock, Millis } from '../../main/domain/clock.ts';

/** Turns of the event loop without anything happening, after which nothing is expected to happen any more. */
const QUIET_TURNS = 6;
/** What has not come to rest by then goes round in a circle. */
const MAX_TURNS = 100_000;

let stirs = 0;
let underWay = 0;

/** Says that something happens: whoever settles goes on waiting. */
export function stir(): void {
  stirs += 1;
}

/** Work that ends by itself, however many turns the machine takes for it: whoever settles waits for its end. */
export async function untilDone<Result>(work: Promise<Result>): Promise<Result> {
  underWay += 1;
  try {
    return await work;
  } finally {
    underWay -= 1;
  }
}

/** Lets everything that waits for nothing but promises go on until it has nothing left to do. */
export async function settle(): Promise<void> {
  let seen = stirs;
  let quiet = 0;
  for (let turn = 0; quiet < QUIET_TURNS && turn < MAX_TURNS; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = stirs === seen && underWay === 0 ? quiet + 1 : 0;
    seen = stirs;
  }
}

/** For it all work is done at once: nobody who writes behind pauses, however slow the machine is. */
export const STANDING_CLOCK: Clock = { now: () => 0, after: () => () => {} };

/** A clock that moves only when it is told to. */
export class FakeClock implements Clock {
  private time: Millis;
  private timers: { at: Millis; call: () => void }[] = [];

  constructor(start: Millis = Date.UTC(2026, 10, 20, 9, 0, 0)) {
    this.time = start;
  }

  now(): Millis {
    return this.time;
  }

  after(delay: Millis, call: () => void): () => void {
    const timer = { at: this.time + Math.max(0, delay), call };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** How many calls are still to come. */
  pending(): number {
    return this.timers.length;
  }

  /** When the next call is to come. */
  nextAt(): Millis | null {
    return this.timers.length === 0 ? null : Math.min(...this.timers.map(({ at }) => at));
  }

  /** Moves on, and calls back whatever falls due, in order, each with what follows from it. */
  async advance(delay: Millis): Promise<void> {
    const end = this.time + delay;
    await settle();
    for (let next = this.takeDue(end); next; next = this.takeDue(end)) {
      this.time = Math.max(this.time, next.at);
      next.call();
      await settle();
    }
    this.time = end;
  }

  /** Calls back whatever waits, at once, while the time stands still. */
  async callAll(): Promise<void> {
    const { timers } = this;
    this.timers = [];
    for (const { call } of timers) call();
    await settle();
  }

  /** As a machine that was asleep: the time is another one at once, and what fell due meanwhile is called back now. */
  async jump(delay: Millis): Promise<void> {
    this.time += delay;
    await this.advance(0);
  }

  private takeDue(end: Millis): { at: Millis; call: () => void } | undefined {
    const [first] = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    if (first) this.timers = this.timers.filter((other) => other !== first);
    return first;
  }
}
