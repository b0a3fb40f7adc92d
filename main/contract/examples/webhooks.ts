import type { WEBHOOK_ROUTES } from '../routes/webhooks.ts';
import type { ExamplesOf } from './example.ts';
import { CONVERSATION_ID, EVENT_ID, LAWYER_ID, MORNING, WEBHOOK_ID } from './values.ts';

const WEBHOOK = {
  id: WEBHOOK_ID,
  url: 'http://127.0.0.1:8080/webhooks/lexline',
  description: 'The directory',
  events: ['message.*' as const, 'session.*' as const],
  payload: 'full' as const,
  batch: null,
  max_concurrency: 8,
  state: 'active' as const,
  is_active: true,
  disabled_reason: null,
  failing_since: null,
  answered_at: MORNING,
  old_secret_until: null,
  created_at: MORNING,
  updated_at: MORNING,
};
const SECRET = 'whsec_ZXhhbXBsZSBleGFtcGxlIGV4YW1wbGUgZXhhbXBsZQ==';
const params = { id: WEBHOOK_ID };

const SENT = {
  'webhook-id': EVENT_ID,
  'webhook-timestamp': '1795860000',
  'webhook-signature': 'v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=',
};
const ATTEMPT = {
  at: MORNING,
  latency_ms: 12,
  status_code: 204,
  error: null,
  request_headers: SENT,
  response_headers: { date: 'Tue, 24 Nov 2026 08:00:00 GMT' },
  response_start: '',
};
const DELIVERY = {
  event_id: EVENT_ID,
  type: 'message.sent' as const,
  conversation_id: CONVERSATION_ID,
  status: 'delivered' as const,
  attempts: 1,
  batch_id: null,
  next_attempt_at: null,
  last_attempt_at: MORNING,
  created_at: MORNING,
};
const PAYLOAD = JSON.stringify({ type: 'message.sent', timestamp: MORNING, data: { lawyer_id: LAWYER_ID } });

export const WEBHOOK_EXAMPLES: ExamplesOf<keyof typeof WEBHOOK_ROUTES> = {
  createWebhook: [
    {
      summary: 'All that happens to messages and sessions; the secret is shown this once',
      body: { url: WEBHOOK.url, events: WEBHOOK.events, description: WEBHOOK.description },
      answer: { ...WEBHOOK, secret: SECRET },
    },
  ],
  listWebhooks: [{ summary: 'The first page', query: { limit: 50 }, answer: { data: [WEBHOOK], next_cursor: null } }],
  getWebhook: [{ summary: 'Its state', params, answer: WEBHOOK }],
  changeWebhook: [
    {
      summary: 'Up to 20 events in one POST, or those of half a second',
      params,
      body: { batch: { max_events: 20, max_wait_ms: 500 } },
      answer: { ...WEBHOOK, batch: { max_events: 20, max_wait_ms: 500 } },
    },
  ],
  pauseWebhook: [
    {
      summary: 'While the receiver is being rebuilt',
      params,
      answer: { ...WEBHOOK, state: 'paused', is_active: false },
    },
  ],
  resumeWebhook: [
    {
      summary: 'What was missed comes first',
      params,
      body: { skip_missed: false },
      answer: { ...WEBHOOK, state: 'catching_up' },
    },
  ],
  recoverWebhook: [
    {
      summary: 'All since yesterday that was not delivered',
      params,
      body: { since: MORNING },
      answer: { ...WEBHOOK, state: 'catching_up' },
    },
  ],
  rotateWebhookSecret: [
    {
      summary: 'Both secrets sign for two days',
      params,
      body: { overlap_hours: 48 },
      answer: { ...WEBHOOK, old_secret_until: MORNING, secret: SECRET },
    },
  ],
  testWebhook: [{ summary: 'What the receiver answers', params, answer: ATTEMPT }],
  listDeliveries: [
    { summary: 'Those that failed', params, query: { status: 'failed' }, answer: { data: [], next_cursor: null } },
  ],
  getDelivery: [
    {
      summary: 'With each attempt',
      params: { ...params, event_id: EVENT_ID },
      answer: { ...DELIVERY, payload: PAYLOAD, attempts_made: [ATTEMPT] },
    },
  ],
  redeliver: [
    {
      summary: 'Once more, under the same id',
      params: { ...params, event_id: EVENT_ID },
      answer: {
        ...DELIVERY,
        status: 'pending',
        attempts: 0,
        next_attempt_at: MORNING,
        payload: PAYLOAD,
        attempts_made: [ATTEMPT],
      },
    },
  ],
  deleteWebhook: [{ summary: 'Remove it, with what waits for it', params }],
};
