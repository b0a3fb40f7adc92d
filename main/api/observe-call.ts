import type { Request, Response } from 'express';
import type { Route } from '../contract/route.ts';
import type { Metrics, Tracing } from '../domain/ports.ts';
import { parseTraceparent } from '../domain/trace-context.ts';

/**
 * Measures one request until its answer is sent, and records it where traces are wanted. Answers with the trace for what
 * is done in it: the caller's, one step further.
 */
export function observeCall(
  { metrics, tracing }: { metrics: Pick<Metrics, 'took'>; tracing: Tracing },
  { method, path }: Route,
  request: Request,
  response: Response,
): string | null {
  const began = performance.now();
  const parent = parseTraceparent(request.get('traceparent'));
  const facts = { 'http.request.method': method, 'http.route': path, 'url.scheme': request.protocol };
  const span = tracing.begin(`${method} ${path}`, 'server', parent, facts);
  response.once('close', () => {
    const { statusCode, writableFinished } = response;
    const status = writableFinished ? String(statusCode) : 'aborted';
    metrics.took('api_request', (performance.now() - began) / 1000, { method, route: path, status });
    const failure = writableFinished ? (statusCode >= 500 ? status : undefined) : status;
    span.end(writableFinished ? { 'http.response.status_code': statusCode } : {}, failure);
  });
  return span.traceparent ?? parent;
}
