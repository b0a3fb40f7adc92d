import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import type { BrokerLink } from '../../../main/brokers/broker-link.ts';
import { OPEN_BROKER } from '../../../main/brokers/brokers.ts';
import { BrokerKind } from '../../../main/contract/broker.ts';
import {
  answerNats,
  answerRabbitmq,
  closeOfRabbitmq,
  type HostileServer,
  startHostileServer,
} from '../../support/hostile-server.ts';

// Each ends at once, and not when somebody's patience does.
test.describe.configure({ timeout: 9_000 });

const MB = 1024 * 1024;

let server: HostileServer | undefined;
let link: BrokerLink | undefined;

test.afterEach(async () => {
  await link?.close();
  await server?.close();
  [link, server] = [undefined, undefined];
});

async function open(kind: BrokerKind, signal = new AbortController().signal): Promise<BrokerLink> {
  const row = { url: server?.url ?? '', target: 'lexline', maxLength: null, stream: null };
  link = await OPEN_BROKER[kind](row, { signal, unrouted: () => {} });
  return link;
}

for (const kind of BrokerKind.options) {
  test(`${kind} that accepts and never answers is given up when it is asked for, and no socket is left to it`, async () => {
    server = await startHostileServer(kind, () => {});
    const giveUp = new AbortController();
    const opening = expect(open(kind, giveUp.signal)).rejects.toMatchObject({ faultCode: 'connection_lost' });
    await expect.poll(() => server?.open()).toBe(1);
    giveUp.abort();
    await opening;
    await expect.poll(() => server?.open()).toBe(0);
  });

  test(`${kind} that sends what is no answer is left at once`, async () => {
    server = await startHostileServer(kind, (socket) => socket.write('?x?\r\n'.repeat(10)));
    await expect(open(kind)).rejects.toMatchObject({ faultCode: 'unreachable' });
    await expect.poll(() => server?.open()).toBe(0);
  });

  test(`${kind} that sends one thing without end is left before it fills the memory`, async () => {
    server = await startHostileServer(kind, (socket, flood) => {
      const chunk = Buffer.alloc(64 * 1024, kind === 'redis' ? '+' : 'x');
      if (kind === 'nats') return answerNats(socket, () => flood(chunk));
      if (kind === 'redis') return flood(chunk);
      // A frame of 60 MB.
      answerRabbitmq(socket, Buffer.from([1, 0, 0, 3, 0xa0, 0, 0]));
      setTimeout(() => flood(chunk), 200);
    });
    const ended = open(kind).then(({ ended }) => ended);
    await ended.catch(() => {});
    await expect.poll(() => server?.open()).toBe(0);
    expect(server.sent()).toBeLessThan(50 * MB);
  });
}

for (const [what, after] of [
  ['no frame', Buffer.alloc(64, 'x')],
  ['the end of it', closeOfRabbitmq()],
] as const) {
  // The library tells of it before anybody can listen to its connection: an error that nobody listens to ends the app.
  test(`rabbitmq that takes a log-in and sends ${what} in one go with that ends the connection, not the app`, async () => {
    server = await startHostileServer('rabbitmq', (socket) => answerRabbitmq(socket, after));
    await expect(open('rabbitmq')).rejects.toMatchObject({ faultCode: 'connection_lost' });
    await expect.poll(() => server?.open()).toBe(0);
    // So long a heart of its own would beat on, and then tell of the end that nobody listens to.
    await sleep(3_500);
  });
}
