import type { RequestHandler } from 'express';
import { newId } from '../domain/new-id.ts';
import { sendProblem } from './problem.ts';

/** Gives every request an id, by which a support case finds its log line. */
export const requestId: RequestHandler = (_request, response, next) => {
  response.setHeader('request-id', newId('req'));
  next();
};

/**
 * A page on the internet can make the browser of this machine call localhost. Its requests carry a foreign Host (DNS
 * rebinding) or an Origin; scripts and servers send neither.
 */
export function refuseWebPages(port: () => number): RequestHandler {
  return (request, response, next) => {
    const allowed = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port()}`);
    if (!allowed.includes(request.headers.host?.toLowerCase() ?? '')) return sendProblem(response, 'forbidden_host');
    const site = request.headers['sec-fetch-site'];
    const isForeignPage = site !== undefined && site !== 'none' && site !== 'same-origin';
    if (request.headers.origin !== undefined || isForeignPage) return sendProblem(response, 'forbidden_origin');
    next();
  };
}
