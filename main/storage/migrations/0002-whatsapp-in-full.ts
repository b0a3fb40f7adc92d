/**
 * Every kind of message, attachments, clients that are merged, groups, and what was read of each chat. A table is
 * rebuilt only where a CHECK, a NOT NULL or a UNIQUE of it changes, the way sqlite.org/lang_altertable.html#otheralter
 * says; `messages`, which can be large, only gets columns.
 */
export const whatsappInFull = {
  name: '0002-whatsapp-in-full',
  sql: `
-- Whether the account that this machine is linked to was seen to be the lawyer's own.
ALTER TABLE lawyers ADD COLUMN account_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (account_confirmed IN (0, 1));

CREATE TABLE clients_new (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  name TEXT,
  phone_number TEXT,
  email TEXT,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  merged_into TEXT,
  merged INTEGER,
  -- Whether the one that it was merged into had no name and took this one's.
  gave_name INTEGER NOT NULL DEFAULT 0 CHECK (gave_name IN (0, 1)),
  UNIQUE (id, lawyer_id),
  FOREIGN KEY (merged_into, lawyer_id) REFERENCES clients (id, lawyer_id),
  CHECK ((merged_into IS NULL) = (merged IS NULL)),
  CHECK (merged_into <> id)
) STRICT;
INSERT INTO clients_new (id, lawyer_id, name, phone_number, email, created, updated)
  SELECT id, lawyer_id, name, phone_number, email, created, updated FROM clients;
DROP TABLE clients;
ALTER TABLE clients_new RENAME TO clients;
CREATE INDEX clients_by_lawyer ON clients (lawyer_id, id) WHERE merged_into IS NULL;
CREATE INDEX clients_merged ON clients (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE client_aliases_new (
  lawyer_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('phone', 'lid', 'username')),
  value TEXT NOT NULL,
  source TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  -- Whose it was before a merge.
  home_client_id TEXT,
  PRIMARY KEY (lawyer_id, kind, value),
  FOREIGN KEY (client_id, lawyer_id) REFERENCES clients (id, lawyer_id),
  FOREIGN KEY (home_client_id, lawyer_id) REFERENCES clients (id, lawyer_id),
  CHECK (home_client_id <> client_id)
) STRICT, WITHOUT ROWID;
INSERT INTO client_aliases_new (lawyer_id, client_id, kind, value, source, first_seen, last_seen)
  SELECT lawyer_id, client_id, kind, value, source, first_seen, last_seen FROM client_aliases;
DROP TABLE client_aliases;
ALTER TABLE client_aliases_new RENAME TO client_aliases;
CREATE INDEX client_aliases_by_client ON client_aliases (client_id);
CREATE INDEX client_aliases_by_home ON client_aliases (home_client_id) WHERE home_client_id IS NOT NULL;

-- WhatsApp's own word on which number is behind which lid, of people who may not be clients yet.
CREATE TABLE address_pairs (
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  lid TEXT NOT NULL,
  phone_number TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  ended INTEGER,
  PRIMARY KEY (lawyer_id, lid, phone_number)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX address_pairs_by_lid ON address_pairs (lawyer_id, lid) WHERE ended IS NULL;
CREATE UNIQUE INDEX address_pairs_by_phone ON address_pairs (lawyer_id, phone_number) WHERE ended IS NULL;

-- Clients that a person has taken apart: nothing but a person puts them together again.
CREATE TABLE clients_kept_apart (
  lawyer_id TEXT NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  created INTEGER NOT NULL,
  PRIMARY KEY (lawyer_id, one, other),
  FOREIGN KEY (one, lawyer_id) REFERENCES clients (id, lawyer_id),
  FOREIGN KEY (other, lawyer_id) REFERENCES clients (id, lawyer_id),
  CHECK (one < other)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations_new (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  title TEXT NOT NULL,
  phone_number TEXT,
  context_summary TEXT,
  size INTEGER NOT NULL DEFAULT 0 CHECK (size >= 0),
  unread INTEGER NOT NULL DEFAULT 0 CHECK (unread >= 0),
  last_message_id TEXT,
  last_activity INTEGER NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  group_jid TEXT,
  merged_into TEXT,
  merged INTEGER,
  UNIQUE (id, lawyer_id),
  FOREIGN KEY (merged_into, lawyer_id) REFERENCES conversations (id, lawyer_id),
  CHECK (group_jid IS NULL OR (phone_number IS NULL AND merged_into IS NULL)),
  CHECK ((merged_into IS NULL) = (merged IS NULL)),
  CHECK (merged_into <> id)
) STRICT;
INSERT INTO conversations_new
  (id, lawyer_id, title, phone_number, context_summary, size, unread, last_message_id, last_activity, created, updated)
  SELECT id, lawyer_id, title, phone_number, context_summary, size, unread, last_message_id, last_activity, created,
    updated FROM conversations;
DROP TABLE conversations;
ALTER TABLE conversations_new RENAME TO conversations;
CREATE UNIQUE INDEX conversations_by_phone ON conversations (lawyer_id, phone_number) WHERE merged_into IS NULL;
CREATE UNIQUE INDEX conversations_by_group ON conversations (lawyer_id, group_jid) WHERE group_jid IS NOT NULL;
CREATE INDEX conversations_by_activity ON conversations (lawyer_id, last_activity DESC, id DESC)
  WHERE merged_into IS NULL;
CREATE INDEX conversations_merged ON conversations (merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE messages ADD COLUMN sender_phone TEXT;
ALTER TABLE messages ADD COLUMN quoted_whatsapp_id TEXT;
ALTER TABLE messages ADD COLUMN quoted_preview TEXT;
ALTER TABLE messages ADD COLUMN forwarded INTEGER NOT NULL DEFAULT 0 CHECK (forwarded IN (0, 1));
ALTER TABLE messages ADD COLUMN view_once INTEGER NOT NULL DEFAULT 0 CHECK (view_once IN (0, 1));
ALTER TABLE messages ADD COLUMN disappears_after INTEGER CHECK (disappears_after > 0);
ALTER TABLE messages ADD COLUMN edited INTEGER;
ALTER TABLE messages ADD COLUMN revoked INTEGER;
ALTER TABLE messages ADD COLUMN details TEXT CHECK (json_valid(details));
-- In groups: the jid of who wrote it, a part of the canonical key there.
ALTER TABLE messages ADD COLUMN author TEXT;
ALTER TABLE messages ADD COLUMN time_rough INTEGER NOT NULL DEFAULT 0 CHECK (time_rough IN (0, 1));
-- One index over all own messages answers which are open and which began a chat.
DROP INDEX messages_open;
CREATE INDEX messages_outbound ON messages (lawyer_id, sending_date, status) WHERE direction = 'outbound';

-- Where a message was stored that a merge has moved.
CREATE TABLE moved_messages (
  message_id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL,
  home_conversation_id TEXT NOT NULL,
  FOREIGN KEY (message_id, lawyer_id) REFERENCES messages (id, lawyer_id) ON DELETE CASCADE,
  FOREIGN KEY (home_conversation_id, lawyer_id) REFERENCES conversations (id, lawyer_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX moved_messages_by_home ON moved_messages (home_conversation_id);

CREATE TABLE message_versions (
  id INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL,
  lawyer_id TEXT NOT NULL,
  content TEXT NOT NULL,
  written INTEGER NOT NULL,
  FOREIGN KEY (message_id, lawyer_id) REFERENCES messages (id, lawyer_id) ON DELETE CASCADE
) STRICT;
CREATE INDEX message_versions_by_message ON message_versions (message_id, written, id);

-- One for each person and message. A reaction that was taken back stays with an empty emoji, so that an older one that
-- is read later does not bring it back.
CREATE TABLE reactions (
  message_id TEXT NOT NULL,
  sender TEXT NOT NULL,
  lawyer_id TEXT NOT NULL,
  sender_name TEXT,
  emoji TEXT NOT NULL,
  reacted INTEGER NOT NULL,
  PRIMARY KEY (message_id, sender),
  FOREIGN KEY (message_id, lawyer_id) REFERENCES messages (id, lawyer_id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Reactions to messages that are not stored yet.
CREATE TABLE held_reactions (
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
  whatsapp_id TEXT NOT NULL,
  chat TEXT NOT NULL,
  sender TEXT NOT NULL,
  sender_name TEXT,
  emoji TEXT NOT NULL,
  reacted INTEGER NOT NULL,
  PRIMARY KEY (lawyer_id, direction, whatsapp_id, chat, sender)
) STRICT, WITHOUT ROWID;

CREATE TABLE attachments (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  message_id TEXT,
  status TEXT NOT NULL CHECK (status IN ('pending', 'stored', 'unavailable')),
  error TEXT,
  file_name TEXT,
  declared_type TEXT,
  declared_size INTEGER,
  declared_sha256 TEXT,
  sha256 TEXT CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  size INTEGER CHECK (size >= 0),
  mime_type TEXT,
  duration_seconds REAL,
  width INTEGER,
  height INTEGER,
  thumbnail_sha256 TEXT CHECK (length(thumbnail_sha256) = 64 AND thumbnail_sha256 NOT GLOB '*[^0-9a-f]*'),
  -- Of its message: the newest are fetched first.
  sending_date INTEGER,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt INTEGER,
  -- Somebody has asked for it: its size does not matter any more.
  wanted INTEGER NOT NULL DEFAULT 0 CHECK (wanted IN (0, 1)),
  created INTEGER NOT NULL,
  FOREIGN KEY (message_id, lawyer_id) REFERENCES messages (id, lawyer_id),
  CHECK ((message_id IS NULL) = (sending_date IS NULL)),
  CHECK (message_id IS NOT NULL OR status = 'stored'),
  CHECK ((status = 'stored') = (sha256 IS NOT NULL AND size IS NOT NULL AND mime_type IS NOT NULL)),
  CHECK ((status = 'pending') = (next_attempt IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX attachments_by_message ON attachments (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX attachments_by_lawyer ON attachments (lawyer_id, id);
CREATE INDEX attachments_newest ON attachments (lawyer_id, sending_date DESC, id DESC, next_attempt)
  WHERE status = 'pending';
CREATE INDEX attachments_due ON attachments (lawyer_id, next_attempt) WHERE status = 'pending';
CREATE INDEX attachments_by_hash ON attachments (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX attachments_by_thumbnail ON attachments (thumbnail_sha256) WHERE thumbnail_sha256 IS NOT NULL;

CREATE TABLE outbox_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  message_id TEXT,
  lawyer_id TEXT NOT NULL,
  conversation_id TEXT NOT NULL,
  phone_number TEXT,
  type TEXT NOT NULL CHECK (type IN ('send', 'react', 'edit', 'revoke', 'mark_read')),
  action TEXT NOT NULL CHECK (json_valid(action) AND action ->> 'type' = type),
  state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'failed')),
  waits_for TEXT
    CHECK (waits_for IN ('turn', 'session', 'pace', 'quiet_hours', 'daily_cap', 'retry', 'ability', 'answer')),
  error TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_attempt INTEGER NOT NULL,
  created INTEGER NOT NULL,
  FOREIGN KEY (message_id, lawyer_id) REFERENCES messages (id, lawyer_id),
  FOREIGN KEY (conversation_id, lawyer_id) REFERENCES conversations (id, lawyer_id),
  CHECK ((message_id IS NULL) = (type = 'mark_read')),
  CHECK ((state = 'failed') = (error IS NOT NULL))
) STRICT;
INSERT INTO outbox_new
  (id, message_id, lawyer_id, conversation_id, phone_number, type, action, state, waits_for, attempts, next_attempt,
    created)
  SELECT o.id, o.message_id, o.lawyer_id, o.conversation_id, o.phone_number, 'send',
    json_object('type', 'send', 'text', m.content, 'file', NULL, 'quoted', NULL), o.state,
    CASE o.state WHEN 'sending' THEN 'answer' ELSE 'turn' END, o.attempts, o.next_attempt, o.created
  FROM outbox o JOIN messages m ON m.id = o.message_id;
-- A number is never given out twice, not even one that is free again.
DELETE FROM sqlite_sequence WHERE name = 'outbox_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox_new', seq FROM sqlite_sequence WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_by_lawyer ON outbox (lawyer_id, id);
CREATE INDEX outbox_by_message ON outbox (message_id, id);
CREATE UNIQUE INDEX outbox_sends ON outbox (message_id) WHERE type = 'send';
CREATE INDEX outbox_by_conversation ON outbox (conversation_id, id);
CREATE INDEX outbox_order ON outbox (conversation_id, id) WHERE type = 'send' AND state <> 'failed';
CREATE INDEX outbox_due ON outbox (lawyer_id, next_attempt) WHERE state <> 'failed';

-- Whether nothing is in front of it: order is kept within a conversation of an endpoint. What can be delivered is found
-- without looking at all that waits behind it.
ALTER TABLE webhook_queue ADD COLUMN is_next INTEGER NOT NULL DEFAULT 1 CHECK (is_next IN (0, 1));
UPDATE webhook_queue SET is_next = 0 WHERE status = 'pending' AND EXISTS (
  SELECT 1 FROM webhook_queue earlier
  WHERE earlier.webhook_id = webhook_queue.webhook_id AND earlier.conversation_id = webhook_queue.conversation_id
    AND earlier.status = 'pending' AND earlier.id < webhook_queue.id
);
DROP INDEX webhook_queue_due;
CREATE INDEX webhook_queue_due ON webhook_queue (webhook_id, next_attempt, id) WHERE status = 'pending' AND is_next = 1;
CREATE UNIQUE INDEX webhook_queue_next ON webhook_queue (webhook_id, conversation_id)
  WHERE status = 'pending' AND is_next = 1;

CREATE TABLE chat_histories (
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  chat TEXT NOT NULL,
  complete_from INTEGER,
  complete_until INTEGER,
  reaches_start INTEGER NOT NULL CHECK (reaches_start IN (0, 1)),
  anchor_id TEXT,
  anchor_from_me INTEGER CHECK (anchor_from_me IN (0, 1)),
  gap_at INTEGER,
  gap_reason TEXT CHECK (gap_reason IN ('not_decrypted', 'malformed', 'not_stored')),
  messages INTEGER NOT NULL,
  checked INTEGER NOT NULL,
  PRIMARY KEY (lawyer_id, chat),
  CHECK ((anchor_id IS NULL) = (anchor_from_me IS NULL)),
  CHECK ((gap_at IS NULL) = (gap_reason IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX chat_histories_unfinished ON chat_histories (lawyer_id, chat) WHERE reaches_start = 0;
-- A mark said up to when a chat was complete, and nothing of from when.
INSERT INTO chat_histories (lawyer_id, chat, complete_until, reaches_start, messages, checked)
  SELECT k.lawyer_id, k.chat, k.through, 0, coalesce(n.messages, 0), k.through * 1000
  FROM chat_marks k
  LEFT JOIN (SELECT lawyer_id, chat, count(*) AS messages FROM messages GROUP BY lawyer_id, chat) n
    ON n.lawyer_id = k.lawyer_id AND n.chat = k.chat;
DROP TABLE chat_marks;

CREATE TABLE alerts (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  code TEXT NOT NULL,
  subject TEXT CHECK (subject <> ''),
  raised INTEGER NOT NULL,
  cleared INTEGER
) STRICT;
CREATE UNIQUE INDEX alerts_open ON alerts (lawyer_id, code, ifnull(subject, '')) WHERE cleared IS NULL;
CREATE INDEX alerts_open_by_age ON alerts (id) WHERE cleared IS NULL;
CREATE INDEX alerts_by_lawyer ON alerts (lawyer_id, id);

CREATE TABLE lawyer_settings (
  lawyer_id TEXT PRIMARY KEY REFERENCES lawyers (id),
  settings TEXT NOT NULL,
  updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
