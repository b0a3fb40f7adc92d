import { app } from 'electron';
import { createEndedKeys } from '../api/ended-keys.ts';
import type { OpenStreams } from '../api/open-streams.ts';
import { createRateLimits, RATE_LIMITS } from '../api/rate-limits.ts';
import { attachmentRoutes } from '../api/routes/attachments.ts';
import { auditRoutes } from '../api/routes/audit.ts';
import { brokerRoutes } from '../api/routes/brokers.ts';
import { clientRoutes } from '../api/routes/clients.ts';
import { conversationRoutes } from '../api/routes/conversations.ts';
import { eventRoutes } from '../api/routes/events.ts';
import { fileLinkRoutes } from '../api/routes/file-links.ts';
import { grantRoutes } from '../api/routes/grants.ts';
import { keyRoutes } from '../api/routes/keys.ts';
import { lawyerRoutes } from '../api/routes/lawyers.ts';
import { manageClientRoutes } from '../api/routes/manage-clients.ts';
import { manageLawyerRoutes } from '../api/routes/manage-lawyers.ts';
import { messageRoutes } from '../api/routes/messages.ts';
import { operationRoutes } from '../api/routes/operations.ts';
import { outboxRoutes } from '../api/routes/outbox.ts';
import { practiceRoutes } from '../api/routes/practice.ts';
import { retryMessageRoutes } from '../api/routes/retry-message.ts';
import { sessionRoutes } from '../api/routes/sessions.ts';
import { staffRoutes } from '../api/routes/staff.ts';
import { statsRoutes } from '../api/routes/stats.ts';
import { syncConversationRoutes } from '../api/routes/sync-conversation.ts';
import { templateRoutes } from '../api/routes/templates.ts';
import { tunnelRoutes } from '../api/routes/tunnel.ts';
import { webhookChecks, webhookRoutes } from '../api/routes/webhooks.ts';
import { serveWhenFree } from '../api/serve-when-free.ts';
import { type ApiDependencies, startApiServer, startOutsideServer } from '../api/server.ts';
import type { Health } from '../contract/entities.ts';
import type { ConversationId, LawyerId, WebhookId } from '../contract/ids.ts';
import type { Resource } from '../contract/scopes.ts';
import type { AcceptedMessage } from '../domain/accept-message.ts';
import { makeApiKey } from '../domain/api-keys.ts';
import type { BrokerRunner } from '../domain/brokers.ts';
import type { Clock } from '../domain/clock.ts';
import type { EventFeed } from '../domain/event-feed.ts';
import { isFileLink } from '../domain/file-links.ts';
import type { MessageIndex } from '../domain/index-messages.ts';
import { createNoteKeyUse } from '../domain/note-key-use.ts';
import { createSessionUse } from '../domain/note-session-use.ts';
import type { Passwords } from '../domain/passwords.ts';
import type { Database, Log, PracticePhones, Sessions, SignInAttempts, Tracing } from '../domain/ports.ts';
import type { TunnelControl } from '../domain/tunnel.ts';
import type { createMetrics } from '../observability/metrics.ts';
import type { OutsideListener } from '../tunnel/tunnel.ts';
import type { SendTest } from '../webhooks/send-test.ts';
import { newWebhookSecret } from '../webhooks/sign.ts';
import { addressRefusal } from './address-refusal.ts';
import type { Arguments } from './arguments.ts';
import { idleTime } from './idle-time.ts';
import type { Vault } from './open-vault.ts';
import { paths } from './paths.ts';
import type { SettingsStore } from './settings.ts';
import { openTlsIdentity } from './tls-identity.ts';

interface Dependencies {
  args: Arguments;
  vault: Vault;
  settings: SettingsStore;
  database: Database;
  clock: Clock;
  log: Log;
  metrics: ReturnType<typeof createMetrics>;
  tracing: Tracing;
  sessions: Sessions;
  index: MessageIndex;
  feed: EventFeed;
  streams: OpenStreams;
  tunnel: TunnelControl;
  passwords: Passwords;
  attempts: SignInAttempts;
  brokers: BrokerRunner;
  phones: PracticePhones;
  /** Whether a webhook may lie on this machine. */
  allowLoopback: boolean;
  health(): Health;
  lawyerCreated(id: LawyerId): void;
  lawyersChanged(): void;
  changed(what: Resource, lawyerId: LawyerId | null): void;
  lawyerRemoved(id: LawyerId): void;
  messageAccepted(message: AcceptedMessage): void;
  conversationRead(lawyerId: LawyerId, id: ConversationId): void;
  sendTest: SendTest;
  webhookChanged(id: WebhookId): void;
}

export interface RunningApi {
  url: string;
  isListening(): boolean;
  /** Tries the port that another program has held. Resolves with whether it is served then. */
  tryNow(): Promise<boolean>;
  /** The file with its certificate, where it is served over HTTPS. */
  certificate: string | null;
  /** An administrator's key that lives as long as this run. */
  adminKey: string;
  /** Opens the tunnel's end on that port of this machine; 0: any that is free. */
  listenForOutside(port: number): Promise<OutsideListener>;
  stop(): Promise<void>;
}

/** The REST API with all of its routes. */
export async function startApi(deps: Dependencies): Promise<RunningApi> {
  const {
    args,
    vault,
    settings,
    database,
    clock,
    log,
    metrics,
    tracing,
    sessions,
    index,
    passwords,
    attempts,
    phones,
  } = deps;
  const { feed, streams, tunnel, brokers, allowLoopback, health, sendTest, webhookChanged } = deps;
  const { lawyerCreated, lawyersChanged, lawyerRemoved, messageAccepted, conversationRead, changed } = deps;
  const { mode } = args;
  const { keyring, files } = vault;
  const admin = makeApiKey(mode, { role: 'admin' }, { name: 'This run', at: clock.now() });
  const tls = args.https
    ? await openTlsIdentity(args.https, { dataDir: args.dataDir, keyring, now: clock.now() })
    : null;
  const linkKey = keyring.derive(`${mode} file links`, 32);
  const staff = staffRoutes({ database, clock, mode, passwords, attempts });
  const dependencies: ApiDependencies = {
    database,
    clock,
    log,
    mode,
    metrics,
    tracing,
    streams,
    runKeys: args.printAdminKey ? [admin.key] : [],
    keyUsed: createNoteKeyUse({ database, clock, log, noted: ({ lawyerId }) => changed('keys', lawyerId) }),
    sessionUse: createSessionUse({ database, clock, log, idle: () => idleTime(settings) }),
    turns: new Map(),
    isNewsOfEnded: createEndedKeys(clock),
    isSealed: (token) => isFileLink(linkKey, token),
    changed,
    handlers: {
      ...operationRoutes({ health, metrics: () => metrics.text() }),
      ...keyRoutes(mode),
      ...auditRoutes(database, clock),
      ...lawyerRoutes({ mode, sessions, lawyerCreated: ({ id }) => lawyerCreated(id) }),
      ...manageLawyerRoutes({ sessions, lawyersChanged, lawyerRemoved }),
      ...sessionRoutes(sessions),
      ...messageRoutes({ sessions, messageAccepted, index }),
      ...retryMessageRoutes(messageAccepted),
      ...outboxRoutes(sessions),
      ...conversationRoutes({ sessions, conversationRead }),
      ...syncConversationRoutes(sessions),
      ...clientRoutes,
      ...manageClientRoutes(sessions),
      ...templateRoutes,
      ...statsRoutes,
      ...attachmentRoutes({ database, files, clock, sessions }),
      ...fileLinkRoutes({
        files,
        linkKey,
        apiUrl: (through) => (through === 'tunnel' ? tunnel.address() : null) ?? api.url,
      }),
      ...staff.handlers,
      ...grantRoutes,
      ...tunnelRoutes(tunnel),
      ...webhookRoutes({ database, clock, newSecret: newWebhookSecret, sendTest, webhookChanged }),
      ...eventRoutes({ database, clock, feed }),
      ...brokerRoutes({ database, clock, brokers }),
      ...practiceRoutes({ sessions, phones: phones }),
    },
    checks: { ...webhookChecks(addressRefusal, allowLoopback), ...staff.checks },
  };
  // Each listener counts for itself: a flood from outside locks nobody out who calls from here.
  const limits = () => createRateLimits({ ...RATE_LIMITS, requestsPerMinute: args.requestsPerMinute });
  const reference = { version: app.getVersion(), swaggerUiFolder: paths.swaggerUi };
  const serve = () => startApiServer(dependencies, { rateLimits: limits(), reference, tls }, args.apiPort);
  // Whoever started it from a command line is told; a lawyer who signs in to the computer must not lose messages over it.
  const isAttended = args.headless || args.readyLine;
  const api = isAttended
    ? { ...(await serve()), tryNow: async () => true }
    : await serveWhenFree(serve, { port: args.apiPort, isTls: tls !== null, clock, log });
  const fromOutside = { rateLimits: limits(), asked: () => metrics.add('tunnel_requests') };
  return {
    url: api.url,
    isListening: api.isListening,
    tryNow: api.tryNow,
    certificate: tls?.certFile ?? null,
    adminKey: admin.text,
    listenForOutside: (port) => startOutsideServer(dependencies, fromOutside, port),
    stop: () => api.stop(),
  };
}
