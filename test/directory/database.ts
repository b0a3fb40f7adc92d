import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';

export type Database = Sqlite.Database;

/** Times ending in `_at` are in ms since 1970; `sent`, `edited`, `revoked` and `told` are Lexline's own, as ISO 8601 in UTC. */
const SCHEMA = `
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

-- Every event that has come, of whatever type. Its id is the webhook-id: it can be here once, whichever way it comes.
CREATE TABLE IF NOT EXISTS events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  told TEXT NOT NULL,
  message_id TEXT,
  -- When it came by webhook, and when from the event log; null: not that way.
  webhook_at REAL,
  log_at REAL
) STRICT;
CREATE INDEX IF NOT EXISTS events_by_message ON events (message_id);

CREATE TABLE IF NOT EXISTS conversations (
  id TEXT PRIMARY KEY,
  phone TEXT, -- null for a group
  name TEXT,
  last_message TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS conversations_by_last_message ON conversations (last_message);

CREATE TABLE IF NOT EXISTS messages (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  direction TEXT NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  sender_name TEXT,
  status TEXT NOT NULL,
  sent TEXT NOT NULL,
  edited TEXT,
  revoked TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS messages_by_conversation ON messages (conversation_id, sent);

-- What is answered, and what became of it. The key is the Idempotency-Key: it follows from the message that is answered.
CREATE TABLE IF NOT EXISTS answers (
  key TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id),
  phone TEXT NOT NULL,
  text TEXT NOT NULL,
  first_tried_at REAL, -- null: not yet
  accepted_at REAL,
  message_id TEXT, -- the message that it has become at Lexline
  problem TEXT -- why it is not sent
) STRICT;
CREATE INDEX IF NOT EXISTS answers_by_phone ON answers (phone);
CREATE INDEX IF NOT EXISTS answers_to_send ON answers (key) WHERE message_id IS NULL AND problem IS NULL;
`;

/**
 * Opens the directory's own SQLite file, and makes it if need be. Only its owner can read it: it holds what clients wrote,
 * and the webhook's secret. A commit that has returned is on disk.
 */
export function openDatabase(file: string): Database {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  const database = new Sqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.exec(SCHEMA);
  return database;
}
