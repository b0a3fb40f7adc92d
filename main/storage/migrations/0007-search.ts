/**
 * The next free place for a message of that time: ms * 1024 and a running number; what one millisecond has no room for goes
 * behind it within the second. `main/storage/message-place.ts` has the same.
 */
const nextPlace = (time: string): string => {
  const first = `(max(0, min(${time}, 8000000000000)) * 1024)`;
  const lastIn = (places: number): string =>
    `(SELECT max(place) FROM message_order WHERE place >= ${first} AND place < ${first} + ${places})`;
  return `CASE
    WHEN ${lastIn(1024)} IS NULL THEN ${first}
    WHEN ${lastIn(1024)} < ${first} + 1023 THEN ${lastIn(1024)} + 1
    ELSE ${lastIn(1024000)} + 1
  END`;
};

/** What the index has of a row of `messages`. `place` has the lawyer and the conversation as one word each. */
export const textsOf = (row: string): string =>
  `${row}.content, ${row}.sender_name, ${row}.attachment_filename,
    replace(${row}.lawyer_id, '_', '') || ' ' || replace(${row}.conversation_id, '_', '')`;

/** Letters with their marks are one word in every script, not only where the marks are removed. */
const TOKENS = `columnsize=0, prefix='3 4 5', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"`;

/**
 * Full-text search over messages, and the order of all of them by time. The texts are in `messages` alone: the FTS5 tables
 * are external-content ones (sqlite.org/fts5.html#external_content_tables). A trigger notes each new message in
 * `search_queue`, and `main/domain/index-messages.ts` takes it in a moment later: to index it in the transaction that stores it
 * made a burst a fifth slower. Whatever changes a message that is indexed changes the index with it, so that no store can
 * forget it.
 *
 * The index knows a message by its place in `message_order`. SQLite's own rowid would not do: VACUUM may change it. And so
 * the index is in the order of time, however late a message is read from history: the newest hits come first without
 * sorting, a span of time is a range, and a cursor is a number.
 *
 * Nothing is indexed here, and no index is made over `messages`: with a million of them that takes half a minute.
 * `search_backlog` says what is left of what was there before, and it is done in slices while the app works.
 */
export const search = {
  name: '0007-search',
  addsOnly: true,
  sql: `
CREATE TABLE message_order (
  place INTEGER PRIMARY KEY,
  message_id TEXT NOT NULL UNIQUE,
  lawyer_id TEXT NOT NULL,
  FOREIGN KEY (message_id, lawyer_id) REFERENCES messages (id, lawyer_id)
) STRICT;
CREATE INDEX message_order_of_lawyer ON message_order (lawyer_id, place);

CREATE TABLE search_backlog (
  -- What has this id or a greater one is indexed; going down, so that the newest are found first.
  before TEXT NOT NULL,
  indexed INTEGER NOT NULL,
  total INTEGER NOT NULL
) STRICT;
INSERT INTO search_backlog SELECT 'n', 0, sum(size) FROM conversations HAVING sum(size) > 0;

CREATE VIEW message_texts (place_id, content, sender_name, attachment_filename, place) AS
  SELECT o.place, ${textsOf('m')} FROM message_order o JOIN messages m ON m.id = o.message_id;
CREATE VIRTUAL TABLE message_words USING fts5(
  content, sender_name, attachment_filename, place, content='message_texts', content_rowid='place_id', ${TOKENS}
);

-- What was stored and is not indexed yet: whoever stores does not wait for the index.
CREATE TABLE search_queue (message_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER message_queued AFTER INSERT ON messages BEGIN
  INSERT INTO search_queue (message_id) VALUES (new.id);
END;
CREATE TRIGGER message_indexed AFTER INSERT ON message_order BEGIN
  INSERT INTO message_words (rowid, content, sender_name, attachment_filename, place)
    SELECT new.place, ${textsOf('m')} FROM messages m WHERE m.id = new.message_id;
END;
CREATE TRIGGER message_removed BEFORE DELETE ON messages BEGIN
  INSERT INTO message_words (message_words, rowid, content, sender_name, attachment_filename, place)
    SELECT 'delete', o.place, ${textsOf('old')} FROM message_order o WHERE o.message_id = old.id;
  DELETE FROM message_order WHERE message_id = old.id;
  DELETE FROM search_queue WHERE message_id = old.id;
END;
CREATE TRIGGER message_changed
  AFTER UPDATE OF content, sender_name, attachment_filename, conversation_id, sending_date ON messages
  WHEN old.content <> new.content OR old.sender_name IS NOT new.sender_name
    OR old.attachment_filename IS NOT new.attachment_filename OR old.conversation_id <> new.conversation_id
    OR old.sending_date <> new.sending_date
BEGIN
  -- What is not indexed yet is not in the order either, and none of these does anything.
  INSERT INTO message_words (message_words, rowid, content, sender_name, attachment_filename, place)
    SELECT 'delete', o.place, ${textsOf('old')} FROM message_order o WHERE o.message_id = old.id;
  UPDATE message_order SET place = ${nextPlace('new.sending_date')}
    WHERE message_id = new.id AND old.sending_date <> new.sending_date;
  INSERT INTO message_words (rowid, content, sender_name, attachment_filename, place)
    SELECT o.place, ${textsOf('new')} FROM message_order o WHERE o.message_id = new.id;
END;

-- What chats and people are called, apart from the messages: to rename one does not touch what was said in it.
CREATE TABLE search_names (
  id INTEGER PRIMARY KEY,
  lawyer_id TEXT NOT NULL,
  conversation_id TEXT UNIQUE,
  client_id TEXT UNIQUE,
  name TEXT NOT NULL,
  FOREIGN KEY (conversation_id, lawyer_id) REFERENCES conversations (id, lawyer_id) ON DELETE CASCADE,
  FOREIGN KEY (client_id, lawyer_id) REFERENCES clients (id, lawyer_id) ON DELETE CASCADE,
  CHECK ((conversation_id IS NULL) <> (client_id IS NULL))
) STRICT;
CREATE VIRTUAL TABLE name_words USING fts5(
  name, content='search_names', content_rowid='id', ${TOKENS}
);
CREATE TRIGGER name_indexed AFTER INSERT ON search_names BEGIN
  INSERT INTO name_words (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER name_unindexed AFTER DELETE ON search_names BEGIN
  INSERT INTO name_words (name_words, rowid, name) VALUES ('delete', old.id, old.name);
END;
CREATE TRIGGER name_indexed_anew AFTER UPDATE OF name ON search_names WHEN old.name <> new.name BEGIN
  INSERT INTO name_words (name_words, rowid, name) VALUES ('delete', old.id, old.name);
  INSERT INTO name_words (rowid, name) VALUES (new.id, new.name);
END;
CREATE TRIGGER conversation_named AFTER INSERT ON conversations BEGIN
  INSERT INTO search_names (lawyer_id, conversation_id, name)
    VALUES (new.lawyer_id, new.id, concat_ws(' ', new.title, new.phone_number));
END;
CREATE TRIGGER conversation_renamed AFTER UPDATE OF title, phone_number ON conversations
  WHEN old.title <> new.title OR old.phone_number IS NOT new.phone_number
BEGIN
  UPDATE search_names SET name = concat_ws(' ', new.title, new.phone_number) WHERE conversation_id = new.id;
END;
CREATE TRIGGER client_named AFTER INSERT ON clients BEGIN
  INSERT INTO search_names (lawyer_id, client_id, name) VALUES (new.lawyer_id, new.id, coalesce(new.name, ''));
END;
CREATE TRIGGER client_renamed AFTER UPDATE OF name ON clients WHEN old.name IS NOT new.name BEGIN
  UPDATE search_names SET name = coalesce(new.name, '') WHERE client_id = new.id;
END;
INSERT INTO search_names (lawyer_id, conversation_id, name)
  SELECT lawyer_id, id, concat_ws(' ', title, phone_number) FROM conversations;
INSERT INTO search_names (lawyer_id, client_id, name) SELECT lawyer_id, id, coalesce(name, '') FROM clients;
`,
};
