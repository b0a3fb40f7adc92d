/** Every piece of cached data by its key; what a push makes stale is named with these too. */
export const QUERY_KEYS = {
  status: ['status'] as const,
  lawyers: ['lawyers'] as const,
  conversations: (lawyerId: string) => ['conversations', lawyerId] as const,
  thread: (lawyerId: string, conversationId: string) => ['thread', lawyerId, conversationId] as const,
};
