import type { WEBHOOK_ROUTES } from '../routes/webhooks.ts';
import type { ExamplesOf } from './example.ts';
import { MORNING, WEBHOOK_ID } from './values.ts';

const WEBHOOK = {
  id: WEBHOOK_ID,
  url: 'http://127.0.0.1:8080/webhooks/lexline',
  events: ['message.*' as const, 'session.*' as const],
  is_active: true,
  created_at: MORNING,
};

export const WEBHOOK_EXAMPLES: ExamplesOf<keyof typeof WEBHOOK_ROUTES> = {
  createWebhook: [
    {
      summary: 'All that happens to messages and sessions; the secret is shown this once',
      body: { url: WEBHOOK.url, events: WEBHOOK.events },
      answer: { ...WEBHOOK, secret: 'whsec_ZXhhbXBsZSBleGFtcGxlIGV4YW1wbGUgZXhhbXBsZQ==' },
    },
  ],
  listWebhooks: [{ summary: 'The first page', query: { limit: 50 }, answer: { data: [WEBHOOK], next_cursor: null } }],
  deleteWebhook: [{ summary: 'Remove it, with what waits for it', params: { id: WEBHOOK_ID } }],
};
