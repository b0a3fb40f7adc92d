import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';
import { AlertCode, SessionState } from '../contract/values.ts';
import type { Database, Sessions } from '../domain/ports.ts';

export interface GaugeSources {
  database: Database;
  sessions: Pick<Sessions, 'get' | 'memoryBytes'>;
  /** The processes of the app by their kind, such as `renderer`, each with what it holds of memory, in bytes. */
  processes(): readonly { kind: string; bytes: number }[];
}

/** How often the event loop is asked how late it is, in ms. */
const RESOLUTION = 10;

const QUANTILES = [0.5, 0.99, 1];

/** What can be read at any moment. `look` reads it; the lag of the event loop is that since the last look. */
export function addGauges(
  registry: Registry,
  { database, sessions, processes }: GaugeSources,
): { look(): Promise<void>; stop(): void } {
  const gauge = (name: string, help: string, label?: string): Gauge =>
    new Gauge({ name, help, labelNames: label === undefined ? [] : [label], registers: [registry] });

  const outbox = gauge('lexline_outbox_waiting', 'What waits to be done in WhatsApp');
  const webhooks = gauge('lexline_webhook_deliveries_waiting', 'Webhook deliveries that wait');
  const media = gauge('lexline_attachments_waiting', 'Files of messages that are still to be fetched');
  const states = gauge('lexline_sessions', 'WhatsApp sessions by state', 'state');
  const alerts = gauge('lexline_alerts_open', 'Alerts that are not over', 'code');
  const memory = gauge('lexline_memory_bytes', 'Memory of the processes of the app, by their kind', 'kind');
  const pages = gauge(
    'lexline_session_memory_bytes',
    'Memory of the processes of WhatsApp’s pages, by lawyer',
    'lawyer',
  );
  const heap = gauge('lexline_heap_used_bytes', "The main process' heap in use");
  const lag = gauge('lexline_event_loop_lag_seconds', 'How late the main process was since the last look', 'quantile');

  const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
  delays.enable();

  function lookAtProcess(): void {
    memory.reset();
    for (const { kind, bytes } of processes()) memory.inc({ kind }, bytes);
    heap.set(process.memoryUsage().heapUsed);
    for (const quantile of QUANTILES) {
      // Each delay is from one asking to the next, and so contains the time between two of them; in nanoseconds.
      const late = delays.percentile(quantile * 100) / 1e6 - RESOLUTION;
      lag.set({ quantile }, Math.max(0, late) / 1000);
    }
    delays.reset();
  }

  async function look(): Promise<void> {
    lookAtProcess();
    const numbers = await database.read(async (stores) => {
      const waiting = { outbox: 0, media: 0 };
      const lawyers = await stores.lawyers.all();
      for (const { id } of lawyers) {
        waiting.outbox += await stores.outbox.count(id);
        waiting.media += await stores.attachments.waiting(id);
      }
      return {
        ...waiting,
        lawyers,
        webhooks: await stores.webhookQueue.waiting(),
        open: await stores.alerts.open(null),
      };
    });
    outbox.set(numbers.outbox);
    media.set(numbers.media);
    webhooks.set(numbers.webhooks);
    for (const state of SessionState.options) states.set({ state }, 0);
    // One that sleeps has none: its last figure must not stay.
    pages.reset();
    for (const { id } of numbers.lawyers) {
      states.inc({ state: sessions.get(id).state });
      const bytes = sessions.memoryBytes(id);
      if (bytes !== null) pages.set({ lawyer: id }, bytes);
    }
    for (const code of AlertCode.options) alerts.set({ code }, 0);
    for (const { code } of numbers.open) alerts.inc({ code });
  }

  return { look, stop: () => void delays.disable() };
}
