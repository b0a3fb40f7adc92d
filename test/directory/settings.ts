import type { Database } from './database.ts';

/**
 * `cursor`: how far the event log was read. `lawyer_id`: whose chats the file holds. `webhook_id` and `webhook_secret`: of the
 * webhook that was registered once.
 */
export type SettingName = 'cursor' | 'lawyer_id' | 'webhook_id' | 'webhook_secret';

/** What the directory must know again after a restart. */
export interface Settings {
  get(name: SettingName): string | null;
  /** All of them or none. */
  set(values: Partial<Record<SettingName, string>>): void;
}

export function createSettings(database: Database): Settings {
  const read = database.prepare<[string], { value: string }>('SELECT value FROM settings WHERE name = ?');
  const write = database.prepare<[string, string]>(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name) => read.get(name)?.value ?? null,
    set: database.transaction((values) => {
      for (const [name, value] of Object.entries<string>(values)) write.run(name, value);
    }),
  };
}
