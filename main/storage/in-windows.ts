import { nextTurn } from '../domain/in-slices.ts';

/** Looked through for one page, whatever is asked: some tenths of a second, with everybody else's turns between. */
const MAX_WINDOWS = 20;

interface Windows<Row, Position> {
  /** Where to begin; null: at the newest row. */
  from: Position | null;
  limit: number;
  /** The last row of the window that begins there, some milliseconds of work on; null: everything is in it. */
  endOf(from: Position | null): Promise<Position | null>;
  /** The first `limit` rows that fit, behind `from` and up to `end`. */
  rowsIn(from: Position | null, end: Position | null, limit: number): Promise<Row[]>;
  positionOf(row: Row): Position;
}

/**
 * A page of those few rows that fit among very many, without ever holding up the process: window after window, and after
 * many of them the page ends where it is. `next` is where the next one begins; null: there is nothing more.
 */
export async function inWindows<Row, Position>({
  from,
  limit,
  endOf,
  rowsIn,
  positionOf,
}: Windows<Row, Position>): Promise<{ rows: Row[]; next: Position | null }> {
  const rows: Row[] = [];
  let position = from;
  for (let window = 0; window < MAX_WINDOWS; window++) {
    const end = await endOf(position);
    rows.push(...(await rowsIn(position, end, limit + 1 - rows.length)));
    const last = rows[limit - 1];
    if (rows.length > limit && last) return { rows: rows.slice(0, limit), next: positionOf(last) };
    position = end;
    if (end === null) break;
    await nextTurn();
  }
  return { rows, next: position };
}
