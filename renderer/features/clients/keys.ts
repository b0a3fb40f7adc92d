export const CLIENT_KEYS = { clients: (lawyerId: string) => ['clients', lawyerId] as const };
