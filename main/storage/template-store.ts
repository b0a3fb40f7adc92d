import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import { TemplateId } from '../contract/ids.ts';
import type { Template } from '../contract/template.ts';
import type { TemplateContent, TemplateStore } from '../domain/stores/template-store.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { listOf } from './list-of.ts';
import type { Schema } from './schema.ts';

const Variables = z.array(z.string());

type Row = Selectable<Schema['templates']>;

export function createTemplateStore(db: Kysely<Schema>): TemplateStore {
  async function withVariants(rows: readonly Row[]): Promise<Template[]> {
    const variants = await db
      .selectFrom('template_variants')
      .selectAll()
      .where('template_id', 'in', sql<TemplateId>`(${listOf(rows.map(({ id }) => id))})`)
      .orderBy('template_id')
      .orderBy('place')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      variables: Variables.parse(JSON.parse(row.variables)),
      default_language: row.default_language,
      variants: variants
        .filter(({ template_id }) => template_id === row.id)
        .map(({ language, content }) => ({ language, text: content })),
      created_at: new Date(row.created).toISOString(),
      updated_at: new Date(row.updated).toISOString(),
    }));
  }

  async function putVariants(id: TemplateId, { variants }: TemplateContent): Promise<void> {
    await db.deleteFrom('template_variants').where('template_id', '=', id).execute();
    const rows = variants.map(({ language, text }, place) => ({ template_id: id, language, place, content: text }));
    await db.insertInto('template_variants').values(rows).execute();
  }

  return {
    async insert(lawyerId, id, content, at) {
      const inserted = await db
        .insertInto('templates')
        .values({
          id,
          lawyer_id: lawyerId,
          name: content.name,
          variables: JSON.stringify(content.variables),
          default_language: content.default_language,
          created: at,
          updated: at,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if (inserted.numInsertedOrUpdatedRows !== 1n) return false;
      await putVariants(id, content);
      return true;
    },
    async replace(lawyerId, id, content, at) {
      const { name, variables, default_language } = content;
      await db
        .updateTable('templates')
        .set({ name, variables: JSON.stringify(variables), default_language, updated: at })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
      await putVariants(id, content);
    },
    async find(lawyerId, id) {
      const rows = await db
        .selectFrom('templates')
        .selectAll()
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
      return (await withVariants(rows))[0] ?? null;
    },
    async findByName(lawyerId, name) {
      const rows = await db
        .selectFrom('templates')
        .selectAll()
        .where('lawyer_id', '=', lawyerId)
        .where('name', '=', name)
        .execute();
      return (await withVariants(rows))[0] ?? null;
    },
    async list(lawyerId, { limit, cursor }) {
      let query = db
        .selectFrom('templates')
        .selectAll()
        .where('lawyer_id', '=', lawyerId)
        .orderBy('id')
        .limit(limit + 1);
      if (cursor) query = query.where('id', '>', decodeCursor(cursor, TemplateId)[1]);
      const page = toPage(await query.execute(), limit, (row) => [row.created, row.id]);
      return { rows: await withVariants(page.rows), nextCursor: page.nextCursor };
    },
    async remove(lawyerId, id) {
      const removed = await db
        .deleteFrom('templates')
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      return removed.numDeletedRows === 1n;
    },
  };
}
