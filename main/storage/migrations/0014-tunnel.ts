/** The way in from outside: one row for the whole app. Its secrets are safe here as all else is: the file is encrypted. */
export const tunnel = {
  name: '0014-tunnel',
  addsOnly: true,
  sql: `
CREATE TABLE tunnel (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  is_on INTEGER NOT NULL,
  -- JSON.
  settings TEXT NOT NULL,
  -- JSON: a private key and the services' tokens, in a column of their own so that no view of the settings holds them.
  secrets TEXT NOT NULL,
  updated INTEGER NOT NULL
) STRICT;
`,
};
