import type { AddressInfo } from 'node:net';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

const Payload = z.object({ type: z.string(), data: z.object({ message: z.object({ id: z.string() }) }) });

/** A directory's receiver that checks every signature and remembers what it was sent, by `webhook-id`. */
export async function startRecordingReceiver(): Promise<{
  url: string;
  expectSecret(secret: string): void;
  ids(): Set<string>;
  /** Message ids of a type of event, each with the webhook ids that told of it. */
  messages(type: string): Map<string, Set<string>>;
  /** Requests whose signature was wrong. */
  refused(): number;
  stop(): Promise<void>;
}> {
  let secret = '';
  let refused = 0;
  const received = new Map<string, z.infer<typeof Payload>>();
  const app = express();
  app.post('/', express.text({ type: () => true }), (request, response) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    try {
      const payload = Payload.parse(new Webhook(secret).verify(request.body, headers));
      received.set(headers['webhook-id'] ?? '', payload);
      response.status(204).end();
    } catch {
      refused += 1;
      response.status(400).end();
    }
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    expectSecret(text) {
      secret = text;
    },
    ids: () => new Set(received.keys()),
    messages(type) {
      const found = new Map<string, Set<string>>();
      for (const [id, payload] of received) {
        if (payload.type !== type) continue;
        const message = payload.data.message.id;
        found.set(message, (found.get(message) ?? new Set()).add(id));
      }
      return found;
    },
    refused: () => refused,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
