/**
 * API keys with a name, scopes, an end and a successor. Answers kept under an Idempotency-Key belong to the lawyer instead
 * of to one of his keys: a request repeated under the next key, after a rotation, must not act twice. Only what shows a
 * secret is sealed, with the key that asked.
 */
export const apiKeys = {
  name: '0005-api-keys',
  sql: `
ALTER TABLE api_keys ADD COLUMN name TEXT NOT NULL DEFAULT 'First key';
ALTER TABLE api_keys ADD COLUMN scopes TEXT CHECK (json_valid(scopes));
ALTER TABLE api_keys ADD COLUMN created_by TEXT;
ALTER TABLE api_keys ADD COLUMN expires INTEGER;
ALTER TABLE api_keys ADD COLUMN last_used INTEGER;
ALTER TABLE api_keys ADD COLUMN revoked INTEGER;
ALTER TABLE api_keys ADD COLUMN replaced_by TEXT REFERENCES api_keys (id);
CREATE INDEX api_keys_by_age ON api_keys (created, id);
CREATE INDEX api_keys_by_lawyer ON api_keys (lawyer_id, created, id);
CREATE INDEX api_keys_replaced ON api_keys (replaced_by) WHERE replaced_by IS NOT NULL;

CREATE TABLE kept_answers (
  -- A lawyer's id, or admin.
  owner TEXT NOT NULL,
  key_hash BLOB NOT NULL,
  request_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  body BLOB NOT NULL,
  -- The API key that it is sealed with; null: it holds no secret.
  sealed_by TEXT,
  created INTEGER NOT NULL,
  PRIMARY KEY (owner, key_hash)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO kept_answers (owner, key_hash, request_hash, status, body, sealed_by, created)
  SELECT coalesce(k.lawyer_id, 'admin'), a.key_hash, a.request_hash, a.status, a.sealed_body, a.key_id, a.created
  FROM idempotency_keys a LEFT JOIN api_keys k ON k.id = a.key_id
  ORDER BY a.created DESC;
DROP TABLE idempotency_keys;
CREATE INDEX kept_answers_by_age ON kept_answers (created);
`,
};
