import { app } from 'electron';
import { KEPT_FOR } from '../api/idempotency.ts';
import { createOpenStreams } from '../api/open-streams.ts';
import { createBrokers, OPEN_BROKER } from '../brokers/brokers.ts';
import type { Attachment, Health } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { IpcPush, Rectangle } from '../contract/ipc.ts';
import type { Resource } from '../contract/scopes.ts';
import type { AcceptedMessage } from '../domain/accept-message.ts';
import { createEventFeed } from '../domain/event-feed.ts';
import { startHouseKeeping } from '../domain/house-keeping.ts';
import { startIndexing } from '../domain/index-messages.ts';
import { createPasswords } from '../domain/passwords.ts';
import type { Log } from '../domain/ports.ts';
import { startPublishingAuditHead } from '../domain/record-audit.ts';
import type { AnswerCall } from '../ipc/answer-calls.ts';
import { createMetrics } from '../observability/metrics.ts';
import { timedDatabase } from '../observability/timed-database.ts';
import { startTracing } from '../observability/tracing.ts';
import { watchAlerts } from '../observability/watch-alerts.ts';
import { providerOf } from '../tunnel/provider-of.ts';
import { createTunnel } from '../tunnel/tunnel.ts';
import type { WhatsAppView } from '../whatsapp/whatsapp-view.ts';
import type { AppSettingsOfMachine } from './app-settings.ts';
import type { Arguments } from './arguments.ts';
import { atMostEvery } from './at-most-every.ts';
import type { Vault } from './open-vault.ts';
import { unreachablePhones } from './practice-account.ts';
import { type Warning, warningsOf } from './runtime-limits.ts';
import { createServeAttachment, type ServeAttachment } from './serve-attachments.ts';
import type { SettingsStore } from './settings.ts';
import { startApi } from './start-api.ts';
import { startWebhooks } from './start-webhooks.ts';
import { startWhatsApp } from './start-whatsapp.ts';
import { startWindowCalls } from './start-window-calls.ts';
import { systemClock } from './system-clock.ts';
import { createWindowIdentity } from './window-identity.ts';

export interface ComposeOptions {
  args: Arguments;
  vault: Vault;
  settings: SettingsStore;
  log: Log;
  /** Why only practice is allowed on this machine; empty when all is. */
  limits: Warning[];
  push(message: IpcPush): void;
  showView(view: WhatsAppView['view'] | null, area?: Rectangle): void;
  appSettings: AppSettingsOfMachine;
  /** Asks the person where to, and saves it there. False: it is not wanted after all. */
  saveFile(attachment: Attachment): Promise<boolean>;
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
  push,
  showView,
  appSettings,
  saveFile,
}: ComposeOptions): Promise<RunningApp> {
  const { keyring, files } = vault;
  const { mode } = args;
  const clock = systemClock;
  const metrics = createMetrics();
  const database = timedDatabase(vault.database, metrics);
  const tracing = await startTracing({ env: process.env, version: app.getVersion(), log, metrics });
  const stops: (() => void | Promise<void>)[] = [() => database.close(), () => tracing.stop()];

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
  const attempts = atMostEvery(clock, TELL_OF_ATTEMPTS_EVERY, () => push({ kind: 'status' }));
  const attempted = attempts.happened;
  const webhooks = startWebhooks({ database, clock, log, metrics, tracing, allowLoopback, attempted });
  stops.push(attempts.stop, () => webhooks.stop());

  stops.push(
    database.onCommitted((events) => {
      webhooks.wake();
      for (const { type, lawyer_id, conversation_id, message_id } of events) {
        push({ kind: 'event', type, lawyer_id, conversation_id, message_id });
      }
    }),
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

  function changed(what: Resource, lawyer_id: LawyerId | null): void {
    push({ kind: 'changed', what, lawyer_id });
  }

  const warnings = warningsOf(limits, keyring.protection);
  for (const { code } of warnings) log.warn({ code }, 'started with a limitation');
  const health = (): Health => ({
    status: limits.length === 0 || mode === 'practice' ? 'ok' : 'degraded',
    version: app.getVersion(),
    mode,
    warnings,
  });

  const passwords = createPasswords();
  const index = startIndexing({ database, clock, log });
  stops.push(() => index.stop());

  const api = await startApi({
    ...{ args, vault, settings, database, clock, log, metrics, tracing, sessions, index, feed, streams, tunnel },
    ...{ passwords, brokers, allowLoopback, health },
    phones: practice?.phones ?? unreachablePhones,
    lawyerCreated,
    lawyersChanged: () => push({ kind: 'lawyers' }),
    lawyerRemoved(id) {
      whatsapp.forget(id);
      brokers.lawyerRemoved(id);
    },
    sendTest: webhooks.sendTest,
    webhookChanged: webhooks.changed,
    messageAccepted,
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

  await whatsapp.open();
  const memoryBytes = (): number => processes().reduce((sum, { bytes }) => sum + bytes, 0);
  await brokers.start();
  stops.push(watchAlerts({ database, clock, log, sessions, files, tunnel, memoryBytes }));

  const answerCall = startWindowCalls({
    ...{
      database,
      clock,
      log,
      mode,
      passwords,
      tunnel,
      brokers,
      files,
      saveFile,
      keyring,
      whatsapp,
      warnings,
      changed,
    },
    appSettings,
    identity: createWindowIdentity(),
    apiUrl: api.url,
    statusChanged: () => push({ kind: 'status' }),
    lawyerCreated,
    messageAccepted,
  });

  await tunnel.resume();

  return {
    apiUrl: api.url,
    certificate: api.certificate,
    adminKey: api.adminKey,
    practiceKey: practice?.key ?? null,
    answerCall,
    serveAttachment: createServeAttachment(database, files),
    resumed: whatsapp.resumed,
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
