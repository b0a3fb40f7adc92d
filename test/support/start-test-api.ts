import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { createEndedKeys } from '../../main/api/ended-keys.ts';
import { createOpenStreams } from '../../main/api/open-streams.ts';
import { createRateLimits, type RateLimitOptions } from '../../main/api/rate-limits.ts';
import { attachmentRoutes } from '../../main/api/routes/attachments.ts';
import { auditRoutes } from '../../main/api/routes/audit.ts';
import { brokerRoutes } from '../../main/api/routes/brokers.ts';
import { clientRoutes } from '../../main/api/routes/clients.ts';
import { conversationRoutes } from '../../main/api/routes/conversations.ts';
import { eventRoutes } from '../../main/api/routes/events.ts';
import { fileLinkRoutes } from '../../main/api/routes/file-links.ts';
import { grantRoutes } from '../../main/api/routes/grants.ts';
import { keyRoutes } from '../../main/api/routes/keys.ts';
import { lawyerRoutes } from '../../main/api/routes/lawyers.ts';
import { manageClientRoutes } from '../../main/api/routes/manage-clients.ts';
import { manageLawyerRoutes } from '../../main/api/routes/manage-lawyers.ts';
import { messageRoutes } from '../../main/api/routes/messages.ts';
import { operationRoutes } from '../../main/api/routes/operations.ts';
import { outboxRoutes } from '../../main/api/routes/outbox.ts';
import { practiceRoutes } from '../../main/api/routes/practice.ts';
import { retryMessageRoutes } from '../../main/api/routes/retry-message.ts';
import { sessionRoutes } from '../../main/api/routes/sessions.ts';
import { staffRoutes } from '../../main/api/routes/staff.ts';
import { statsRoutes } from '../../main/api/routes/stats.ts';
import { syncConversationRoutes } from '../../main/api/routes/sync-conversation.ts';
import { templateRoutes } from '../../main/api/routes/templates.ts';
import { tunnelRoutes } from '../../main/api/routes/tunnel.ts';
import { webhookChecks, webhookRoutes } from '../../main/api/routes/webhooks.ts';
import { type ApiDependencies, type RunningServer, startApiServer, startOutsideServer } from '../../main/api/server.ts';
import { createSignInAttempts, type SignInLimits } from '../../main/api/sign-in-attempts.ts';
import { addressRefusal } from '../../main/app/address-refusal.ts';
import { startWebhooks } from '../../main/app/start-webhooks.ts';
import { createBrokers } from '../../main/brokers/brokers.ts';
import type { Lawyer } from '../../main/contract/entities.ts';
import type { ConversationId, LawyerId, StaffSessionId } from '../../main/contract/ids.ts';
import type { StaffRole } from '../../main/contract/staff.ts';
import type { Mode } from '../../main/contract/values.ts';
import { makeApiKey } from '../../main/domain/api-keys.ts';
import { createEventFeed } from '../../main/domain/event-feed.ts';
import { isFileLink } from '../../main/domain/file-links.ts';
import { startIndexing } from '../../main/domain/index-messages.ts';
import { createStaff } from '../../main/domain/manage-staff.ts';
import { createNoteKeyUse } from '../../main/domain/note-key-use.ts';

import { createSessionUse } from '../../main/domain/note-session-use.ts';
import { createPasswords } from '../../main/domain/passwords.ts';
import type { AttachmentFiles, Database, Tracing } from '../../main/domain/ports.ts';
import { makeStaffSession, type StaffMember } from '../../main/domain/staff.ts';
import { NO_TRACING } from '../../main/domain/trace-context.ts';

import { createMetrics, type MetricsCollection } from '../../main/observability/metrics.ts';
import { createPostWebhook } from '../../main/webhooks/post-webhook.ts';
import { createSendTest } from '../../main/webhooks/send-test.ts';
import { newWebhookSecret } from '../../main/webhooks/sign.ts';
import { type ApiAnswer, type ApiRequest, callApi } from './call-api.ts';
import { FakeBroker } from './fake-broker.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeLog } from './fake-log.ts';
import { FakePracticePhones } from './fake-practice-phones.ts';
import { FakeSessions } from './fake-sessions.ts';
import { MemoryAttachmentFiles } from './memory-attachment-files.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from './temp-database.ts';
import { openTestTunnel } from './test-tunnel.ts';

const require = createRequire(import.meta.url);

export type { ApiAnswer, ApiRequest } from './call-api.ts';

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
  readonly files: MemoryAttachmentFiles;
  readonly metrics: MetricsCollection;
  /** Streams of the event log that are open, and requests that wait. */
  openStreams(): number;
  readonly adminKey: string;
  /** Chats whose reading was told. */
  readonly read: ConversationId[];
  /** Lawyers whose outbox was woken. */
  readonly woken: LawyerId[];
  /** Lawyers whose view was opened. */
  readonly opened: LawyerId[];
  /** Lawyers of whom nothing is left. */
  readonly removed: LawyerId[];
  /** Whatever address a broker is said to have, it is this one. */
  readonly broker: FakeBroker;
  call(request: ApiRequest): Promise<ApiAnswer>;
  /** The same by the other listener, at which the tunnel ends. */
  callFromOutside(request: ApiRequest): Promise<ApiAnswer>;
  readonly outsidePort: number;
  addLawyer(): Promise<TestLawyer>;
  /** A person with the password PASSWORD. */
  addStaff(role: StaffRole): Promise<StaffMember>;
  /** A session of that person: its token. */
  openSession(staff: StaffMember): Promise<{ token: string; id: StaffSessionId }>;
  /** What a test has set up by now, for others of this process to start from. */
  keep(): Promise<KeptApi>;
  /** Stops the server and the database, and starts both again on the same file. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** What outlives an API: its database, its files, and the administrator's key. */
export interface KeptApi {
  database: Buffer;
  files: ReadonlyMap<string, Buffer>;
  admin: ReturnType<typeof makeApiKey>;
  people: number;
}

/** Of everybody whom a test adds to the staff. */
export const PASSWORD = 'correct horse battery';

/** Hashing is to cost nothing here. */
const passwords = createPasswords({ log2N: 4, r: 1, p: 1 });

/** In ms. */
const IDLE = 15 * 60_000;

/** Tests ask more often, and with more wrong keys, than anybody else. */
const GENEROUS: RateLimitOptions = {
  requestsPerMinute: 1_000_000,
  publicRequestsPerMinute: 1_000_000,
  linkRequestsPerMinute: 1_000_000,
  wrongKeys: 1_000_000,
};

/**
 * The API as `main/app/compose.ts` puts it together, on a real database, with fakes for WhatsApp, the phones and the
 * files. `patience` and `headPatience`, in ms, are how long a slow caller is waited for; with `disk`, files are real ones.
 */
export async function startTestApi({
  mode = 'practice',
  patience = 20_000,
  headPatience = 10_000,
  disk,
  limits,
  signIns,
  streamsOfOneKey,
  tls = null,
  around = (database) => database,
  tracing = NO_TRACING,
  deliver = false,
  from,
}: {
  mode?: Mode;
  patience?: number;
  headPatience?: number;
  disk?: AttachmentFiles;
  limits?: Partial<RateLimitOptions>;
  signIns?: Partial<SignInLimits>;
  streamsOfOneKey?: number;
  tls?: { key: string; cert: string } | null;
  /** What stands between the API and its database. */
  around?: (database: Database) => Database;
  tracing?: Tracing;
  /** Webhooks are delivered as in the app. */
  deliver?: boolean;
  /** It goes on where that one was, in the same mode. */
  from?: KeptApi;
} = {}): Promise<TestApi> {
  const store = openTempDatabase(from?.database);
  const clock = new FakeClock();
  const log = new FakeLog();
  const sessions = new FakeSessions();
  const phones = new FakePracticePhones();
  const files = new MemoryAttachmentFiles();
  for (const [sha256, bytes] of from?.files ?? []) files.stored.set(sha256, bytes);
  let metrics = createMetrics();
  const attempts = createSignInAttempts({ byAccount: 1_000_000, byAddress: 1_000_000, ...signIns });
  let streams = createOpenStreams();
  const admin = from?.admin ?? makeApiKey(mode, { role: 'admin' }, { name: 'This run', at: clock.now() });
  let people = from?.people ?? 0;
  const read: ConversationId[] = [];
  const woken: LawyerId[] = [];
  const opened: LawyerId[] = [];
  const removed: LawyerId[] = [];
  const broker = new FakeBroker();
  const openBroker = { rabbitmq: broker.open, redis: broker.open, nats: broker.open };
  let stopBrokers = async (): Promise<void> => {};
  let stopWatching = (): void => {};
  let outside: RunningServer;
  let stopTunnel = async (): Promise<void> => {};
  let stopWebhooks = async (): Promise<void> => {};
  let server = await serve();

  async function serve(): Promise<RunningServer> {
    const database = around(store.database);
    metrics = createMetrics();
    const staff = staffRoutes({ database, clock, mode, passwords, attempts });
    const index = startIndexing({ database, clock, log });
    const allowLoopback = mode === 'practice';
    const client = createPostWebhook(allowLoopback, clock);
    const sending = { database: store.database, clock, log, metrics, tracing, client, attempted: () => {} };
    const webhooks = deliver ? startWebhooks(sending) : null;
    if (webhooks) database.onCommitted(webhooks.wake);
    stopWebhooks = async () => webhooks?.stop();
    const processes = () => [{ kind: 'browser', bytes: 1_000_000 }];
    const feed = createEventFeed(database);
    streams = createOpenStreams(streamsOfOneKey);
    const random = () => 0;
    const brokers = createBrokers({ database, feed, clock, random, log, metrics, open: openBroker });
    void brokers.start();
    stopBrokers = async () => {
      const stopping = brokers.stop();
      // Of a broker that confirms nothing nobody waits for it.
      broker.drop();
      await stopping;
    };
    // A port that is named is really listened on.
    const listen = async (port: number) =>
      port === 0
        ? { port: outside.port, stop: async () => {} }
        : startOutsideServer(dependencies, fromOutside, port, arrival);
    const { tunnel } = openTestTunnel({ database, clock, log, listen });
    stopTunnel = () => tunnel.close();
    const stopMetrics = metrics.watch({ database, clock, files, sessions, streams, tunnel, brokers, processes });
    stopWatching = () => {
      index.stop();
      feed.stop();
      stopMetrics();
    };
    const rateLimits = () => createRateLimits({ ...GENEROUS, ...limits });
    const arrival = { head: headPatience, body: patience, pause: patience, rest: patience };
    const reference = {
      version: '0.0.0',
      swaggerUiFolder: dirname(require.resolve('swagger-ui-dist/package.json')),
    };
    const dependencies: ApiDependencies = {
      database,
      clock,
      log,
      mode,
      metrics,
      tracing,
      streams,
      runKeys: [admin.key],
      keyUsed: createNoteKeyUse({ database, clock, log, noted: () => {} }),
      sessionUse: createSessionUse({ database, clock, log, idle: () => IDLE }),
      turns: new Map(),
      isNewsOfEnded: createEndedKeys(clock),
      isSealed: (token) => isFileLink(store.key, token),
      handlers: {
        ...operationRoutes({
          health: () => ({ status: 'ok', version: '0.0.0', mode, warnings: [] }),
          metrics: () => metrics.text(),
        }),
        ...keyRoutes(mode),
        ...auditRoutes(database, clock),
        ...lawyerRoutes({ mode, sessions, lawyerCreated: ({ id }) => opened.push(id) }),
        ...manageLawyerRoutes({
          sessions,
          lawyersChanged: () => {},
          lawyerRemoved(id) {
            removed.push(id);
            brokers.lawyerRemoved(id);
          },
        }),
        ...sessionRoutes(sessions),
        ...messageRoutes({ sessions, messageAccepted: ({ lawyerId }) => woken.push(lawyerId), index }),
        ...retryMessageRoutes(({ lawyerId }) => woken.push(lawyerId)),
        ...outboxRoutes(sessions),
        ...conversationRoutes({ sessions, conversationRead: (_, id) => read.push(id) }),
        ...syncConversationRoutes(sessions),
        ...clientRoutes,
        ...manageClientRoutes(sessions),
        ...templateRoutes,
        ...statsRoutes,
        ...attachmentRoutes({ database, files: disk ?? files, clock, sessions }),
        ...fileLinkRoutes({
          files: disk ?? files,
          linkKey: store.key,
          apiUrl: (through) => (through === 'tunnel' ? tunnel.address() : null) ?? server.url,
        }),
        ...staff.handlers,
        ...grantRoutes,
        ...tunnelRoutes(tunnel),
        ...webhookRoutes({
          database,
          clock,
          newSecret: newWebhookSecret,
          sendTest: createSendTest({ client, clock }),
          webhookChanged: (id) => webhooks?.changed(id),
        }),
        ...eventRoutes({ database, clock, feed }),
        ...brokerRoutes({ database, clock, brokers }),
        ...practiceRoutes({ sessions, phones }),
      },
      checks: { ...webhookChecks(addressRefusal, allowLoopback), ...staff.checks },
    };
    const fromOutside = { rateLimits: rateLimits(), asked: () => metrics.add('tunnel_requests') };
    outside = await startOutsideServer(dependencies, fromOutside, 0, arrival);
    return startApiServer(dependencies, { rateLimits: rateLimits(), reference, tls }, 0, arrival);
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
    files,
    get metrics() {
      return metrics;
    },
    openStreams: () => Object.values(streams.counts()).reduce((sum, count) => sum + count, 0),
    adminKey: admin.text,
    read,
    woken,
    opened,
    removed,
    broker,
    call: (request) => callApi(server.port, request),
    callFromOutside: (request) => callApi(outside.port, request),
    get outsidePort() {
      return outside.port;
    },
    async addLawyer() {
      const lawyer = await addLawyer(store.database, clock.now());
      const { text, key } = makeApiKey(
        mode,
        { role: 'lawyer', lawyerId: lawyer.id },
        { name: 'First key', at: clock.now() },
      );
      // Used just now: no request within the minute writes that it was.
      const used = { ...key, lastUsed: clock.now() };
      await store.database.write((stores) => stores.apiKeys.insert(used));
      return { lawyer, key: text, keyId: key.id };
    },
    async addStaff(role) {
      const at = clock.now();
      const number = ++people;
      const details = { name: `Staff ${number}`, email: `staff${number}@example.org`, role };
      const passwordHash = await passwords.hash(PASSWORD);
      return store.database.write((stores) => createStaff(stores, { ...details, passwordHash }, at));
    },
    async openSession({ id }) {
      const { text: token, session } = makeStaffSession(mode, id, clock.now());
      await store.database.write((stores) => stores.staffSessions.insert(session));
      return { token, id: session.id };
    },
    keep: async () => ({ database: await store.bytes(), files: new Map(files.stored), admin, people }),
    async restart() {
      await stopTunnel();
      await stopWebhooks();
      await Promise.all([server.stop(), outside.stop()]);
      await stopBrokers();
      stopWatching();
      await store.reopen();
      server = await serve();
    },
    async stop() {
      await stopTunnel();
      await stopWebhooks();
      await Promise.all([server.stop(), outside.stop()]);
      await stopBrokers();
      stopWatching();
      await store.remove();
    },
  };
}
