import type { Response } from 'express';
import type { Event } from '../contract/event-log.ts';
import type { Listener } from './event-stream.ts';

/** How long a browser's EventSource waits before it connects again, in ms. */
const RETRY = 2_000;

/**
 * Begins an answer in Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html). Each block has the
 * cursor as its `id`; the first one has nothing else, so that who began with `now` knows where that was.
 */
export function openServerSentEvents(response: Response, after: number): Listener {
  response.status(200);
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  // No part of it waits for more to be compressed with, here or in a proxy on the way.
  response.setHeader('cache-control', 'no-store, no-transform');
  response.setHeader('x-accel-buffering', 'no');
  response.setHeader('connection', 'close');
  response.flushHeaders();
  let shown = after;
  let isBlocked = false;
  response.write(`retry: ${RETRY}\nid: ${after}\n\n`);

  async function write(block: string): Promise<void> {
    if (response.write(block) || response.destroyed) return;
    isBlocked = true;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        response.off('drain', done);
        response.off('close', done);
        resolve();
      };
      response.on('drain', done);
      response.on('close', done);
    });
    isBlocked = false;
  }

  return {
    async tell(event) {
      shown = event.cursor;
      await write(blockOf(event));
    },
    beat(cursor) {
      if (cursor === null) return;
      // A block without data is no event, and moves the reader's cursor past what was not asked for.
      response.write(cursor === shown ? ': still here\n\n' : `id: ${cursor}\n\n`);
      shown = cursor;
    },
    end() {
      // Who does not read would not let it come to its end.
      if (isBlocked) response.destroy();
      else response.end();
    },
  };
}

function blockOf(event: Event): string {
  return `id: ${event.cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}
