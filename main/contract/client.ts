import { wait } from './client/patience.ts';
import { type AnyInput, prepare, type Upload } from './client/request.ts';
import { send } from './client/send.ts';
import type { Route } from './route.ts';
import type { RouteInput } from './route-input.ts';
import { ROUTES, type RouteName, type RouteOutput, type Routes } from './routes.ts';

export { ApiError, ConnectionError } from './client/errors.ts';

export interface ClientOptions {
  /** Where the API listens, such as `http://127.0.0.1:5001`, or its tunnel ends. */
  baseUrl: string;
  /** `lx_live_…` or `lx_test_…`. Without one, only what is public can be called. */
  key?: string;
  /** How often a request is sent again, at most; 3 by default. */
  retries?: number;
  /** How long one try may take, in ms; 60,000 by default. Of an answer that is bytes: until it begins. */
  timeout?: number;
  /** Another fetch than the platform's. */
  fetch?: typeof globalThis.fetch;
  /** What waits between two tries; for tests, and for those who keep time themselves. In ms. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

export interface CallOptions {
  /** Ends the request, its repetitions, and the pages that were still to come. */
  signal?: AbortSignal;
  /**
   * Of a POST: a name that your side keeps, so that the same request after a crash acts once. By default each call makes
   * one of its own, which covers the repetitions within that call alone.
   */
  idempotencyKey?: string;
  /** See ClientOptions. */
  timeout?: number;
  /** Further headers, such as `Range` for a part of a file. */
  headers?: Record<string, string>;
}

/** What one page of a list holds; `never` for what is no list. */
type ItemOf<Output> = Output extends { next_cursor: string | null; data: readonly (infer Item)[] }
  ? Item
  : Output extends { next_cursor: string | null; messages: readonly (infer Item)[] }
    ? Item
    : never;

/** One page when it is awaited, and all items of all pages when it is iterated over. */
export interface ListCall<Output> extends Promise<Output>, AsyncIterable<ItemOf<Output>> {}

type Answer<Name extends RouteName> = Routes[Name] extends { content: string }
  ? Promise<Response>
  : [ItemOf<RouteOutput<Name>>] extends [never]
    ? Promise<RouteOutput<Name>>
    : ListCall<RouteOutput<Name>>;

type Input<Name extends RouteName> = RouteInput<Name, Upload>;

type Call<Name extends RouteName> =
  object extends Input<Name>
    ? (input?: Input<Name>, options?: CallOptions) => Answer<Name>
    : (input: Input<Name>, options?: CallOptions) => Answer<Name>;

/**
 * One method for each route, by its name. Each rejects with ApiError (the API refuses), with ConnectionError (it does not
 * answer) or with the reason of the signal. Bytes come as the platform's Response. Answers are typed and not checked, so
 * that what a later version of the API adds breaks no client.
 */
export type Client = { [Name in RouteName]: Call<Name> };

/**
 * A client of the REST API: the contract, zod and fetch are all that it needs. Network errors, 429 and 503 are tried
 * again, with a growing pause or as long as Retry-After says; every POST carries an Idempotency-Key, so that a repetition
 * never acts twice. A DELETE whose first answer was lost may answer that there is no such thing any more.
 */
export function createClient(options: ClientOptions): Client {
  const calls = Object.entries(ROUTES).map(([name, route]: [string, Route]) => [
    name,
    (input: AnyInput = {}, callOptions: CallOptions = {}) => {
      const load = (cursor?: string): Promise<unknown> => {
        const query = cursor === undefined ? input.query : { ...input.query, cursor };
        return call(route, { ...input, ...(query ? { query } : {}) }, options, callOptions);
      };
      const first = load();
      return route.method === 'GET'
        ? Object.assign(first, { [Symbol.asyncIterator]: () => items(first, load) })
        : first;
    },
  ]);
  // Built from the same table as its type.
  return Object.fromEntries(calls) as Client;
}

async function call(route: Route, input: AnyInput, client: ClientOptions, options: CallOptions): Promise<unknown> {
  const { baseUrl, key } = client;
  const { signal, idempotencyKey, headers } = options;
  return send(prepare(route, input, { baseUrl, key, idempotencyKey, headers }), {
    fetch: client.fetch ?? globalThis.fetch,
    retries: client.retries ?? 3,
    timeout: options.timeout ?? client.timeout ?? 60_000,
    wait: client.wait ?? wait,
    signal,
    raw: route.content !== undefined,
  });
}

interface Page {
  data?: unknown[];
  messages?: unknown[];
  next_cursor?: string | null;
}

async function* items(first: Promise<unknown>, load: (cursor: string) => Promise<unknown>): AsyncGenerator<unknown> {
  let page = (await first) as Page;
  for (;;) {
    yield* page.data ?? page.messages ?? [];
    if (typeof page.next_cursor !== 'string') return;
    page = (await load(page.next_cursor)) as Page;
  }
}
