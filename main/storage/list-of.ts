import { type RawBuilder, sql } from 'kysely';

/** The values as rows of a subselect: the statement is the same, however many they are. */
export function listOf(values: readonly (string | number)[]): RawBuilder<unknown> {
  return sql`SELECT value FROM json_each(${JSON.stringify(values)})`;
}
