/**
 * Who did what: rows that are only ever added, each chained to the one before by an HMAC. The triggers stop mistakes; what
 * goes past them is found by the chain. The last row alone carries a seal, so that a cut-off tail is found: it stands in
 * the row and not in a table of its own, and there is no index, because each page more that is written with every request
 * costs 17 µs. Row 0 is the beginning, and is shown to nobody: it lets an emptied log be told from a new one.
 * `audit_start()` is known to the app's own connection only.
 */
export const audit = {
  name: '0010-audit',
  addsOnly: true,
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
  subjects TEXT NOT NULL,
  request_id TEXT,
  address TEXT,
  outcome TEXT NOT NULL,
  hmac BLOB NOT NULL CHECK (length(hmac) = 32),
  seal BLOB CHECK (seal IS NULL OR length(seal) = 32)
) STRICT;
INSERT INTO audit_log (number, at, actor_role, action, subjects, outcome, hmac, seal)
  VALUES (0, 0, 'nobody', 'log.begun', '[]', 'done', audit_start('hmac'), audit_start('seal'));

-- Up to which row the log's end was told, and when.
CREATE TABLE audit_told (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
INSERT INTO audit_told VALUES (1, 0, 0);

CREATE TRIGGER audit_log_sealed_at_its_end AFTER INSERT ON audit_log
BEGIN UPDATE audit_log SET seal = NULL WHERE number = NEW.number - 1; END;
CREATE TRIGGER audit_log_never_updated
BEFORE UPDATE OF number, at, actor_role, actor, key_id, lawyer_id, action, subjects, request_id, address, outcome, hmac
ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_log_never_sealed_again BEFORE UPDATE OF seal ON audit_log WHEN NEW.seal IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER audit_log_never_deleted BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'audit rows are never removed'); END;
-- INSERT OR REPLACE would remove a row without asking the trigger above.
CREATE TRIGGER audit_log_only_appended BEFORE INSERT ON audit_log
WHEN EXISTS (SELECT 1 FROM audit_log WHERE number >= NEW.number)
BEGIN SELECT RAISE(ABORT, 'audit rows are only appended'); END;
`,
};
