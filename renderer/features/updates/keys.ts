export const UPDATE_KEYS = {
  updates: ['updates'] as const,
};
