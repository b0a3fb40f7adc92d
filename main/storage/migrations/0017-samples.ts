/**
 * What the app measures of itself each minute, and when each link of a lawyer's chain was good last. No sample names anybody:
 * they are of the whole app. Of a minute and a kind there is one.
 */
export const samples = {
  name: '0017-samples',
  addsOnly: true,
  sql: `
CREATE TABLE samples (
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  value REAL NOT NULL,
  PRIMARY KEY (kind, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE good_links (
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id) ON DELETE CASCADE,
  link TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (lawyer_id, link)
) STRICT, WITHOUT ROWID;
`,
};
