import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as base } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { createDirectoryApp, WEBHOOK_PATH } from '../../demo/directory-app.ts';
import { createInbox, type Inbox, type ReceivedEvent } from '../../demo/directory-inbox.ts';

/** The secret of the webhook that the directory has registered. */
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

export interface SentDelivery {
  id?: string;
  body?: string;
  at?: Date;
  secret?: string;
  headers?: Record<string, string>;
}

/** The directory app on a free port, with what it did about the events. */
export interface OpenedDirectory {
  inbox: Inbox;
  acted: ReceivedEvent[];
  /** The next event cannot be acted upon. */
  failNext(): void;
  /** Signs and POSTs as Lexline does, unless told otherwise; answers with the status. */
  deliver(delivery?: SentDelivery): Promise<number>;
  page(): Promise<{ html: string; headers: Headers }>;
}

/** A `message.received` as Lexline sends it. */
export function messageReceived(text: string, senderName = 'Maria Schneider'): string {
  return JSON.stringify({
    type: 'message.received',
    timestamp: '2026-11-22T08:00:00.000Z',
    data: {
      lawyer_id: 'law_1',
      conversation_id: 'con_1',
      message: {
        id: `msg_${text.length}`,
        conversation_id: 'con_1',
        phone: '+4915112345601',
        direction: 'inbound',
        kind: 'text',
        text,
        sender_name: senderName,
        status: 'received',
        sent_at: '2026-11-22T08:00:00.000Z',
      },
    },
  });
}

export const test = base.extend<{ directory: OpenedDirectory }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  directory: async ({}, use) => {
    const inbox = createInbox();
    const acted: ReceivedEvent[] = [];
    let fails = false;
    const app = createDirectoryApp({
      inbox,
      secret: () => SECRET,
      async act(event) {
        if (fails) {
          fails = false;
          throw new Error('the database of the directory is away');
        }
        acted.push(event);
      },
    });
    const server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    await use({
      inbox,
      acted,
      failNext() {
        fails = true;
      },
      async deliver({ id = 'evt_1', body = messageReceived('Hello'), at = new Date(), secret = SECRET, headers } = {}) {
        const signed = {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(secret).sign(id, at, body),
        };
        const response = await fetch(`${url}${WEBHOOK_PATH}`, {
          method: 'POST',
          body,
          headers: { ...signed, ...headers },
        });
        return response.status;
      },
      async page() {
        const response = await fetch(url);
        return { html: await response.text(), headers: response.headers };
      },
    });
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  },
});

export { expect } from '@playwright/test';
