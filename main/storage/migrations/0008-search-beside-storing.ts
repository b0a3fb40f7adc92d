import { textsOf } from './0007-search.ts';

/**
 * Nothing of a search index is written by who stores. The queue of 0007 was a tree in the order of random ids, in which a
 * place had to be found for each message: now it only grows at its end. Who is removed stays in it, and nothing is found when
 * its turn comes. And the names of new chats wait as messages do: `search_names.indexed` is what `name_words` has.
 */
export const searchBesideStoring = {
  name: '0008-search-beside-storing',
  sql: `
DROP TRIGGER message_queued;
DROP TRIGGER message_removed;
ALTER TABLE search_queue RENAME TO search_queue_by_id;
CREATE TABLE search_queue (n INTEGER PRIMARY KEY, message_id TEXT NOT NULL) STRICT;
INSERT INTO search_queue (message_id) SELECT message_id FROM search_queue_by_id ORDER BY message_id;
DROP TABLE search_queue_by_id;
CREATE TRIGGER message_queued AFTER INSERT ON messages BEGIN
  INSERT INTO search_queue (message_id) VALUES (new.id);
END;
CREATE TRIGGER message_removed BEFORE DELETE ON messages BEGIN
  INSERT INTO message_words (message_words, rowid, content, sender_name, attachment_filename, place)
    SELECT 'delete', o.place, ${textsOf('old')} FROM message_order o WHERE o.message_id = old.id;
  DELETE FROM message_order WHERE message_id = old.id;
END;

DROP TRIGGER name_indexed;
DROP TRIGGER name_indexed_anew;
DROP TRIGGER name_unindexed;
ALTER TABLE search_names ADD COLUMN indexed TEXT;
UPDATE search_names SET indexed = name;
CREATE INDEX search_names_to_index ON search_names (id) WHERE indexed IS NOT name;
CREATE TRIGGER name_indexed AFTER UPDATE OF indexed ON search_names WHEN old.indexed IS NOT new.indexed BEGIN
  INSERT INTO name_words (name_words, rowid, name) SELECT 'delete', old.id, old.indexed WHERE old.indexed IS NOT NULL;
  INSERT INTO name_words (rowid, name) VALUES (new.id, new.indexed);
END;
CREATE TRIGGER name_unindexed AFTER DELETE ON search_names WHEN old.indexed IS NOT NULL BEGIN
  INSERT INTO name_words (name_words, rowid, name) VALUES ('delete', old.id, old.indexed);
END;
`,
};
