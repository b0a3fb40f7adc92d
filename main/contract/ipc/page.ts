import { z } from 'zod';

/** Where a list goes on: the `next_cursor` of the page before. Without one: the first page. */
export const Cursor = z.string().max(200).optional();

/** One page of a list. */
export function pageOf<Row extends z.ZodType>(row: Row) {
  return z.object({ data: z.array(row), next_cursor: z.string().nullable() });
}
