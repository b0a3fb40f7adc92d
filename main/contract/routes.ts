import { z } from 'zod';
import {
  Conversation,
  ConversationWithMessages,
  Health,
  Lawyer,
  listOf,
  Message,
  PracticeMessage,
  Session,
  Webhook,
} from './entities.ts';
import { EventPattern } from './events.ts';
import { LawyerId, MessageId, WebhookId } from './ids.ts';
import type { ProblemCode } from './problems.ts';
import { MessageText, PersonName, Phone, Timestamp } from './values.ts';

/** Who may call a route. `lawyer` routes act on the key's own lawyer; `owner` ones on the lawyer named in the path. */
export type Access = 'public' | 'admin' | 'lawyer' | 'owner';

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  summary: string;
  access: Access;
  /** Exists in the practice account only. */
  practice?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  status: 200 | 201 | 202 | 204;
  /** Where the thing made can be read: the `Location` header, with `{id}` from the output. */
  location?: string;
  output: z.ZodType;
  /** What it can answer beyond the problems that every route can. */
  problems: readonly ProblemCode[];
}

const Page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

const WebhookUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).max(2000);

/** The whole REST API. Validation, the server's routes and the clients' types all come from this table. */
export const ROUTES = {
  getHealth: {
    method: 'GET',
    path: '/v1/health',
    summary: 'Whether the app works, and what its owner should know',
    access: 'public',
    status: 200,
    output: Health,
    problems: [],
  },
  createLawyer: {
    method: 'POST',
    path: '/v1/lawyers',
    summary: 'Create a lawyer; its key is shown once, and its WhatsApp view opens in the background',
    access: 'admin',
    body: z.strictObject({ name: PersonName, email: z.email().max(254), phone_number: Phone }),
    status: 201,
    location: '/v1/lawyers/{id}',
    output: Lawyer.extend({ api_key: z.string() }),
    problems: ['email_taken', 'phone_taken'],
  },
  listLawyers: {
    method: 'GET',
    path: '/v1/lawyers',
    summary: 'All lawyers, oldest first',
    access: 'admin',
    query: Page,
    status: 200,
    output: listOf(Lawyer),
    problems: ['invalid_cursor'],
  },
  getOwnLawyer: {
    method: 'GET',
    path: '/v1/lawyers/me',
    summary: "The key's own lawyer",
    access: 'lawyer',
    status: 200,
    output: Lawyer,
    problems: ['lawyer_not_found'],
  },
  getLawyer: {
    method: 'GET',
    path: '/v1/lawyers/{id}',
    summary: 'One lawyer',
    access: 'owner',
    params: z.strictObject({ id: LawyerId }),
    status: 200,
    output: Lawyer,
    problems: ['lawyer_not_found'],
  },
  getSession: {
    method: 'GET',
    path: '/v1/lawyers/{id}/session',
    summary: 'The state of the WhatsApp session; while it waits for a scan, the QR code as data',
    access: 'owner',
    params: z.strictObject({ id: LawyerId }),
    status: 200,
    output: Session,
    problems: ['lawyer_not_found'],
  },
  sendMessage: {
    method: 'POST',
    path: '/v1/messages/send',
    summary: 'Accept a message for sending; it is durable before the answer',
    access: 'lawyer',
    body: z.strictObject({ to: Phone, text: MessageText }),
    status: 202,
    location: '/v1/messages/{id}',
    output: z.object({ id: MessageId, status: z.literal('queued') }),
    problems: [],
  },
  getMessage: {
    method: 'GET',
    path: '/v1/messages/{id}',
    summary: 'One message with its status',
    access: 'lawyer',
    params: z.strictObject({ id: MessageId }),
    status: 200,
    output: Message,
    problems: ['message_not_found'],
  },
  listConversations: {
    method: 'GET',
    path: '/v1/conversations',
    summary: 'Conversations, the one last written in first',
    access: 'lawyer',
    query: Page,
    status: 200,
    output: listOf(Conversation),
    problems: ['invalid_cursor'],
  },
  getConversation: {
    method: 'GET',
    path: '/v1/conversations/{phone}',
    summary: 'One conversation with its newest messages, oldest of them first; the cursor leads to older ones',
    access: 'lawyer',
    params: z.strictObject({ phone: Phone }),
    query: Page,
    status: 200,
    output: ConversationWithMessages,
    problems: ['conversation_not_found', 'invalid_cursor'],
  },
  createWebhook: {
    method: 'POST',
    path: '/v1/webhooks',
    summary: 'Register an address for events; the signing secret is shown once',
    access: 'lawyer',
    body: z.strictObject({ url: WebhookUrl, events: z.array(EventPattern).min(1).max(50) }),
    status: 201,
    output: Webhook.extend({ secret: z.string() }),
    problems: ['webhook_url_not_allowed'],
  },
  listWebhooks: {
    method: 'GET',
    path: '/v1/webhooks',
    summary: 'The registered addresses, oldest first',
    access: 'lawyer',
    query: Page,
    status: 200,
    output: listOf(Webhook),
    problems: ['invalid_cursor'],
  },
  deleteWebhook: {
    method: 'DELETE',
    path: '/v1/webhooks/{id}',
    summary: 'Remove an address; deliveries that wait for it are dropped',
    access: 'lawyer',
    params: z.strictObject({ id: WebhookId }),
    status: 204,
    output: z.undefined(),
    problems: ['webhook_not_found'],
  },
  practiceScan: {
    method: 'POST',
    path: '/v1/practice/scan',
    summary: 'The simulated phone scans the QR code',
    access: 'lawyer',
    practice: true,
    status: 200,
    output: z.object({ scanned: z.literal(true) }),
    problems: ['session_not_waiting_for_scan', 'practice_unreachable'],
  },
  practiceWrite: {
    method: 'POST',
    path: '/v1/practice/clients/{phone}/messages',
    summary: 'That client writes to the lawyer',
    access: 'lawyer',
    practice: true,
    params: z.strictObject({ phone: Phone }),
    body: z.strictObject({ text: MessageText, name: PersonName.optional() }),
    status: 201,
    output: z.object({ id: z.string(), sent_at: Timestamp }),
    problems: ['practice_unreachable'],
  },
  practiceRead: {
    method: 'GET',
    path: '/v1/practice/clients/{phone}/messages',
    summary: "What has arrived on that client's phone, oldest first: the truth about what was sent",
    access: 'lawyer',
    practice: true,
    params: z.strictObject({ phone: Phone }),
    status: 200,
    output: listOf(PracticeMessage),
    problems: ['practice_unreachable'],
  },
} as const satisfies Record<string, Route>;

export type Routes = typeof ROUTES;
export type RouteName = keyof Routes;

type Parsed<Schema> = Schema extends z.ZodType ? z.infer<Schema> : undefined;

export type RouteParams<Name extends RouteName> = Parsed<Routes[Name] extends { params: infer S } ? S : undefined>;
export type RouteQuery<Name extends RouteName> = Parsed<Routes[Name] extends { query: infer S } ? S : undefined>;
export type RouteBody<Name extends RouteName> = Parsed<Routes[Name] extends { body: infer S } ? S : undefined>;
export type RouteOutput<Name extends RouteName> = z.infer<Routes[Name]['output']>;
