import type { RequestHandler, Response } from 'express';
import { PAGE_HEADERS } from './page.ts';

/** So often a page on which nothing happens is shown that we are there, in ms. */
const HEARTBEAT = 15_000;

/** Tells the open pages that something has changed, by Server-Sent Events. */
export interface Live {
  handler: RequestHandler;
  tell(): void;
  stop(): void;
}

export function createLive(): Live {
  const pages = new Set<Response>();

  function write(block: string): void {
    for (const page of pages) {
      // A page that does not read is cut off. It connects again when it can, and is told then.
      if (page.writableNeedDrain) page.destroy();
      else page.write(block);
    }
  }
  const timer = setInterval(() => write(': still here\n\n'), HEARTBEAT);

  return {
    handler(_request, response) {
      response.set({ ...PAGE_HEADERS, 'Content-Type': 'text/event-stream' });
      // At once: what has changed before it connected.
      response.write('data: changed\n\n');
      pages.add(response);
      response.once('close', () => pages.delete(response));
    },
    tell: () => write('data: changed\n\n'),
    stop: () => clearInterval(timer),
  };
}
