import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { constants } from 'node:zlib';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Route } from '../contract/route.ts';
import { ROUTES, type RouteName } from '../contract/routes.ts';
import { AppError } from '../domain/app-error.ts';
import type { Log } from '../domain/ports.ts';
import { answerCall, type ListenerParts, type PipelineDependencies, type RouteCode, type Way } from './answer-call.ts';
import { ARRIVAL_LIMITS, type ArrivalLimits, endUnwantedBodies, holdBodyBack } from './arrival.ts';
import { refuseBrowsers, refuseWebPages, requestId } from './guards.ts';
import type { BodyChecks, Handlers } from './handler.ts';
import { keepRoom, ROOM_OUTSIDE, type Room } from './keep-room.ts';
import { sendProblem } from './problem.ts';
import type { RateLimits } from './rate-limits.ts';
import { addReference, type ReferenceOptions } from './reference.ts';
import { asksForWebSocket, routeUpgrades } from './upgrades.ts';

/** What all listeners share. */
export interface ApiDependencies extends PipelineDependencies {
  handlers: Handlers;
  checks: BodyChecks;
}

interface Loopback {
  rateLimits: RateLimits;
  reference: ReferenceOptions;
  /** With it the API is served over HTTPS. Both are PEM. */
  tls: { key: string; cert: string } | null;
}

interface Outside {
  rateLimits: RateLimits;
  /** Somebody asks for something, whatever becomes of it. */
  asked(): void;
}

export interface RunningServer {
  url: string;
  port: number;
  isListening(): boolean;
  stop(): Promise<void>;
}

/** One listener: what stands before its routes, and which of them there are. */
interface Listener extends ListenerParts {
  guards: readonly RequestHandler[];
  routes: readonly RouteName[];
  /** What is served beside them. */
  more(app: Express): void;
}

/** Shorter answers are sent as they are, in bytes: there is nothing to be gained. */
const COMPRESSED_FROM = 4_096;

/** How long requests under way have to end when the app closes, in ms. */
const CLOSING_PATIENCE = 1_000;

/** Another program answers on the port. */
export class PortTakenError extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken by another program. Choose another one with --api-port, or 0 for any that is free.`);
    this.name = 'PortTakenError';
  }
}

const ALL = Object.keys(ROUTES) as RouteName[];

/** What can be called through the tunnel; see `fromOutside` in the contract. */
const FROM_OUTSIDE = ALL.filter((name) => ROUTES[name].fromOutside);

/**
 * Serves the REST API on 127.0.0.1 and nowhere else. Port 0 picks a free one. Rejects when the port is taken.
 */
export async function startApiServer(
  dependencies: ApiDependencies,
  { rateLimits, reference, tls }: Loopback,
  port: number,
  limits: ArrivalLimits = ARRIVAL_LIMITS,
): Promise<RunningServer> {
  const scheme = tls ? 'https' : 'http';
  const closing = new AbortController();
  let actualPort = port;
  const app = expressOf(dependencies, {
    ...{ through: 'loopback', rateLimits, limits, closing: closing.signal, routes: ALL },
    guards: [helmet(), refuseWebPages(scheme, () => actualPort)],
    more: (to) => {
      refuseOtherMethods(to, ALL);
      addReference(to, reference);
    },
  });
  const running = await serve(app, { port, tls, closing, limits });
  actualPort = running.port;
  return running;
}

/**
 * The end of the tunnel, on 127.0.0.1 as well: a server and a router of its own, on which what is not for outside does not
 * exist, so that nothing that a request says can reach it. Rejects with AppError `tunnel_port_taken`.
 */
export async function startOutsideServer(
  dependencies: ApiDependencies,
  { rateLimits, asked }: Outside,
  port: number,
  limits: ArrivalLimits = ARRIVAL_LIMITS,
): Promise<RunningServer> {
  const closing = new AbortController();
  const count: RequestHandler = (_request, _response, next) => {
    asked();
    next();
  };
  const app = expressOf(dependencies, {
    ...{ through: 'tunnel', rateLimits, limits, closing: closing.signal, routes: FROM_OUTSIDE },
    // Other names below the tunnel's are not ours to speak for.
    guards: [count, helmet({ strictTransportSecurity: { includeSubDomains: false } }), refuseBrowsers],
    more: () => {},
  });
  try {
    return await serve(app, { port, tls: null, closing, limits, room: ROOM_OUTSIDE });
  } catch (error) {
    if (!(error instanceof PortTakenError)) throw error;
    const message = `${port} is taken by another program: set another one, or 0 for any that is free`;
    throw new AppError('tunnel_port_taken', [{ field: 'local_port', message }]);
  }
}

function expressOf(dependencies: ApiDependencies, listener: Listener): Express {
  const { guards, routes, more, ...parts } = listener;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(requestId, endUnwantedBodies(parts.limits), holdBodyBack, ...guards);
  app.use(compression({ threshold: COMPRESSED_FROM, level: constants.Z_BEST_SPEED }));
  app.use((_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  addRoutes(app, routes, dependencies, parts);
  more(app);
  app.use((_request, response) => sendProblem(response, 'not_found'));
  app.use(toProblem(dependencies.log, parts.through));
  return app;
}

function addRoutes(
  app: Express,
  names: readonly RouteName[],
  dependencies: ApiDependencies,
  parts: ListenerParts,
): void {
  for (const name of names) {
    const route: Route = ROUTES[name];
    // The table ties each handler to its route's schemas, which the pipeline applies: the types meet again here.
    const code = { name, handle: dependencies.handlers[name], check: dependencies.checks[name] } as RouteCode;
    const verb = route.method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete';
    app[verb](pathOf(route), (request, response) =>
      answerCall({ ...dependencies, ...parts }, route, code, request, response),
    );
  }
}

/** As Express writes it. */
function pathOf({ path }: Route): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

/** Says which methods there are. From outside even that is not told: what is not there is 404. */
function refuseOtherMethods(app: Express, names: readonly RouteName[]): void {
  const routes = Map.groupBy(
    names.map((name): Route => ROUTES[name]),
    pathOf,
  );
  for (const [path, there] of routes) {
    app.all(path, (_request, response) => {
      response.setHeader('allow', there.map(({ method }) => method).join(', '));
      sendProblem(response, 'method_not_allowed');
    });
  }
}

function toProblem(log: Log, through: Way): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const facts = { request: response.getHeader('request-id'), route: request.route?.path, through };
    if (response.headersSent) {
      // A file's bytes could not be read on, or their reader has left: a cut-off answer is all that can still be said.
      if (error instanceof AppError) log.warn({ ...facts, code: error.code }, 'an answer ended in the middle');
      request.socket.destroy();
      return;
    }
    if (error instanceof AppError) {
      if (error.retryAfter !== null) response.setHeader('retry-after', error.retryAfter);
      return sendProblem(response, error.code, error.fields, error.existing);
    }
    // Express' own: a path that is not valid percent-encoding.
    if (error instanceof URIError) {
      return sendProblem(response, 'invalid_request', [{ field: 'path', message: 'is not valid percent-encoding' }]);
    }
    log.error({ ...facts, stack: stackOf(error) }, 'a request failed');
    sendProblem(response, 'internal_error');
  };
}

/**
 * Where an error came from, without its message and without folders: messages can carry what a client wrote, and the name
 * of a home folder is a person's.
 */
function stackOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [
    error.name,
    ...(error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 6)
      .map((line) => line.replace(/(\(|^\s+at (?!.*\()).*[\\/]/, '$1')),
  ];
}

interface Serving {
  port: number;
  tls: Loopback['tls'];
  /** Aborted first when the server stops. */
  closing: AbortController;
  limits: ArrivalLimits;
  room?: Room;
}

async function serve(app: Express, { port, tls, closing, limits, room }: Serving): Promise<RunningServer> {
  const server = await listen(app, port, tls, limits);
  if (room) keepRoom(server, room);
  const actualPort = (server.address() as AddressInfo).port;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${actualPort}`,
    port: actualPort,
    isListening: () => server.listening,
    stop: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeIdleConnections();
        // Somebody who never finishes a request, or never begins one, keeps nobody from closing.
        setTimeout(() => server.closeAllConnections(), CLOSING_PATIENCE).unref();
      }),
  };
}

function listen(app: Express, port: number, tls: Loopback['tls'], { head }: ArrivalLimits): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Node looks only so often whether a head is late, by default every 30 s.
    const options = { shouldUpgradeCallback: asksForWebSocket, connectionsCheckingInterval: head / 4 };
    const server = tls
      ? createTlsServer({ ...tls, ...options, minVersion: 'TLSv1.2' }, app)
      : createServer(options, app);
    routeUpgrades(server, app);
    server.listen(port, '127.0.0.1');
    // A body is waited for where it is read, because an upload may take its time.
    server.requestTimeout = 0;
    server.headersTimeout = head;
    server.on('checkContinue', app);
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error),
    );
  });
}
