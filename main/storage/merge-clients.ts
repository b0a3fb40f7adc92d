import { type Kysely, sql } from 'kysely';
import type { ClientId, LawyerId } from '../contract/ids.ts';
import { AppError } from '../domain/app-error.ts';
import type { Millis } from '../domain/clock.ts';
import type { AliasKind } from '../domain/stores/client-store.ts';
import { listOf } from './list-of.ts';
import { ancestorsOf, subtreeOf } from './merge-tree.ts';
import { nameKey, UNNAMED } from './name-key.ts';
import type { Schema } from './schema.ts';

/** What a person has noted, or WhatsApp has told, of a client. */
type Noted = 'name' | 'email' | 'notes';

/**
 * Makes `from` a part of `into`: the aliases move and remember whose they were. A name, a number and what is noted are
 * given to one that has none. Throws AppError `clients_not_mergeable` unless both are there, two, and merged into nobody.
 */
export async function mergeClients(
  db: Kysely<Schema>,
  lawyerId: LawyerId,
  from: ClientId,
  into: ClientId,
  at: Millis,
): Promise<void> {
  const both = await db
    .selectFrom('clients')
    .select(['id', 'name', 'phone_number', 'email', 'notes'])
    .where('lawyer_id', '=', lawyerId)
    .where('id', 'in', [from, into])
    .where('merged_into', 'is', null)
    .execute();
  const leaving = both.find(({ id }) => id === from);
  const staying = both.find(({ id }) => id === into);
  if (!leaving || !staying || from === into) throw new AppError('clients_not_mergeable');
  const gives = (field: Noted): number => (staying[field] === null && leaving[field] !== null ? 1 : 0);
  await db
    .updateTable('clients')
    .set({ merged_into: into, merged: at, updated: at })
    .set({ gave_name: gives('name'), gave_email: gives('email'), gave_notes: gives('notes') })
    .where('id', '=', from)
    .execute();
  await db
    .updateTable('clients')
    .set({
      name: staying.name ?? leaving.name,
      name_key: nameKey(staying.name ?? leaving.name),
      phone_number: staying.phone_number ?? leaving.phone_number,
      email: staying.email ?? leaving.email,
      notes: staying.notes ?? leaving.notes,
      updated: at,
    })
    .where('id', '=', into)
    .execute();
  await sql`
    UPDATE client_aliases SET client_id = ${into}, home_client_id = coalesce(home_client_id, ${from})
    WHERE client_id = ${from}`.execute(db);
}

/**
 * Takes `from`, with all that is merged into it, out of `into`. What was given to those above is taken back where they
 * still have it. Answers with the aliases that went back, or null when `from` is no part of `into`.
 */
export async function unmergeClients(
  db: Kysely<Schema>,
  lawyerId: LawyerId,
  from: ClientId,
  into: ClientId,
  at: Millis,
): Promise<{ kind: AliasKind; value: string }[] | null> {
  const leaving = await db
    .selectFrom('clients')
    .select(['name', 'email', 'notes', 'gave_name', 'gave_email', 'gave_notes'])
    .where('lawyer_id', '=', lawyerId)
    .where('id', '=', from)
    .executeTakeFirst();
  const above = leaving ? await ancestorsOf(db, 'clients', from) : [];
  if (!leaving || !above.includes(into)) return null;
  const family = await subtreeOf(db, 'clients', from);
  const aliases = await db
    .updateTable('client_aliases')
    .set({ client_id: from, home_client_id: sql`nullif(home_client_id, ${from})` })
    .where('lawyer_id', '=', lawyerId)
    .where('home_client_id', 'in', family)
    .where('client_id', 'in', above)
    .returning(['kind', 'value'])
    .execute();
  await db
    .updateTable('clients')
    .set({ merged_into: null, merged: null, gave_name: 0, gave_email: 0, gave_notes: 0, updated: at })
    .where('id', '=', from)
    .execute();
  await takeBack(db, { field: 'name', value: leaving.name, isGiven: leaving.gave_name === 1 }, above, at);
  await takeBack(db, { field: 'email', value: leaving.email, isGiven: leaving.gave_email === 1 }, above, at);
  await takeBack(db, { field: 'notes', value: leaving.notes, isGiven: leaving.gave_notes === 1 }, above, at);
  const phones = aliases.flatMap(({ kind, value }) => (kind === 'phone' ? [value] : []));
  for (const id of above) {
    await sql`
      UPDATE clients SET phone_number = (${oldestPhone(await subtreeOf(db, 'clients', id))}), updated = ${at}
      WHERE id = ${id} AND phone_number IN (${listOf(phones)})`.execute(db);
  }
  return aliases;
}

/** The number by which somebody was known first, of those that are theirs by nature, whoever has them now. */
export function oldestPhone(family: readonly ClientId[]) {
  const ids = listOf(family);
  return sql`
    SELECT value FROM client_aliases
    WHERE kind = 'phone' AND (
      (home_client_id IS NULL AND client_id IN (${ids}))
      OR home_client_id IN (${ids})
    )
    ORDER BY first_seen, value LIMIT 1`;
}

/** What was given to those above, each of whom may have given it on, is taken back from those who still have it. */
async function takeBack(
  db: Kysely<Schema>,
  { field, value, isGiven }: { field: Noted; value: string | null; isGiven: boolean },
  above: readonly ClientId[],
  at: Millis,
): Promise<void> {
  let isNext = isGiven;
  for (const id of above) {
    if (!isNext) return;
    const taken = await db
      .updateTable('clients')
      .set({ [field]: null, ...(field === 'name' && { name_key: UNNAMED }), updated: at })
      .where('id', '=', id)
      .where(field, '=', value)
      .returning([`gave_${field}`])
      .executeTakeFirst();
    isNext = taken?.[`gave_${field}`] === 1;
  }
}
