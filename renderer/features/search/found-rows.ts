import type { Conversation } from '../../../main/contract/entities.ts';
import type { FoundMessage } from '../../../main/contract/message-lists.ts';

/** What stands in the list of what was found: chats first, then messages, each below its heading. */
export type FoundRow =
  | { kind: 'heading'; of: 'chats' | 'messages' }
  | { kind: 'chat'; chat: Conversation }
  | { kind: 'message'; message: FoundMessage };

/** So many chats stand above the messages. */
const MOST_CHATS = 5;

export function foundRows(chats: readonly Conversation[], messages: readonly FoundMessage[]): FoundRow[] {
  const rows: FoundRow[] = [];
  if (chats.length > 0) rows.push({ kind: 'heading', of: 'chats' });
  for (const chat of chats.slice(0, MOST_CHATS)) rows.push({ kind: 'chat', chat });
  if (messages.length > 0 && chats.length > 0) rows.push({ kind: 'heading', of: 'messages' });
  for (const message of messages) rows.push({ kind: 'message', message });
  return rows;
}

export function isChoice(row: FoundRow): boolean {
  return row.kind !== 'heading';
}

/** Its name among the rows. */
export function foundId(row: FoundRow): string {
  switch (row.kind) {
    case 'heading':
      return row.of;
    case 'chat':
      return row.chat.id;
    case 'message':
      return row.message.id;
  }
}
