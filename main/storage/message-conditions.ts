import { type RawBuilder, sql } from 'kysely';
import type { MessageFilter } from '../domain/stores/message-search-store.ts';

/** What is asked beside the words, and costs a look at the message itself. `m` is the message, `a` its file. */
export function conditionsOf({ direction, kind, status, hasAttachment }: MessageFilter): RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  // The plus: which index is walked is not for SQLite to choose.
  if (direction !== undefined) conditions.push(sql`+m.direction = ${direction}`);
  if (kind !== undefined) conditions.push(sql`m.kind = ${kind}`);
  if (status !== undefined) conditions.push(sql`m.status = ${status}`);
  if (hasAttachment !== undefined) {
    const file = sql`EXISTS (SELECT 1 FROM attachments a WHERE a.message_id = m.id)`;
    conditions.push(hasAttachment ? sql`${file}` : sql`NOT ${file}`);
  }
  return conditions;
}

/** The span of time that is asked for, as conditions that begin with AND. */
export function spanOf({ from, to }: MessageFilter): RawBuilder<unknown> {
  return sql`
    ${from === undefined ? sql`` : sql`AND m.sending_date >= ${from}`}
    ${to === undefined ? sql`` : sql`AND m.sending_date < ${to}`}`;
}

/** Conditions, each with AND in front of it. */
export function andAll(conditions: readonly RawBuilder<boolean>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`` : sql`AND ${sql.join(conditions, sql` AND `)}`;
}
