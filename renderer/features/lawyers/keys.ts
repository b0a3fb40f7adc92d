export const LAWYER_KEYS = { all: ['lawyers'] as const, unread: ['lawyers', 'unread'] as const };
