/** Message brokers that events are published to, each with its place in the event log. */
export const brokers = {
  name: '0015-brokers',
  addsOnly: true,
  sql: `
CREATE TABLE brokers (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  kind TEXT NOT NULL CHECK (kind IN ('rabbitmq', 'redis', 'nats')),
  -- With its password.
  url TEXT NOT NULL,
  target TEXT NOT NULL,
  events TEXT NOT NULL CHECK (json_valid(events)),
  max_length INTEGER,
  stream TEXT,
  is_paused INTEGER NOT NULL CHECK (is_paused IN (0, 1)),
  cursor INTEGER NOT NULL,
  -- Counts the changes that persons make: what was begun before one moves the cursor no more.
  revision INTEGER NOT NULL DEFAULT 0,
  failing_since INTEGER,
  -- The last event that was removed from the log before it was published.
  missed_up_to INTEGER,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL
) STRICT;
CREATE INDEX brokers_by_lawyer ON brokers (lawyer_id, id);
`,
};
