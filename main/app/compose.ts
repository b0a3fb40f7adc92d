import { join } from 'node:path';
import { app, net, session } from 'electron';
import { KEPT_FOR } from '../api/idempotency.ts';
import { createRateLimits, RATE_LIMITS } from '../api/rate-limits.ts';
import { attachmentRoutes } from '../api/routes/attachments.ts';
import { auditRoutes } from '../api/routes/audit.ts';
import { clientRoutes } from '../api/routes/clients.ts';
import { conversationRoutes } from '../api/routes/conversations.ts';
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
import { webhookChecks, webhookRoutes } from '../api/routes/webhooks.ts';
import { startApiServer } from '../api/server.ts';
import { createSignInAttempts } from '../api/sign-in-attempts.ts';
import type { Attachment, Health } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { IpcPush, Rectangle } from '../contract/ipc.ts';
import type { AcceptedMessage } from '../domain/accept-message.ts';
import { makeApiKey } from '../domain/api-keys.ts';
import { AppError } from '../domain/app-error.ts';
import { startHouseKeeping } from '../domain/house-keeping.ts';
import { startIndexing } from '../domain/index-messages.ts';
import { createNoteKeyUse } from '../domain/note-key-use.ts';
import { createSessionUse } from '../domain/note-session-use.ts';
import { createPasswords } from '../domain/passwords.ts';
import type { Log, PracticePhones } from '../domain/ports.ts';
import { startPublishingAuditHead } from '../domain/record-audit.ts';
import { type CallHandlers, callHandlers } from '../ipc/call-handlers.ts';
import { createMetrics } from '../observability/metrics.ts';
import { timedDatabase } from '../observability/timed-database.ts';
import { startTracing } from '../observability/tracing.ts';
import { watchAlerts } from '../observability/watch-alerts.ts';
import { AddressRefusedError, assertUrlAllowed } from '../webhooks/address-guard.ts';
import { startDispatcher } from '../webhooks/dispatcher.ts';
import { createPostWebhook } from '../webhooks/post-webhook.ts';
import { newWebhookSecret } from '../webhooks/sign.ts';
import { isRealWhatsApp, parseWhatsAppUrl, WHATSAPP_URL } from '../whatsapp/allowed-address.ts';
import { loadPageData, type UsedPageData } from '../whatsapp/page-data.ts';
import { createSessions } from '../whatsapp/sessions.ts';
import { chromeUserAgent } from '../whatsapp/user-agent.ts';
import { createWhatsAppView, type WhatsAppView } from '../whatsapp/whatsapp-view.ts';
import type { Arguments } from './arguments.ts';
import { idleTime } from './idle-time.ts';
import type { Vault } from './open-vault.ts';
import { paths } from './paths.ts';
import { ensurePracticeLawyer, practicePhones, startPracticeServer } from './practice-account.ts';
import { markRealWhatsApp } from './real-whatsapp-mark.ts';
import type { Warning } from './runtime-limits.ts';
import { createServeAttachment, type ServeAttachment } from './serve-attachments.ts';
import type { SettingsStore } from './settings.ts';
import { systemClock } from './system-clock.ts';
import { openTlsIdentity } from './tls-identity.ts';

export interface ComposeOptions {
  args: Arguments;
  vault: Vault;
  settings: SettingsStore;
  log: Log;
  /** Why only practice is allowed on this machine; empty when all is. */
  limits: Warning[];
  push(message: IpcPush): void;
  showView(view: WhatsAppView['view'] | null, area?: Rectangle): void;
  /** Asks the person where to, and saves it there. False: it is not wanted after all. */
  saveFile(attachment: Attachment): Promise<boolean>;
}

export interface RunningApp {
  apiUrl: string;
  /** The file with the API's certificate, where it is served over HTTPS. */
  certificate: string | null;
  adminKey: string;
  practiceKey: string | null;
  calls: CallHandlers;
  serveAttachment: ServeAttachment;
  /** The machine was asleep. */
  resumed(): void;
  /** In reverse order of starting; what was accepted stays in its queue for the next start. */
  stop(): Promise<void>;
}

/** In ms. */
const LOOK_FOR_NETWORK_EVERY = 2_000;

/** The one place where the parts are put together. Nothing else knows them all. */
export async function compose({
  args,
  vault,
  settings,
  log,
  limits,
  push,
  showView,
  saveFile,
}: ComposeOptions): Promise<RunningApp> {
  const { keyring, files } = vault;
  const { mode } = args;
  const clock = systemClock;
  const metrics = createMetrics();
  const database = timedDatabase(vault.database, metrics);
  const tracing = await startTracing({ env: process.env, version: app.getVersion(), log, metrics });
  const stops: (() => void | Promise<void>)[] = [() => database.close(), () => tracing.stop()];

  const practice = mode === 'practice' ? await startPractice() : null;
  const pageUrl = parseWhatsAppUrl(args.whatsappUrl ?? practice?.url ?? WHATSAPP_URL);
  const mayOpenPage = limits.length === 0 || !isRealWhatsApp(pageUrl);

  const userAgent = chromeUserAgent(app.userAgentFallback);
  app.userAgentFallback = userAgent;

  const sessions = createSessions<WhatsAppView>({
    database,
    clock,
    log,
    metrics,
    tracing,
    files,
    mode,
    random: Math.random,
    openHost: mayOpenPage ? openView : null,
  });
  stops.push(() => sessions.stop());
  const processes = () =>
    app.getAppMetrics().map(({ type, memory }) => ({ kind: type.toLowerCase(), bytes: memory.workingSetSize * 1024 }));
  stops.push(metrics.watch({ database, clock, files, sessions, processes }));

  function openView(lawyerId: LawyerId): WhatsAppView {
    if (isRealWhatsApp(pageUrl)) markRealWhatsApp(args.dataDir);
    return createWhatsAppView({
      url: pageUrl,
      partition: partitionOf(lawyerId),
      userAgent,
      preloadFile: paths.whatsappPreload,
      pageData: usedPageData,
      pageScriptFile: paths.pageScript,
      metrics,
    });
  }

  function partitionOf(lawyerId: LawyerId): string {
    return `persist:${mode}-${lawyerId}`;
  }

  /** What the page has kept of a log-in that nobody will ever use. */
  function lawyerRemoved(id: LawyerId): void {
    session
      .fromPartition(partitionOf(id))
      .clearStorageData()
      .catch(() => log.warn({ lawyer: id }, 'what the page of a removed lawyer has kept could not be cleared'));
  }

  async function usedPageData(): Promise<UsedPageData> {
    const used = await loadPageData({ folder: join(args.dataDir, 'page-data'), waJsFile: paths.waJs });
    if (used.refusal) log.error({ reason: used.refusal }, 'the page data in the data folder is not used');
    return used;
  }

  async function startPractice(): Promise<{ url: string; phones: PracticePhones; key: string }> {
    const { apiKey } = await ensurePracticeLawyer(database, keyring, clock);
    if (args.whatsappUrl) return { url: args.whatsappUrl, phones: practicePhones(args.whatsappUrl), key: apiKey };
    const server = await startPracticeServer(args.dataDir, paths.practiceAssets, settings);
    stops.push(() => server.stop());
    return { url: server.url, phones: practicePhones(server.url), key: apiKey };
  }

  /** Whose page is laid over the window, and where. */
  let shown: { id: LawyerId; area: Rectangle } | null = null;

  const allowLoopback = mode === 'practice' || args.allowLoopbackWebhooks;
  const { post, close: closePost } = createPostWebhook(allowLoopback);
  const attempted = (): void => push({ kind: 'status' });
  const dispatcher = startDispatcher({ database, clock, log, post, metrics, tracing, attempted });
  stops.push(() => dispatcher.stop().finally(closePost));

  stops.push(
    database.onCommitted((events) => {
      dispatcher.wake();
      for (const { type, lawyer_id, conversation_id, message_id } of events) {
        push({ kind: 'event', type, lawyer_id, conversation_id, message_id });
      }
    }),
    sessions.onChange((lawyer_id, session) => push({ kind: 'session', lawyer_id, session })),
    sessions.onHost((lawyerId, host) => {
      // A restart or a wake opens another view: it takes the place of the one that was on the screen.
      if (shown?.id === lawyerId) showView(host?.view ?? null, shown.area);
    }),
    sessions.onHistory((lawyer_id, progress) => push({ kind: 'history', lawyer_id, progress })),
  );

  function lawyerCreated(id: LawyerId): void {
    sessions.open(id);
    push({ kind: 'lawyers' });
  }

  function messageAccepted({ id, lawyerId, conversationId }: AcceptedMessage): void {
    sessions.wakeOutbox(lawyerId);
    push({
      kind: 'event',
      type: 'message.queued',
      lawyer_id: lawyerId,
      conversation_id: conversationId,
      message_id: id,
    });
  }

  const health = (): Health => ({
    status: limits.length === 0 || mode === 'practice' ? 'ok' : 'degraded',
    version: app.getVersion(),
    mode,
    warnings: warnings(),
  });

  function warnings(): Warning[] {
    if (keyring.protection !== 'file') return limits;
    const message =
      "The database's key lies in a file that only this user can read, because this system offers no keychain. " +
      'Set LEXLINE_PASSPHRASE to protect it with a passphrase.';
    return [...limits, { code: 'key_in_file', message }];
  }
  for (const { code } of warnings()) log.warn({ code }, 'started with a limitation');

  const index = startIndexing({ database, clock, log });
  stops.push(() => index.stop());

  const admin = makeApiKey(mode, { role: 'admin' }, { name: 'This run', at: clock.now() });
  const tls = args.https
    ? await openTlsIdentity(args.https, { dataDir: args.dataDir, keyring, now: clock.now() })
    : null;
  const passwords = createPasswords();
  const staff = staffRoutes({ database, clock, mode, passwords, attempts: createSignInAttempts() });
  const api = await startApiServer(
    {
      tls,
      database,
      clock,
      log,
      mode,
      metrics,
      tracing,
      runKeys: args.printAdminKey ? [admin.key] : [],
      rateLimits: createRateLimits({ ...RATE_LIMITS, requestsPerMinute: args.requestsPerMinute }),
      keyUsed: createNoteKeyUse({ database, clock, log }),
      sessionUse: createSessionUse({ database, clock, log, idle: () => idleTime(settings) }),
      handlers: {
        ...operationRoutes({ health, metrics: () => metrics.text() }),
        ...keyRoutes(mode),
        ...auditRoutes(database),
        ...lawyerRoutes({ mode, sessions, lawyerCreated: ({ id }) => lawyerCreated(id) }),
        ...manageLawyerRoutes({ sessions, lawyersChanged: () => push({ kind: 'lawyers' }), lawyerRemoved }),
        ...sessionRoutes(sessions),
        ...messageRoutes({ sessions, messageAccepted, index }),
        ...retryMessageRoutes(messageAccepted),
        ...outboxRoutes(sessions),
        ...conversationRoutes(sessions),
        ...syncConversationRoutes(sessions),
        ...clientRoutes,
        ...manageClientRoutes(sessions),
        ...templateRoutes,
        ...statsRoutes,
        ...attachmentRoutes({ database, files, clock, sessions }),
        ...fileLinkRoutes({ files, linkKey: keyring.derive(`${mode} file links`, 32), apiUrl: () => api.url }),
        ...staff.handlers,
        ...grantRoutes,
        ...webhookRoutes({ database, newSecret: newWebhookSecret }),
        ...practiceRoutes({ sessions, phones: practice?.phones ?? unreachablePhones }),
      },
      checks: { ...webhookChecks((url) => refusal(url, allowLoopback)), ...staff.checks },
      reference: { version: app.getVersion(), swaggerUiFolder: paths.swaggerUi },
    },
    args.apiPort,
  );
  stops.push(() => api.stop());

  const stopHouseKeeping = startHouseKeeping({
    database,
    clock,
    log,
    answersKept: KEPT_FOR,
    removeUnusedFiles: (isUsed) => files.removeUnused(isUsed),
  });
  stops.push(stopHouseKeeping, startPublishingAuditHead({ database, clock, log }), watchNetwork());

  /** Electron tells the main process nothing when the machine loses its network: it is asked. */
  function watchNetwork(): () => void {
    sessions.networkChanged(net.isOnline());
    let cancel = clock.after(LOOK_FOR_NETWORK_EVERY, () => {
      cancel = watchNetwork();
    });
    return () => cancel();
  }

  for (const { id, is_active } of await database.read((stores) => stores.lawyers.all())) {
    if (is_active) sessions.open(id);
    else sessions.close(id);
  }
  const memoryBytes = (): number => processes().reduce((sum, { bytes }) => sum + bytes, 0);
  stops.push(watchAlerts({ database, clock, log, sessions, files, memoryBytes }));

  const calls = callHandlers({
    database,
    clock,
    mode,
    passwords,
    sessions,
    phones: practice?.phones ?? null,
    files,
    saveFile,
    status: () => ({
      version: app.getVersion(),
      mode,
      api_url: api.url,
      warnings: warnings(),
      recovery_key: keyring.pendingRecoveryKey(),
    }),
    confirmRecoveryKey() {
      keyring.confirmRecoveryKey();
      push({ kind: 'status' });
    },
    lawyerCreated,
    messageAccepted,
    showWhatsAppView(id, area) {
      shown = { id, area };
      sessions.setShown(id);
      showView(sessions.host(id)?.view ?? null, area);
    },
    hideWhatsAppView() {
      shown = null;
      sessions.setShown(null);
      showView(null);
    },
  });

  return {
    apiUrl: api.url,
    certificate: tls?.certFile ?? null,
    adminKey: admin.text,
    practiceKey: practice?.key ?? null,
    calls,
    serveAttachment: createServeAttachment(database, files),
    resumed() {
      sessions.networkChanged(net.isOnline());
      sessions.resumed();
    },
    async stop() {
      for (const stop of stops.reverse()) {
        try {
          await stop();
        } catch (error) {
          log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a part did not stop in order');
        }
      }
    },
  };
}

/** The live account has no simulated phones; its practice routes are refused before they get here. */
const practiceOnly = (): Promise<never> => Promise.reject(new AppError('practice_only'));
const unreachablePhones: PracticePhones = {
  scan: practiceOnly,
  enterPairingCode: practiceOnly,
  unlink: practiceOnly,
  write: practiceOnly,
  act: practiceOnly,
  arrived: practiceOnly,
  writtenBy: practiceOnly,
  faults: practiceOnly,
  setFaults: practiceOnly,
};

async function refusal(url: string, allowLoopback: boolean): Promise<string | null> {
  try {
    await assertUrlAllowed(url, allowLoopback);
    return null;
  } catch (error) {
    if (error instanceof AddressRefusedError) return error.message;
    throw error;
  }
}
