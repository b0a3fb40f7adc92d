import { z } from 'zod';

/** What routes are about. A key's scopes name them. */
export const Resource = z.enum([
  'attachments',
  'audit',
  'brokers',
  'clients',
  'conversations',
  'events',
  'grants',
  'keys',
  'lawyers',
  'messages',
  'operations',
  'practice',
  'sessions',
  'stats',
  'templates',
  'staff',
  'tunnel',
  'webhooks',
]);
export type Resource = z.infer<typeof Resource>;

/** What a key may do: `messages:read` lets it GET what is about messages, `messages:write` everything else of them. */
export const Scope = z.enum(
  Resource.options.flatMap((resource) => [`${resource}:read` as const, `${resource}:write` as const]),
);
export type Scope = z.infer<typeof Scope>;

/** The scope that a route asks for. */
export function scopeOf({ method, resource }: { method: string; resource: Resource }): Scope {
  return `${resource}:${method === 'GET' ? 'read' : 'write'}`;
}
