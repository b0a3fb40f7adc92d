import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChooseAnswer, createAnswers } from './answers.ts';
import { type Database, openDatabase } from './database.ts';
import { followLog } from './follow-log.ts';
import { createInbox, type Way } from './inbox.ts';
import { ApiError, createClient } from './lexline.ts';
import { type LexlineStatus, watchLexline } from './lexline-status.ts';
import { createLive } from './live.ts';
import { createMessages } from './messages.ts';
import { renderPage } from './page.ts';
import { createReadPage } from './page-data.ts';
import { readMissed } from './read-missed.ts';
import { readWhole } from './read-whole.ts';
import type { ReceivedEvent } from './received-event.ts';
import { startSending } from './send-answers.ts';
import { createSettings } from './settings.ts';
import { createWebApp } from './web-app.ts';
import { WEBHOOK_PATH, webhookEndpoint } from './webhook-endpoint.ts';
import { keepWebhook, rotateSecret, testWebhook } from './webhook-registration.ts';

/** How long one try of a request to Lexline may take, in ms. */
const TIME_LIMIT = 10_000;

export interface DirectoryOptions {
  /** Where Lexline's API listens, such as `http://127.0.0.1:5001`, or its tunnel ends. */
  api: string;
  /** A lawyer's API key. */
  key: string;
  /** The directory's own SQLite file; made if need be. */
  file: string;
  /** Which text is answered to a client's message; none by default. */
  chooseAnswer?: ChooseAnswer;
  /** Of 127.0.0.1; by default, or with 0, a free one. */
  port?: number;
  /** Where Lexline reaches the webhook, when that is another address than ours, such as that of a proxy. */
  webhookUrl?: string;
  /** Called after each change of how Lexline is. */
  onStatus?: (status: LexlineStatus) => void;
  /** By default the machine's clock. In ms since 1970. */
  now?: () => number;
  /** For tests: what waits between two tries. In ms. */
  wait?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

export interface RunningDirectory {
  pageUrl: string;
  port: number;
  /** Resolves when all that was missed has been read for the first time. While Lexline is away, it does not. */
  caughtUp: Promise<void>;
  /** For looking into it. */
  database: Database;
  /** Gives the webhook another secret. Rejects as every call of the client does. */
  rotateSecret(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the directory, whether Lexline is there or not. Rejects when the file or the port cannot be opened. */
export async function startDirectory(options: DirectoryOptions): Promise<RunningDirectory> {
  const {
    chooseAnswer = () => null,
    now = Date.now,
    wait = (ms, signal) => sleep(ms, undefined, { signal }),
  } = options;
  const ended = new AbortController();
  const { signal } = ended;
  const live = createLive();
  const watch = watchLexline(() => {
    live.tell();
    options.onStatus?.(watch.status());
  }, now);
  const lexline = createClient({
    baseUrl: options.api,
    key: options.key,
    timeout: TIME_LIMIT,
    wait,
    fetch: watch.fetch,
  });

  const database = openDatabase(options.file);
  const settings = createSettings(database);
  const messages = createMessages(database);
  const answers = createAnswers(database, chooseAnswer, now);
  const inbox = createInbox({ database, settings, messages, answers, now });
  const readPage = createReadPage(database);

  /** The one way in, for webhooks and for the log. */
  async function receive(events: readonly ReceivedEvent[], way: Way, cursor?: number): Promise<void> {
    const whole = [];
    for (const event of events) whole.push(inbox.has(event.id) ? event : await readWhole(lexline, event));
    inbox.take(whole, way, cursor);
    sender?.wake();
    live.tell();
  }

  const app = createWebApp({
    webhook: webhookEndpoint({
      secret: () => settings.get('webhook_secret'),
      receive: (events) => receive(events, 'webhook'),
    }),
    page: () => renderPage(watch.status(), readPage()),
    live: live.handler,
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  }).catch((error) => {
    live.stop();
    database.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  const pageUrl = `http://127.0.0.1:${port}`;
  const registration = { lexline, settings, url: options.webhookUrl ?? `${pageUrl}${WEBHOOK_PATH}`, signal };

  // What was sent before a crash is told by the log. So the sending begins when that was read.
  let sender: ReturnType<typeof startSending> | undefined;
  const caughtUp = Promise.withResolvers<void>();
  let testing = Promise.resolve();
  const following = followLog({
    lexline,
    settings,
    receive: (events, cursor) => receive(events, 'log', cursor),
    async connect() {
      await assertSameLawyer();
      await keepWebhook(registration).then(test, noWebhook);
    },
    caughtUp() {
      sender ??= startSending({ lexline, answers, changed: live.tell, now, wait, signal });
      caughtUp.resolve();
    },
    readMissed: () => readMissed({ lexline, database, messages }, signal),
    note: (trouble) => watch.note({ trouble }),
    wait,
    signal,
  });

  /** The chats of two lawyers must never be mixed. */
  async function assertSameLawyer(): Promise<void> {
    const { lawyer_id: lawyer } = await lexline.getOwnKey({}, { signal });
    if (lawyer === null) throw new Error('the key is not a lawyer’s');
    const known = settings.get('lawyer_id') ?? lawyer;
    if (known !== lawyer) throw new Error(`${options.file} holds the chats of another lawyer`);
    settings.set({ lawyer_id: lawyer });
  }

  /** Nobody waits for it: the log is complete without webhooks, which only tell sooner. */
  function test(): void {
    testing = testWebhook(registration)
      .then((webhookTrouble) => watch.note({ webhookTrouble }))
      .catch(noWebhook)
      .catch(() => {});
  }

  /** Such as an address that Lexline sends nothing to. Rejects with what is no answer of Lexline's. */
  function noWebhook(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    watch.note({ webhookTrouble: error.message });
  }

  return {
    pageUrl,
    port,
    caughtUp: caughtUp.promise,
    database,
    rotateSecret: () => rotateSecret(registration),
    async stop() {
      ended.abort(new Error('the directory stops'));
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await Promise.all([closed, following, sender?.done, testing]);
      live.stop();
      database.close();
    },
  };
}
