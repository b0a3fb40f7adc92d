import { LawyerId } from '../../../main/contract/ids.ts';
import { newWebhookSecret } from '../../../main/webhooks/sign.ts';
import type { Figure } from '../figure.ts';
import { withRig } from '../rig.ts';
import type { Run, Scenario } from '../scenario.ts';
import { type FullQueue, fillQueues, type Wanted } from '../size/webhook-queues.ts';
import { BACKLOG_ABOUT, measureBacklog } from '../webhooks/backlog.ts';
import { LATENCY_ABOUT, measureLatency } from '../webhooks/latency.ts';
import { measureRates, RATES_ABOUT, roundsOf } from '../webhooks/rates.ts';

/** How quickly what is stored is told, one at a time and many. */
export const webhooks: Scenario = {
  name: 'webhooks',
  about:
    `${LATENCY_ABOUT} ${RATES_ABOUT} ${BACKLOG_ABOUT} Each signature is verified, and each event must have come once to ` +
    'each endpoint and in order within its conversation.',
  async measure(run) {
    return [...(await measureLatency(run)), ...(await measureQueues(run))];
  },
};

async function measureQueues(run: Run): Promise<Figure[]> {
  const size = run.quick ? { messages: 2_000, conversations: 100 } : { messages: 100_000, conversations: 1_000 };
  return withRig(async (rig) => {
    const { receiver } = rig;
    const made = await rig.startApp({ window: false, inspected: false });
    await made.linked(made.lawyer);
    await made.stop();

    run.say(`webhooks: filling queues with ${size.messages} deliveries and more`);
    receiver.secret = newWebhookSecret();
    const backlog: Wanted = { url: receiver.endpoint('/backlog'), count: size.messages };
    const rounds = roundsOf(run, receiver);
    const endpoints = [backlog, ...rounds.flatMap((round) => round.endpoints)];
    const about = { lawyerId: LawyerId.parse(made.lawyer.id), secret: receiver.secret, size };
    const queues = await fillQueues(rig.dataDir, about, endpoints);
    const queueOf = (endpoint: Wanted): FullQueue => {
      const queue = queues[endpoints.indexOf(endpoint)];
      if (!queue) throw new Error(`no queue was filled for ${endpoint.url}`);
      return queue;
    };

    const app = await rig.startApp({ window: run.window, inspected: true });
    await app.linked(app.lawyer);
    const rates = await measureRates(run, app, receiver, rounds, queueOf);
    return [...rates, ...(await measureBacklog(run, rig, app, queueOf(backlog)))];
  });
}
