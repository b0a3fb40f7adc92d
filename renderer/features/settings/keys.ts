export const SETTINGS_KEYS = {
  app: ['app_settings'] as const,
  support: ['settings_support'] as const,
  settings: (lawyerId: string) => ['settings', lawyerId] as const,
  tunnel: ['tunnel'] as const,
  brokers: (lawyerId: string) => ['brokers', lawyerId] as const,
};
