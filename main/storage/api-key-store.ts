import type { Kysely, Selectable } from 'kysely';
import { z } from 'zod';
import { KeyId } from '../contract/ids.ts';
import { Scope } from '../contract/scopes.ts';
import type { ApiKey } from '../domain/api-keys.ts';
import type { ApiKeyStore } from '../domain/stores/api-key-store.ts';
import { changedColumns } from './changed-columns.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

const Scopes = z.array(z.string());

/** A scope that this version does not know gives nothing: the others stay. */
function scopesOf(json: string | null): readonly Scope[] | null {
  if (json === null) return null;
  return Scopes.parse(JSON.parse(json)).flatMap((text) => Scope.safeParse(text).data ?? []);
}

function toApiKey(row: Selectable<Schema['api_keys']>): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    lawyerId: row.lawyer_id,
    scopes: scopesOf(row.scopes),
    secretHash: row.secret_hash,
    created: row.created,
    createdBy: row.created_by,
    expires: row.expires,
    lastUsed: row.last_used,
    revoked: row.revoked,
    replacedBy: row.replaced_by,
  };
}

const toJson = (scopes: readonly Scope[] | null) => (scopes === null ? null : JSON.stringify(scopes));

export function createApiKeyStore(db: Kysely<Schema>): ApiKeyStore {
  const findOne = prepare(db, (blank: Blank<{ id: KeyId }>) =>
    db.selectFrom('api_keys').selectAll().where('id', '=', blank('id')),
  );

  return {
    async insert(key) {
      await db
        .insertInto('api_keys')
        .values({
          id: key.id,
          name: key.name,
          role: key.role,
          lawyer_id: key.lawyerId,
          scopes: toJson(key.scopes),
          secret_hash: key.secretHash,
          created: key.created,
          created_by: key.createdBy,
          expires: key.expires,
          last_used: key.lastUsed,
          revoked: key.revoked,
          replaced_by: key.replacedBy,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async find(id) {
      const [row] = (await findOne({ id })).rows;
      return row ? toApiKey(row) : null;
    },
    async list(lawyerId, { limit, cursor }) {
      let query = db.selectFrom('api_keys').selectAll().orderBy('created', 'desc').orderBy('id', 'desc');
      if (lawyerId !== null) query = query.where('lawyer_id', '=', lawyerId);
      if (cursor) {
        const [created, id] = decodeCursor(cursor, KeyId);
        query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('created', 'id'), '<', tuple(created, id)));
      }
      const page = toPage(await query.limit(limit + 1).execute(), limit, (row) => [row.created, row.id]);
      return { rows: page.rows.map(toApiKey), nextCursor: page.nextCursor };
    },
    async update(id, { name, scopes, expires, revoked, replacedBy, lastUsed }) {
      const changed = changedColumns({
        name,
        scopes: scopes === undefined ? undefined : toJson(scopes),
        expires,
        revoked,
        replaced_by: replacedBy,
        last_used: lastUsed,
      });
      if (changed) await db.updateTable('api_keys').set(changed).where('id', '=', id).execute();
    },
  };
}
