import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';
import { BrokerKind, MAX_BEHIND } from '../contract/broker.ts';
import type { LawyerId } from '../contract/ids.ts';
import { AlertCode, SessionState } from '../contract/values.ts';
import type { BrokerStatus } from '../domain/brokers.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { AttachmentFiles, Database, Sessions } from '../domain/ports.ts';
import type { TunnelControl } from '../domain/tunnel.ts';

export interface GaugeSources {
  database: Database;
  clock: Pick<Clock, 'now'>;
  files: Pick<AttachmentFiles, 'freeBytes'>;
  sessions: Pick<Sessions, 'get' | 'memoryBytes' | 'onChange'>;
  /** Streams of the event log that are open, by how they are told. */
  streams: { counts(): Record<'sse' | 'websocket' | 'poll', number> };
  tunnel: Pick<TunnelControl, 'health'>;
  /** What publishes to message brokers now. */
  brokers: { all(): readonly { kind: BrokerKind; lawyerId: LawyerId; status: BrokerStatus }[] };
  /** The processes of the app by their kind, such as `renderer`, each with what it holds of memory, in bytes. */
  processes(): readonly { kind: string; bytes: number }[];
}

/** How often the event loop is asked how late it is, in ms. */
const RESOLUTION = 10;

const QUANTILES = [0.5, 0.99, 1];

const OUTBOX_STATES = ['queued', 'sending', 'failed'] as const;

/** What can be read at any moment. `look` reads it; the lag of the event loop is that since the last look. */
export function addGauges(
  registry: Registry,
  { database, clock, files, sessions, streams, tunnel, brokers, processes }: GaugeSources,
): { look(): Promise<void>; stop(): void } {
  const gauge = (name: string, help: string, label?: string): Gauge =>
    new Gauge({ name, help, labelNames: label === undefined ? [] : [label], registers: [registry] });

  const outbox = gauge('lexline_outbox_waiting', 'What waits to be done in WhatsApp');
  const rows = gauge('lexline_outbox_rows', 'Rows of the outbox by state; a failed one waits for a person', 'state');
  const oldest = gauge(
    'lexline_outbox_oldest_seconds',
    'How long the first row of the outbox waits that no pace and no quiet hours hold back',
  );
  const failing = gauge('lexline_webhooks_failing', 'Endpoints whose last tries have failed');
  const failingFor = gauge('lexline_webhook_failing_seconds', 'The age of the oldest delivery that was tried in vain');
  const connected = gauge('lexline_lawyers_connected', 'Lawyers whose WhatsApp session is ready');
  const lawyersAll = gauge('lexline_lawyers', 'Lawyers');
  const disk = gauge('lexline_disk_free_bytes', 'Free space of the disk that the data folder lies on');
  const started = gauge('lexline_start_time_seconds', 'When the app was started, in seconds since 1970');
  started.set(clock.now() / 1000);
  const webhooks = gauge('lexline_webhook_deliveries_waiting', 'Webhook deliveries that wait');
  const media = gauge('lexline_attachments_waiting', 'Files of messages that are still to be fetched');
  const connectedBrokers = gauge('lexline_brokers_connected', 'Message brokers that are connected', 'kind');
  const behind = gauge(
    'lexline_broker_events_behind',
    'Events behind the last one that a broker has confirmed',
    'kind',
  );
  const states = gauge('lexline_sessions', 'WhatsApp sessions by state', 'state');
  const alerts = gauge('lexline_alerts_open', 'Alerts that are not over', 'code');
  const memory = gauge('lexline_memory_bytes', 'Memory of the processes of the app, by their kind', 'kind');
  const pages = gauge(
    'lexline_session_memory_bytes',
    'Memory of the processes of WhatsApp’s pages, by lawyer',
    'lawyer',
  );
  const open = gauge('lexline_event_streams', 'Streams of the event log that are open, and requests that wait', 'kind');
  const tunnelUp = gauge('lexline_tunnel_up', 'Whether the API can be reached from outside: 1, or 0');
  const tunnelDown = gauge('lexline_tunnel_down_seconds', 'How long the tunnel is on and not up');
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
    for (const [kind, count] of Object.entries(streams.counts())) open.set({ kind }, count);
    // A disk that does not say it: a figure of before would be a lie.
    disk.set(await files.freeBytes().catch(() => Number.NaN));
    const now = clock.now();
    const { state, downSince } = tunnel.health();
    tunnelUp.set(state === 'up' ? 1 : 0);
    tunnelDown.set(downSince === null ? 0 : (now - downSince) / 1000);
    const numbers = await database.read(async (stores) => {
      const waiting = { outbox: 0, media: 0, states: { queued: 0, sending: 0, failed: 0 }, since: now };
      const tried: Millis[] = [];
      const lawyers = await stores.lawyers.all();
      for (const { id } of lawyers) {
        const states = await stores.outbox.countByState(id);
        for (const state of OUTBOX_STATES) waiting.states[state] += states[state];
        waiting.outbox += states.queued + states.sending;
        waiting.since = Math.min(waiting.since, (await stores.outbox.oldest(id)) ?? now);
        tried.push(...(await stores.webhookQueue.failing(id)).map(({ since }) => since));
        waiting.media += await stores.attachments.waiting(id);
      }
      const behind = new Map<BrokerKind, number>();
      for (const { kind, lawyerId, status } of brokers.all()) {
        const count = await stores.brokers.behind(lawyerId, status.cursor, MAX_BEHIND);
        behind.set(kind, Math.max(count, behind.get(kind) ?? 0));
      }
      return {
        ...waiting,
        behind,
        tried,
        lawyers,
        webhooks: await stores.webhookQueue.waiting(),
        open: await stores.alerts.open(null),
      };
    });
    outbox.set(numbers.outbox);
    for (const state of OUTBOX_STATES) rows.set({ state }, numbers.states[state]);
    oldest.set((now - numbers.since) / 1000);
    failing.set(numbers.tried.length);
    failingFor.set((now - Math.min(now, ...numbers.tried)) / 1000);
    lawyersAll.set(numbers.lawyers.length);
    connected.set(numbers.lawyers.filter(({ id }) => sessions.get(id).state === 'ready').length);
    media.set(numbers.media);
    webhooks.set(numbers.webhooks);
    for (const kind of BrokerKind.options) {
      const ofKind = brokers.all().filter((broker) => broker.kind === kind);
      connectedBrokers.set({ kind }, ofKind.filter(({ status }) => status.state === 'connected').length);
      behind.set({ kind }, numbers.behind.get(kind) ?? 0);
    }
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
