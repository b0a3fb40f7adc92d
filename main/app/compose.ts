import { app } from 'electron';
import { KEPT_FOR } from '../api/idempotency.ts';
import { createOpenStreams } from '../api/open-streams.ts';
import { createSignInAttempts } from '../api/sign-in-attempts.ts';
import { createBrokers, OPEN_BROKER } from '../brokers/brokers.ts';
import type { AppSettingsSupport } from '../contract/app-settings.ts';
import type { Attachment, Health } from '../contract/entities.ts';
import type { ConversationId, LawyerId } from '../contract/ids.ts';
import type { IpcPush } from '../contract/ipc.ts';
import type { Resource } from '../contract/scopes.ts';
import type { Mode } from '../contract/values.ts';
import type { AcceptedMessage } from '../domain/accept-message.ts';
import type { Archive } from '../domain/archive.ts';
import { createClientExports } from '../domain/client-exports.ts';
import { createEventFeed } from '../domain/event-feed.ts';
import { startHouseKeeping } from '../domain/house-keeping.ts';
import { startIndexing } from '../domain/index-messages.ts';
import { createPasswords } from '../domain/passwords.ts';
import type { Log } from '../domain/ports.ts';
import { startPublishingAuditHead } from '../domain/record-audit.ts';
import { createReference, type ReferencePage } from '../domain/show-reference.ts';
import { systemClock } from '../domain/system-clock.ts';
import type { AnswerCall } from '../ipc/answer-calls.ts';
import { createFileLooks } from '../ipc/file-looks.ts';
import { createOpenings } from '../ipc/openings.ts';
import { createMetrics } from '../observability/metrics.ts';
import { timedDatabase } from '../observability/timed-database.ts';
import { startTracing } from '../observability/tracing.ts';
import { providerOf } from '../tunnel/provider-of.ts';
import { createTunnel } from '../tunnel/tunnel.ts';
import { createPostInThread } from '../webhooks/post-in-thread.ts';
import { newWebhookSecret } from '../webhooks/sign.ts';
import { addressRefusal } from './address-refusal.ts';
import type { AppSettingsOfMachine } from './app-settings.ts';
import type { Arguments } from './arguments.ts';
import { atMostEvery } from './at-most-every.ts';
import type { Vault } from './open-vault.ts';
import { unreachablePhones } from './practice-account.ts';
import type { ReferenceToOpen } from './reference-window.ts';
import { type Warning, warningsOf } from './runtime-limits.ts';
import { createServeAttachment, type ServeAttachment } from './serve-attachments.ts';
import { createSetUpProgress } from './set-up-progress.ts';
import type { SettingsStore } from './settings.ts';
import { startApi } from './start-api.ts';
import { startHealth } from './start-health.ts';
import { startWebhooks } from './start-webhooks.ts';
import { startWhatsApp } from './start-whatsapp.ts';
import { startWindowCalls } from './start-window-calls.ts';
import { type ShowView, startWindowIdentity } from './start-window-identity.ts';
import { type DesktopShell, tellDesktop } from './tell-desktop.ts';
import { startUpdates, type UpdateOfMachine } from './updates/start-updates.ts';
import type { AwayMonitor } from './watch-idle.ts';
import { wordsIn } from './words.ts';

export interface ComposeOptions {
  args: Arguments;
  vault: Vault;
  settings: SettingsStore;
  log: Log;
  /** Why only practice is allowed on this machine; empty when all is. */
  limits: Warning[];
  push(message: IpcPush): void;
  showView: ShowView;
  appSettings: AppSettingsOfMachine;
  settingsSupport(): AppSettingsSupport;
  /** Starts the app again in the practice account or the real one; null: it cannot. */
  startAgainIn: ((mode: Mode) => void) | null;
  /** Null without a window: nobody sits there. */
  desktop: DesktopShell | null;
  /** Asks the person where to, and saves it there unless `assertWanted` throws then. False: it is not wanted after all. */
  saveFile(attachment: Attachment, assertWanted: () => void): Promise<boolean>;
  /** Gives an address to the system, which opens it in what it has for it. */
  openOutside(address: string): Promise<void>;
  /** In the system's own view of files. */
  showDataFolder(): Promise<void>;
  /** Asks the person where an archive is to be written. Null: it is not wanted after all. */
  openArchive(name: string): Promise<Archive | null>;
  /** Shows the API's reference in a window beside ours. */
  openReference: (page: ReferenceToOpen) => ReferencePage;
  awayMonitor: AwayMonitor;
  update: UpdateOfMachine;
}

export interface RunningApp {
  apiUrl: string;
  /** The file with the API's certificate, where it is served over HTTPS. */
  certificate: string | null;
  adminKey: string;
  practiceKey: string | null;
  /** Answers the window. */
  answerCall: AnswerCall;
  serveAttachment: ServeAttachment;
  /** The machine was asleep. */
  resumed(): void;
  /** It is closed by the person's will. True: an update is to be installed then. */
  closing(): boolean;
  /** In reverse order of starting; what was accepted stays in its queue for the next start. */
  stop(): Promise<void>;
}

/** Each time the window asks how much waits, and of a long backlog all is counted. In ms. */
const TELL_OF_ATTEMPTS_EVERY = 1_000;

/** The one place where the parts are put together. Nothing else knows them all. */
export async function compose({
  args,
  vault,
  settings,
  log,
  limits,
  push: tellWindow,
  showView: layOver,
  appSettings,
  settingsSupport,
  startAgainIn,
  desktop,
  saveFile,
  openOutside,
  showDataFolder,
  openArchive,
  openReference,
  awayMonitor,
  update,
}: ComposeOptions): Promise<RunningApp> {
  const { keyring, files } = vault;
  const { mode } = args;
  const clock = systemClock;
  const metrics = createMetrics();
  const database = timedDatabase(vault.database, metrics);
  const tracing = await startTracing({ env: process.env, version: app.getVersion(), log, metrics });
  const stops: (() => void | Promise<void>)[] = [() => database.close(), () => tracing.stop()];

  const passwords = createPasswords();
  const attempts = createSignInAttempts();
  const atWindow = await startWindowIdentity({
    ...{ database, clock, log, mode, passwords, attempts, settings, awayMonitor, push: tellWindow, showView: layOver },
    isRecoveryKey: keyring.isRecoveryKey,
  });
  const { identity, seesAll, showView } = atWindow;
  stops.push(atWindow.stop);
  let told: ReturnType<typeof tellDesktop> | null = null;
  const push = (message: IpcPush): void => {
    atWindow.push(message);
    told?.refresh();
  };

  const whatsapp = await startWhatsApp({
    ...{ args, database, clock, log, metrics, tracing, files, keyring, settings, push, showView },
    mayOpenReal: limits.length === 0,
  });
  const { sessions, practice } = whatsapp;
  stops.push(() => whatsapp.stop());
  const tunnel = createTunnel({
    ...{ database, clock, log, metrics, random: Math.random, provider: providerOf },
    listen: (port) => api.listenForOutside(port),
    changed: () => push({ kind: 'tunnel' }),
  });
  const feed = createEventFeed(database);
  const { random } = Math;
  const brokers = createBrokers({ database, feed, clock, random, log, metrics, open: OPEN_BROKER });
  stops.push(
    () => feed.stop(),
    () => brokers.stop(),
  );
  const processes = () =>
    app.getAppMetrics().map(({ type, memory }) => ({ kind: type.toLowerCase(), bytes: memory.workingSetSize * 1024 }));
  const streams = createOpenStreams();
  stops.push(metrics.watch({ database, clock, files, sessions, streams, tunnel, brokers, processes }));

  const allowLoopback = mode === 'practice' || args.allowLoopbackWebhooks;
  const deliveries = atMostEvery(clock, TELL_OF_ATTEMPTS_EVERY, () => push({ kind: 'status' }));
  const attempted = deliveries.happened;
  const client = createPostInThread(allowLoopback);
  const webhooks = startWebhooks({ database, clock, log, metrics, tracing, client, attempted });
  stops.push(deliveries.stop, () => webhooks.stop());

  stops.push(
    database.onCommitted((events) => {
      webhooks.wake();
      told?.heard(events);
      for (const { type, lawyer_id, conversation_id, message_id } of events) {
        push({ kind: 'event', type, lawyer_id, conversation_id, message_id });
      }
    }),
  );

  function lawyerCreated(id: LawyerId): void {
    sessions.open(id);
    push({ kind: 'lawyers' });
  }

  function lawyerRemoved(id: LawyerId): void {
    whatsapp.forget(id);
    brokers.lawyerRemoved(id);
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

  function conversationRead(lawyer_id: LawyerId, conversation_id: ConversationId): void {
    push({ kind: 'event', type: 'conversation.read', lawyer_id, conversation_id, message_id: null });
  }

  function changed(what: Resource, lawyer_id: LawyerId | null): void {
    push({ kind: 'changed', what, lawyer_id });
    if (what === 'staff') void identity.refresh();
  }

  const warnings = warningsOf(limits, keyring.protection, update.support === 'trial_build');
  for (const { code } of warnings) log.warn({ code }, 'started with a limitation');
  const health = (): Health => ({
    status: limits.length === 0 || mode === 'practice' ? 'ok' : 'degraded',
    version: app.getVersion(),
    mode,
    warnings,
  });

  const index = startIndexing({ database, clock, log });
  stops.push(() => index.stop());

  const api = await startApi({
    ...{ args, vault, settings, database, clock, log, metrics, tracing, sessions, index, feed, streams, tunnel },
    ...{ passwords, attempts, brokers, allowLoopback, health },
    phones: practice?.phones ?? unreachablePhones,
    lawyerCreated,
    lawyersChanged: () => push({ kind: 'lawyers' }),
    lawyerRemoved,
    sendTest: webhooks.sendTest,
    webhookChanged: webhooks.changed,
    messageAccepted,
    conversationRead,
    changed,
  });
  stops.push(
    () => api.stop(),
    () => tunnel.close(),
  );

  const stopHouseKeeping = startHouseKeeping({
    database,
    clock,
    log,
    answersKept: KEPT_FOR,
    removeUnusedFiles: (isUsed) => files.removeUnused(isUsed),
  });
  stops.push(stopHouseKeeping, startPublishingAuditHead({ database, clock, log }));

  if (desktop) {
    const telling = tellDesktop({ database, clock, log, sessions, appSettings, seesAll, shell: desktop });
    told = telling;
    stops.push(() => telling.stop());
  }
  await whatsapp.open();
  await brokers.start();
  const { isListening, url: address } = api;
  const chainSources = { mode, sessions, files, tunnel, brokers, warnings, api: { isListening, address } };
  const watch = startHealth({ database, clock, log, sources: chainSources, processes });
  stops.push(watch.stop);

  const reference = createReference({
    ...{ database, clock, log, mode },
    open: (page) => openReference({ ...page, apiUrl: api.url, certificate: api.certificate }),
  });
  stops.push(() => reference.stop());

  const clientExports = createClientExports({
    ...{ database, files, clock, identity, openArchive },
    words: () => wordsIn(appSettings.get().language, desktop?.languages() ?? []),
    told: (lawyer_id, client_id, progress) => push({ kind: 'client_export', lawyer_id, client_id, progress }),
  });
  const stopShowing = identity.onChange(() => {
    push({ kind: 'identity' });
    if (seesAll()) return;
    whatsapp.hide();
    // It has a key in it.
    void reference.stop();
  });
  stops.push(() => clientExports.stop(), stopShowing);

  const { updates, stop: stopUpdates } = startUpdates({
    ...{ update, database, clock, log, settings, appSettings },
    told: (state) => push({ kind: 'updates', updates: state }),
  });
  stops.push(stopUpdates);

  const openings = createOpenings({ database, clock });
  const answerCall = startWindowCalls({
    ...{ database, clock, log, mode, passwords, tunnel, brokers, index },
    ...{ files, keyring, whatsapp, warnings, chainSources },
    ...{ saveFile, openOutside, clientExports, changed, reference, identity },
    ...{ appSettings, settingsSupport, startAgainIn },
    ...{ showDataFolder, tryApi: api.tryNow },
    ...{ allowLoopback, addressRefusal, newWebhookSecret, openings },
    sendTest: webhooks.sendTest,
    webhookChanged: webhooks.changed,
    updates,
    setUpProgress: createSetUpProgress(settings),
    lockMinutes: atWindow.lockMinutes,
    apiUrl: api.url,
    statusChanged: () => push({ kind: 'status' }),
    lawyerCreated,
    lawyerRemoved,
    messageAccepted,
  });

  await tunnel.resume();

  return {
    apiUrl: api.url,
    certificate: api.certificate,
    adminKey: api.adminKey,
    practiceKey: practice?.key ?? null,
    answerCall,
    serveAttachment: createServeAttachment(createFileLooks({ database, clock, identity, openings }), files),
    resumed: whatsapp.resumed,
    closing: updates.closing,
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
