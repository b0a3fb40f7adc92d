import { z } from 'zod';
import { AppError } from '../domain/app-error.ts';

const Position = z.tuple([z.number().int(), z.union([z.string(), z.number()])]);

/** A place in a list, opaque to the caller: the sort value of the last row and its id, so that inserts move nothing. */
export function encodeCursor(sort: number, id: string | number): string {
  return Buffer.from(JSON.stringify([sort, id])).toString('base64url');
}

/** Throws AppError `invalid_cursor`. */
export function decodeCursor(cursor: string): [sort: number, id: string | number] {
  try {
    return Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    throw invalidCursor();
  }
}

/** What a cursor is answered with that is none, or that of another list. */
export function invalidCursor(): AppError {
  return new AppError('invalid_cursor', [{ field: 'cursor', message: 'must be a next_cursor that this API gave' }]);
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
