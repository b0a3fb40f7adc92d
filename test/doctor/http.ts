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
