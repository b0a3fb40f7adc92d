/**
 * What a webhook can be told to do, its states, and what was seen of each attempt. `feed_cursor` is up to where the event
 * log has been queued for one that is not active; null for an active one, whose rows are queued with the event itself.
 * Order is that of the log, whenever a row was queued.
 * Members of a batch follow its first row, which alone is scheduled. An attempt is written down before it is made.
 */
export const webhooks = {
  name: '0016-webhooks',
  addsOnly: true,
  sql: `
ALTER TABLE webhooks ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE webhooks ADD COLUMN payload TEXT NOT NULL DEFAULT 'full' CHECK (payload IN ('full', 'thin'));
ALTER TABLE webhooks ADD COLUMN batch_events INTEGER;
ALTER TABLE webhooks ADD COLUMN batch_wait INTEGER;
ALTER TABLE webhooks ADD COLUMN concurrency INTEGER NOT NULL DEFAULT 8;
ALTER TABLE webhooks ADD COLUMN state TEXT NOT NULL DEFAULT 'active'
  CHECK (state IN ('active', 'catching_up', 'paused', 'disabled'));
ALTER TABLE webhooks ADD COLUMN disabled_reason TEXT CHECK (disabled_reason IN ('gone', 'failing'));
ALTER TABLE webhooks ADD COLUMN feed_cursor INTEGER;
ALTER TABLE webhooks ADD COLUMN failing_since INTEGER;
ALTER TABLE webhooks ADD COLUMN old_secret TEXT;
ALTER TABLE webhooks ADD COLUMN old_secret_until INTEGER;
ALTER TABLE webhooks ADD COLUMN updated INTEGER NOT NULL DEFAULT 0;
UPDATE webhooks SET updated = created;
-- Only a 410 has switched one off so far.
UPDATE webhooks SET state = 'disabled', disabled_reason = 'gone',
  feed_cursor = coalesce((SELECT max(cursor) FROM events e WHERE e.lawyer_id = webhooks.lawyer_id), 0)
  WHERE is_active = 0;
ALTER TABLE webhooks DROP COLUMN is_active;

ALTER TABLE webhook_queue ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
UPDATE webhook_queue SET tries = attempts WHERE status = 'pending';
ALTER TABLE webhook_queue ADD COLUMN scheduled INTEGER;
ALTER TABLE webhook_queue ADD COLUMN cursor INTEGER NOT NULL DEFAULT 0;
UPDATE webhook_queue SET cursor = (SELECT cursor FROM events e WHERE e.id = webhook_queue.event_id);
DROP INDEX webhook_queue_order;
CREATE INDEX webhook_queue_order ON webhook_queue (webhook_id, conversation_id, cursor) WHERE status = 'pending';
ALTER TABLE webhook_queue ADD COLUMN batch_id TEXT;
ALTER TABLE webhook_queue ADD COLUMN batch_of INTEGER;
CREATE INDEX webhook_queue_by_webhook ON webhook_queue (webhook_id, cursor);
CREATE INDEX webhook_queue_failed ON webhook_queue (webhook_id, last_attempt) WHERE status = 'failed';
CREATE INDEX webhook_queue_in_batch ON webhook_queue (batch_of) WHERE batch_of IS NOT NULL;

ALTER TABLE webhook_attempts ADD COLUMN request_headers TEXT NOT NULL DEFAULT '{}';
ALTER TABLE webhook_attempts ADD COLUMN response_headers TEXT;
CREATE TABLE webhook_under_way (
  queue_id INTEGER PRIMARY KEY REFERENCES webhook_queue (id) ON DELETE CASCADE,
  begun INTEGER NOT NULL
) STRICT;
`,
};
