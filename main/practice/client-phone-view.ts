import type { EntryOf } from './ledger-entry.ts';
import type { PracticeChat, PracticeMessage } from './practice-chat.ts';

/** What a client's phone shows of a message, seen by its owner. */
export interface ClientPhoneMessage {
  id: string;
  /** True for what the client wrote, false for what arrived from the lawyer. */
  from_me: boolean;
  kind: string;
  /** As it is now: after an edit the new one, and nothing after a revoke. */
  text: string;
  /** Seconds since 1970. */
  timestamp: number;
  status: 'delivered' | 'read' | 'played';
  edited: boolean;
  revoked: boolean;
  forwarded: boolean;
  /** The id of the message that it answers. */
  reply_to: string | null;
  /** The client's own reaction and the lawyer's. */
  reactions: { by: 'client' | 'lawyer'; emoji: string }[];
  file: { name: string | null; type: string; size: number; sha256: string } | null;
}

export function clientPhoneMessages(chat: PracticeChat): ClientPhoneMessage[] {
  return chat.displays.map((message) => onClientPhone(chat, message));
}

/** The messages of a chat as they stand in the account's own phone: also those that no client's phone shows. */
export function accountPhoneMessages(chat: PracticeChat): ClientPhoneMessage[] {
  return chat.timeline.map((message) => onClientPhone(chat, message));
}

function onClientPhone(chat: PracticeChat, message: PracticeMessage): ClientPhoneMessage {
  const { entry, edit, revoke, reactions } = message;
  const fromClient = entry.direction === 'in';
  const seen = fromClient ? entry.history === true || entry.seq < chat.seenUpTo : message.ack >= 3;
  const media = revoke ? undefined : entry.media;
  return {
    id: entry.id,
    from_me: fromClient,
    kind: entry.type ?? 'text',
    text: revoke ? '' : (edit?.text ?? entry.text),
    timestamp: entry.timestamp,
    status: message.ack === 4 ? 'played' : seen ? 'read' : 'delivered',
    edited: edit !== undefined,
    revoked: revoke !== undefined,
    forwarded: entry.forwarded === true,
    reply_to: entry.quoted?.id ?? null,
    reactions: [...(reactions?.values() ?? [])].filter(({ emoji }) => emoji !== '').map(byWhom),
    file: media ? { name: media.filename, type: media.mimetype, size: media.size, sha256: media.sha256 } : null,
  };
}

function byWhom({ by, emoji }: EntryOf<'reaction'>): { by: 'client' | 'lawyer'; emoji: string } {
  return { by, emoji };
}
