import { type Kysely, sql } from 'kysely';

import { SampleKind } from '../contract/samples.ts';
import type { Millis } from '../domain/clock.ts';
import type { HealthStore } from '../domain/stores/health-store.ts';
import type { Schema } from './schema.ts';

const HOUR: Millis = 60 * 60_000;

export function createHealthStore(db: Kysely<Schema>): HealthStore {
  return {
    async addSamples(at, values) {
      await db
        .insertInto('samples')
        .values(SampleKind.options.map((kind) => ({ kind, at, value: values[kind] })))
        .onConflict((conflict) => conflict.columns(['kind', 'at']).doUpdateSet({ value: sql`excluded.value` }))
        .execute();
    },
    async peaks({ from, until }, step) {
      const peaks: { kind: SampleKind; part: number; value: number }[] = [];
      for (const kind of SampleKind.options) {
        const rows = await db
          .selectFrom('samples')
          // A number that is bound counts as a broken one.
          .select(sql<number>`CAST((at - ${from}) / ${step} AS INTEGER)`.as('part'))
          .select(sql<number>`max(value)`.as('value'))
          .where('kind', '=', kind)
          .where('at', '>=', from)
          .where('at', '<', until)
          .groupBy('part')
          .execute();
        peaks.push(...rows.map((row) => ({ kind, ...row })));
      }
      return peaks;
    },
    async thin(before) {
      const end = Math.floor(before / HOUR) * HOUR;
      for (const kind of SampleKind.options) {
        const rest = sql<boolean>`at % ${sql.lit(HOUR)} <> 0`;
        const hours = await db
          .selectFrom('samples')
          .select(sql<Millis>`at / ${sql.lit(HOUR)} * ${sql.lit(HOUR)}`.as('hour'))
          .distinct()
          .where('kind', '=', kind)
          .where('at', '<', end)
          .where(rest)
          .execute();
        for (const { hour } of hours) {
          const within = db
            .selectFrom('samples')
            .where('kind', '=', kind)
            .where('at', '>=', hour)
            .where('at', '<', hour + HOUR);
          const { value } = await within.select(sql<number>`max(value)`.as('value')).executeTakeFirstOrThrow();
          await db
            .deleteFrom('samples')
            .where('kind', '=', kind)
            .where('at', '>=', hour)
            .where('at', '<', hour + HOUR)
            .execute();
          await db.insertInto('samples').values({ kind, at: hour, value }).execute();
        }
      }
    },
    async removeOlderThan(before) {
      for (const kind of SampleKind.options) {
        await db.deleteFrom('samples').where('kind', '=', kind).where('at', '<', before).execute();
      }
    },
    async noteGood(lawyerId, links, at) {
      if (links.length === 0) return;
      await db
        .insertInto('good_links')
        .values(links.map((link) => ({ lawyer_id: lawyerId, link, at })))
        .onConflict((conflict) => conflict.columns(['lawyer_id', 'link']).doUpdateSet({ at }))
        .execute();
    },
    async lastGood(lawyerId) {
      const rows = await db.selectFrom('good_links').select(['link', 'at']).where('lawyer_id', '=', lawyerId).execute();
      return new Map(rows.map(({ link, at }) => [link, at]));
    },
  };
}
