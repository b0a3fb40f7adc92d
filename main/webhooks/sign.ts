import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** A signing secret in the form of Standard Webhooks: `whsec_` and 32 random bytes in base 64. Shown once to its owner. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`;
}

/**
 * The headers that let the receiver know who sent a payload and recognise a repeated one.
 * While a secret is being replaced there is a signature of each, with a space between: the receiver takes any.
 * Source: standardwebhooks.com, specification, "Webhook Headers". The timestamp is the attempt's, in seconds.
 */
export function signatureHeaders(
  secrets: readonly string[],
  id: string,
  payload: string,
  at: number,
): Record<string, string> {
  const time = new Date(at);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, time, payload)).join(' '),
  };
}
