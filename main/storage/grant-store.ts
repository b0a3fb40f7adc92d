import { type Kysely, type Selectable, sql } from 'kysely';
import type { Grant } from '../contract/grant.ts';
import { type ConversationId, GrantId, type StaffId } from '../contract/ids.ts';
import type { Millis } from '../domain/clock.ts';
import type { GrantStore, GrantsOf } from '../domain/stores/grant-store.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

type Row = Selectable<Schema['grants']>;

function toGrant(row: Row, conversationIds: ConversationId[]): Grant {
  return {
    id: row.id,
    lawyer_id: row.lawyer_id,
    staff_id: row.staff_id,
    conversation_ids: conversationIds,
    reason: row.reason,
    created_at: new Date(row.created).toISOString(),
    expires_at: new Date(row.expires).toISOString(),
    revoked_at: row.revoked === null ? null : new Date(row.revoked).toISOString(),
  };
}

export function createGrantStore(db: Kysely<Schema>): GrantStore {
  const open = prepare(db, (blank: Blank<{ staffId: StaffId; at: Millis }>) =>
    db
      .selectFrom('grants as g')
      .innerJoin('grant_conversations as granted', 'granted.grant_id', 'g.id')
      .innerJoin('conversations as c', (join) =>
        // Whose it is, is said by the conversation: a grant opens nothing of another lawyer's.
        join.onRef('c.id', '=', 'granted.conversation_id').onRef('c.lawyer_id', '=', 'g.lawyer_id'),
      )
      .select(['g.lawyer_id', 'granted.conversation_id'])
      .distinct()
      .where('g.staff_id', '=', blank('staffId'))
      .where('g.revoked', 'is', null)
      .where('g.expires', '>', blank('at')),
  );

  function grantsOf(of: GrantsOf) {
    const query = db.selectFrom('grants').selectAll();
    return 'lawyerId' in of ? query.where('lawyer_id', '=', of.lawyerId) : query.where('staff_id', '=', of.staffId);
  }

  async function withConversations(rows: readonly Row[]): Promise<Grant[]> {
    const granted = await db
      .selectFrom('grant_conversations')
      .selectAll()
      .where(sql<boolean>`grant_id IN (${listOf(rows.map(({ id }) => id))})`)
      .execute();
    return rows.map((row) =>
      toGrant(
        row,
        granted.filter((one) => one.grant_id === row.id).map((one) => one.conversation_id),
      ),
    );
  }

  return {
    async insert({ id, lawyerId, staffId, conversationIds, reason, created, expires }) {
      await db
        .insertInto('grants')
        .values({ id, lawyer_id: lawyerId, staff_id: staffId, reason, created, expires, revoked: null })
        .execute();
      await db
        .insertInto('grant_conversations')
        .values(conversationIds.map((conversation_id) => ({ grant_id: id, conversation_id })))
        .execute();
    },
    async find(of, id) {
      const row = await grantsOf(of).where('id', '=', id).executeTakeFirst();
      return row ? ((await withConversations([row]))[0] ?? null) : null;
    },
    async list(of, { limit, cursor }) {
      let query = grantsOf(of).orderBy('created', 'desc').orderBy('id', 'desc');
      if (cursor) {
        const [created, id] = decodeCursor(cursor, GrantId);
        query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('created', 'id'), '<', tuple(created, id)));
      }
      const page = toPage(await query.limit(limit + 1).execute(), limit, (row) => [row.created, row.id]);
      return { rows: await withConversations(page.rows), nextCursor: page.nextCursor };
    },
    async revoke(lawyerId, id, at) {
      await db
        .updateTable('grants')
        .set({ revoked: at })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .where('revoked', 'is', null)
        .execute();
    },
    async revokeAll(staffId, at) {
      await db
        .updateTable('grants')
        .set({ revoked: at })
        .where('staff_id', '=', staffId)
        .where('revoked', 'is', null)
        .execute();
    },
    async openTo(staffId, at) {
      const { rows } = await open({ staffId, at });
      return rows.map((row) => ({ lawyerId: row.lawyer_id, conversationId: row.conversation_id }));
    },
  };
}
