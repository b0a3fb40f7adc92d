/**
 * What a person has begun to write in a chat and not sent, and where in a chat they were reading. A draft's chat is the
 * other side's number where there is one, so that it stays when a new chat is made; else the conversation's id. What it
 * answers or brings along is named by id: it may be gone by the time it is read.
 */
export const drafts = {
  name: '0018-drafts',
  addsOnly: true,
  sql: `
CREATE TABLE drafts (
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id) ON DELETE CASCADE,
  chat TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  updated INTEGER NOT NULL,
  PRIMARY KEY (lawyer_id, chat)
) STRICT, WITHOUT ROWID;
CREATE TABLE reading_places (
  lawyer_id TEXT NOT NULL REFERENCES lawyers (id) ON DELETE CASCADE,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  message_id TEXT NOT NULL,
  top INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  PRIMARY KEY (lawyer_id, conversation_id)
) STRICT, WITHOUT ROWID;
`,
};
