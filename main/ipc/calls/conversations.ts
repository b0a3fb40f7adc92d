import type { CONVERSATION_CALLS } from '../../contract/ipc/conversations.ts';
import type { IpcOutput } from '../../contract/ipc.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Clock } from '../../domain/clock.ts';
import { completenessOf } from '../../domain/completeness.ts';
import { heldIn } from '../../domain/keep-draft.ts';
import { markReadInWhatsApp } from '../../domain/mark-read-in-whatsapp.ts';
import type { Database, Sessions } from '../../domain/ports.ts';
import { readGallery } from '../../domain/read-gallery.ts';
import { readPart } from '../../domain/read-part.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

export interface ConversationDependencies {
  database: Database;
  clock: Clock;
  sessions: Sessions;
}

export function conversationCalls({
  database,
  clock,
  sessions,
}: ConversationDependencies): HandlersOf<typeof CONVERSATION_CALLS> {
  return {
    async 'conversations.list'({ lawyer_id, cursor }) {
      const page = await database.read((stores) => stores.conversations.list(lawyer_id, { limit: PAGE_SIZE, cursor }));
      return { data: page.rows, next_cursor: page.nextCursor };
    },
    async 'conversations.get'({ lawyer_id, conversation_id }) {
      const found = await database.read((stores) => stores.conversations.find(lawyer_id, conversation_id));
      if (!found) throw new AppError('conversation_not_found');
      return found;
    },
    'conversations.heldIn': ({ lawyer_id, chats }) =>
      database.read(async (stores) => {
        const held: IpcOutput<'conversations.heldIn'> = [];
        for (const chat of chats) {
          const id = await heldIn(stores, lawyer_id, chat);
          if (id !== null) held.push({ chat, conversation_id: id });
        }
        return held;
      }),
    async 'conversations.messages'({ lawyer_id, conversation_id, part }) {
      const { rows, olderCursor, newerCursor, firstUnread } = await database.read((stores) =>
        readPart(stores, lawyer_id, conversation_id, part, PAGE_SIZE),
      );
      return {
        data: rows,
        has_older: olderCursor !== null,
        has_newer: newerCursor !== null,
        first_unread: firstUnread,
      };
    },
    async 'conversations.gallery'({ lawyer_id, conversation_id, section, cursor }) {
      const page = await database.read((stores) =>
        readGallery(stores, lawyer_id, conversation_id, section, { limit: PAGE_SIZE, cursor }),
      );
      return { data: page.rows, next_cursor: page.nextCursor };
    },
    async 'conversations.markRead'({ lawyer_id, conversation_id }) {
      const found = await database.write((stores) => stores.conversations.markRead(lawyer_id, conversation_id));
      if (!found) throw new AppError('conversation_not_found');
      return undefined;
    },
    async 'conversations.sendRead'({ lawyer_id, conversation_id }) {
      await database.write((stores) => markReadInWhatsApp(stores, lawyer_id, conversation_id, clock.now()));
      sessions.wakeOutbox(lawyer_id);
      return undefined;
    },
    'conversations.completeness': ({ lawyer_id, conversation_id }) =>
      database.read((stores) => completenessOf(stores, lawyer_id, conversation_id)),
  };
}
