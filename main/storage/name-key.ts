import type { Database as Sqlite } from 'better-sqlite3';

/** Behind every name: who has none stands at the end of a list, and is found by no word. */
export const UNNAMED = '\u{10ffff}';

/**
 * A name as it is sorted and looked for: without marks (`Müller`, `أحمد`) and in small letters. What it makes of a name stays
 * the same: it is stored.
 */
export function nameKey(name: string | null): string {
  return name === null ? UNNAMED : folded(name);
}

/** What somebody looks for, in the same form. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** For the migration that fills in the keys of the names that are there already. */
export function addNameKey(sqlite: Sqlite): void {
  sqlite.function('name_key', { deterministic: true, directOnly: true }, (name) =>
    nameKey(typeof name === 'string' ? name : null),
  );
}
