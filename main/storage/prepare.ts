import { type Compilable, CompiledQuery, type Kysely, type QueryResult, type RawBuilder, sql } from 'kysely';
import type { Schema } from './schema.ts';

/** A place in a query that is filled in when it runs. */
export type Blank<Values> = <Name extends keyof Values & string>(name: Name) => RawBuilder<Values[Name]>;

interface BlankMark {
  blank: string;
}

function isBlankMark(value: unknown): value is BlankMark {
  return typeof value === 'object' && value !== null && 'blank' in value;
}

/**
 * A query that is built and compiled once, at its first run: for small statements Kysely's work is as long as SQLite's.
 * For those that run with every message.
 */
export function prepare<Values extends object, Row>(
  db: Kysely<Schema>,
  build: (blank: Blank<Values>) => Compilable<Row>,
): (values: Values) => Promise<QueryResult<Row>> {
  let compiled: CompiledQuery<Row> | undefined;
  return (values) => {
    compiled ??= build((name) => sql`${{ blank: name } satisfies BlankMark}`).compile();
    const given = new Map<string, unknown>(Object.entries(values));
    const parameters = compiled.parameters.map((value) => (isBlankMark(value) ? given.get(value.blank) : value));
    return db.executeQuery<Row>(CompiledQuery.raw(compiled.sql, parameters));
  };
}
