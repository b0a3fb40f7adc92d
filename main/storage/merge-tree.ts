import { type Kysely, sql } from 'kysely';
import type { ClientId, ConversationId } from '../contract/ids.ts';
import type { Schema } from './schema.ts';

/** What can be merged: each row may point at the one that it became a part of. */
interface MergeTables {
  clients: ClientId;
  conversations: ConversationId;
}

/** The row itself with all that was merged into it, and into those. */
export async function subtreeOf<Table extends keyof MergeTables>(
  db: Kysely<Schema>,
  table: Table,
  id: MergeTables[Table],
): Promise<MergeTables[Table][]> {
  const { rows } = await sql<{ id: MergeTables[Table] }>`
    WITH RECURSIVE tree (id) AS (
      SELECT ${id}
      UNION ALL
      SELECT part.id FROM ${sql.table(table)} part JOIN tree ON part.merged_into = tree.id
    )
    SELECT id FROM tree`.execute(db);
  return rows.map((row) => row.id);
}

/** Those that the row was merged into, from the nearest to the one that is merged into nothing. */
export async function ancestorsOf<Table extends keyof MergeTables>(
  db: Kysely<Schema>,
  table: Table,
  id: MergeTables[Table],
): Promise<MergeTables[Table][]> {
  const { rows } = await sql<{ id: MergeTables[Table] }>`
    WITH RECURSIVE path (id, depth) AS (
      SELECT merged_into, 1 FROM ${sql.table(table)} WHERE id = ${id} AND merged_into IS NOT NULL
      UNION ALL
      SELECT above.merged_into, path.depth + 1 FROM ${sql.table(table)} above JOIN path ON above.id = path.id
      WHERE above.merged_into IS NOT NULL
    )
    SELECT id FROM path ORDER BY depth`.execute(db);
  return rows.map((row) => row.id);
}
