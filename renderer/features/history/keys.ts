export const HISTORY_KEYS = {
  progress: (lawyerId: string) => ['history', lawyerId] as const,
  completeness: (lawyerId: string) => ['completeness', lawyerId] as const,
};
