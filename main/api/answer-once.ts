import type { Clock } from '../domain/clock.ts';
import type { Database } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';
import type { IdempotencyKey, SameRequest } from './idempotency.ts';
import { sha256Of, type UploadedFile } from './read-upload.ts';

export interface Answer {
  status: number;
  body: string;
  /** It was given before, to the same request under the same Idempotency-Key. */
  isReplay?: boolean;
}

/** What acts on another process is under way for a while; requests under the same Idempotency-Key wait their turn. */
export type Turns = Map<string, Promise<unknown>>;

export interface OnceDependencies {
  database: Database;
  clock: Clock;
  turns: Turns;
  /** Null: the request carries none, and acts each time. */
  key: IdempotencyKey | null;
}

type Work = (stores: Stores) => Promise<Answer>;

/** What is written and its answer belong to one transaction: neither can be kept without the other. */
export function answerInTransaction(once: OnceDependencies, request: SameRequest, work: Work): Promise<Answer> {
  const { database, clock, key } = once;
  return database.write(async (stores) => {
    const first = await replayed(stores, key, request);
    if (first) return first;
    const answer = await work(stores);
    await key?.keep(stores.idempotency, request, answer, clock.now());
    return answer;
  });
}

/** What acts outside cannot be held by a transaction; ours must not stay open meanwhile. */
export function answerOutside(once: OnceDependencies, request: SameRequest, work: Work): Promise<Answer> {
  const { database, clock, key } = once;
  return inTurn(once, async () => {
    const first = await database.read((stores) => replayed(stores, key, request));
    if (first) return first;
    const answer = await database.readAlong(work);
    if (key) await database.write((stores) => key.keep(stores.idempotency, request, answer, clock.now()));
    return answer;
  });
}

/**
 * Only when the file has arrived is it known which request it was. Under a key that was used before, the file is read to
 * be compared and not taken in.
 */
export function answerUpload(
  once: OnceDependencies,
  file: UploadedFile,
  requestWith: (sha256: string) => SameRequest,
  work: Work,
): Promise<Answer> {
  const { database, clock, key } = once;
  return inTurn(once, async () => {
    if (key && (await database.read((stores) => key.isUsed(stores.idempotency)))) {
      const request = requestWith(await sha256Of(file));
      const first = await database.read((stores) => replayed(stores, key, request));
      if (first) return first;
      throw new Error('an answer that was kept is gone');
    }
    const answer = await database.readAlong(work);
    if (key) {
      const request = requestWith(file.sha256());
      await database.write((stores) => key.keep(stores.idempotency, request, answer, clock.now()));
    }
    return answer;
  });
}

/** The first answer to the same request, if there was one. */
export async function replayed(
  stores: Stores,
  key: IdempotencyKey | null,
  request: SameRequest,
): Promise<Answer | null> {
  const first = await key?.replay(stores.idempotency, request);
  return first ? { ...first, isReplay: true } : null;
}

async function inTurn<Result>({ turns, key }: OnceDependencies, act: () => Promise<Result>): Promise<Result> {
  if (!key) return act();
  const before = turns.get(key.name) ?? Promise.resolve();
  const mine = before.then(act, act);
  turns.set(key.name, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(key.name) === mine) turns.delete(key.name);
  }
}
