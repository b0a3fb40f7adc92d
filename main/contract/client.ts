import { type FollowOptions, followEvents } from './client/follow-events.ts';
import { wait } from './client/patience.ts';
import { type AnyInput, prepare, type Upload } from './client/request.ts';
import { send } from './client/send.ts';
import type { Event } from './event-log.ts';
import type { Route } from './route.ts';
import type { RouteInput } from './route-input.ts';
import { ROUTES, type RouteName, type RouteOutput, type Routes } from './routes.ts';

export { ApiError, ConnectionError } from './client/errors.ts';
export type { FollowOptions } from './client/follow-events.ts';

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
    : Output extends { next: number; has_more: boolean; data: readonly (infer Item)[] }
      ? Item
      : never;

/** One page when it is awaited, and all items of all pages when it is iterated over. */
export interface ListCall<Output> extends Promise<Output>, AsyncIterable<ItemOf<Output>> {}

type Answer<Name extends RouteName> = Routes[Name] extends { content: string } | { stream: object }
  ? Promise<Response>
  : [ItemOf<RouteOutput<Name>>] extends [never]
    ? Promise<RouteOutput<Name>>
    : ListCall<RouteOutput<Name>>;

type Input<Name extends RouteName> = RouteInput<Name, Upload>;

type Call<Name extends RouteName> =
  object extends Input<Name>
    ? (input?: Input<Name>, options?: CallOptions) => Answer<Name>
    : (input: Input<Name>, options?: CallOptions) => Answer<Name>;

/** A WebSocket is not opened by fetch; `followEvents` tells the same. */
type CalledName = {
  [Name in RouteName]: Routes[Name] extends { stream: { as: 'websocket' } } ? never : Name;
}[RouteName];

/**
 * One method for each route, by its name. Each rejects with ApiError (the API refuses), with ConnectionError (it does not
 * answer) or with the reason of the signal. Bytes come as the platform's Response. Answers are typed and not checked, so
 * that what a later version of the API adds breaks no client.
 */
export type Client = { [Name in CalledName]: Call<Name> } & {
  /**
   * Every event behind a cursor, and then each as it comes: in order and once each, also when the connection breaks or the
   * app is away for a while. Keep the `cursor` of the last one that you are done with: after a restart, give it as `after`.
   */
  followEvents(options?: FollowOptions): AsyncGenerator<Event, void, undefined>;
};

/**
 * A client of the REST API: the contract, zod and fetch are all that it needs. Network errors, 429 and 503 are tried
 * again, with a growing pause or as long as Retry-After says; every POST carries an Idempotency-Key, so that a repetition
 * never acts twice. A DELETE whose first answer was lost may answer that there is no such thing any more.
 */
export function createClient(options: ClientOptions): Client {
  const routes = Object.entries(ROUTES as Record<string, Route>).filter(([, { stream }]) => stream?.as !== 'websocket');
  const calls = routes.map(([name, route]) => [
    name,
    (input: AnyInput = {}, callOptions: CallOptions = {}) => {
      const load = (next: object = {}): Promise<unknown> => {
        const query = { ...input.query, ...next };
        return call(route, { ...input, query }, options, callOptions);
      };
      const first = load();
      return route.method === 'GET'
        ? Object.assign(first, { [Symbol.asyncIterator]: () => items(first, load) })
        : first;
    },
  ]);
  // Built from the same table as its type.
  const client = Object.fromEntries(calls) as Client;
  const connection = {
    open: (query: object, how: CallOptions) => client.streamEvents({ query }, how),
    wait: options.wait ?? wait,
  };
  return Object.assign(client, { followEvents: (how: FollowOptions = {}) => followEvents(connection, how) });
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
    raw: route.content !== undefined || route.stream !== undefined,
  });
}

interface Page {
  data?: unknown[];
  messages?: unknown[];
  next_cursor?: string | null;
  next?: number;
  has_more?: boolean;
}

async function* items(first: Promise<unknown>, load: (next: object) => Promise<unknown>): AsyncGenerator<unknown> {
  let page = (await first) as Page;
  for (;;) {
    yield* page.data ?? page.messages ?? [];
    const next = nextOf(page);
    if (!next) return;
    page = (await load(next)) as Page;
  }
}

/** What asks for the page behind that one; null: there is none now. */
function nextOf({ next_cursor: cursor, next: after, has_more: hasMore }: Page): object | null {
  if (typeof cursor === 'string') return { cursor };
  return hasMore && after !== undefined ? { after } : null;
}
