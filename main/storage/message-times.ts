import { type Kysely, sql } from 'kysely';
import type { StatusTime } from '../contract/entities.ts';
import type { LawyerId, MessageId } from '../contract/ids.ts';
import type { Millis } from '../domain/clock.ts';
import type { MessageStore } from '../domain/stores/message-store.ts';
import { listOf } from './list-of.ts';
import type { Schema } from './schema.ts';

/** In the database for ever: a letter is never given to another status. */
const LETTERS = {
  sent: 's',
  delivered: 'd',
  read: 'r',
  played: 'p',
  failed: 'f',
  unknown: 'u',
  cancelled: 'c',
} as const satisfies Record<StatusTime['status'], string>;

const STATUSES = new Map(Object.entries(LETTERS).map(([status, letter]) => [letter, status as StatusTime['status']]));

/** What `messages.times` gets more of: the status's letter and the milliseconds, so that the next one can follow at once. */
export function writeTime(status: StatusTime['status'], at: Millis): string {
  return `${LETTERS[status]}${at}`;
}

/** In the order in which they were written. */
function readTimes(times: string): StatusTime[] {
  return [...times.matchAll(/([a-z])(\d+)/g)].flatMap(([, letter = '', at]) => {
    const status = STATUSES.get(letter as (typeof LETTERS)[StatusTime['status']]);
    return status ? [{ status, at: new Date(Number(at)).toISOString() }] : [];
  });
}

/** When messages came to which status. */
export function createMessageTimes(db: Kysely<Schema>): Pick<MessageStore, 'times' | 'setTimes'> {
  return {
    async times(lawyerId: LawyerId, ids: readonly MessageId[]) {
      const rows = await db
        .selectFrom('messages')
        .select(['id', 'times'])
        .where('id', 'in', sql<MessageId>`(${listOf(ids)})`)
        .where('lawyer_id', '=', lawyerId)
        .where('times', 'is not', null)
        .execute();
      return new Map(rows.map(({ id, times }) => [id, readTimes(times ?? '')]));
    },
    async setTimes(lawyerId, id, times) {
      const written = times.map(({ status, at }) => writeTime(status, Date.parse(at))).join('');
      await db
        .updateTable('messages')
        .set({ times: written === '' ? null : written })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
  };
}
