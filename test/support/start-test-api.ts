import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { conversationRoutes } from '../../main/api/routes/conversations.ts';
import { healthRoutes } from '../../main/api/routes/health.ts';
import { lawyerRoutes } from '../../main/api/routes/lawyers.ts';
import { messageRoutes } from '../../main/api/routes/messages.ts';
import { practiceRoutes } from '../../main/api/routes/practice.ts';
import { webhookChecks, webhookRoutes } from '../../main/api/routes/webhooks.ts';
import { startApiServer } from '../../main/api/server.ts';
import type { Lawyer, Session } from '../../main/contract/entities.ts';
import type { LawyerId } from '../../main/contract/ids.ts';
import type { Mode } from '../../main/contract/values.ts';
import { makeApiKey } from '../../main/domain/api-keys.ts';
import type { PracticePhones, Sessions } from '../../main/domain/ports.ts';
import { AddressRefusedError, assertUrlAllowed } from '../../main/webhooks/address-guard.ts';
import { newWebhookSecret } from '../../main/webhooks/sign.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeLog } from './fake-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from './temp-database.ts';

export interface ApiRequest {
  method?: string;
  path: string;
  key?: string | undefined;
  headers?: Record<string, string>;
  /** An object is sent as JSON; text and bytes go as they are, without a content type. */
  body?: unknown;
}

export interface ApiAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The body as JSON; undefined when there is none. */
  json: unknown;
}

/** The simulated phones without a practice server behind them. */
export class FakePracticePhones implements PracticePhones {
  readonly written: { lawyer: string; client: string; text: string }[] = [];
  scans = 0;
  private held: Promise<void> = Promise.resolve();

  /** Keeps whoever writes waiting until the answer is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.held = promise;
    return resolve;
  }

  async scan(_lawyer: { phone: string; name: string }, qr: string): Promise<boolean> {
    this.scans += 1;
    return qr === 'valid-code';
  }

  async write(lawyer: string, client: string, message: { text: string }): Promise<{ id: string; at: number }> {
    await this.held;
    this.written.push({ lawyer, client, text: message.text });
    return { id: `3EB0${this.written.length}`, at: 1_790_000_000_000 };
  }

  async arrived(lawyer: string, client: string): Promise<{ id: string; text: string; at: number }[]> {
    return this.written
      .filter((one) => one.lawyer === lawyer && one.client === client)
      .map(({ text }, index) => ({ id: `A${index}`, text, at: 1_790_000_000_000 }));
  }
}

/** Sessions whose states a test writes down. */
export class FakeSessions implements Sessions {
  readonly states = new Map<LawyerId, Session>();

  get(lawyerId: LawyerId): Session {
    return this.states.get(lawyerId) ?? { state: 'starting', since: '2026-11-20T09:00:00.000Z' };
  }

  onChange(): () => void {
    return () => {};
  }
}

export interface TestLawyer {
  lawyer: Lawyer;
  key: string;
  keyId: string;
}

export interface TestApi {
  readonly port: number;
  readonly url: string;
  readonly store: TempDatabase;
  readonly clock: FakeClock;
  readonly log: FakeLog;
  readonly sessions: FakeSessions;
  readonly phones: FakePracticePhones;
  readonly adminKey: string;
  /** Lawyers whose outbox was woken. */
  readonly woken: LawyerId[];
  /** Lawyers whose view was opened. */
  readonly opened: LawyerId[];
  call(request: ApiRequest): Promise<ApiAnswer>;
  addLawyer(): Promise<TestLawyer>;
  /** Stops the server and the database, and starts both again on the same file. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The API as `main/app/compose.ts` puts it together, on a real database, with fakes for WhatsApp and the phones. */
export async function startTestApi({ mode = 'practice' }: { mode?: Mode } = {}): Promise<TestApi> {
  const store = openTempDatabase();
  const clock = new FakeClock();
  const log = new FakeLog();
  const sessions = new FakeSessions();
  const phones = new FakePracticePhones();
  const admin = makeApiKey(mode, { role: 'admin' });
  const woken: LawyerId[] = [];
  const opened: LawyerId[] = [];
  let server = await serve();

  function serve(): ReturnType<typeof startApiServer> {
    const { database } = store;
    return startApiServer(
      {
        database,
        clock,
        log,
        mode,
        runKeys: [admin.key],
        handlers: {
          ...healthRoutes(() => ({ status: 'ok', version: '0.0.0', mode, warnings: [] })),
          ...lawyerRoutes({ mode, sessions, lawyerCreated: ({ id }) => opened.push(id) }),
          ...messageRoutes(({ lawyerId }) => woken.push(lawyerId)),
          ...conversationRoutes,
          ...webhookRoutes(newWebhookSecret),
          ...practiceRoutes({ sessions, phones }),
        },
        checks: webhookChecks((url) => refusal(url, mode === 'practice')),
      },
      0,
    );
  }

  return {
    get port() {
      return server.port;
    },
    get url() {
      return server.url;
    },
    store,
    clock,
    log,
    sessions,
    phones,
    adminKey: admin.text,
    woken,
    opened,
    call: (request) => callApi(server.port, request),
    async addLawyer() {
      const lawyer = await addLawyer(store.database, clock.now());
      const { text, key } = makeApiKey(mode, { role: 'lawyer', lawyerId: lawyer.id });
      await store.database.write((stores) => stores.apiKeys.insert(key, clock.now()));
      return { lawyer, key: text, keyId: key.id };
    },
    async restart() {
      await server.stop();
      await store.reopen();
      server = await serve();
    },
    async stop() {
      await server.stop();
      await store.remove();
    },
  };
}

async function refusal(url: string, allowLoopback: boolean): Promise<string | null> {
  try {
    await assertUrlAllowed(url, allowLoopback);
    return null;
  } catch (error) {
    if (error instanceof AddressRefusedError) return error.message;
    throw error;
  }
}

/** One request on a connection of its own. */
function callApi(port: number, { method = 'GET', path, key, headers = {}, body }: ApiRequest): Promise<ApiAnswer> {
  const isRaw = typeof body === 'string' || Buffer.isBuffer(body) || body === undefined;
  const bytes = isRaw ? Buffer.from(body ?? '') : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        agent: false,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(isRaw ? {} : { 'content-type': 'application/json' }),
          ...(method === 'POST' ? { 'content-length': String(bytes.length) } : {}),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: text === '' ? undefined : JSON.parse(text),
          });
        });
      },
    );
    request.once('error', reject);
    request.end(method === 'POST' ? bytes : undefined);
  });
}
