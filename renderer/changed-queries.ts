import type { Resource } from '../main/contract/scopes.ts';

/**
 * Which queries show something of a resource, by the first part of their keys: they are read again when it was changed. What
 * the event log tells of (chats, messages) is not named here: each event says what of it is new.
 */
export const QUERIES_OF: Record<Resource, readonly string[]> = {
  attachments: [],
  audit: [],
  brokers: ['brokers', 'health'],
  clients: ['clients'],
  // That a client is to be shown that something was read waits in the queue.
  conversations: ['outbox'],
  events: [],
  grants: ['grants'],
  keys: ['keys'],
  lawyers: ['lawyers', 'settings', 'health'],
  messages: ['outbox', 'health'],
  operations: [],
  practice: ['faults'],
  sessions: [],
  stats: [],
  templates: ['templates'],
  staff: ['staff'],
  tunnel: ['tunnel'],
  webhooks: ['webhooks', 'health'],
};
