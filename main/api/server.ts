import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { constants } from 'node:zlib';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import type { Route } from '../contract/route.ts';
import { ROUTES, type RouteName } from '../contract/routes.ts';
import { AppError } from '../domain/app-error.ts';
import type { Log } from '../domain/ports.ts';
import { answerCall, type PipelineDependencies, type RouteCode } from './answer-call.ts';
import type { Turns } from './answer-once.ts';
import { ARRIVAL_LIMITS, type ArrivalLimits, endUnwantedBodies, holdBodyBack } from './arrival.ts';
import { createEndedKeys } from './ended-keys.ts';
import { refuseWebPages, requestId } from './guards.ts';
import type { BodyChecks, Handlers } from './handler.ts';
import { sendProblem } from './problem.ts';
import { addReference, type ReferenceOptions } from './reference.ts';
import { asksForWebSocket, routeUpgrades } from './upgrades.ts';

interface ServerDependencies extends PipelineDependencies {
  handlers: Handlers;
  checks: BodyChecks;
  reference: ReferenceOptions;
  /** With it the API is served over HTTPS. Both are PEM. */
  tls: { key: string; cert: string } | null;
}

/** How long the head of a request may take to arrive, in ms. What comes after it has the limits of arrival.ts. */
const HEADERS_TIMEOUT = 10_000;

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

/**
 * Serves the REST API on 127.0.0.1 and nowhere else. Port 0 picks a free one. Rejects when the port is taken.
 */
export async function startApiServer(
  dependencies: ServerDependencies,
  port: number,
  limits: ArrivalLimits = ARRIVAL_LIMITS,
): Promise<{ url: string; port: number; stop(): Promise<void> }> {
  const scheme = dependencies.tls ? 'https' : 'http';
  const closing = new AbortController();
  let actualPort = port;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(
    requestId,
    endUnwantedBodies(limits),
    holdBodyBack,
    helmet(),
    refuseWebPages(scheme, () => actualPort),
    compression({ threshold: COMPRESSED_FROM, level: constants.Z_BEST_SPEED }),
  );
  app.use((_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  addReference(app, dependencies.reference);
  addRoutes(app, { ...dependencies, limits, closing: closing.signal });
  app.use((_request, response) => sendProblem(response, 'not_found'));
  app.use(toProblem(dependencies.log));

  const server = await listen(app, port, dependencies.tls);
  actualPort = (server.address() as AddressInfo).port;
  return {
    url: `${scheme}://127.0.0.1:${actualPort}`,
    port: actualPort,
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

function addRoutes(
  app: Express,
  dependencies: ServerDependencies & { limits: ArrivalLimits; closing: AbortSignal },
): void {
  const methods = new Map<string, string[]>();
  const turns: Turns = new Map();
  const isNewsOfEnded = createEndedKeys(dependencies.clock);
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const route: Route = ROUTES[name];
    const path = route.path.replace(/\{(\w+)\}/g, ':$1');
    // The table ties each handler to its route's schemas, which the pipeline applies: the types meet again here.
    const code = { name, handle: dependencies.handlers[name], check: dependencies.checks[name] } as RouteCode;
    methods.set(path, [...(methods.get(path) ?? []), route.method]);
    const verb = route.method.toLowerCase() as 'get' | 'post' | 'patch' | 'delete';
    app[verb](path, (request, response) =>
      answerCall({ ...dependencies, turns, isNewsOfEnded }, route, code, request, response),
    );
  }
  for (const [path, allowed] of methods) {
    app.all(path, (_request, response) => {
      response.setHeader('allow', allowed.join(', '));
      sendProblem(response, 'method_not_allowed');
    });
  }
}

function toProblem(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const facts = { request: response.getHeader('request-id'), route: request.route?.path };
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

function listen(app: Express, port: number, tls: ServerDependencies['tls']): Promise<Server> {
  return new Promise((resolve, reject) => {
    const upgrades = { shouldUpgradeCallback: asksForWebSocket };
    const server = tls
      ? createTlsServer({ ...tls, ...upgrades, minVersion: 'TLSv1.2' }, app)
      : createServer(upgrades, app);
    routeUpgrades(server, app);
    server.listen(port, '127.0.0.1');
    // A body is waited for where it is read, because an upload may take its time.
    server.requestTimeout = 0;
    server.headersTimeout = HEADERS_TIMEOUT;
    server.on('checkContinue', app);
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error),
    );
  });
}
