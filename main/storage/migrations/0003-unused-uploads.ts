/** Uploads that belong to no message are looked for every hour, among all the files of all messages. */
export const unusedUploads = {
  name: '0003-unused-uploads',
  sql: `
CREATE INDEX attachments_unused ON attachments (created) WHERE message_id IS NULL;
`,
};
