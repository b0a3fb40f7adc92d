/**
 * Who did what: rows that are only ever added, each chained to the one before by an HMAC. The triggers stop mistakes; what
 * goes past them is found by the chain. `audit_end` holds the end of the chain, sealed, so that a cut-off tail is found.
 */
export const audit = {
  name: '0010-audit',
  sql: `
CREATE TABLE audit_log (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor_role TEXT NOT NULL,
  actor TEXT,
  key_id TEXT,
  lawyer_id TEXT,
  action TEXT NOT NULL,
  -- JSON.
  subjects TEXT NOT NULL CHECK (json_valid(subjects)),
  request_id TEXT,
  address TEXT,
  outcome TEXT NOT NULL,
  hmac BLOB NOT NULL CHECK (length(hmac) = 32)
) STRICT;
CREATE INDEX audit_log_by_age ON audit_log (at);
CREATE INDEX audit_log_by_lawyer ON audit_log (lawyer_id, at);
CREATE INDEX audit_log_by_actor ON audit_log (actor, at);
CREATE INDEX audit_log_by_action ON audit_log (action, at);

-- The subjects of each row once more, to be found by.
CREATE TABLE audit_subjects (
  subject TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (subject, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_end (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,
  hmac BLOB NOT NULL,
  seal BLOB,
  published_number INTEGER NOT NULL DEFAULT 0,
  published INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO audit_end (one, number, hmac) VALUES (1, 0, zeroblob(32));

CREATE TRIGGER audit_log_never_updated BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_log_never_deleted BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END;
-- INSERT OR REPLACE would remove a row without asking the trigger above.
CREATE TRIGGER audit_log_only_appended BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE number >= NEW.number)
BEGIN SELECT RAISE(ABORT, 'audit rows are only appended'); END;
CREATE TRIGGER audit_subjects_never_updated BEFORE UPDATE ON audit_subjects
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_subjects_never_deleted BEFORE DELETE ON audit_subjects
BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END;
CREATE TRIGGER audit_end_never_deleted BEFORE DELETE ON audit_end
BEGIN SELECT RAISE(ABORT, 'the end of the audit log is never removed'); END;
`,
};
