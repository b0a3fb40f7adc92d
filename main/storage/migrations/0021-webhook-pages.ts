/**
 * A page of the database costs its commit some 30 µs, whatever changes on it, so that each message and each delivery now
 * touch fewer. What is POSTed lies apart from how far its delivery is: the one is written once, and the other again with each
 * step. One index finds a delivery by its event and keeps it single. What is first of its conversation is told by its column
 * alone. An attempt takes no number of a sequence. Events that tell of no client are not among those that do.
 */
export const webhookPages = {
  name: '0021-webhook-pages',
  sql: `
CREATE TABLE webhook_payloads (
  queue_id INTEGER PRIMARY KEY REFERENCES webhook_queue (id) ON DELETE CASCADE,
  payload TEXT NOT NULL
) STRICT;
INSERT INTO webhook_payloads (queue_id, payload) SELECT id, payload FROM webhook_queue ORDER BY id;

CREATE TABLE queue (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  webhook_id TEXT NOT NULL,
  lawyer_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  conversation_id TEXT,
  cursor INTEGER NOT NULL,
  status TEXT NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'failed')),
  is_next INTEGER NOT NULL DEFAULT 1 CHECK (is_next IN (0, 1)),
  attempts INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL,
  last_attempt INTEGER,
  next_attempt INTEGER NOT NULL,
  scheduled INTEGER,
  batch_id TEXT,
  batch_of INTEGER,
  FOREIGN KEY (webhook_id, lawyer_id) REFERENCES webhooks (id, lawyer_id) ON DELETE CASCADE,
  FOREIGN KEY (event_id, lawyer_id) REFERENCES events (id, lawyer_id),
  FOREIGN KEY (conversation_id, lawyer_id) REFERENCES conversations (id, lawyer_id)
) STRICT;
INSERT INTO queue
  (id, webhook_id, lawyer_id, event_id, conversation_id, cursor, status, is_next, attempts, tries, created, last_attempt,
   next_attempt, scheduled, batch_id, batch_of)
  SELECT id, webhook_id, lawyer_id, event_id, conversation_id, cursor, status, is_next, attempts, tries, created, last_attempt,
    next_attempt, scheduled, batch_id, batch_of
  FROM webhook_queue ORDER BY id;
DROP TABLE webhook_queue;
ALTER TABLE queue RENAME TO webhook_queue;
CREATE UNIQUE INDEX webhook_queue_by_event ON webhook_queue (event_id, webhook_id);
CREATE INDEX webhook_queue_by_conversation ON webhook_queue (conversation_id);
CREATE INDEX webhook_queue_by_webhook ON webhook_queue (webhook_id, cursor);
CREATE INDEX webhook_queue_due ON webhook_queue (webhook_id, next_attempt, id) WHERE status = 'pending' AND is_next = 1;
CREATE INDEX webhook_queue_order ON webhook_queue (webhook_id, conversation_id, cursor) WHERE status = 'pending';
CREATE INDEX webhook_queue_failed ON webhook_queue (webhook_id, last_attempt) WHERE status = 'failed';
CREATE INDEX webhook_queue_in_batch ON webhook_queue (batch_of) WHERE batch_of IS NOT NULL;

CREATE TABLE attempts (
  id INTEGER PRIMARY KEY,
  queue_id INTEGER NOT NULL REFERENCES webhook_queue (id) ON DELETE CASCADE,
  attempted INTEGER NOT NULL,
  latency INTEGER NOT NULL,
  status_code INTEGER,
  error TEXT,
  request_headers TEXT NOT NULL DEFAULT '{}',
  response_headers TEXT,
  response_start TEXT
) STRICT;
INSERT INTO attempts
  (id, queue_id, attempted, latency, status_code, error, request_headers, response_headers, response_start)
  SELECT id, queue_id, attempted, latency, status_code, error, request_headers, response_headers, response_start
  FROM webhook_attempts ORDER BY id;
DROP TABLE webhook_attempts;
ALTER TABLE attempts RENAME TO webhook_attempts;
CREATE INDEX webhook_attempts_by_delivery ON webhook_attempts (queue_id, id);

DROP INDEX events_by_client;
CREATE INDEX events_by_client ON events (client_id) WHERE client_id IS NOT NULL;
`,
};
