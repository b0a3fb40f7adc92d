export const CHAT_KEYS = {
  conversations: (lawyerId: string) => ['conversations', lawyerId] as const,
  /** Chats that are open without being in what was read of the list. */
  singles: (lawyerId: string) => ['conversation', lawyerId] as const,
  single: (lawyerId: string, conversationId: string) => ['conversation', lawyerId, conversationId] as const,
  /** The chat that one is part of which was merged away. It is stale with the others. */
  holder: (lawyerId: string, conversationId: string) => ['conversation', lawyerId, conversationId, 'holder'] as const,
  /** Of all chats of a lawyer. */
  threads: (lawyerId: string) => ['thread', lawyerId] as const,
  thread: (lawyerId: string, conversationId: string) => ['thread', lawyerId, conversationId] as const,
  /** Where one was reading in those chats in which it was not the end. */
  places: (lawyerId: string) => ['reading-places', lawyerId] as const,
  /** The newest messages of a chat, for who needs only these. */
  newest: (lawyerId: string, conversationId: string) => ['newest', lawyerId, conversationId] as const,
};
