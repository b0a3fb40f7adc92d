import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { WebSocket } from 'ws';
import { openTlsIdentity } from '../../main/app/tls-identity.ts';
import { Event } from '../../main/contract/event-log.ts';
import { Phone } from '../../main/contract/values.ts';
import { openRaw } from '../support/raw-request.ts';
import type { RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';
import { beforeEachWithEvents, tellEvents } from '../support/told-events.ts';

let api: TestApi;
let lawyer: TestLawyer;
let mine: RouteCaller;
let rowsRead: () => number;

beforeEachWithEvents((world) => {
  ({ api, lawyer, caller: mine, rowsRead } = world);
});

const tell = (told = {}) => tellEvents(api.store.database, lawyer.lawyer.id, { at: api.clock.now(), ...told });

interface OpenSocket {
  socket: WebSocket;
  headers: Record<string, unknown>;
  events: Event[];
  /** The payload of each ping. */
  pings: string[];
  closed: Promise<number>;
}

interface Opening {
  query?: string;
  key?: string;
  headers?: Record<string, string>;
  autoPong?: boolean;
  url?: string;
}

function open({
  query = '',
  key = lawyer.key,
  headers = {},
  url = api.url,
  ...options
}: Opening = {}): Promise<OpenSocket> {
  const address = `${url.replace(/^http/, 'ws')}/v1/events/socket${query}`;
  const sent = { authorization: `Bearer ${key}`, ...headers };
  const socket = new WebSocket(address, { headers: sent, rejectUnauthorized: false, ...options });
  const events: Event[] = [];
  const pings: string[] = [];
  let told: Record<string, unknown> = {};
  socket.on('message', (data, isBinary) => {
    if (isBinary) throw new Error('a frame is binary');
    events.push(Event.parse(JSON.parse(String(data))));
  });
  socket.on('ping', (data) => pings.push(String(data)));
  socket.on('upgrade', (response) => {
    told = response.headers;
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ socket, headers: told, events, pings, closed }));
    socket.once('error', reject);
  });
}

const comeTo = ({ events }: OpenSocket, count: number) => expect.poll(() => events.length).toBe(count);
const noneListens = () => expect.poll(() => api.openStreams()).toBe(0);

test('each event is one frame: what is there in order, and then what comes', async () => {
  await tell({ count: 3 });
  const one = await open();
  expect(one.headers).toMatchObject({ 'request-id': expect.stringMatching(/^req_/), 'ratelimit-limit': '1000000' });
  await comeTo(one, 3);
  await tell({ type: 'session.failed' });
  await comeTo(one, 4);
  expect(one.events).toEqual((await mine.use('listEvents')).data);
  expect((await api.metrics.text()).text).toContain('lexline_event_streams{kind="websocket"} 1');
  expect((await api.metrics.text()).text).toContain('lexline_events_told_total 4');
  one.socket.close();
  await noneListens();
  await expect.poll(async () => (await api.metrics.text()).text).toMatch(/route="\/v1\/events\/socket",status="101"/);
});

test('after a break it goes on behind the last cursor', async () => {
  await tell({ count: 4 });
  const first = await open();
  await comeTo(first, 4);
  first.socket.terminate();
  await tell({ type: 'session.failed' });
  const next = await open({ query: `?after=${first.events[3]?.cursor}` });
  await comeTo(next, 1);
  expect(next.events[0]?.type).toBe('session.failed');
});

test('a key in X-API-Key is as good, and over HTTPS it works as well', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lexline-test-'));
  const keyring = { derive: (_purpose: string, length: number) => Buffer.alloc(length, 1) };
  const tls = await openTlsIdentity('self-made', { dataDir, keyring, now: Date.now() });
  const secure = await startTestApi({ tls });
  try {
    const { key, lawyer: whose } = await secure.addLawyer();
    const one = await open({ url: secure.url, key: 'x', headers: { authorization: '', 'x-api-key': key } });
    await tellEvents(secure.store.database, whose.id);
    await comeTo(one, 1);
    await secure.restart();
    expect(await one.closed).toBe(1012);
  } finally {
    await secure.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('without an upgrade it says what it speaks', async () => {
  for (const headers of [{}, { connection: 'upgrade', upgrade: 'h2c' }]) {
    const answer = await mine.answerOf('openEventSocket', { headers });
    expect([answer.status, answer.headers.upgrade, answer.json]).toMatchObject([
      426,
      'websocket',
      { code: 'upgrade_required' },
    ]);
  }
});

test('a request for a WebSocket elsewhere is answered as every other', async () => {
  const headers = { connection: 'upgrade', upgrade: 'websocket', 'sec-websocket-version': '13' };
  expect((await mine.answerOf('getHealth', { headers })).status).toBe(200);
  expect((await mine.answerOf('listEvents', { headers })).status).toBe(200);
  expect((await api.call({ path: '/v1/socket', key: lawyer.key, headers })).status).toBe(404);
  expect((await api.call({ path: '/openapi.json', headers })).status).toBe(200);
});

test('a web page gets none, whatever key it has', async () => {
  const refused = { origin: 'https://evil.example' };
  await expect(open({ headers: refused })).rejects.toThrow('403');
  await expect(open({ headers: { host: `evil.example:${api.port}` } })).rejects.toThrow('403');
  await expect(open({ key: 'lx_test_x' })).rejects.toThrow('401');
  await expect(open({ key: api.adminKey })).rejects.toThrow('403');
  await expect(open({ query: '?types=x' })).rejects.toThrow('400');
  expect(api.openStreams()).toBe(0);
});

test('one that is asked for behind a request that is not answered yet ends the connection, and nothing else', async () => {
  const head = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\n`;
  const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
  for (const path of ['/v1/health', '/v1/events?wait=60', '/v1/nothing']) {
    const key = `Authorization: Bearer ${lawyer.key}\r\n`;
    const raw = await openRaw(api.port);
    raw.write(`${head(path)}${key}\r\n${head('/v1/events/socket')}${key}${upgrade}\r\n`);
    await raw.closed;
  }
  await noneListens();
  await mine.use('getHealth');
});

test('a refusal ends the connection, and the server goes on', async () => {
  for (let n = 0; n < 50; n++) await expect(open({ key: 'lx_test_x' })).rejects.toThrow('401');
  await mine.use('getHealth');
  const one = await open();
  await tell();
  await comeTo(one, 1);
});

test('what was never given and what is not kept any more is refused before it opens', async () => {
  await tell({ count: 3 });
  const { data } = await mine.use('listEvents');
  await api.store.database.write(({ events }) => events.removeOldest(lawyer.lawyer.id, api.clock.now() + 1, 2));
  await expect(open({ query: `?after=${data[0]?.cursor}` })).rejects.toThrow('410');
  await expect(open({ query: '?after=999999' })).rejects.toThrow('400');
});

test('what is removed while somebody listens closes it with 4410', async () => {
  await tell({ count: 3 });
  const one = await open({ query: '?after=now' });
  await api.store.database.write(async (stores) => {
    await stores.events.append({
      ...{ id: 'evt_1' as never, type: 'session.ready', lawyer_id: lawyer.lawyer.id, at: 0 },
      ...{ conversation_id: null, message_id: null, client_id: null },
    });
    await stores.events.removeOldest(lawyer.lawyer.id, api.clock.now() + 1, 10);
  });
  expect(await one.closed).toBe(4410);
});

test('a key that was revoked closes it with 4401, at the next event or heartbeat', async () => {
  const second = await mine.use('createKey', { body: { name: 'Second' } });
  const [one, two] = [await open({ query: '?after=now', key: second.api_key }), await open({ query: '?after=now' })];
  await mine.answerOf('revokeKey', { id: second.id });
  await tell();
  expect(await one.closed).toBe(4401);
  expect(one.events).toEqual([]);
  await comeTo(two, 1);
  await mine.answerOf('revokeKey', { id: lawyer.keyId });
  await api.clock.advance(15_000);
  expect(await two.closed).toBe(4401);
  await noneListens();
});

test('it closes with 1012 when the app does', async () => {
  const one = await open();
  await api.restart();
  expect(await one.closed).toBe(1012);
});

test('what is sent to it closes it: text with 1003, what is too large with 1009', async () => {
  const one = await open();
  one.socket.send('{"subscribe":"*"}');
  expect(await one.closed).toBe(1003);
  const two = await open();
  two.socket.send('x'.repeat(10_000));
  expect(await two.closed).toBe(1009);
  await noneListens();
  expect(api.log.errors()).toEqual([]);
});

test('every 15 seconds there is a ping with the cursor, and who does not answer it is gone', async () => {
  const one = await open({ query: '?types=client.*' });
  const deaf = await open({ query: '?types=client.*', autoPong: false });
  await tell({ count: 3 });
  const { next } = await mine.use('listEvents');
  await expect.poll(() => rowsRead()).toBeGreaterThanOrEqual(9);
  for (let n = 1; n <= 3; n++) {
    await api.clock.advance(15_000);
    await expect.poll(() => one.pings.length).toBe(n);
    // Its pong is there before the time goes on.
    await new Promise((resolve) => one.socket.ping('', undefined, () => resolve(null)));
    await new Promise((resolve) => one.socket.once('pong', resolve));
  }
  expect(one.pings).toContain(String(next));
  expect(await deaf.closed).toBe(1006);
  expect(one.socket.readyState).toBe(WebSocket.OPEN);
});

test('who does not read holds one part, and gets all of it when they read on', async () => {
  const phone = Phone.parse('+4915112345678');
  const text = 'x'.repeat(18_000);
  const { id } = await storeMessage(api.store.database, lawyer.lawyer.id, { phone, text, at: api.clock.now() });
  await tell({ type: 'message.sent', message: id, count: 2_000 });
  const one = await open({ query: '?types=message.sent' });
  one.socket.pause();
  for (let seen = -1, quiet = 0; quiet < 20; quiet = rowsRead() === seen ? quiet + 1 : 0) {
    seen = rowsRead();
    await mine.use('getHealth');
  }
  expect(rowsRead()).toBeLessThan(1_200);
  await api.clock.advance(60_000);
  const other = await open({ query: '?types=message.sent' });
  other.socket.pause();
  one.socket.resume();
  await comeTo(one, 2_000);
  const cursors = one.events.map(({ cursor }) => cursor);
  expect(cursors).toEqual([...new Set(cursors)].sort((a, b) => a - b));
  // Nor does who never reads keep the app from closing.
  await api.restart();
  expect(await one.closed).toBe(1012);
  other.socket.terminate();
});
