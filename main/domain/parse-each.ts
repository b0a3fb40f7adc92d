import type { z } from 'zod';
import type { Millis } from './clock.ts';

/** So long is parsed at a stretch: whoever waits for their turn hardly notices, such as another lawyer's page. */
const STRETCH: Millis = 10;

/** The event loop, as far as parsing needs it. */
export interface Turns {
  now(): Millis;
  /** Everything else that is due has its turn. */
  next(): Promise<void>;
}

const realTurns: Turns = {
  now: () => performance.now(),
  next: () => new Promise((resolve) => setImmediate(resolve)),
};

/** As `parseEach`, with what is refused counted. */
export type ParseItems = <Schema extends z.ZodType>(
  schema: Schema,
  items: readonly unknown[],
) => Promise<(z.output<Schema> | null)[]>;

/** `refused` hears of each list how many of its items are not in the contract, also when they are none. */
export function countingRefused(refused: (count: number) => void): ParseItems {
  return async (schema, items) => {
    const parsed = await parseEach(schema, items);
    refused(parsed.filter((item) => item === null).length);
    return parsed;
  };
}

/**
 * Each item parsed on its own, in their order: null stands for one that is not in the contract. However much a page gives
 * to be parsed, everybody else has their turn meanwhile.
 */
export async function parseEach<Schema extends z.ZodType>(
  schema: Schema,
  items: readonly unknown[],
  turns: Turns = realTurns,
): Promise<(z.output<Schema> | null)[]> {
  const parsed: (z.output<Schema> | null)[] = [];
  let since = turns.now();
  for (const item of items) {
    if (turns.now() - since >= STRETCH) {
      await turns.next();
      since = turns.now();
    }
    const result = schema.safeParse(item);
    parsed.push(result.success ? result.data : null);
  }
  return parsed;
}
