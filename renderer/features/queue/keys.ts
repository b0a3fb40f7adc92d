export const QUEUE_KEYS = { outbox: (lawyerId: string) => ['outbox', lawyerId] as const };
