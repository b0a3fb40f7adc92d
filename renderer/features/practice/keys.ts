export const PRACTICE_KEYS = { faults: ['faults'] as const };
