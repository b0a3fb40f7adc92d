import type { z } from 'zod';
import { ATTACHMENT_ROUTES } from './routes/attachments.ts';
import { AUDIT_ROUTES } from './routes/audit.ts';
import { BROKER_ROUTES } from './routes/brokers.ts';
import { CONVERSATION_ROUTES } from './routes/conversations.ts';
import { EVENT_ROUTES } from './routes/events.ts';
import { FILE_LINK_ROUTES } from './routes/file-links.ts';
import { GRANT_ROUTES } from './routes/grants.ts';
import { KEY_ROUTES } from './routes/keys.ts';
import { LAWYER_ROUTES } from './routes/lawyers.ts';
import { MANAGE_CLIENT_ROUTES } from './routes/manage-clients.ts';
import { MANAGE_LAWYER_ROUTES } from './routes/manage-lawyers.ts';
import { MESSAGE_ROUTES } from './routes/messages.ts';
import { OPERATION_ROUTES } from './routes/operations.ts';
import { PRACTICE_ROUTES } from './routes/practice.ts';
import { RETRY_MESSAGE_ROUTES } from './routes/retry-message.ts';
import { STAFF_ROUTES } from './routes/staff.ts';
import { STATS_ROUTES } from './routes/stats.ts';
import { SYNC_CONVERSATION_ROUTES } from './routes/sync-conversation.ts';
import { TEMPLATE_ROUTES } from './routes/templates.ts';
import { TUNNEL_ROUTES } from './routes/tunnel.ts';
import { WEBHOOK_ROUTES } from './routes/webhooks.ts';

/** The whole REST API. Validation, the server's routes and the clients' types all come from this table. */
export const ROUTES = {
  ...OPERATION_ROUTES,
  ...KEY_ROUTES,
  ...AUDIT_ROUTES,
  ...LAWYER_ROUTES,
  ...MANAGE_LAWYER_ROUTES,
  ...MESSAGE_ROUTES,
  ...RETRY_MESSAGE_ROUTES,
  ...CONVERSATION_ROUTES,
  ...SYNC_CONVERSATION_ROUTES,
  ...MANAGE_CLIENT_ROUTES,
  ...TEMPLATE_ROUTES,
  ...ATTACHMENT_ROUTES,
  ...FILE_LINK_ROUTES,
  ...WEBHOOK_ROUTES,
  ...EVENT_ROUTES,
  ...BROKER_ROUTES,
  ...STATS_ROUTES,
  ...STAFF_ROUTES,
  ...GRANT_ROUTES,
  ...TUNNEL_ROUTES,
  ...PRACTICE_ROUTES,
} as const;

export type Routes = typeof ROUTES;
export type RouteName = keyof Routes;

type Parsed<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

export type RouteParams<Name extends RouteName> = Parsed<Routes[Name] extends { params: infer S } ? S : undefined>;
export type RouteQuery<Name extends RouteName> = Parsed<Routes[Name] extends { query: infer S } ? S : undefined>;
export type RouteBody<Name extends RouteName> = Parsed<Routes[Name] extends { body: infer S } ? S : undefined>;
export type RouteOutput<Name extends RouteName> = Parsed<Routes[Name] extends { output: infer S } ? S : undefined>;
