/** What the API's resources need beside the chats: notes on a client. */
export const templates = {
  name: '0009-templates',
  sql: `
ALTER TABLE clients ADD COLUMN notes TEXT;
`,
};
