import type { LawyerId } from '../contract/ids.ts';
import type { MessageList, TextMarks } from '../contract/message-lists.ts';
import type { RouteQuery } from '../contract/routes.ts';
import { conversationOf } from './conversation-of.ts';
import type { MessageIndex } from './index-messages.ts';
import { parseSearchQuery } from './search-query.ts';
import type { IndexProgress, MessageFilter } from './stores/message-search-store.ts';
import type { Stores } from './stores.ts';

/**
 * The messages of a lawyer, newest first; with words, those in which they are found. How much of them is indexed yet is said
 * with it, and where in their texts the words stand. Rejects with AppError `invalid_request` for words that cannot be searched for,
 * `conversation_not_found`, `invalid_cursor`.
 */
export async function searchMessages(
  stores: Stores,
  lawyerId: LawyerId,
  index: Pick<MessageIndex, 'catchUp'>,
  query: RouteQuery<'listMessages'>,
): Promise<MessageList & { marks: TextMarks[] }> {
  const { q, conversation, limit, cursor, from, to, has_attachment: hasAttachment, ...rest } = query;
  const terms = q === undefined ? null : parseSearchQuery(q);
  const filter: MessageFilter = {
    ...rest,
    hasAttachment,
    conversationId: conversation && (await conversationOf(stores, lawyerId, conversation)).id,
    from: from === undefined ? undefined : Date.parse(from),
    to: to === undefined ? undefined : Date.parse(to),
  };
  const page = { limit, cursor };
  const { messageSearch } = stores;
  // Before the search: what is indexed meanwhile may be missing from it.
  const needsIndex = terms !== null || filter.conversationId === undefined;
  if (needsIndex) await index.catchUp();
  const backlog = needsIndex ? await messageSearch.backlog() : null;
  const isPartial = backlog !== null || (needsIndex && (await messageSearch.hasNew()));
  const { rows, nextCursor, marks } =
    terms === null
      ? { ...(await messageSearch.list(lawyerId, filter, page)), marks: [] }
      : await messageSearch.search(lawyerId, terms, filter, page);
  return { data: rows, next_cursor: nextCursor, is_partial: isPartial, indexed_percent: percentOf(backlog), marks };
}

/** Never all of it while there is something left. */
function percentOf(backlog: IndexProgress | null): number {
  return backlog ? Math.min(99, Math.floor((100 * backlog.indexed) / Math.max(1, backlog.total))) : 100;
}
