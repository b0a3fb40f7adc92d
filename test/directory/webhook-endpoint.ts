import express, { type Request, type RequestHandler, type Response } from 'express';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { eventsOf, type ReceivedEvent } from './received-event.ts';

/** Where deliveries arrive. */
export const WEBHOOK_PATH = '/webhooks/lexline';

/** The largest delivery that is read: Lexline promises less than 20 kB for each event, and a batch has 100 at most. */
const MAX_DELIVERY = '2mb';

interface Dependencies {
  /** The webhook's signing secret (`whsec_…`); null until the webhook is registered. */
  secret(): string | null;
  /** Resolves when the events are on disk. When it rejects, Lexline delivers them again later. */
  receive(events: ReceivedEvent[]): Promise<void>;
}

/** Takes what is signed with our secret, and says so when it is on disk. Whatever else is answered is delivered again. */
export function webhookEndpoint({ secret, receive }: Dependencies): RequestHandler[] {
  // The signature covers the bytes as they were sent: the body must not be parsed before it is verified.
  const readRaw = express.raw({ type: 'application/json', limit: MAX_DELIVERY });
  return [
    readRaw,
    async (request: Request, response: Response): Promise<void> => {
      const key = secret();
      if (key === null) return answer(response, 503, 'The webhook is not registered yet.');
      const raw: unknown = request.body;
      if (!Buffer.isBuffer(raw)) return answer(response, 400, 'The body must be application/json.');
      const id = request.get('webhook-id');
      if (!id || !request.get('webhook-timestamp') || !request.get('webhook-signature')) {
        return answer(response, 400, 'The signature headers are missing.');
      }
      if (!isSigned(request, raw, key)) return answer(response, 401, 'The signature does not match.');

      const events = parse(raw, id);
      if (!events) return answer(response, 400, 'The body is not an event.');
      await receive(events);
      answer(response, 200, 'Received.');
    },
  ];
}

/** Whether the delivery was signed with our secret within the last five minutes (the library's tolerance). */
function isSigned(request: Request, raw: Buffer, secret: string): boolean {
  try {
    const headers = Object.fromEntries(
      ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, request.get(name) ?? '']),
    );
    new Webhook(secret).verify(raw, headers, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}

function parse(raw: Buffer, id: string): ReceivedEvent[] | null {
  try {
    return eventsOf(raw.toString('utf8'), id);
  } catch {
    return null;
  }
}

export function answer(response: Response, status: number, text: string): void {
  response.status(status).type('text').send(`${text}\n`);
}
