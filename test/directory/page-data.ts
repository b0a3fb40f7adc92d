import type { Database } from './database.ts';

export interface ShownMessage {
  direction: string;
  kind: string;
  text: string;
  /** Of an answer that Lexline does not have yet: why, or that it waits. */
  status: string;
  is_edited: number;
  is_revoked: number;
}

export interface ShownChat {
  id: string;
  phone: string | null;
  name: string | null;
  last_message: string;
  messages: ShownMessage[];
}

export interface ShownEvent {
  id: string;
  type: string;
  phone: string | null;
  webhook_at: number | null;
  log_at: number | null;
}

/** What the page shows. */
export interface PageData {
  chats: ShownChat[];
  /** The latest first. */
  events: ShownEvent[];
}

const CHATS = 50;
const MESSAGES = 50;
const EVENTS = 100;

/** Reads it, as it is in the database at that moment. */
export function createReadPage(database: Database): () => PageData {
  const chats = database.prepare<[number], Omit<ShownChat, 'messages'>>(
    'SELECT * FROM conversations ORDER BY last_message DESC, rowid DESC LIMIT ?',
  );
  const messages = database.prepare<[string, number], ShownMessage>(
    `SELECT direction, kind, text, status, edited IS NOT NULL AS is_edited, revoked IS NOT NULL AS is_revoked
     FROM messages WHERE conversation_id = ? ORDER BY sent DESC, rowid DESC LIMIT ?`,
  );
  // The events of a message tell of it as soon as it is sent.
  const answers = database.prepare<[string], ShownMessage>(
    `SELECT 'outbound' AS direction, 'text' AS kind, text,
            coalesce(problem, iif(message_id IS NULL, 'waits for Lexline', 'accepted')) AS status,
            0 AS is_edited, 0 AS is_revoked
     FROM answers
     WHERE conversation_id = ? AND NOT EXISTS (SELECT 1 FROM messages WHERE messages.id = answers.message_id)
     ORDER BY rowid`,
  );
  const events = database.prepare<[number], ShownEvent>(
    `SELECT events.id, type, phone, webhook_at, log_at FROM events
     LEFT JOIN messages ON messages.id = events.message_id
     LEFT JOIN conversations ON conversations.id = messages.conversation_id
     ORDER BY events.rowid DESC LIMIT ?`,
  );
  return database.transaction(() => ({
    chats: chats.all(CHATS).map((chat) => ({
      ...chat,
      messages: [...messages.all(chat.id, MESSAGES).reverse(), ...answers.all(chat.id)],
    })),
    events: events.all(EVENTS),
  }));
}
