import { expect, test } from '@playwright/test';
import { createPostWebhook } from '../../../main/webhooks/post-webhook.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { answerWith, startWebhookReceiver } from '../../support/webhook-receiver.ts';

const START = Array.from({ length: 50 }, (_, i) => `${String(i).padStart(9, '0')}.`).join('');
const BODY = START.padEnd(1_048_576, 'x');

for (const [what, headers] of [
  ['of a length that is told', { 'content-length': String(BODY.length) }],
  ['of a length that is not told', {}],
] as [string, Record<string, string>][]) {
  test(`an answer 200 with a megabyte ${what} counts as delivered, and its first 500 characters are kept`, async () => {
    const receiver = await startWebhookReceiver(answerWith(200, headers, BODY));
    const client = createPostWebhook(true, new FakeClock());
    try {
      for (let time = 0; time < 3; time++) {
        expect(await client.post(receiver.url, {}, '{}')).toMatchObject({
          statusCode: 200,
          error: null,
          responseStart: START,
          retryAfter: null,
        });
      }
      expect(receiver.received).toHaveLength(3);
    } finally {
      client.close();
      await receiver.stop();
    }
  });
}
