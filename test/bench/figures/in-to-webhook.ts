import { latencyFigure, measureOrdinaryHour, ORDINARY_HOUR } from '../ordinary-hour.ts';
import { noteMessageTimes } from '../probe/message-times.ts';
import type { Scenario } from '../scenario.ts';

/** From the moment the page holds a message with its text until the receiver holds the whole delivery. */
export const inToWebhook: Scenario = {
  name: 'in',
  about:
    `In page → stored → webhook received, ${ORDINARY_HOUR.perSecond} messages/s over ${ORDINARY_HOUR.chats} chats. From the ` +
    `event of the page's own message store (by its DevTools) until the last byte of the delivery was with the receiver.`,
  async measure(run) {
    const latencies = await measureOrdinaryHour(run, 'in', {
      inspect: (app) => app.inspectPage(),
      note: noteMessageTimes,
      idOf: ({ whatsappId }) => whatsappId,
    });
    const about = (name: string) => ({ id: `in.${name}`, name: `in page → webhook received, ${name}` });
    return [
      latencyFigure({ ...about('p50'), target: { is: 'under', value: 6 }, webJs: 3.5, wppServer: 3.8 }, latencies, 0.5),
      latencyFigure(
        { ...about('p95'), target: { is: 'under', value: 10 }, webJs: 5.5, wppServer: 5.5 },
        latencies,
        0.95,
      ),
      latencyFigure(about('p99'), latencies, 0.99),
    ];
  },
};
