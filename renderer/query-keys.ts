/** Every piece of cached data by its key; what a push makes stale is named with these too. */
export const QUERY_KEYS = {
  status: ['status'] as const,
  alerts: ['alerts'] as const,
  lawyers: ['lawyers'] as const,
  settings: (lawyerId: string) => ['settings', lawyerId] as const,
  conversations: (lawyerId: string) => ['conversations', lawyerId] as const,
  /** Of all chats of a lawyer. */
  threads: (lawyerId: string) => ['thread', lawyerId] as const,
  thread: (lawyerId: string, conversationId: string) => ['thread', lawyerId, conversationId] as const,
  /** The newest messages of a chat, for who needs only these. */
  newest: (lawyerId: string, conversationId: string) => ['newest', lawyerId, conversationId] as const,
  versions: (lawyerId: string, messageId: string) => ['versions', lawyerId, messageId] as const,
  outbox: (lawyerId: string) => ['outbox', lawyerId] as const,
  history: (lawyerId: string) => ['history', lawyerId] as const,
  completeness: (lawyerId: string) => ['completeness', lawyerId] as const,
  clients: (lawyerId: string) => ['clients', lawyerId] as const,
  tunnel: ['tunnel'] as const,
  brokers: (lawyerId: string) => ['brokers', lawyerId] as const,
  faults: ['faults'] as const,
};
