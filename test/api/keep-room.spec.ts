import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { keepRoom } from '../../main/api/keep-room.ts';
import { openRaw, type RawConnection } from '../support/raw-request.ts';
import { startTestApi } from '../support/start-test-api.ts';

let server: Server | null = null;
let held: ServerResponse[];

test.afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  server = null;
});

/** Answers at once, but for `/held`, which a test answers, and `/long`, of which much comes. */
async function serve(most: number, still = 60_000): Promise<{ connect(): Promise<RawConnection> }> {
  held = [];
  const mine = createServer(({ url }, response) => {
    if (url === '/held') held.push(response);
    else response.end(url === '/long' ? Buffer.alloc(64 * 1024 * 1024) : url);
  });
  server = mine;
  keepRoom(mine, { most, still });
  mine.listen(0, '127.0.0.1');
  await once(mine, 'listening');
  const { port } = mine.address() as AddressInfo;
  return {
    async connect() {
      // Whoever is ended at once has been connected, too.
      const accepted = once(mine, 'connection');
      const raw = await openRaw(port);
      await accepted;
      return raw;
    },
  };
}

const ask = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

test('for one more connection than there is room for, the one that was idle for longest is ended', async () => {
  const { connect } = await serve(2);
  const [first, second] = [await connect(), await connect()];
  // It is idle from its answer on, and the other one is so for longer.
  first.write(ask('/one'));
  await first.until('/one');
  second.write('GET /half HTTP/1.1\r\nX');
  const third = await connect();
  expect(await second.closed).toBe('');
  for (const [raw, path] of [
    [third, '/three'],
    [first, '/again'],
  ] as const) {
    raw.write(ask(path));
    await raw.until(path);
  }
});

test('a connection on which an answer is owed is never ended for a new one', async () => {
  const { connect } = await serve(2);
  const [first, second] = [await connect(), await connect()];
  first.write(ask('/held'));
  second.write(ask('/before') + ask('/held'));
  await second.until('/before');
  await expect.poll(() => held.length).toBe(2);
  expect(await (await connect()).closed).toBe('');

  held[1]?.end('then');
  await second.until('then');
  const fourth = await connect();
  expect(await second.closed).toContain('then');
  held[0]?.end('at last');
  await first.until('at last');
  fourth.write(ask('/four'));
  await fourth.until('/four');
});

test('who asks for much and reads nothing of it is not waited for', async () => {
  const { connect } = await serve(1, 100);
  const raw = await connect();
  raw.socket.pause();
  raw.write(ask('/long'));
  const open = () =>
    new Promise<number>((resolve, reject) =>
      server?.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    );
  await expect.poll(open).toBe(0);
  raw.socket.destroy();
});

test('as many connections from outside as there may be, on which nothing is said, keep nobody out', async () => {
  const api = await startTestApi({ headPatience: 60_000 });
  try {
    const silent: RawConnection[] = [];
    for (let count = 0; count < 256; count += 1) silent.push(await openRaw(api.outsidePort));
    let ended = 0;
    for (const { closed } of silent) closed.then(() => (ended += 1));
    const { status } = await api.callFromOutside({ path: '/v1/health' });
    expect(status).toBe(200);
    await silent[0]?.closed;
    expect(ended).toBe(1);
    for (const { socket } of silent) socket.destroy();
  } finally {
    await api.stop();
  }
});
