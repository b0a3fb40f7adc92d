import type { LawyerId } from '../contract/ids.ts';
import type { DeliveryAttempt } from '../contract/webhook.ts';
import type { Clock } from '../domain/clock.ts';
import { newId } from '../domain/new-id.ts';
import type { WebhookClient } from './post-webhook.ts';
import { signatureHeaders } from './sign.ts';

export type SendTest = (target: { url: string; secrets: string[] }, lawyerId: LawyerId) => Promise<DeliveryAttempt>;

/** One signed event that tells of nothing, sent once and kept nowhere, so that somebody sees at once what a receiver does. */
export function createSendTest({ client, clock }: { client: Pick<WebhookClient, 'post'>; clock: Clock }): SendTest {
  return async ({ url, secrets }, lawyerId) => {
    const at = clock.now();
    const told = { type: 'webhook.test', timestamp: new Date(at).toISOString(), data: { lawyer_id: lawyerId } };
    const payload = JSON.stringify(told);
    const headers = signatureHeaders(secrets, newId('evt', at), payload, at);
    const { statusCode, error, responseHeaders, responseStart } = await client.post(url, headers, payload);
    return {
      at: new Date(at).toISOString(),
      latency_ms: clock.now() - at,
      status_code: statusCode,
      error,
      request_headers: headers,
      response_headers: responseHeaders,
      response_start: responseStart,
    };
  };
}
