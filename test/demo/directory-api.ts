import axios, { type AxiosInstance, isAxiosError } from 'axios';

/** What the API answered instead of what was asked for: the stable `code` of its problem+json, and the status. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string) {
    super(`the API answered ${status} ${code}${detail === '' ? '' : `: ${detail}`}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = code;
  }
}

/** What a directory needs of Lexline's REST API. All of it throws ApiProblem. */
export interface DirectoryApi {
  /** The secret that signs every delivery is in this answer alone. */
  registerWebhook(url: string, events: readonly string[]): Promise<{ id: string; secret: string }>;
  /** The whole message: a webhook's text is cut when it is very long. */
  message(id: string): Promise<{ id: string; text: string }>;
  /** The same `idempotencyKey` never sends twice: the API answers the second request as it answered the first. */
  send(to: string, text: string, idempotencyKey: string): Promise<{ id: string }>;
}

/** `baseUrl` is where Lexline's API listens (or its tunnel ends), `apiKey` a lawyer's key. */
export function createDirectoryApi(baseUrl: string, apiKey: string): DirectoryApi {
  const http = createHttp(baseUrl, apiKey);
  return {
    async registerWebhook(url, events) {
      return (await http.post('/v1/webhooks', { url, events })).data;
    },
    async message(id) {
      return (await http.get(`/v1/messages/${encodeURIComponent(id)}`)).data;
    },
    async send(to, text, idempotencyKey) {
      const headers = { 'Idempotency-Key': idempotencyKey };
      return (await http.post('/v1/messages/send', { to, text }, { headers })).data;
    },
  };
}

/** axios with the key, a time limit and problem+json as errors. */
export function createHttp(baseUrl: string, apiKey: string): AxiosInstance {
  const http = axios.create({
    baseURL: baseUrl,
    headers: { Authorization: `Bearer ${apiKey}` },
    timeout: 10_000,
    maxRedirects: 0,
    // The API is on this machine: a proxy of the environment would only be in the way.
    proxy: false,
  });
  http.interceptors.response.use(undefined, (error: unknown) => Promise.reject(asProblem(error)));
  return http;
}

function asProblem(error: unknown): unknown {
  if (!isAxiosError<{ code?: string; detail?: string; title?: string }>(error) || !error.response) return error;
  const { status, data } = error.response;
  return new ApiProblem(status, data?.code ?? 'unknown', data?.detail ?? data?.title ?? '');
}
