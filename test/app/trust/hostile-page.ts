import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Request {
  path: string;
  headers: IncomingHttpHeaders;
}

export interface HostilePage {
  /** The page's address; `localhost` names the same server, and another origin. */
  readonly url: string;
  readonly requests: Request[];
  stop(): Promise<void>;
}

const HTML = '<!doctype html><meta charset="utf-8"><title>Not WhatsApp</title><p>Good day</p>';
const WORKER = `
  addEventListener('install', () => skipWaiting());
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('message', async (event) => {
    await fetch('/from-the-service-worker');
    event.source.postMessage(navigator.userAgent);
  });`;

/**
 * A page that stands where WhatsApp's would, and on which a test can try what a hostile one would. `/to?…` redirects to
 * the address behind the question mark; `/sw.js` is a service worker; every other path is the page itself.
 */
export async function startHostilePage(): Promise<HostilePage> {
  const requests: Request[] = [];
  const server: Server = createServer(({ url: path = '', headers }, response) => {
    requests.push({ path, headers });
    if (path.startsWith('/to?')) response.writeHead(302, { location: decodeURIComponent(path.slice(4)) }).end();
    else if (path === '/sw.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(WORKER);
    else response.writeHead(200, { 'content-type': 'text/html' }).end(HTML);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
