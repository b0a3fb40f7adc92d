import type { ConversationId, LawyerId } from '../../contract/ids.ts';
import type { FoundMessage, TextMarks } from '../../contract/message-lists.ts';
import type { MessageDirection, MessageStatus } from '../../contract/values.ts';
import type { Millis } from '../clock.ts';
import type { SearchTerm } from '../search-query.ts';
import type { Paged, PageRequest } from './page-request.ts';

/** What is left out is not asked for. */
export interface MessageFilter {
  conversationId?: ConversationId | undefined;
  direction?: MessageDirection | undefined;
  kind?: string | undefined;
  status?: MessageStatus | undefined;
  hasAttachment?: boolean | undefined;
  /** The first moment that counts. */
  from?: Millis | undefined;
  /** The first moment that does not. */
  to?: Millis | undefined;
}

/** How many of the messages stored before the index was made are in it. */
export interface IndexProgress {
  indexed: number;
  total: number;
}

/**
 * Messages of all of a lawyer's chats, the newest first; what a merge has left behind is not among them. A page with few
 * rows can have a cursor: it ends where enough was looked through.
 */
export interface MessageSearchStore {
  list(lawyerId: LawyerId, filter: MessageFilter, page: PageRequest): Promise<Paged<FoundMessage>>;
  /** Those that have every term, each in the text, the file's name, the sender's name or the name of the chat. */
  search(
    lawyerId: LawyerId,
    terms: readonly SearchTerm[],
    filter: MessageFilter,
    page: PageRequest,
  ): Promise<Paged<FoundMessage> & { marks: TextMarks[] }>;
  /** Chats whose name, or whose client's, has every term; those last written in first, at most that many. */
  chatsCalled(lawyerId: LawyerId, terms: readonly SearchTerm[], limit: number): Promise<ConversationId[]>;
  /** Chats with those digits in their number, in the same order. */
  chatsNumbered(lawyerId: LawyerId, digits: string, limit: number): Promise<ConversationId[]>;
  /** Null when everything is indexed. */
  backlog(): Promise<IndexProgress | null>;
  /** Whether messages or names were stored since that are not indexed yet. */
  hasNew(): Promise<boolean>;
  /** Indexes up to that many of them, those stored first first; answers how many it were. */
  indexNew(count: number): Promise<number>;
  /** Indexes that many of the newest that were there before. False: there was nothing left. */
  indexSome(count: number): Promise<boolean>;
}
