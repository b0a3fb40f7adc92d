export const LAWYER_KEYS = { all: ['lawyers'] as const };
