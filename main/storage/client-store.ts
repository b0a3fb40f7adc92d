import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Client, ClientAlias } from '../contract/entities.ts';
import { ClientId, type LawyerId } from '../contract/ids.ts';
import type { Millis } from '../domain/clock.ts';
import type { AliasKind, ClientStore } from '../domain/stores/client-store.ts';
import { createAddressPairs } from './address-pairs.ts';
import { createClientBrowser } from './client-browser.ts';
import { createClientNotes } from './client-notes.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { listOf } from './list-of.ts';
import { mergeClients, unmergeClients } from './merge-clients.ts';
import { subtreeOf } from './merge-tree.ts';
import { nameKey } from './name-key.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

/** A client's id with what belongs to it, one row for each thing. */
type Owned<Thing> = { owner: ClientId } & Thing;

function groupByOwner<Thing>(rows: readonly Owned<Thing>[]): Map<ClientId, Owned<Thing>[]> {
  const groups = new Map<ClientId, Owned<Thing>[]>();
  for (const row of rows) {
    const group = groups.get(row.owner);
    if (group) group.push(row);
    else groups.set(row.owner, [row]);
  }
  return groups;
}

type Part = Owned<{ id: ClientId; name: string | null; merged: Millis }>;

/** All that were merged into those of a JSON list, and into these. */
function mergedInto(ids: RawBuilder<string>): RawBuilder<Part> {
  return sql`
    WITH RECURSIVE tree (owner, id) AS (
      SELECT value, value FROM json_each(${ids})
      UNION ALL
      SELECT tree.owner, part.id FROM clients part JOIN tree ON part.merged_into = tree.id
    )
    SELECT tree.owner, part.id, part.name, part.merged FROM tree CROSS JOIN clients part ON part.id = tree.id
    WHERE part.merged_into IS NOT NULL
    ORDER BY part.merged DESC, part.id DESC`;
}

export function createClientStore(db: Kysely<Schema>): ClientStore {
  function clientsOf(lawyerId: LawyerId | RawBuilder<LawyerId>) {
    return db
      .selectFrom('clients as c')
      .leftJoin('lawyer_clients as link', (join) =>
        join.onRef('link.client_id', '=', 'c.id').onRef('link.lawyer_id', '=', 'c.lawyer_id'),
      )
      .where('c.lawyer_id', '=', lawyerId)
      .where('c.merged_into', 'is', null)
      .where('c.removed', 'is', null)
      .select(['c.id', 'c.name', 'c.phone_number', 'c.email', 'c.notes', 'c.created', 'c.updated'])
      .select(['link.conversation_id', 'link.status']);
  }

  const findOne = prepare(db, (blank: Blank<{ lawyerId: LawyerId; id: ClientId }>) =>
    clientsOf(blank('lawyerId')).where('c.id', '=', blank('id')),
  );
  const findAliases = prepare(db, (blank: Blank<{ ids: string }>) =>
    db
      .selectFrom('client_aliases')
      .selectAll()
      .where('client_id', 'in', sql<ClientId>`(SELECT value FROM json_each(${blank('ids')}))`)
      .orderBy('first_seen')
      .orderBy('kind')
      .orderBy('value'),
  );
  const findMerged = prepare(db, (blank: Blank<{ ids: string }>) => ({
    compile: () => mergedInto(blank('ids')).compile(db),
  }));

  async function aliasesOf(ids: readonly ClientId[]): Promise<Map<ClientId, Owned<ClientAlias>[]>> {
    const { rows } = await findAliases({ ids: JSON.stringify(ids) });
    return groupByOwner(
      rows.map((row) => ({
        owner: row.client_id,
        kind: row.kind,
        value: row.value,
        source: row.source,
        first_seen_at: new Date(row.first_seen).toISOString(),
        last_seen_at: new Date(row.last_seen).toISOString(),
      })),
    );
  }

  type Row = Awaited<ReturnType<ReturnType<typeof clientsOf>['executeTakeFirstOrThrow']>>;

  async function toClients(rows: readonly Row[]): Promise<Client[]> {
    const ids = rows.map((row) => row.id);
    const aliases = await aliasesOf(ids);
    const merged = groupByOwner((await findMerged({ ids: JSON.stringify(ids) })).rows);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      phone: row.phone_number,
      email: row.email,
      notes: row.notes,
      status: row.status ?? 'lead',
      conversation_id: row.conversation_id,
      aliases: (aliases.get(row.id) ?? []).map(({ owner: _, ...alias }) => alias),
      merged: (merged.get(row.id) ?? []).map((part) => ({
        client_id: part.id,
        name: part.name,
        merged_at: new Date(part.merged).toISOString(),
      })),
      created_at: new Date(row.created).toISOString(),
      updated_at: new Date(row.updated).toISOString(),
    }));
  }

  const owner = prepare(db, (blank: Blank<{ lawyerId: LawyerId; kind: AliasKind; value: string }>) =>
    db
      .selectFrom('client_aliases')
      .select('client_id')
      .where('lawyer_id', '=', blank('lawyerId'))
      .where('kind', '=', blank('kind'))
      .where('value', '=', blank('value')),
  );
  const upsertAlias = prepare(db, (blank: Blank<Parameters<ClientStore['addAlias']>[0]>) =>
    db
      .insertInto('client_aliases')
      .values({
        lawyer_id: blank('lawyerId'),
        client_id: blank('clientId'),
        kind: blank('kind'),
        value: blank('value'),
        source: blank('source'),
        first_seen: blank('at'),
        last_seen: blank('at'),
        home_client_id: null,
      })
      .onConflict((conflict) =>
        conflict.columns(['lawyer_id', 'kind', 'value']).doUpdateSet({ last_seen: blank('at') }),
      ),
  );
  const nameUnnamed = prepare(
    db,
    (blank: Blank<{ lawyerId: LawyerId; id: ClientId; name: string; key: string; at: Millis }>) =>
      db
        .updateTable('clients')
        .set({ name: blank('name'), name_key: blank('key'), updated: blank('at') })
        .where('lawyer_id', '=', blank('lawyerId'))
        .where('id', '=', blank('id'))
        .where('name', 'is', null),
  );

  return {
    async insert({ id, lawyerId, name, phone, at }) {
      await db
        .insertInto('clients')
        .values({
          id,
          lawyer_id: lawyerId,
          name,
          phone_number: phone,
          email: null,
          notes: null,
          created: at,
          updated: at,
          merged_into: null,
          merged: null,
          removed: null,
          name_key: nameKey(name),
        })
        .execute();
    },
    async findByAlias(lawyerId, kind, value) {
      return (await owner({ lawyerId, kind, value })).rows[0]?.client_id ?? null;
    },
    async addAlias({ lawyerId, clientId, kind, value, source, at }) {
      await upsertAlias({ lawyerId, clientId, kind, value, source, at });
    },
    async nameIfUnnamed(lawyerId, id, name, at) {
      return (await nameUnnamed({ lawyerId, id, name, key: nameKey(name), at })).numAffectedRows === 1n;
    },
    async setPhone(lawyerId, id, phone, at) {
      await db
        .updateTable('clients')
        .set({ phone_number: phone, updated: at })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async find(lawyerId, id) {
      return (await toClients((await findOne({ lawyerId, id })).rows))[0] ?? null;
    },
    ...createClientNotes(db),
    ...createClientBrowser(db),
    async list(lawyerId, { limit, cursor, status }) {
      let query = clientsOf(lawyerId)
        .orderBy('c.id')
        .limit(limit + 1);
      if (status) query = query.where(sql<boolean>`coalesce(link.status, 'lead') = ${status}`);
      if (cursor) query = query.where('c.id', '>', decodeCursor(cursor, ClientId)[1]);
      const page = toPage(await query.execute(), limit, (row) => [row.created, row.id]);
      return { rows: await toClients(page.rows), nextCursor: page.nextCursor };
    },
    mergeInto: (lawyerId, from, into, at) => mergeClients(db, lawyerId, from, into, at),
    unmerge: (lawyerId, from, into, at) => unmergeClients(db, lawyerId, from, into, at),
    async moveAlias({ lawyerId, kind, value, to, at }) {
      const lost = await db
        .deleteFrom('client_aliases')
        .where('lawyer_id', '=', lawyerId)
        .where('kind', '=', kind)
        .where('value', '=', value)
        .returning('client_id')
        .executeTakeFirst();
      if (to !== null) {
        const alias = { lawyer_id: lawyerId, client_id: to, kind, value, source: 'whatsapp' };
        await db
          .insertInto('client_aliases')
          .values({ ...alias, first_seen: at, last_seen: at, home_client_id: null })
          .execute();
      }
      if (kind !== 'phone' || !lost || lost.client_id === to) return;
      // Those that are merged into the former owner would show the number again, once they are taken out of it.
      const owners = listOf(await subtreeOf(db, 'clients', lost.client_id));
      await sql`
        UPDATE clients SET phone_number = NULL, updated = ${at}
        WHERE id IN (${owners}) AND phone_number = ${value}`.execute(db);
      await sql`
        UPDATE conversations SET phone_number = NULL
        WHERE phone_number = ${value} AND id IN (
          SELECT conversation_id FROM lawyer_clients WHERE lawyer_id = ${lawyerId} AND client_id IN (${owners})
        )`.execute(db);
    },
    ...createAddressPairs(db),
    async keepApart(lawyerId, one, other, at) {
      const [lesser, greater] = one < other ? [one, other] : [other, one];
      await db
        .insertInto('clients_kept_apart')
        .values({ lawyer_id: lawyerId, one: lesser, other: greater, created: at })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async areKeptApart(lawyerId, one, other) {
      // Whoever is merged into one of them counts as much.
      const some = listOf(await subtreeOf(db, 'clients', one));
      const others = listOf(await subtreeOf(db, 'clients', other));
      const { rows } = await sql`
        SELECT 1 FROM clients_kept_apart
        WHERE lawyer_id = ${lawyerId}
          AND ((one IN (${some}) AND other IN (${others})) OR (one IN (${others}) AND other IN (${some})))
        LIMIT 1`.execute(db);
      return rows.length > 0;
    },
  };
}
