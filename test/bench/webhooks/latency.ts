import type { Figure } from '../figure.ts';
import { latencyFigure, measureOrdinaryHour, ORDINARY_HOUR } from '../ordinary-hour.ts';
import { noteCommitTimes } from '../probe/commit-times.ts';
import type { Run } from '../scenario.ts';

export const LATENCY_ABOUT =
  `Stored → POST received: ${ORDINARY_HOUR.perSecond} messages/s over ${ORDINARY_HOUR.chats} chats, from the moment at which the COMMIT of the message, ` +
  "its event and its delivery returned in the main process (seen at the database's driver, through the inspector) until " +
  'the last byte of the delivery was with the receiver.';

/** From the commit of an event until the receiver holds the whole delivery. */
export async function measureLatency(run: Run): Promise<Figure[]> {
  const latencies = await measureOrdinaryHour(run, 'webhooks', {
    inspect: (app) => app.inspectMain(),
    note: noteCommitTimes,
    idOf: ({ webhookId }) => webhookId,
  });
  const about = (name: string) => ({ id: `webhooks.latency.${name}`, name: `stored → POST received, ${name}` });
  return [
    latencyFigure(about('p50'), latencies, 0.5),
    latencyFigure({ ...about('p95'), target: { is: 'under', value: 4 } }, latencies, 0.95),
    latencyFigure(about('p99'), latencies, 0.99),
  ];
}
