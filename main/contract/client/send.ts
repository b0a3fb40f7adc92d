import { ApiError, ConnectionError } from './errors.ts';
import { backOff, LONGEST_RETRY_AFTER, retryAfter, type wait } from './patience.ts';
import type { PreparedRequest } from './request.ts';

export interface SendOptions {
  fetch: typeof globalThis.fetch;
  /** How often a request is sent again, at most. */
  retries: number;
  /** How long one try may take, in ms; of an answer that is bytes, until it begins. */
  timeout: number;
  /** For waiting between tries, in ms. */
  wait: typeof wait;
  signal: AbortSignal | undefined;
  /** Whether the answer is bytes, which the caller reads, or JSON. */
  raw: boolean;
}

/** `after`: how long the API asks to be left alone, in ms. */
type Outcome = { value: unknown } | { error: Error; again: boolean; after: number | null };

/** In an answer: too much at once, or not now. Nothing was done then. */
const NOT_NOW = [429, 503];

/**
 * Sends a request until it is answered: what fails on the way, 429 and 503 are tried again, a POST under the same
 * Idempotency-Key each time. Rejects with ApiError, with ConnectionError, and with the signal's reason.
 */
export async function send(request: PreparedRequest, options: SendOptions): Promise<unknown> {
  const { idempotencyKey } = request;
  for (let tried = 1; ; tried++) {
    options.signal?.throwIfAborted();
    const outcome = await tryOnce(request, options);
    if ('value' in outcome) return outcome.value;
    const { error, again, after } = outcome;
    const isHopeless = tried > options.retries || (after !== null && after > LONGEST_RETRY_AFTER);
    if (!again || isHopeless) throw error;
    await options.wait(Math.max(after ?? 0, backOff(tried, Math.random())), options.signal);
  }

  async function tryOnce(
    { url, init }: PreparedRequest,
    { fetch, timeout, signal, raw }: SendOptions,
  ): Promise<Outcome> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(new Error(`no answer within ${timeout} ms`)), timeout);
    const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
    try {
      const answer = await fetch(url, { ...init, signal: either, redirect: 'error' });
      if (answer.ok && raw) return { value: answer };
      const text = await answer.text();
      const body = parsed(text);
      // Not only the API can say 200: the page of a network's log-in does, too.
      if (answer.ok && (text === '' || body !== undefined)) return { value: body };
      const facts = { status: answer.status, requestId: answer.headers.get('request-id'), body };
      const after = retryAfter(answer.headers.get('retry-after'), Date.now());
      return { error: new ApiError(facts, idempotencyKey), again: NOT_NOW.includes(answer.status), after };
    } catch (cause) {
      if (signal?.aborted) throw signal.reason;
      const message = late.signal.aborted ? `the API gave no answer within ${timeout} ms` : 'the API cannot be reached';
      return { error: new ConnectionError(message, { cause, idempotencyKey }), again: true, after: null };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What is no JSON says nothing. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
