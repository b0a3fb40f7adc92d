export const CLIENT_KEYS = {
  clients: (lawyerId: string) => ['clients', lawyerId] as const,
  lists: (lawyerId: string) => ['clients', lawyerId, 'list'] as const,
  assignments: (lawyerId: string, id: string) => ['clients', lawyerId, 'assignments', id] as const,
  preview: (lawyerId: string, from: string, into: string) => ['clients', lawyerId, 'preview', from, into] as const,
  exported: (lawyerId: string, id: string) => ['client-exports', lawyerId, id] as const,
};
