import type { Kysely } from 'kysely';
import { z } from 'zod';
import type { LawyerId } from '../contract/ids.ts';
import { AlertThresholds, DEFAULT_SETTINGS, LawyerSettings, PaceSettings } from '../contract/lawyer-settings.ts';
import type { LawyerSettingsStore } from '../domain/stores/lawyer-stores.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

/** The same fields, each of them optional: what is missing or not valid is the default's. */
function overDefaults<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  defaults: { [Field in keyof Shape]: unknown },
): z.ZodType<unknown> {
  const fields = Object.entries(shape).map(([name, field]) => [name, z.catch(field, () => defaults[name])]);
  return z.object(Object.fromEntries(fields)).catch(() => defaults);
}

const sleepShape = LawyerSettings.shape.sleep.shape;

const Stored = overDefaults(
  {
    ...LawyerSettings.shape,
    pace: overDefaults(PaceSettings.shape, DEFAULT_SETTINGS.pace),
    sleep: overDefaults(sleepShape, DEFAULT_SETTINGS.sleep),
    alerts: overDefaults(AlertThresholds.shape, DEFAULT_SETTINGS.alerts),
  },
  DEFAULT_SETTINGS,
);

/** Reads settings of any version: a field that is missing, damaged or out of its range is the default's. */
export function parseSettings(json: string): LawyerSettings {
  let stored: unknown;
  try {
    stored = JSON.parse(json);
  } catch {
    return DEFAULT_SETTINGS;
  }
  return LawyerSettings.parse(Stored.parse(stored));
}

export function createLawyerSettingsStore(db: Kysely<Schema>): LawyerSettingsStore {
  const findOne = prepare(db, (blank: Blank<{ lawyerId: LawyerId }>) =>
    db.selectFrom('lawyer_settings').select('settings').where('lawyer_id', '=', blank('lawyerId')),
  );

  return {
    async get(lawyerId) {
      const [row] = (await findOne({ lawyerId })).rows;
      return row ? parseSettings(row.settings) : DEFAULT_SETTINGS;
    },
    async set(lawyerId, settings, at) {
      const row = { settings: JSON.stringify(settings), updated: at };
      await db
        .insertInto('lawyer_settings')
        .values({ lawyer_id: lawyerId, ...row })
        .onConflict((conflict) => conflict.column('lawyer_id').doUpdateSet(row))
        .execute();
    },
  };
}
