/** What the API's resources need beside the chats: notes on a client, and the chats that are not read yet. */
export const templates = {
  name: '0009-templates',
  sql: `
ALTER TABLE clients ADD COLUMN notes TEXT;

CREATE INDEX conversations_unread ON conversations (lawyer_id, last_activity DESC, id DESC)
  WHERE merged_into IS NULL AND unread > 0;
`,
};
