import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import { ROUTES, type Route, type RouteName } from '../contract/routes.ts';
import { AppError } from '../domain/app-error.ts';
import type { Log } from '../domain/ports.ts';
import { answerCall, type PipelineDependencies, type RouteCode, type Turns } from './answer-call.ts';
import { refuseWebPages, requestId } from './guards.ts';
import type { BodyChecks, Handlers } from './handler.ts';
import { sendProblem } from './problem.ts';

interface ServerDependencies extends PipelineDependencies {
  handlers: Handlers;
  checks: BodyChecks;
}

/** Limits for a request to arrive, in ms: a slow client holds a socket, and never for long. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 20_000;

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
): Promise<{ url: string; port: number; stop(): Promise<void> }> {
  let actualPort = port;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(
    requestId,
    helmet(),
    refuseWebPages(() => actualPort),
  );
  app.use((_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  });
  addRoutes(app, dependencies);
  app.use((_request, response) => sendProblem(response, 'not_found'));
  app.use(toProblem(dependencies.log));

  const server = await listen(app, port);
  actualPort = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    port: actualPort,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // Somebody who never finishes a request, or never begins one, keeps nobody from closing.
        setTimeout(() => server.closeAllConnections(), CLOSING_PATIENCE).unref();
      }),
  };
}

function addRoutes(app: Express, dependencies: ServerDependencies): void {
  const methods = new Map<string, string[]>();
  const turns: Turns = new Map();
  for (const name of Object.keys(ROUTES) as RouteName[]) {
    const route: Route = ROUTES[name];
    const path = route.path.replace(/\{(\w+)\}/g, ':$1');
    // The table ties each handler to its route's schemas, which the pipeline applies: the types meet again here.
    const code = { handle: dependencies.handlers[name], check: dependencies.checks[name] } as RouteCode;
    methods.set(path, [...(methods.get(path) ?? []), route.method]);
    const verb = route.method.toLowerCase() as 'get' | 'post' | 'delete';
    app[verb](path, (request, response) => answerCall({ ...dependencies, turns }, route, code, request, response));
  }
  for (const [path, allowed] of methods) {
    app.all(path, (_request, response) => {
      response.setHeader('allow', allowed.join(', '));
      sendProblem(response, 'method_not_allowed');
    });
  }
}

function toProblem(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof AppError) return sendProblem(response, error.code, error.fields);
    // Express' own: a path that is not valid percent-encoding.
    if (error instanceof URIError) {
      return sendProblem(response, 'invalid_request', [{ field: 'path', message: 'is not valid percent-encoding' }]);
    }
    const facts = { request: response.getHeader('request-id'), route: request.route?.path, stack: stackOf(error) };
    log.error(facts, 'a request failed');
    sendProblem(response, 'internal_error');
  };
}

/** Where an error came from, without its message: messages can carry what a client wrote. */
function stackOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return [
    error.name,
    ...(error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 6),
  ];
}

function listen(app: Express, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, '127.0.0.1');
    server.headersTimeout = HEADERS_TIMEOUT;
    server.requestTimeout = REQUEST_TIMEOUT;
    server.once('listening', () => resolve(server));
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error),
    );
  });
}
