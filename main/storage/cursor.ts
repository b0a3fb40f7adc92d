import { z } from 'zod';
import { AppError } from '../domain/app-error.ts';

const Pair = z.tuple([z.number().int(), z.unknown()]);

/** A number that places a row, where its list is told by nothing else. */
export const RowNumber = z.number().int();

/** A place in a list, opaque to the caller: the sort value of the last row and its id, so that inserts move nothing. */
export function encodeCursor(sort: number, id: string | number): string {
  return Buffer.from(JSON.stringify([sort, id])).toString('base64url');
}

/**
 * Each list reads its own cursors alone: `id` is the form of the ids of its rows, or the word that it marks them with.
 * Throws AppError `invalid_cursor`.
 */
export function decodeCursor<Id extends z.ZodType<string | number>>(
  cursor: string,
  id: Id,
): [sort: number, id: z.infer<Id>] {
  try {
    const [sort, last] = Pair.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return [sort, id.parse(last)];
  } catch {
    throw new AppError('invalid_cursor', [{ field: 'cursor', message: 'must be a next_cursor that this list gave' }]);
  }
}

/** Splits `limit + 1` rows into a page and the cursor of the next one. */
export function toPage<Row>(
  rows: Row[],
  limit: number,
  position: (row: Row) => [number, string | number],
): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? encodeCursor(...position(last)) : null };
}
