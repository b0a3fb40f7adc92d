import type { Database } from './database.ts';
import type { Message } from './received-event.ts';

/** Which text the directory answers to a client's message; null for none. Called once for each message. */
export type ChooseAnswer = (message: {
  id: string;
  phone: string;
  text: string;
  /** Whether this client was answered before. */
  isAnswered: boolean;
}) => string | null;

/** What is to be sent. */
export interface WaitingAnswer {
  key: string;
  phone: string;
  text: string;
  /** In ms since 1970; null: it was not tried yet. */
  first_tried_at: number | null;
}

/** A message that is older is not answered by a program any more: it comes from the history of a chat, or we were away. In ms. */
const ANSWERED_WITHIN = 24 * 60 * 60_000;

/** What the directory answers. An answer is written down in the transaction of its message, and sent behind it. */
export interface Answers {
  /** Decides whether a client's message is answered, and with what. */
  decide(message: Message): void;
  /** Lexline has a message under that key. */
  accepted(key: string, messageId: string): void;
  /** The answer will not be sent. */
  gaveUp(key: string, problem: string): void;
  /** To be called before it is sent. */
  tried(key: string): void;
  /** The next one that is to be sent. */
  next(): WaitingAnswer | undefined;
}

/** `now` is in ms since 1970. */
export function createAnswers(database: Database, chooseAnswer: ChooseAnswer, now: () => number): Answers {
  const any = database.prepare<[string], object>('SELECT 1 FROM answers WHERE phone = ?');
  const insert = database.prepare<[string, string, string, string]>(
    'INSERT INTO answers (key, conversation_id, phone, text) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING',
  );
  const next = database.prepare<[], WaitingAnswer>(
    'SELECT key, phone, text, first_tried_at FROM answers WHERE message_id IS NULL AND problem IS NULL ORDER BY rowid LIMIT 1',
  );
  const tried = database.prepare<[number, string]>(
    'UPDATE answers SET first_tried_at = coalesce(first_tried_at, ?) WHERE key = ?',
  );
  // Lexline's answer and its events tell the same: whichever comes first.
  const accepted = database.prepare<[number, string, string]>(
    'UPDATE answers SET accepted_at = ?, message_id = ?, problem = NULL WHERE key = ? AND message_id IS NULL',
  );
  const gaveUp = database.prepare<[string, string]>(
    'UPDATE answers SET problem = ? WHERE key = ? AND message_id IS NULL',
  );

  return {
    decide({ id, conversation_id: conversation, phone, text, sent_at }) {
      if (phone === null || now() - Date.parse(sent_at) > ANSWERED_WITHIN) return;
      const answer = chooseAnswer({ id, phone, text, isAnswered: any.get(phone) !== undefined });
      if (answer !== null) insert.run(`answer-to-${id}`, conversation, phone, answer);
    },
    accepted: (key, messageId) => void accepted.run(now(), messageId, key),
    gaveUp: (key, problem) => void gaveUp.run(problem, key),
    tried: (key) => void tried.run(now(), key),
    next: () => next.get(),
  };
}
