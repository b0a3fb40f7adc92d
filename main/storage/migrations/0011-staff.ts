/** People who sign in, their sessions, and what lawyers let support read. */
export const staff = {
  name: '0011-staff',
  addsOnly: true,
  sql: `
CREATE TABLE staff (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE,
  -- With its parameters, as domain/passwords.ts writes it.
  password_hash TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('owner', 'support')),
  is_active INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  last_sign_in INTEGER
) STRICT;
CREATE INDEX staff_by_age ON staff (created, id);

CREATE TABLE staff_sessions (
  id TEXT PRIMARY KEY,
  staff_id TEXT NOT NULL REFERENCES staff (id),
  -- SHA-256 of the token's 256 random bits.
  secret_hash BLOB NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  locked INTEGER,
  ended INTEGER
) STRICT;
CREATE INDEX staff_sessions_by_age ON staff_sessions (created, id);
CREATE INDEX staff_sessions_by_staff ON staff_sessions (staff_id, created, id);

CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  staff_id TEXT NOT NULL REFERENCES staff (id),
  reason TEXT NOT NULL,
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  revoked INTEGER
) STRICT;
CREATE INDEX grants_by_lawyer ON grants (lawyer_id, created, id);
CREATE INDEX grants_by_staff ON grants (staff_id, created, id);
CREATE INDEX grants_open ON grants (staff_id, expires) WHERE revoked IS NULL;

CREATE TABLE grant_conversations (
  grant_id TEXT NOT NULL REFERENCES grants (id),
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  PRIMARY KEY (grant_id, conversation_id)
) STRICT, WITHOUT ROWID;
-- For the check of references when a conversation is removed.
CREATE INDEX grant_conversations_by_conversation ON grant_conversations (conversation_id);
`,
};
