/**
 * What the API's resources need beside the chats: templates, notes on a client, clients by age, and the chats that
 * are not read yet. Nothing is made over the messages: with a million of them that takes half a minute.
 */
export const templates = {
  name: '0009-templates',
  addsOnly: true,
  sql: `
CREATE TABLE templates (
  id TEXT PRIMARY KEY,
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id),
  name TEXT NOT NULL COLLATE NOCASE,
  variables TEXT NOT NULL CHECK (json_valid(variables)),
  default_language TEXT NOT NULL,
  created INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  UNIQUE (lawyer_id, name)
) STRICT;
CREATE INDEX templates_by_lawyer ON templates (lawyer_id, id);

CREATE TABLE template_variants (
  template_id TEXT NOT NULL REFERENCES templates (id) ON DELETE CASCADE,
  language TEXT NOT NULL,
  place INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (template_id, language)
) STRICT, WITHOUT ROWID;

-- What whoever sent a message by the API calls it.
ALTER TABLE messages ADD COLUMN client_reference TEXT;

ALTER TABLE clients ADD COLUMN notes TEXT;
-- As gave_name says of the name: whether the one that it was merged into had none and took this one's.
-- When a person has removed it. The row stays: the log of events, which only grows, points at it.
ALTER TABLE clients ADD COLUMN removed INTEGER;
ALTER TABLE clients ADD COLUMN gave_email INTEGER NOT NULL DEFAULT 0 CHECK (gave_email IN (0, 1));
ALTER TABLE clients ADD COLUMN gave_notes INTEGER NOT NULL DEFAULT 0 CHECK (gave_notes IN (0, 1));
CREATE INDEX clients_by_age ON clients (lawyer_id, created) WHERE merged_into IS NULL;

CREATE INDEX conversations_unread ON conversations (lawyer_id, last_activity DESC, id DESC)
  WHERE merged_into IS NULL AND unread > 0;
`,
};
