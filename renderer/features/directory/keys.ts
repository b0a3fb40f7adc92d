/** What a change of a resource makes stale begins with the resource's name: see changed-queries.ts. */
export const DIRECTORY_KEYS = {
  keys: (lawyerId: string) => ['keys', lawyerId] as const,
  webhooks: (lawyerId: string) => ['webhooks', lawyerId] as const,
  webhookList: (lawyerId: string) => ['webhooks', lawyerId, 'list'] as const,
  webhook: (lawyerId: string, id: string) => ['webhooks', lawyerId, 'one', id] as const,
  deliveries: (lawyerId: string, id: string, status: string) =>
    ['webhooks', lawyerId, 'deliveries', id, status] as const,
  delivery: (lawyerId: string, id: string, eventId: string) => ['webhooks', lawyerId, 'delivery', id, eventId] as const,
  events: (lawyerId: string) => ['events', lawyerId] as const,
  eventList: (lawyerId: string, type: string) => ['events', lawyerId, type] as const,
  event: (lawyerId: string, id: string) => ['event', lawyerId, id] as const,
  anyEvent: ['event'] as const,
  anyWebhook: ['webhooks'] as const,
};
