import { Counter, Histogram, Registry } from 'prom-client';
import type { LawyerId } from '../contract/ids.ts';
import type { SessionState } from '../contract/values.ts';
import type { CounterName, Metrics, TimingName } from '../domain/ports.ts';
import { addGauges, type GaugeSources } from './gauges.ts';

export interface MetricsCollection extends Metrics {
  /** Looks at these, too, whenever the text is asked for. To be called once; answers with what ends it. */
  watch(sources: GaugeSources): () => void;
  /** Prometheus' text exposition format, and its media type. */
  text(): Promise<{ type: string; text: string }>;
}

/** What each counter says, in the words of whoever reads it in a dashboard. */
const COUNTERS: Record<CounterName, string> = {
  page_items_refused: 'Items of a page’s reports and answers that were malformed and left out',
  page_reports_refused: 'Reports of a page that were refused whole',
  page_reloads: 'Pages loaded again by the app',
  page_restarts: 'Views closed and opened anew by the app',
  page_silences_found: 'Pages that were connected and did not tell what arrived',
  messages_stored: 'Messages of WhatsApp’s page that were new, and stored',
  messages_sent: 'Messages that WhatsApp has taken',
  messages_failed: 'Messages that could not be sent',
  messages_unknown: 'Messages of which it is not known whether WhatsApp has taken them',
  session_changes: 'Changes of the state of a WhatsApp session',
  session_losses: 'WhatsApp sessions that were ready and are so no more, sleep left out',
  events_told: 'Events told by streams of the event log',
  spans_exported: 'Spans of traces that the collector has taken',
  spans_lost: 'Spans of traces that the collector has not taken',
  broker_events_published: 'Events that a message broker has confirmed',
  broker_events_unrouted: 'Events that RabbitMQ had no queue for, and dropped',
  broker_faults: 'Tries to reach a message broker, or to publish to it, that failed',
  media_stored: 'Files of messages taken in',
  media_failed: 'Tries to take in a file that failed',
  tunnel_reconnects: 'How often the way in from outside was lost and is up again',
  tunnel_requests: 'Requests that came in through the tunnel, refused ones included',
};

/** In seconds. From what a person never sees to what nobody waits for. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

const TIMINGS: Record<TimingName, { name: string; help: string; labelNames: readonly string[] }> = {
  api_request: {
    name: 'lexline_api_request_duration_seconds',
    help: 'From when a request of the REST API was taken up to when its answer was sent',
    labelNames: ['method', 'route', 'status'],
  },
  webhook_attempt: {
    name: 'lexline_webhook_attempt_duration_seconds',
    help: 'Tries to deliver a webhook: how long the receiver took, and what came of it',
    labelNames: ['outcome'],
  },
  database: {
    name: 'lexline_database_duration_seconds',
    help: 'Work in the database; of writes to when it is safely on disk, waiting for those before included',
    labelNames: ['kind'],
  },
};

/** The app's own numbers, in a registry of its own. No label names a person. */
export function createMetrics(): MetricsCollection {
  const registry = new Registry();
  const counters = new Map<string, Counter>();
  for (const [name, help] of Object.entries(COUNTERS)) {
    counters.set(name, new Counter({ name: `lexline_${name}_total`, help, registers: [registry] }));
  }
  const timings = new Map<TimingName, Histogram>();
  for (const name of Object.keys(TIMINGS) as TimingName[]) {
    timings.set(name, new Histogram({ ...TIMINGS[name], buckets: BUCKETS, registers: [registry] }));
  }
  const looks = new Set<() => Promise<void>>();
  return {
    add: (name, by = 1) => counters.get(name)?.inc(by),
    // A clock can be set back meanwhile, and a sum only ever grows.
    took: (name, seconds, labels) => timings.get(name)?.observe(labels, Math.max(seconds, 0)),
    watch(sources) {
      const gauges = addGauges(registry, sources);
      const forget = countSessionChanges(sources.sessions, (name) => counters.get(name)?.inc());
      looks.add(gauges.look);
      return () => {
        looks.delete(gauges.look);
        forget();
        gauges.stop();
      };
    },
    async text() {
      for (const look of looks) await look();
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}

/** Counts what befalls the sessions from now on. The answer ends it. */
function countSessionChanges(sessions: GaugeSources['sessions'], count: (name: CounterName) => void): () => void {
  const states = new Map<LawyerId, SessionState>();
  return sessions.onChange((lawyerId, { state }) => {
    const before = states.get(lawyerId);
    if (before === state) return;
    states.set(lawyerId, state);
    count('session_changes');
    if (before === 'ready' && state !== 'asleep') count('session_losses');
  });
}
