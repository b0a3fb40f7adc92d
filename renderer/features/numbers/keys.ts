export const NUMBERS_KEYS = {
  stats: (lawyerId: string) => ['stats', lawyerId] as const,
  samples: ['samples'] as const,
};
