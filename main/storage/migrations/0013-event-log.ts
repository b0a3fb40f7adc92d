/**
 * The event log is read by others than the webhooks: what a fact tells beside its ids (`more`, JSON, never a message's
 * text) stays with it. Its beginning is removed after a while; up to where says `event_log_starts`, so that whoever was
 * away for longer is told that something is missing.
 */
export const eventLog = {
  name: '0013-event-log',
  addsOnly: true,
  sql: `
ALTER TABLE events ADD COLUMN more TEXT;

CREATE TABLE event_log_starts (
  lawyer_id TEXT PRIMARY KEY REFERENCES lawyers (id) ON DELETE CASCADE,
  -- The last event that was removed.
  removed_up_to INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
