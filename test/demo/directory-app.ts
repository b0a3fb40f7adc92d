import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { DirectoryApi } from './directory-api.ts';
import { createInbox, Delivery, type Inbox, type ReceivedEvent } from './directory-inbox.ts';
import { directoryPage, PAGE_HEADERS, PAGE_STYLE } from './directory-page.ts';
import { now } from './now.ts';

/** Where deliveries arrive. */
export const WEBHOOK_PATH = '/webhooks/lexline';

/** The largest delivery that is read. Lexline promises less than 20 kB. */
const MAX_DELIVERY = '64kb';

const EVENTS = ['message.*', 'session.*'] as const;

interface DirectoryAppOptions {
  inbox: Inbox;
  /** The webhook's signing secret (`whsec_…`); null until the webhook is registered. */
  secret(): string | null;
  /** Acts on an event that was not received before. When it throws, Lexline delivers the event again later. */
  act(event: ReceivedEvent): Promise<void>;
}

/** The directory's web app: takes webhooks, and shows what came. */
export function createDirectoryApp({ inbox, secret, act }: DirectoryAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');

  // The signature covers the bytes as they were sent: the body must not be parsed before it is verified.
  app.post(WEBHOOK_PATH, express.raw({ type: 'application/json', limit: MAX_DELIVERY }), async (request, response) => {
    const key = secret();
    if (key === null) return answer(response, 503, 'The webhook is not registered yet.');
    const raw: unknown = request.body;
    if (!Buffer.isBuffer(raw)) return answer(response, 400, 'The body must be application/json.');
    const id = request.get('webhook-id');
    if (!id || !request.get('webhook-timestamp') || !request.get('webhook-signature')) {
      return answer(response, 400, 'The signature headers are missing.');
    }
    if (!isSigned(request, raw, key)) return answer(response, 401, 'The signature does not match.');

    // Lexline delivers at least once. What was received before is only acknowledged.
    if (inbox.has(id)) return answer(response, 200, 'Received before.');
    const delivery = parse(raw);
    if (!delivery) return answer(response, 400, 'The body is not an event.');
    const event = { ...delivery, id, receivedAt: now() };
    // Acknowledged after acting, so that a crash in between brings the event back. Acting twice must do no harm.
    await act(event);
    inbox.add(event);
    answer(response, 200, 'Received.');
  });

  app.get('/', (_request, response) => {
    response.set(PAGE_HEADERS).type('html').send(directoryPage(inbox.events()));
  });
  app.get('/style.css', (_request, response) => {
    response.set(PAGE_HEADERS).type('css').send(PAGE_STYLE);
  });
  app.use((_request, response) => answer(response, 404, 'There is nothing here.'));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = statusOf(error);
    answer(response, status, status < 500 ? 'The body cannot be read.' : 'Not processed: deliver it again later.');
  });
  return app;
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

function parse(raw: Buffer): Delivery | null {
  try {
    return Delivery.parse(JSON.parse(raw.toString('utf8')));
  } catch {
    return null;
  }
}

function statusOf(error: unknown): number {
  // body-parser's errors carry the status that they mean.
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function answer(response: Response, status: number, text: string): void {
  response.status(status).type('text').send(`${text}\n`);
}

/** A web page elsewhere can give its own name this machine's address (DNS rebinding); it must not read the chats. */
function requireLoopbackHost(request: Request, response: Response, next: NextFunction): void {
  if (request.hostname === '127.0.0.1') next();
  else answer(response, 403, 'Open this page as http://127.0.0.1.');
}

export interface RunningDirectory {
  pageUrl: string;
  inbox: Inbox;
  stop(): Promise<void>;
}

/** Which text the directory answers to a client's message; null for none. */
export type ChooseAnswer = (message: { id: string; phone: string; text: string }) => string | null;

/** Starts the directory on this machine and registers its webhook. Rejects as DirectoryApi does. */
export async function startDirectory(api: DirectoryApi, chooseAnswer: ChooseAnswer): Promise<RunningDirectory> {
  const inbox = createInbox();
  let secret: string | null = null;

  async function act({ type, data: { message } }: ReceivedEvent): Promise<void> {
    if (type !== 'message.received' || !message?.phone) return;
    const text = message.text_truncated ? (await api.message(message.id)).text : message.text;
    const reply = chooseAnswer({ id: message.id, phone: message.phone, text });
    // The key follows from the message that is answered: should this event come again, nothing is sent twice.
    if (reply !== null) await api.send(message.phone, reply, `answer-to-${message.id}`);
  }

  const app = express();
  app.use(requireLoopbackHost);
  app.use(createDirectoryApp({ inbox, secret: () => secret, act }));
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const pageUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  try {
    ({ secret } = await api.registerWebhook(`${pageUrl}${WEBHOOK_PATH}`, EVENTS));
  } catch (error) {
    await stop();
    throw error;
  }
  return { pageUrl, inbox, stop };
}
