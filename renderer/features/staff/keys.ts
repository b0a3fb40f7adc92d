/** What a change of a resource makes stale begins with the resource's name: see changed-queries.ts. */
export const STAFF_KEYS = {
  identity: ['identity'] as const,
  people: ['staff', 'people'] as const,
  sessions: ['staff', 'sessions'] as const,
  grants: (lawyerId: string) => ['grants', lawyerId] as const,
  ownGrants: ['grants', 'own'] as const,
  ownChats: ['grants', 'chats'] as const,
  accesses: (lawyerId: string, person: string) => ['audit', lawyerId, person] as const,
  verification: ['audit', 'verification'] as const,
  verificationProgress: ['audit', 'progress'] as const,
};
