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
 * rebinding) or an Origin; scripts and servers send neither. Our own page at `/docs` is known by an Origin that is the
 * Host it was loaded from, and by the browser's word that both are one (`Sec-Fetch-Site`, which no page can set:
 * https://www.w3.org/TR/fetch-metadata/).
 */
export function refuseWebPages(scheme: 'http' | 'https', port: () => number): RequestHandler {
  return (request, response, next) => {
    const allowed = ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${host}:${port()}`);
    const host = request.headers.host?.toLowerCase() ?? '';
    // The addresses under which the page at `/docs` is read; nothing listens on [::1].
    const own = [`${scheme}://127.0.0.1:${port()}`, `${scheme}://localhost:${port()}`];
    if (!allowed.includes(host)) return sendProblem(response, 'forbidden_host');
    const site = request.headers['sec-fetch-site'];
    const isForeignPage = site !== undefined && site !== 'none' && site !== 'same-origin';
    const { origin } = request.headers;
    const isOwnPage = site === 'same-origin' && own.includes(origin ?? '') && origin === `${scheme}://${host}`;
    if (isForeignPage || (origin !== undefined && !isOwnPage)) return sendProblem(response, 'forbidden_origin');
    next();
  };
}

/**
 * From outside it is called by any name that leads to the tunnel, and by servers alone: a browser says where its page comes
 * from, or that it follows a link of one.
 */
export const refuseBrowsers: RequestHandler = ({ headers }, response, next) => {
  const isBrowser = headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
  if (isBrowser) return sendProblem(response, 'forbidden_origin');
  next();
};
