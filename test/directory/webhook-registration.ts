import { ApiError, type Client, type EventPattern } from './lexline.ts';
import type { Settings } from './settings.ts';

/** What the directory wants to be told of, by webhook and from the event log. */
export const EVENTS: readonly EventPattern[] = ['message.*', 'session.*'];

/** Lexline waits 15 s for an answer to its test event. In ms. */
const TEST_TIME_LIMIT = 20_000;

interface Registration {
  lexline: Client;
  settings: Settings;
  /** Where deliveries arrive. */
  url: string;
  signal: AbortSignal;
}

/**
 * The webhook is registered once, and its id and secret are kept: after a restart it is the same one, and what was queued for
 * it is delivered. One that was stopped goes on, and one that is gone is made anew. Rejects as every call of the client does.
 */
export async function keepWebhook({ lexline, settings, url, signal }: Registration): Promise<void> {
  const id = settings.get('webhook_id');
  const kept = id === null ? null : await findWebhook(lexline, id, signal);
  if (!kept) return register({ lexline, settings, url, signal });
  const params = { id: kept.id };
  const isSame = kept.url === url && kept.events.join() === EVENTS.join();
  if (!isSame) await lexline.changeWebhook({ params, body: { url, events: [...EVENTS] } }, { signal });
  // What it has missed comes by webhook as well then: that does no harm.
  if (!kept.is_active) await lexline.resumeWebhook({ params }, { signal });
}

async function findWebhook(lexline: Client, id: string, signal: AbortSignal) {
  try {
    return await lexline.getWebhook({ params: { id } }, { signal });
  } catch (error) {
    if (error instanceof ApiError && error.code === 'webhook_not_found') return null;
    throw error;
  }
}

async function register({ lexline, settings, url, signal }: Registration): Promise<void> {
  // One with our address, of which we do not have the secret: a crash came between the answer below and its commit.
  for await (const webhook of lexline.listWebhooks({}, { signal })) {
    if (webhook.url === url) await lexline.deleteWebhook({ params: { id: webhook.id } }, { signal });
  }
  const body = { url, events: [...EVENTS], description: 'The sample directory' };
  const { id, secret } = await lexline.createWebhook({ body }, { signal });
  settings.set({ webhook_id: id, webhook_secret: secret });
}

/** Lets Lexline send a test event. Answers with what is wrong; null: it has arrived. Rejects as every call does. */
export async function testWebhook(registration: Registration): Promise<string | null> {
  const { lexline, settings, signal } = registration;
  const params = { id: settings.get('webhook_id') ?? '' };
  const test = () => lexline.testWebhook({ params }, { signal, timeout: TEST_TIME_LIMIT });
  let { status_code: status, error } = await test();
  if (status === 401) {
    // The secret kept here is not the one that Lexline signs with: a change of secrets was cut off.
    await rotateSecret(registration);
    ({ status_code: status, error } = await test());
  }
  if (status === 200) return null;
  return error ?? `HTTP ${status}`;
}

/**
 * Another signing secret. For a day Lexline signs with both, so that no delivery is refused while they change. Rejects as
 * every call of the client does.
 */
export async function rotateSecret({ lexline, settings, signal }: Omit<Registration, 'url'>): Promise<void> {
  const params = { id: settings.get('webhook_id') ?? '' };
  const { secret } = await lexline.rotateWebhookSecret({ params }, { signal });
  settings.set({ webhook_secret: secret });
}
