export const HEALTH_KEYS = {
  chain: (lawyerId: string) => ['health', lawyerId] as const,
  alerts: (lawyerId: string) => ['past-alerts', lawyerId] as const,
};
