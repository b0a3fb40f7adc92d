import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { PAGE_HEADERS } from './page.ts';
import { answer, WEBHOOK_PATH } from './webhook-endpoint.ts';

interface Dependencies {
  webhook: RequestHandler[];
  page(): string;
  live: RequestHandler;
}

const fileOf = (name: string): string => readFileSync(join(import.meta.dirname, 'browser', name), 'utf8');

/** The directory's web app: takes webhooks, and shows what came. */
export function createWebApp({ webhook, page, live }: Dependencies): Express {
  const app = express();
  app.disable('x-powered-by');
  app.post(WEBHOOK_PATH, webhook);

  app.use(requireLoopbackHost);
  const style = fileOf('style.css');
  const script = fileOf('live.js');
  app.get('/', (_request, response) => void response.set(PAGE_HEADERS).type('html').send(page()));
  app.get('/style.css', (_request, response) => void response.set(PAGE_HEADERS).type('css').send(style));
  app.get('/live.js', (_request, response) => void response.set(PAGE_HEADERS).type('js').send(script));
  app.get('/live', live);
  app.use((_request, response) => answer(response, 404, 'There is nothing here.'));
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    const status = statusOf(error);
    answer(response, status, status < 500 ? 'The body cannot be read.' : 'Not processed: deliver it again later.');
  });
  return app;
}

/** A web page elsewhere can give its own name this machine's address (DNS rebinding); it must not read the chats. */
function requireLoopbackHost(request: Request, response: Response, next: NextFunction): void {
  if (request.hostname === '127.0.0.1') next();
  else answer(response, 403, 'Open this page as http://127.0.0.1.');
}

function statusOf(error: unknown): number {
  // body-parser's errors carry the status that they mean. Lexline's refusals carry one, too, and mean us.
  const isOurs = error instanceof Error && 'expose' in error && error.expose === true;
  const status = isOurs && 'status' in error ? error.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
