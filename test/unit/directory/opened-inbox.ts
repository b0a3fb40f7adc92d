import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { signatureHeaders } from '../../../main/webhooks/sign.ts';
import { createAnswers } from '../../directory/answers.ts';
import { openDatabase } from '../../directory/database.ts';
import { createInbox, type Inbox } from '../../directory/inbox.ts';
import { createLive } from '../../directory/live.ts';
import { createMessages } from '../../directory/messages.ts';
import { renderPage } from '../../directory/page.ts';
import { createReadPage, type PageData } from '../../directory/page-data.ts';
import { createSettings } from '../../directory/settings.ts';
import { createWebApp } from '../../directory/web-app.ts';
import { WEBHOOK_PATH, webhookEndpoint } from '../../directory/webhook-endpoint.ts';

/** The secret of the webhook that the directory has registered. */
export const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

export interface SentDelivery {
  id?: string;
  body?: string;
  at?: Date;
  secret?: string;
  headers?: Record<string, string>;
  /** Where it is sent, when that is not the directory itself. */
  url?: string;
}

/** The directory's inbox and its web app on a free port, on a file of its own, without any Lexline. */
export interface OpenedInbox {
  readonly port: number;
  readonly inbox: Inbox;
  /** Each message of which was decided whether it is answered, in order. */
  asked: string[];
  /** Each answer that was decided upon, in order. */
  decided(): string[];
  shown(): PageData;
  /** The first column of a query. */
  texts(sql: string): string[];
  /** The ids of all events that are kept. */
  events(): string[];
  /** The next delivery cannot be written down. */
  failNext(): void;
  /** Signs and POSTs as Lexline does, unless told otherwise; answers with the status. */
  deliver(delivery?: SentDelivery): Promise<number>;
  page(path?: string): Promise<{ html: string; headers: Headers }>;
  /** Ends it and starts it again on the same file. */
  restart(): Promise<void>;
}

export interface ToldMessage {
  id?: string;
  conversation?: string;
  type?: string;
  text?: string;
  sender?: string;
  status?: string;
  direction?: 'inbound' | 'outbound';
  edited?: string;
}

/** An event of a message as Lexline tells it, without its id. */
export function told({
  text = 'Hello',
  id = `msg_${text.length}`,
  conversation = 'con_1',
  type = 'message.received',
  sender = 'Maria Schneider',
  direction = 'inbound',
  status = 'received',
  edited,
}: ToldMessage = {}) {
  return {
    type,
    timestamp: '2026-11-22T08:00:00.000Z',
    data: {
      lawyer_id: 'law_1',
      conversation_id: conversation,
      message_id: id,
      message: {
        id,
        conversation_id: conversation,
        phone: '+4915112345601',
        direction,
        kind: 'text',
        text,
        sender_name: sender,
        status,
        client_reference: null,
        edited_at: edited ?? null,
        revoked_at: null,
        sent_at: '2026-11-22T08:00:00.000Z',
      },
    },
  };
}

export const messageReceived = (text: string, sender?: string): string =>
  JSON.stringify(told({ text, ...(sender === undefined ? {} : { sender }) }));

const NOW = Date.parse('2026-11-22T08:00:01.000Z');

async function open(file: string, asked: string[]) {
  const database = openDatabase(file);
  const settings = createSettings(database);
  const messages = createMessages(database);
  const answers = createAnswers(
    database,
    ({ id, text }) => {
      asked.push(id);
      return `You wrote: ${text}`;
    },
    () => NOW,
  );
  const inbox = createInbox({ database, settings, messages, answers, now: () => NOW });
  const readPage = createReadPage(database);
  const live = createLive();
  let fails = false;
  settings.set({ webhook_secret: SECRET });
  const status = { isReached: false, since: NOW, trouble: null, webhookTrouble: null };
  const webhook = webhookEndpoint({
    secret: () => settings.get('webhook_secret'),
    async receive(events) {
      if (fails) {
        fails = false;
        throw new Error('the database of the directory is away');
      }
      inbox.take(events, 'webhook');
    },
  });
  const app = createWebApp({ webhook, page: () => renderPage(status, readPage()), live: live.handler });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    inbox,
    readPage,
    failNext() {
      fails = true;
    },
    texts: (sql: string) => database.prepare<[], string>(sql).pluck().all(),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      live.stop();
      database.close();
    },
  };
}

export const test = base.extend<{ directory: OpenedInbox }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
  directory: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'lexline-directory-'));
    const file = join(folder, 'directory.db');
    const asked: string[] = [];
    let opened = await open(file, asked);
    const url = () => `http://127.0.0.1:${opened.port}`;

    await use({
      get port() {
        return opened.port;
      },
      get inbox() {
        return opened.inbox;
      },
      asked,
      decided: () => opened.texts('SELECT key FROM answers ORDER BY rowid'),
      shown: () => opened.readPage(),
      texts: (sql) => opened.texts(sql),
      events: () => opened.texts('SELECT id FROM events ORDER BY rowid'),
      failNext: () => opened.failNext(),
      async deliver({ id = 'evt_1', body = messageReceived('Hello'), at = new Date(), secret = SECRET, ...sent } = {}) {
        const signed = signatureHeaders([secret], id, body, at.getTime());
        const headers = { 'content-type': 'application/json', ...signed, ...sent.headers };
        return (await fetch(`${sent.url ?? url()}${WEBHOOK_PATH}`, { method: 'POST', body, headers })).status;
      },
      async page(path = '/') {
        const response = await fetch(`${url()}${path}`);
        return { html: await response.text(), headers: response.headers };
      },
      async restart() {
        await opened.stop();
        opened = await open(file, asked);
      },
    });
    await opened.stop();
    rmSync(folder, { recursive: true });
  },
});

export { expect } from '@playwright/test';
