import { createClient } from '../../main/contract/client.ts';
import type { EventPattern } from '../../main/contract/events.ts';

/** How long one try may take, in ms. Lexline waits 15 s for its delivery to be acknowledged, and acting is part of that. */
const TIME_LIMIT = 10_000;

/** What a directory needs of Lexline's REST API. All of it throws ApiError and ConnectionError. */
export interface DirectoryApi {
  /** The secret that signs every delivery is in this answer alone. */
  registerWebhook(url: string, events: readonly EventPattern[]): Promise<{ id: string; secret: string }>;
  /** The whole message: a webhook's text is cut when it is very long. */
  message(id: string): Promise<{ id: string; text: string }>;
  /** The same `idempotencyKey` never sends twice: the API answers the second request as it answered the first. */
  send(to: string, text: string, idempotencyKey: string): Promise<{ id: string }>;
}

/** `baseUrl` is where Lexline's API listens (or its tunnel ends), `apiKey` a lawyer's key. */
export function createDirectoryApi(baseUrl: string, apiKey: string): DirectoryApi {
  const lexline = createClient({ baseUrl, key: apiKey, timeout: TIME_LIMIT });
  return {
    registerWebhook: (url, events) => lexline.createWebhook({ body: { url, events: [...events] } }),
    message: (id) => lexline.getMessage({ params: { id } }),
    send: (to, text, idempotencyKey) => lexline.sendMessage({ body: { to, text } }, { idempotencyKey }),
  };
}
