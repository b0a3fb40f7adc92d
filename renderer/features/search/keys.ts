import type { inputOf } from './search-terms.ts';

export const SEARCH_KEYS = {
  /** All searches of a lawyer. */
  all: (lawyerId: string) => ['found', lawyerId] as const,
  messages: (lawyerId: string, terms: ReturnType<typeof inputOf>) => ['found', lawyerId, 'messages', terms] as const,
  chats: (lawyerId: string, q: string) => ['found', lawyerId, 'chats', q] as const,
};
