import { expect, test } from '@playwright/test';
import { Phone } from '../../main/contract/values.ts';
import { settle } from '../support/fake-clock.ts';
import { type OpenStream, openStream } from '../support/open-stream.ts';
import type { RouteCaller } from '../support/route-caller.ts';
import type { TestApi, TestLawyer } from '../support/start-test-api.ts';
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
const open = (query = '', headers = {}, key = lawyer.key) => openStream(api.port, { key, query, headers });
const comeTo = (stream: OpenStream, count: number) => expect.poll(() => stream.events().length).toBe(count);
/** Until nobody listens any more. */
const noneListens = () => expect.poll(() => api.openStreams()).toBe(0);

test('what is there is told in order, and then what comes, at once and uncompressed', async () => {
  await tell({ count: 3 });
  const stream = await open('', { 'accept-encoding': 'gzip, br' });
  expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', connection: 'close' });
  expect(stream.headers['content-encoding']).toBeUndefined();
  expect(stream.headers['request-id']).toMatch(/^req_/);
  await comeTo(stream, 3);
  await tell({ type: 'session.failed' });
  await comeTo(stream, 4);
  expect(stream.text()).toMatch(/^retry: 2000\nid: 0\n\nid: \d+\nevent: session\.ready\ndata: \{/);
  const { data } = await mine.use('listEvents');
  expect(stream.events()).toEqual(data);
  stream.cut();
  await noneListens();
});

test('`Last-Event-ID` goes on where it was, whatever `after` says', async () => {
  await tell({ count: 4 });
  const { data } = await mine.use('listEvents');
  const stream = await open('?after=0', { 'last-event-id': String(data[1]?.cursor) });
  await comeTo(stream, 2);
  expect(stream.events()).toEqual(data.slice(2));
});

test('`now` says where that is, and tells what comes', async () => {
  await tell({ count: 4 });
  const stream = await open('?after=now');
  await tell({ type: 'session.failed' });
  await comeTo(stream, 1);
  expect(Number(/^id: (\d+)$/m.exec(stream.text())?.[1])).toBe((stream.events()[0]?.cursor ?? 0) - 1);
});

test('what is another lawyer’s is not told', async () => {
  const other = await api.addLawyer();
  const stream = await open('?after=now');
  await tellEvents(api.store.database, other.lawyer.id, { type: 'client.created' });
  await tell();
  await comeTo(stream, 1);
  expect(stream.events()[0]?.data.lawyer_id).toBe(lawyer.lawyer.id);
});

test('every 15 seconds it says that it lives, and how far it is, also past what nobody asked for', async () => {
  const stream = await open('?types=client.*');
  await api.clock.advance(15_000);
  await expect.poll(() => stream.text()).toContain(': still here\n\n');
  await tell({ count: 3 });
  await settle();
  await api.clock.advance(15_000);
  const { next } = await mine.use('listEvents');
  await expect.poll(() => stream.lastId()).toBe(String(next));
  expect(stream.events()).toEqual([]);
});

test('cut off in the middle of 5,000 and taken up again, each is told exactly once', async () => {
  test.setTimeout(120_000);
  await tell({ count: 5_000 });
  const seen: number[] = [];
  let last = '0';
  for (const most of [700, 1_900, 5_000]) {
    const stream = await open('', { 'last-event-id': last });
    await expect.poll(() => seen.length + stream.text().split('\n\n').length).toBeGreaterThanOrEqual(most);
    stream.cut();
    await stream.closed;
    seen.push(...stream.events().map(({ cursor }) => cursor));
    last = stream.lastId();
  }
  const all = api.store.rows<{ cursor: number }>('SELECT cursor FROM events ORDER BY cursor');
  expect(seen).toEqual(all.map(({ cursor }) => cursor));
  // Not all of it again each time, and nothing while nobody was there.
  expect(rowsRead()).toBeLessThan(3 * 5_000);
});

test.describe('a reader who does not read', () => {
  const COUNT = 2_000;
  let stream: OpenStream;

  test.beforeEach(async () => {
    const phone = Phone.parse('+4915112345678');
    const text = 'x'.repeat(18_000);
    const { id } = await storeMessage(api.store.database, lawyer.lawyer.id, { phone, text, at: api.clock.now() });
    await tell({ type: 'message.sent', message: id, count: COUNT });
    stream = await open('?types=message.sent');
    stream.pause();
    // Until nothing more is read for them, however often the server has its turn.
    for (let seen = -1, quiet = 0; quiet < 20; quiet = rowsRead() === seen ? quiet + 1 : 0) {
      seen = rowsRead();
      await mine.use('getHealth');
    }
  });

  test('holds one part, whatever waits behind it, and gets all of it when they read on', async () => {
    // What the operating system takes on the way is a few megabytes; all of it would be 36.
    expect(rowsRead()).toBeLessThan(1_200);
    await api.clock.advance(60_000);
    stream.resume();
    await expect.poll(() => stream.text().split('\nevent: ').length, { timeout: 30_000 }).toBe(COUNT + 1);
    const cursors = stream.events().map(({ cursor }) => cursor);
    expect(cursors).toEqual([...new Set(cursors)].sort((one, other) => one - other));
  });

  test('does not keep the app from closing', async () => {
    await api.restart();
    await isOverBeforeAllOfIt();
  });

  test('loses the stream with the key all the same', async () => {
    await mine.answerOf('revokeKey', { id: lawyer.keyId });
    await api.clock.advance(15_000);
    await noneListens();
    await isOverBeforeAllOfIt();
  });

  /** Cut off; or ended, where the server had not yet found out that nobody reads. */
  async function isOverBeforeAllOfIt(): Promise<void> {
    stream.resume();
    await stream.closed;
    expect(stream.text().split('\nevent: ').length).toBeLessThan(COUNT);
  }
});

test.describe('a key', () => {
  test('that is revoked is told nothing more', async () => {
    const { id, api_key: key } = await mine.use('createKey', { body: { name: 'Second' } });
    const stream = await open('?after=now', {}, key);
    await mine.answerOf('revokeKey', { id });
    await tell();
    expect(await stream.closed).toBe('ended');
    expect(stream.events()).toEqual([]);
    await mine.refusal('streamEvents', 'api_key_revoked', { key });
  });

  test('that is revoked loses a stream on which nothing happens at the next heartbeat', async () => {
    const { id, api_key: key } = await mine.use('createKey', { body: { name: 'Second' } });
    const stream = await open('', {}, key);
    await mine.answerOf('revokeKey', { id });
    await api.clock.advance(15_000);
    expect(await stream.closed).toBe('ended');
    await noneListens();
  });

  test('that was rotated works on for as long as both do', async () => {
    const { id, api_key: key } = await mine.use('createKey', { body: { name: 'Second' } });
    const stream = await open('?after=now', {}, key);
    await mine.use('rotateKey', { id, body: { overlap_seconds: 60 } });
    await api.clock.advance(45_000);
    await tell();
    await comeTo(stream, 1);
    await api.clock.advance(15_000);
    expect(await stream.closed).toBe('ended');
  });

  test('that may not read events any more is told nothing more', async () => {
    const { id, api_key: key } = await mine.use('createKey', { body: { name: 'Second' } });
    const stream = await open('?after=now', {}, key);
    await mine.use('changeKey', { id, body: { scopes: ['messages:read'] } });
    await tell();
    expect(await stream.closed).toBe('ended');
    expect(stream.events()).toEqual([]);
  });

  test('has few streams at one time, and a place again when one is left', async () => {
    const [first] = [await open(), await open()];
    const refused = await mine.refusal('streamEvents', 'too_many_streams');
    expect(refused.errors?.[0]?.message).toContain('2 streams');
    expect((await api.metrics.text()).text).toContain('lexline_event_streams{kind="sse"} 2');
    first.cut();
    await expect.poll(async () => (await api.metrics.text()).text).toContain('lexline_event_streams{kind="sse"} 1');
    await open();
  });
});

test('it ends in order when the app closes, and goes on behind the last cursor after that', async () => {
  const stream = await open();
  await tell();
  await comeTo(stream, 1);
  await api.restart();
  expect(await stream.closed).toBe('ended');
  await tell();
  const next = await open('', { 'last-event-id': stream.lastId() });
  await comeTo(next, 1);
});

test('what is not kept any more, and what was never given, is refused before anything is sent', async () => {
  await tell({ count: 3 });
  const { data } = await mine.use('listEvents');
  await api.store.database.write(({ events }) => events.removeOldest(lawyer.lawyer.id, api.clock.now() + 1, 2));
  const headers = { 'last-event-id': String(data[0]?.cursor) };
  const refused = await mine.refusal('streamEvents', 'events_expired', { headers });
  expect(refused.status).toBe(410);
  await mine.refusal('streamEvents', 'invalid_cursor', { headers: { 'last-event-id': '999999' } });
  expect(api.openStreams()).toBe(0);
});

test('what is removed while somebody listens ends the stream instead of leaving a hole', async () => {
  await tell({ count: 3 });
  const stream = await open('?after=now');
  // Nobody is told that they were removed before they could be read, and a gap would not be seen.
  await api.store.database.write(async (stores) => {
    await stores.events.append({
      ...{ id: 'evt_1' as never, type: 'session.ready', lawyer_id: lawyer.lawyer.id, at: 0 },
      ...{ conversation_id: null, message_id: null, client_id: null },
    });
    await stores.events.removeOldest(lawyer.lawyer.id, api.clock.now() + 1, 10);
  });
  expect(await stream.closed).toBe('ended');
  expect(stream.events()).toEqual([]);
  expect(api.log.errors()).toEqual([]);
});

test('whoever asks for the head alone gets it', async () => {
  const answer = await fetch(`${api.url}/v1/events/stream`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${lawyer.key}` },
  });
  expect([answer.status, await answer.text()]).toEqual([200, '']);
  await noneListens();
});
