import type { Health } from '../../contract/entities.ts';
import { lawyerOrAll } from '../../domain/caller.ts';
import type { Handlers } from '../handler.ts';

interface Dependencies {
  health(): Health;
  /** Prometheus' text, and the media type of its version. */
  metrics(): Promise<{ type: string; text: string }>;
}

export function operationRoutes({
  health,
  metrics,
}: Dependencies): Pick<Handlers, 'getHealth' | 'getMetrics' | 'listAlerts'> {
  return {
    async getHealth({ through }) {
      // How its owner keeps the key is nobody's business who can ask without one.
      return through === 'tunnel' ? { ...health(), warnings: [] } : health();
    },
    async getMetrics() {
      const { type, text } = await metrics();
      return { type, bytes: Buffer.from(text) };
    },
    async listAlerts({ caller, query: { open, ...page }, stores }) {
      const whose = lawyerOrAll(caller);
      if (open === 'true') return { data: await stores.alerts.open(whose), next_cursor: null };
      const { rows, nextCursor } = await stores.alerts.list(whose, page);
      return { data: rows, next_cursor: nextCursor };
    },
  };
}
