export const SETTINGS_KEYS = {
  settings: (lawyerId: string) => ['settings', lawyerId] as const,
  tunnel: ['tunnel'] as const,
  brokers: (lawyerId: string) => ['brokers', lawyerId] as const,
};
