/**
 * Clients by name, whatever marks it is written with: `name_key` is the name as nameKey (name-key.ts) makes it, and behind all
 * names for who has none. The index has all that a list looks a client up by, so that looking through it reads nothing else.
 */
export const clientNames = {
  name: '0019-client-names',
  addsOnly: true,
  sql: `
ALTER TABLE clients ADD COLUMN name_key TEXT NOT NULL DEFAULT '\u{10ffff}';
UPDATE clients SET name_key = name_key(name) WHERE name IS NOT NULL;
CREATE INDEX clients_by_name ON clients (lawyer_id, name_key, id, email) WHERE merged_into IS NULL AND removed IS NULL;
`,
};
