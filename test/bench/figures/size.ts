import { Agent, request } from 'node:http';
import { now } from '../../demo/now.ts';
import type { BenchApp } from '../bench-app.ts';
import { clientNumber } from '../clients.ts';
import { type Figure, figure } from '../figure.ts';
import { type Rig, withRig } from '../rig.ts';
import type { Run, Scenario } from '../scenario.ts';
import { fillRig } from '../size/fill-rig.ts';
import { createTexts, type Texts } from '../size/texts.ts';
import { percentile } from '../statistics.ts';

/** Connections of a directory that is in a hurry. */
const AT_ONCE = 16;

/** Connections over which messages are sent. */
const SENDING = 4;

/** A lawyer's office after years. */
export const size: Scenario = {
  name: 'size',
  about:
    'On a database of 1,000,000 messages in 2,000 conversations, encrypted as shipped: from the start of the process until ' +
    'the API answers; the last 50 messages of a conversation, over HTTP, one request after the other over one connection, and ' +
    `over ${AT_ONCE} at once; searches of words from the commonest to the rarest, of beginnings of words and of several words; sends accepted over ${SENDING} connections.`,
  async measure(run) {
    const scale = run.quick ? { messages: 20_000, conversations: 200 } : { messages: 1_000_000, conversations: 2_000 };
    return withRig(async (rig) => {
      run.say(`size: making a database of ${scale.messages} messages`);
      await fillRig(rig, scale);
      return measureSize(run, rig, scale.conversations);
    });
  },
};

async function measureSize({ quick, say }: Run, rig: Rig, conversations: number): Promise<Figure[]> {
  const [rounds, reads, searches] = quick ? [1, 100, 50] : [3, 1_000, 300];
  const starts: number[] = [];
  for (let round = 1; round < rounds; round++) starts.push(await timeStart(rig));
  const began = now();
  const app = await rig.startApp({ window: false, inspected: false });
  starts.push((now() - began) / 1000);
  await app.linked(app.lawyer);
  const texts = createTexts(2);
  const anyClient = () => clientNumber(1 + texts.random(conversations));
  const anyChat = (): Call => ({ path: `/v1/conversations/${encodeURIComponent(anyClient())}?limit=50` });
  const anySearch = (): Call => ({ path: `/v1/messages?limit=20&q=${queryOf(texts)}` });
  const anyMessage = (): Call => ({ path: '/v1/messages/send', body: { to: anyClient(), text: texts.message() } });

  const one: number[][] = [];
  const many: { latencies: number[]; perSecond: number }[] = [];
  const found: number[][] = [];
  const accepted: number[] = [];
  for (let round = 1; round <= rounds; round++) {
    say(`size: round ${round} of ${rounds}`);
    one.push((await callAll(app, reads, 1, anyChat)).latencies);
    many.push(await callAll(app, 3 * reads, AT_ONCE, anyChat));
    found.push((await callAll(app, searches, 1, anySearch)).latencies);
  }
  for (let round = 1; round <= rounds; round++)
    accepted.push((await callAll(app, reads, SENDING, anyMessage)).perSecond);
  const latencies = (all: readonly number[][], share: number) => all.map((round) => percentile(round, share));
  const busy = many.map((round) => round.latencies);
  return [
    figure({ id: 'size.start', name: 'start → API answers', unit: 's', target: { is: 'under', value: 1.5 } }, starts),
    figure({ id: 'size.read.p50', name: 'GET a conversation, p50', unit: 'ms' }, latencies(one, 0.5)),
    figure(
      { id: 'size.read.p95', name: 'GET a conversation, p95', unit: 'ms', target: { is: 'under', value: 3 } },
      latencies(one, 0.95),
    ),
    figure(
      {
        ...{ id: 'size.read.rate', name: `GET a conversation, ${AT_ONCE} at once` },
        unit: '/s',
        target: { is: 'at least', value: 500 },
      },
      many.map(({ perSecond }) => perSecond),
    ),
    figure(
      {
        ...{ id: 'size.read.p99', name: `GET a conversation, ${AT_ONCE} at once, p99` },
        unit: 'ms',
        target: { is: 'under', value: 50 },
      },
      latencies(busy, 0.99),
    ),
    figure({ id: 'size.search.p50', name: 'search, p50', unit: 'ms' }, latencies(found, 0.5)),
    figure(
      { id: 'size.search.p95', name: 'search, p95', unit: 'ms', target: { is: 'under', value: 20 } },
      latencies(found, 0.95),
    ),
    figure({ id: 'size.send', name: 'sends accepted', unit: '/s', target: { is: 'at least', value: 300 } }, accepted),
  ];
}

async function timeStart(rig: Rig): Promise<number> {
  const began = now();
  const app = await rig.startApp({ window: false, inspected: false });
  const seconds = (now() - began) / 1000;
  await app.stop();
  return seconds;
}

/** What people type: a word, its beginning, two of them. */
function queryOf(texts: Texts): string {
  const word = () => texts.word(Math.floor(30_000 ** (texts.random(1_000_000) / 1_000_000)) - 1);
  const kind = texts.random(3);
  const query = kind === 0 ? `"${word()}"` : kind === 1 ? word().slice(0, 3) : `${word()} ${word()}`;
  return encodeURIComponent(query);
}

/** Makes so many calls over so many connections; each answer is read whole. Rejects on any that is a failure. */
async function callAll(
  app: BenchApp,
  count: number,
  connections: number,
  next: () => Call,
): Promise<{ latencies: number[]; perSecond: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let left = count;
  const began = now();
  const lanes = Array.from({ length: connections }, async () => {
    while (left > 0) {
      left -= 1;
      const asked = now();
      await call(app, agent, next());
      latencies.push(now() - asked);
    }
  });
  await Promise.all(lanes);
  agent.destroy();
  return { latencies, perSecond: (count * 1000) / (now() - began) };
}

interface Call {
  path: string;
  /** With it, a POST. */
  body?: object;
}

function call(app: BenchApp, agent: Agent, { path, body }: Call): Promise<void> {
  return new Promise((resolve, reject) => {
    const method = body ? 'POST' : 'GET';
    const headers = { authorization: `Bearer ${app.lawyer.key}`, 'content-type': 'application/json' };
    const outgoing = request(new URL(path, app.ready.api), { agent, method, headers }, (answer) => {
      answer.resume();
      answer.once('error', reject);
      answer.once('end', () => {
        const { statusCode = 0 } = answer;
        if (statusCode < 300) resolve();
        else reject(new Error(`${method} ${path} was answered ${statusCode}`));
      });
    });
    outgoing.once('error', reject);
    outgoing.end(body && JSON.stringify(body));
  });
}
