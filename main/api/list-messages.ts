import type { LawyerId } from '../contract/ids.ts';
import type { MessageList } from '../contract/message-lists.ts';
import type { RouteQuery } from '../contract/routes.ts';
import type { MessageIndex } from '../domain/index-messages.ts';
import { parseSearchQuery } from '../domain/search-query.ts';
import type { IndexProgress, MessageFilter } from '../domain/stores/message-search-store.ts';
import type { Stores } from '../domain/stores.ts';
import { conversationOf } from './conversation-of.ts';

/** Rejects with AppError `invalid_request` for words that cannot be searched for, `conversation_not_found`, `invalid_cursor`. */
export async function listMessages(
  stores: Stores,
  lawyerId: LawyerId,
  index: Pick<MessageIndex, 'catchUp'>,
  query: RouteQuery<'listMessages'>,
): Promise<MessageList> {
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
  const { rows, nextCursor } = await (terms === null
    ? messageSearch.list(lawyerId, filter, page)
    : messageSearch.search(lawyerId, terms, filter, page));
  return { data: rows, next_cursor: nextCursor, is_partial: isPartial, indexed_percent: percentOf(backlog) };
}

/** Never all of it while there is something left. */
function percentOf(backlog: IndexProgress | null): number {
  return backlog ? Math.min(99, Math.floor((100 * backlog.indexed) / Math.max(1, backlog.total))) : 100;
}
