import { ATTACHMENT_ROUTES } from '../routes/attachments.ts';
import { AUDIT_ROUTES } from '../routes/audit.ts';
import { BROKER_ROUTES } from '../routes/brokers.ts';
import { CONVERSATION_ROUTES } from '../routes/conversations.ts';
import { EVENT_ROUTES } from '../routes/events.ts';
import { FILE_LINK_ROUTES } from '../routes/file-links.ts';
import { GRANT_ROUTES } from '../routes/grants.ts';
import { KEY_ROUTES } from '../routes/keys.ts';
import { LAWYER_ROUTES } from '../routes/lawyers.ts';
import { MANAGE_CLIENT_ROUTES } from '../routes/manage-clients.ts';
import { MANAGE_LAWYER_ROUTES } from '../routes/manage-lawyers.ts';
import { MESSAGE_ROUTES } from '../routes/messages.ts';
import { OPERATION_ROUTES } from '../routes/operations.ts';
import { PRACTICE_ROUTES } from '../routes/practice.ts';
import { RETRY_MESSAGE_ROUTES } from '../routes/retry-message.ts';
import { STAFF_ROUTES } from '../routes/staff.ts';
import { STATS_ROUTES } from '../routes/stats.ts';
import { SYNC_CONVERSATION_ROUTES } from '../routes/sync-conversation.ts';
import { TEMPLATE_ROUTES } from '../routes/templates.ts';
import { TUNNEL_ROUTES } from '../routes/tunnel.ts';
import { WEBHOOK_ROUTES } from '../routes/webhooks.ts';

interface Family {
  tag: string;
  description: string;
  routes: object;
}

/** The families of routes in the order in which they are read: first what a directory needs first. */
export const FAMILIES: readonly Family[] = [
  {
    tag: 'Messages',
    description: 'Send, and see what became of it. What acts in WhatsApp is queued, and durable before the answer.',
    routes: { ...MESSAGE_ROUTES, ...RETRY_MESSAGE_ROUTES },
  },
  {
    tag: 'Conversations and clients',
    description: 'The chats as they are stored, and the people in them with every address they are known by.',
    routes: { ...CONVERSATION_ROUTES, ...SYNC_CONVERSATION_ROUTES, ...MANAGE_CLIENT_ROUTES },
  },
  {
    tag: 'Templates',
    description:
      'Named texts with variables, in several languages. Whether all variables are given, and no other, is checked with each use.',
    routes: TEMPLATE_ROUTES,
  },
  {
    tag: 'Attachments',
    description: 'Files of messages, and files uploaded to be sent. Their type is found from their bytes.',
    routes: { ...ATTACHMENT_ROUTES, ...FILE_LINK_ROUTES },
  },
  {
    tag: 'Webhooks',
    description:
      'Addresses that are told what happens, in the form of [Standard Webhooks](https://www.standardwebhooks.com). ' +
      'Delivery is at least once; `webhook-id` is the same each time. One that is `paused`, or was `disabled` by itself, misses ' +
      'nothing that is kept: resumed it is `catching_up` from the event log, and then `active` again. Several events can come ' +
      'in one POST (`batch`), as `{"type": "batch", "data": {"events": […]}}`, each with its `id`.',
    routes: WEBHOOK_ROUTES,
  },
  {
    tag: 'Events',
    description:
      'The log of all that has happened, which webhooks are made from as well: read it in parts, or follow it as Server-Sent ' +
      'Events or over WebSocket. A cursor says how far you have come: keep the last one, and whatever was down, and for how ' +
      'long, what comes behind it is told in order, each event once. How long events are kept is a setting of the lawyer’s ' +
      '(`events_kept_days`); `types` names types and families of them with commas between, such as `message.*,client.created`; ' +
      'without it all are told. Whoever comes too late is told so by `events_expired`.',
    routes: EVENT_ROUTES,
  },
  {
    tag: 'Message brokers',
    description:
      'The same events to RabbitMQ, Redis Streams or NATS JetStream, at least once and in order within a conversation. The ' +
      'body of a message is the event as JSON; its `id` is the same each time.',
    routes: BROKER_ROUTES,
  },
  {
    tag: 'Lawyers and sessions',
    description: 'Lawyers, the state of their WhatsApp sessions, and how those are run.',
    routes: { ...LAWYER_ROUTES, ...MANAGE_LAWYER_ROUTES },
  },
  {
    tag: 'API keys',
    description:
      'Keys with scopes and an end. To change one without a gap, rotate it: both work for as long as they overlap.',
    routes: KEY_ROUTES,
  },
  {
    tag: 'Statistics',
    description: 'Figures of a lawyer’s work, by the calendar of a time zone.',
    routes: STATS_ROUTES,
  },
  {
    tag: 'Audit log',
    description:
      'Who did what, to what, when and from where. Rows are only ever added, each chained to the one before by an HMAC: ' +
      'what is changed, removed, slipped in or cut off is found and named. Of a list by `actor`, `action`, `subject` or time ' +
      'a page can have fewer rows than asked for, even none, and still a `next_cursor`: go on until that is null.',
    routes: AUDIT_ROUTES,
  },
  {
    tag: 'Staff',
    description:
      'People who sign in. An owner may do what an administrator’s key may; support sees what a lawyer has granted, and ' +
      'nothing else. The token of a session is used as a key is.',
    routes: STAFF_ROUTES,
  },
  {
    tag: 'Grants',
    description:
      'What a member of support may read: some conversations of a lawyer, who alone gives and takes it back. Each look is ' +
      'in the audit log, where the lawyer sees it.',
    routes: GRANT_ROUTES,
  },
  {
    tag: 'Way in from outside',
    description:
      'A tunnel by which the directory reaches this machine without a port being opened. What can be called through it says ' +
      'so, needs a lawyer’s key, and has limits of its own; all else does not exist there.',
    routes: TUNNEL_ROUTES,
  },
  { tag: 'Operations', description: 'Watching over the app as a whole.', routes: OPERATION_ROUTES },
  {
    tag: 'Practice',
    description: 'The practice account alone: play its simulated phones, and be unkind to its page.',
    routes: PRACTICE_ROUTES,
  },
];

/** A family that is not listed yet goes by its address, so that no route is left out of the document. */
export function tagOf(name: string, path: string): string {
  const family = FAMILIES.find(({ routes }) => name in routes);
  return family?.tag ?? path.split('/')[2] ?? 'other';
}
