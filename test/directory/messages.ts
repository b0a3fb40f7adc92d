import type { Database } from './database.ts';
import type { Message } from './received-event.ts';

/** A row of the table. */
export interface KeptMessage {
  id: string;
  conversation_id: string;
  direction: string;
  kind: string;
  text: string;
  sender_name: string | null;
  status: string;
  sent: string;
  edited: string | null;
  revoked: string | null;
}

/** The way of a message that is sent. What failed, or of which nothing was known, can still turn out to be sent. */
const RANKS = [
  ['queued'],
  ['sending'],
  ['failed', 'unknown', 'cancelled'],
  ['sent'],
  ['delivered'],
  ['read'],
  ['played'],
];

const rankOf = (status: string): number => RANKS.findIndex((statuses) => statuses.includes(status));

/**
 * What is known of a message, and what an event tells of it, as one. Deliveries overtake one another, so that the event can
 * be the older of the two: a status never goes back, and a text gives way to a later one alone. The order in which events
 * come makes no difference.
 */
export function mergeMessage(known: KeptMessage, told: KeptMessage): KeptMessage {
  const isEditedLater = (told.edited ?? '') >= (known.edited ?? '');
  return {
    ...told,
    status: rankOf(told.status) >= rankOf(known.status) ? told.status : known.status,
    text: isEditedLater ? told.text : known.text,
    edited: isEditedLater ? told.edited : known.edited,
    revoked: told.revoked ?? known.revoked,
    sender_name: told.sender_name ?? known.sender_name,
  };
}

export interface Messages {
  /** Writes down what is told of a message, beside what is known. */
  merge(message: Message): void;
}

export function createMessages(database: Database): Messages {
  const find = database.prepare<[string], KeptMessage>('SELECT * FROM messages WHERE id = ?');
  // What is written again keeps its place: within a second, messages stand in the order in which they were heard of.
  const write = database.prepare<KeptMessage>(
    `INSERT INTO messages VALUES
       (:id, :conversation_id, :direction, :kind, :text, :sender_name, :status, :sent, :edited, :revoked)
     ON CONFLICT (id) DO UPDATE SET
       conversation_id = :conversation_id, kind = :kind, text = :text, sender_name = :sender_name,
       status = :status, edited = :edited, revoked = :revoked`,
  );
  const writeConversation = database.prepare(
    `INSERT INTO conversations (id, phone, name, last_message) VALUES (:id, :phone, :name, :sent)
     ON CONFLICT (id) DO UPDATE SET
       phone = coalesce(excluded.phone, phone),
       name = coalesce(excluded.name, name),
       last_message = max(last_message, excluded.last_message)`,
  );

  return {
    merge(message) {
      const { id, conversation_id, phone, direction, kind, text, sender_name, status, sent_at: sent } = message;
      const { edited_at: edited, revoked_at: revoked } = message;
      const name = direction === 'inbound' && phone !== null ? sender_name : null;
      writeConversation.run({ id: conversation_id, phone, name, sent });
      const told = { id, conversation_id, direction, kind, text, sender_name, status, sent, edited, revoked };
      const known = find.get(id);
      write.run(known ? mergeMessage(known, told) : told);
    },
  };
}
