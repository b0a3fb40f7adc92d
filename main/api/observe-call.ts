import type { Request, Response } from 'express';
import type { Route } from '../contract/route.ts';
import type { Metrics, Tracing } from '../domain/ports.ts';
import { parseTraceparent } from '../domain/trace-context.ts';

export interface ObservedCall {
  /** The trace for what is done in it: the caller's, one step further. */
  traceparent: string | null;
  /** How long that takes is no measure of us: it waits for what is to come, or for its reader. */
  apart<Result>(waiting: () => Promise<Result>): Promise<Result>;
}

/** Measures one request until its answer is sent, and records it where traces are wanted. */
export function observeCall(
  { metrics, tracing }: { metrics: Pick<Metrics, 'took'>; tracing: Tracing },
  { method, path, stream }: Route,
  request: Request,
  response: Response,
): ObservedCall {
  const began = performance.now();
  let waited = 0;
  let waitsSince: number | null = null;
  const waitedUntil = (now: number): number => waited + (waitsSince === null ? 0 : now - waitsSince);
  const parent = parseTraceparent(request.get('traceparent'));
  const facts = { 'http.request.method': method, 'http.route': path, 'url.scheme': request.protocol };
  const span = tracing.begin(`${method} ${path}`, 'server', parent, facts);
  response.once('close', () => {
    const { statusCode, writableFinished, headersSent } = response;
    // A stream has no end of its own: that it began is what was asked for.
    const isAnswered = writableFinished || (stream !== undefined && (headersSent || statusCode === 101));
    const status = isAnswered ? String(statusCode) : 'aborted';
    const now = performance.now();
    metrics.took('api_request', (now - began - waitedUntil(now)) / 1000, { method, route: path, status });
    const failure = isAnswered ? (statusCode >= 500 ? status : undefined) : status;
    span.end(isAnswered ? { 'http.response.status_code': statusCode } : {}, failure);
  });
  return {
    traceparent: span.traceparent ?? parent,
    async apart(waiting) {
      waitsSince = performance.now();
      try {
        return await waiting();
      } finally {
        waited = waitedUntil(performance.now());
        waitsSince = null;
      }
    },
  };
}
