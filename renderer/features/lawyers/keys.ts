export const LAWYER_KEYS = { all: ['lawyers'] as const, unread: ['unread-of-lawyers'] as const };
