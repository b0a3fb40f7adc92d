import { ATTACHMENT_EXAMPLES } from './examples/attachments.ts';
import { AUDIT_EXAMPLES } from './examples/audit.ts';
import { BROKER_EXAMPLES } from './examples/brokers.ts';
import { CONVERSATION_EXAMPLES } from './examples/conversations.ts';
import { EVENT_EXAMPLES } from './examples/events.ts';
import type { ExamplesOf } from './examples/example.ts';
import { FILE_LINK_EXAMPLES } from './examples/file-links.ts';
import { GRANT_EXAMPLES } from './examples/grants.ts';
import { KEY_EXAMPLES } from './examples/keys.ts';
import { LAWYER_EXAMPLES } from './examples/lawyers.ts';
import { MANAGE_CLIENT_EXAMPLES } from './examples/manage-clients.ts';
import { MANAGE_LAWYER_EXAMPLES } from './examples/manage-lawyers.ts';
import { MESSAGE_EXAMPLES } from './examples/messages.ts';
import { OPERATION_EXAMPLES } from './examples/operations.ts';
import { PRACTICE_EXAMPLES } from './examples/practice.ts';
import { RETRY_MESSAGE_EXAMPLES } from './examples/retry-message.ts';
import { STAFF_EXAMPLES } from './examples/staff.ts';
import { STATS_EXAMPLES } from './examples/stats.ts';
import { SYNC_CONVERSATION_EXAMPLES } from './examples/sync-conversation.ts';
import { TEMPLATE_EXAMPLES } from './examples/templates.ts';
import { TUNNEL_EXAMPLES } from './examples/tunnel.ts';
import { WEBHOOK_EXAMPLES } from './examples/webhooks.ts';
import type { RouteName } from './routes.ts';

export type { AnyExample } from './examples/example.ts';

/** Requests and answers of every route: in the OpenAPI document, and sent to the real API by a test. */
export const EXAMPLES: ExamplesOf<RouteName> = {
  ...OPERATION_EXAMPLES,
  ...KEY_EXAMPLES,
  ...AUDIT_EXAMPLES,
  ...LAWYER_EXAMPLES,
  ...MANAGE_LAWYER_EXAMPLES,
  ...MESSAGE_EXAMPLES,
  ...RETRY_MESSAGE_EXAMPLES,
  ...CONVERSATION_EXAMPLES,
  ...SYNC_CONVERSATION_EXAMPLES,
  ...MANAGE_CLIENT_EXAMPLES,
  ...TEMPLATE_EXAMPLES,
  ...ATTACHMENT_EXAMPLES,
  ...FILE_LINK_EXAMPLES,
  ...WEBHOOK_EXAMPLES,
  ...EVENT_EXAMPLES,
  ...BROKER_EXAMPLES,
  ...STATS_EXAMPLES,
  ...STAFF_EXAMPLES,
  ...GRANT_EXAMPLES,
  ...TUNNEL_EXAMPLES,
  ...PRACTICE_EXAMPLES,
};
