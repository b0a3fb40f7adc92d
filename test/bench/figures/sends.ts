import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerEntry } from '../../../main/practice/ledger-entry.ts';
import { now } from '../../demo/now.ts';
import { waitUntil } from '../../demo/wait-until.ts';
import type { BenchApp } from '../bench-app.ts';
import { clientNumber } from '../clients.ts';
import { NotExactlyOnce } from '../exactly-once.ts';
import { type Figure, figure } from '../figure.ts';
import { type Rig, withRig } from '../rig.ts';
import type { Run, Scenario } from '../scenario.ts';
import { percentile } from '../statistics.ts';

const CHATS = 20;
/** Connections that a directory in a hurry sends over. */
const AT_ONCE = 4;
/** How long a message may take to a client's phone that is not lost, in ms. */
const PATIENCE = 180_000;
/** Between two looks at what is new in the stand-in's ledger, in ms. */
const LOOK_EVERY = 250;

/** What a directory waits for, and what WhatsApp's page does with it. */
export const sends: Scenario = {
  name: 'send',
  about:
    `REST sends, each under an Idempotency-Key, to ${CHATS} chats, while the page types what was accepted, the pace switched off. Accepted: one ` +
    'after the other over one connection. Typed: from the first request until the last is on its client’s phone, by the ' +
    "stand-in's ledger; without a webhook, and with one for message.*.",
  async measure(run) {
    const [plain, told] = [await measureSends(run, false), await measureSends(run, true)];
    return [...plain, ...told];
  },
};

async function measureSends({ quick, window, say }: Run, withWebhook: boolean): Promise<Figure[]> {
  const [rounds, accepted, typed] = quick ? [1, 100, 200] : [3, 300, 600];
  return withRig(async (rig) => {
    const app = await rig.startApp({ window, inspected: false });
    await app.linked(app.lawyer);
    await app.withoutPace(app.lawyer);
    if (withWebhook) await rig.registerReceiver(app, ['message.*']);
    const answers: number[][] = [];
    const rates: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const hooks = withWebhook ? ' with webhooks' : '';
      say(`send: round ${round} of ${rounds}${hooks}, ${accepted} sends one after the other, then ${typed} at once`);
      answers.push((await sendAll(rig, app, `${round}-a`, accepted, 1)).latencies);
      rates.push((await sendAll(rig, app, `${round}-b`, typed, AT_ONCE)).perSecond);
      await sleep(1_000);
    }
    const of = (share: number): number[] => answers.map((round) => percentile(round, share));
    if (withWebhook) {
      return [
        figure({ id: 'send.typed.webhooks', name: 'typed into the page, webhooks for all of it', unit: '/s' }, rates),
      ];
    }
    return [
      figure({ id: 'send.accepted.p50', name: 'REST send accepted (durable), p50', unit: 'ms' }, of(0.5)),
      figure(
        {
          ...{ id: 'send.accepted.p95', name: 'REST send accepted (durable), p95', unit: 'ms' },
          ...{ target: { is: 'under', value: 5 }, webJs: 8.8, wppServer: 157 },
        },
        of(0.95),
      ),
      figure(
        {
          ...{ id: 'send.typed', name: 'typed into the page', unit: '/s' },
          ...{ target: { is: 'at least', value: 300 }, webJs: 264, wppServer: 22 },
        },
        rates,
      ),
    ];
  });
}

/** Sends that many messages, and waits until each is on its client's phone, once. Throws NotExactlyOnce. */
async function sendAll(
  { phones }: Rig,
  app: BenchApp,
  name: string,
  count: number,
  connections: number,
): Promise<{ latencies: number[]; perSecond: number }> {
  const before = (await phones.ledger()).length;
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  const started = now();
  const lanes = Array.from({ length: connections }, async (_, lane) => {
    for (let n = lane; n < count; n += connections) {
      const asked = now();
      await send(app, agent, `${name}-${n}`, { to: clientNumber(1 + (n % CHATS)), text: `${name} ${n}` });
      latencies.push(now() - asked);
    }
  });
  await Promise.all(lanes);
  agent.destroy();

  const entries: LedgerEntry[] = [];
  await waitUntil(async () => {
    await sleep(LOOK_EVERY);
    entries.push(...(await phones.ledger(before + entries.length)));
    return entries.filter(({ kind }) => kind === 'display').length < count ? null : true;
  }, AbortSignal.timeout(PATIENCE));
  const sent = entries.flatMap((entry) => (entry.kind === 'message' && entry.direction === 'out' ? [entry.text] : []));
  const shown = entries.flatMap((entry) => (entry.kind === 'display' ? [entry.at] : []));
  if (sent.length !== count || new Set(sent).size !== count || shown.length !== count) {
    throw new NotExactlyOnce(
      `of ${count} accepted, ${sent.length} were sent and ${shown.length} were shown on a phone`,
    );
  }
  return { latencies, perSecond: (count * 1000) / (Math.max(...shown) - started) };
}

/** Resolves when the answer is here whole; rejects on any other than 202. */
function send(app: BenchApp, agent: Agent, key: string, body: { to: string; text: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      new URL('/v1/messages/send', app.ready.api),
      {
        agent,
        method: 'POST',
        headers: {
          authorization: `Bearer ${app.lawyer.key}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
      },
      (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode === 202) resolve();
          else reject(new Error(`a send was answered with ${response.statusCode}`));
        });
      },
    );
    outgoing.once('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}
