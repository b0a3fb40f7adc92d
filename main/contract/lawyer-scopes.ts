import type { Resource } from './scopes.ts';

type Doing = 'read' | 'write';

/** What a lawyer's key can be limited to: the scopes that a route for lawyers asks for. A test holds it to the routes. */
export const LAWYER_SCOPES = {
  messages: ['read', 'write'],
  conversations: ['read', 'write'],
  clients: ['read', 'write'],
  attachments: ['read', 'write'],
  events: ['read'],
  webhooks: ['read', 'write'],
  templates: ['read', 'write'],
  sessions: ['read', 'write'],
  stats: ['read'],
  operations: ['read'],
  lawyers: ['read', 'write'],
  keys: ['read', 'write'],
  grants: ['read', 'write'],
  audit: ['read'],
  practice: ['read', 'write'],
} as const satisfies Partial<Record<Resource, readonly Doing[]>>;

export type LawyerResource = keyof typeof LAWYER_SCOPES;
export type LawyerScope = {
  [Name in LawyerResource]: `${Name}:${(typeof LAWYER_SCOPES)[Name][number]}`;
}[LawyerResource];
