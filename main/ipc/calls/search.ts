import type { SEARCH_CALLS } from '../../contract/ipc/search.ts';
import { findChats } from '../../domain/find-chats.ts';
import type { MessageIndex } from '../../domain/index-messages.ts';
import type { Database } from '../../domain/ports.ts';
import { searchMessages } from '../../domain/search-messages.ts';
import type { HandlersOf } from '../handlers-of.ts';

/** Rows of a page of what is found: some screens full, and quickly read while a person types. */
const FOUND_PAGE = 40;

export interface SearchDependencies {
  database: Database;
  index: Pick<MessageIndex, 'catchUp'>;
}

/** What is new is taken into the index first, by a transaction of its own: none is held around it. */
export function searchCalls({ database, index }: SearchDependencies): HandlersOf<typeof SEARCH_CALLS> {
  return {
    'messages.search': ({ lawyer_id, conversation_id: conversation, ...query }) =>
      database.readAlong(async (stores) => {
        const found = await searchMessages(stores, lawyer_id, index, { ...query, conversation, limit: FOUND_PAGE });
        const ids = [...new Set(found.data.map(({ conversation_id }) => conversation_id))];
        const { rows: conversations } = await stores.conversations.listAmong(ids, { limit: FOUND_PAGE });
        return { ...found, conversations };
      }),
    'conversations.find': ({ lawyer_id, q }) => database.readAlong((stores) => findChats(stores, lawyer_id, index, q)),
  };
}
