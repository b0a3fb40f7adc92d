/**
 * The seed's tables, corrected as `architecture.md` says. Every row carries its lawyer, and the composite foreign keys
 * make it impossible for a row of one lawyer to point at a row of another.
 */
export const firstTables = {
  name: '0001-first-tables',
  sql: `
CREATE TABLE lawyers (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL COLLATE NOCASE UNIQUE,
  phone_number TEXT NOT NULL UNIQUE,
  whatsapp_name TEXT,
  profile_path TEXT NOT NULL UNIQUE,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT;

CREATE TABLE api_keys (
  id TEXT PRIMARY KEY,
  role TEXT NOT NULL CHECK (role IN ('admin', 'lawyer')),
  lawyer_id TEXT REFERENCES lawyers (id) ON DELETE CASCADE,
  secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
  created INTEGER NOT NULL,
  CHECK ((role = 'lawyer') = (lawyer_id IS NOT NULL))
) STRICT;

CREATE TABLE clients (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  name TEXT,
  phone_number TEXT,
  email TEXT,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  UNIQUE (id, lawyer_id)
) STRICT;
CREATE INDEX clients_by_lawyer ON clients (lawyer_id, id);

CREATE TABLE client_aliases (
  lawyer_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'lid')),
  value TEXT NOT NULL,
  source TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  PRIMARY KEY (lawyer_id, kind, value),
  FOREIGN KEY (client_id, lawyer_id) REFERENCES clients (id, lawyer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX client_aliases_by_client ON client_aliases (client_id);

CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  title TEXT NOT NULL,
  phone_number TEXT,
  context_summary TEXT,
  size INTEGER NOT NULL DEFAULT 0,
  unread INTEGER NOT NULL DEFAULT 0,
  last_message_id TEXT,
  last_activity INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  UNIQUE (lawyer_id, phone_number),
  UNIQUE (id, lawyer_id)
) STRICT;
CREATE INDEX conversations_by_activity ON conversations (lawyer_id, last_activity DESC, id DESC);

CREATE TABLE lawyer_clients (
  id INTEGER PRIMARY KEY,
  lawyer_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  conversation_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('lead', 'active', 'closed', 'blocked')),
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  UNIQUE (lawyer_id, client_id),
  FOREIGN KEY (lawyer_id) REFERENCES lawyers (id),
  FOREIGN KEY (client_id) REFERENCES clients (id),
  FOREIGN KEY (conversation_id, lawyer_id) REFERENCES conversations (id, lawyer_id)
) STRICT;
CREATE UNIQUE INDEX lawyer_clients_by_conversation ON lawyer_clients (conversation_id) WHERE conversation_id IS NOT NULL;
CREATE INDEX lawyer_clients_by_client ON lawyer_clients (client_id);

CREATE TABLE messages (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('client', 'lawyer')),
  sender_name TEXT,
  content TEXT NOT NULL,
  message_index INTEGER NOT NULL,
  sending_date INTEGER NOT NULL,
  stored_date INTEGER NOT NULL,
  meta_text TEXT NOT NULL UNIQUE,
  attachment_filename TEXT,
  kind TEXT NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
  status TEXT NOT NULL,
  error TEXT,
  whatsapp_id TEXT NOT NULL,
  chat TEXT,
  UNIQUE (conversation_id, message_index),
  UNIQUE (id, lawyer_id),
  FOREIGN KEY (conversation_id, lawyer_id) REFERENCES conversations (id, lawyer_id),
  CHECK ((direction = 'inbound') = (status = 'received')),
  CHECK ((direction = 'inbound') = (role = 'client'))
) STRICT;
CREATE INDEX messages_by_time ON messages (conversation_id, sending_date, message_index);
-- Own messages whose last acknowledgement may have been missed.
CREATE INDEX messages_open ON messages (lawyer_id, sending_date)
  WHERE direction = 'outbound' AND status IN ('sending', 'sent', 'delivered', 'unknown', 'failed');
CREATE INDEX messages_by_whatsapp_id ON messages (lawyer_id, whatsapp_id, direction);

CREATE TABLE events (
  cursor INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  type TEXT NOT NULL,
  conversation_id TEXT,
  message_id TEXT,
  client_id TEXT,
  created INTEGER NOT NULL,
  UNIQUE (id, lawyer_id),
  FOREIGN KEY (conversation_id, lawyer_id) REFERENCES conversations (id, lawyer_id),
  FOREIGN KEY (message_id, lawyer_id) REFERENCES messages (id, lawyer_id),
  FOREIGN KEY (client_id, lawyer_id) REFERENCES clients (id, lawyer_id)
) STRICT;
CREATE INDEX events_by_lawyer ON events (lawyer_id, cursor);
CREATE INDEX events_by_conversation ON events (conversation_id);
CREATE INDEX events_by_message ON events (message_id);
CREATE INDEX events_by_client ON events (client_id);

CREATE TABLE webhooks (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  url TEXT NOT NULL,
  secret TEXT NOT NULL,
  is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
  created INTEGER NOT NULL,
  UNIQUE (id, lawyer_id)
) STRICT;
CREATE INDEX webhooks_by_lawyer ON webhooks (lawyer_id, id);

CREATE TABLE webhook_event_types (
  webhook_id TEXT NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
  pattern TEXT NOT NULL,
  PRIMARY KEY (webhook_id, pattern)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id TEXT NOT NULL,
  lawyer_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  conversation_id TEXT,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed')),
  created INTEGER NOT NULL,
  last_attempt INTEGER,
  next_attempt INTEGER NOT NULL,
  UNIQUE (webhook_id, event_id),
  FOREIGN KEY (webhook_id, lawyer_id) REFERENCES webhooks (id, lawyer_id) ON DELETE CASCADE,
  FOREIGN KEY (event_id, lawyer_id) REFERENCES events (id, lawyer_id),
  FOREIGN KEY (conversation_id, lawyer_id) REFERENCES conversations (id, lawyer_id)
) STRICT;
CREATE INDEX webhook_queue_due ON webhook_queue (next_attempt, id) WHERE status = 'pending';
CREATE INDEX webhook_queue_order ON webhook_queue (webhook_id, conversation_id, id) WHERE status = 'pending';
CREATE INDEX webhook_queue_by_event ON webhook_queue (event_id);
CREATE INDEX webhook_queue_by_conversation ON webhook_queue (conversation_id);

CREATE TABLE webhook_attempts (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  queue_id INTEGER NOT NULL REFERENCES webhook_queue (id) ON DELETE CASCADE,
  attempted INTEGER NOT NULL,
  latency INTEGER NOT NULL,
  status_code INTEGER,
  error TEXT,
  response_start TEXT
) STRICT;
CREATE INDEX webhook_attempts_by_delivery ON webhook_attempts (queue_id, id);

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT NOT NULL UNIQUE,
  lawyer_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  phone_number TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt INTEGER NOT NULL,
  created INTEGER NOT NULL,
  FOREIGN KEY (message_id, lawyer_id) REFERENCES messages (id, lawyer_id),
  FOREIGN KEY (conversation_id, lawyer_id) REFERENCES conversations (id, lawyer_id)
) STRICT;
CREATE INDEX outbox_by_lawyer ON outbox (lawyer_id, id);
CREATE INDEX outbox_by_conversation ON outbox (conversation_id, id);

CREATE TABLE chat_marks (
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  chat TEXT NOT NULL,
  through INTEGER NOT NULL,
  PRIMARY KEY (lawyer_id, chat)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  key_id TEXT NOT NULL,
  key_hash BLOB NOT NULL,
  request_hash BLOB NOT NULL,
  status INTEGER NOT NULL,
  sealed_body BLOB NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (key_id, key_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created);
`,
};
