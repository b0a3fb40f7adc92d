import { Counter, Registry } from 'prom-client';
import type { CounterName, Metrics } from '../domain/ports.ts';
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
  media_stored: 'Files of messages taken in',
  media_failed: 'Tries to take in a file that failed',
};

/** The app's own numbers, in a registry of its own. No label names a person. */
export function createMetrics(): MetricsCollection {
  const registry = new Registry();
  const counters = new Map<string, Counter>();
  for (const [name, help] of Object.entries(COUNTERS)) {
    counters.set(name, new Counter({ name: `lexline_${name}_total`, help, registers: [registry] }));
  }
  const looks = new Set<() => Promise<void>>();
  return {
    add: (name, by = 1) => counters.get(name)?.inc(by),
    watch(sources) {
      const gauges = addGauges(registry, sources);
      looks.add(gauges.look);
      return () => {
        looks.delete(gauges.look);
        gauges.stop();
      };
    },
    async text() {
      for (const look of looks) await look();
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
