import { expect, test } from '@playwright/test';
import { settle } from '../support/fake-clock.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';
import { tellEvents } from '../support/told-events.ts';

let api: TestApi;
let lawyer: TestLawyer;
let mine: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi({ streamsOfOneKey: 2 });
  lawyer = await api.addLawyer();
  mine = createRouteCaller(api, lawyer);
});

test.afterEach(() => api.stop());

const tell = (told = {}) => tellEvents(api.store.database, lawyer.lawyer.id, { at: api.clock.now(), ...told });
const read = (query = '') => mine.use('listEvents', { query });
/** Until somebody waits in the API. */
const oneWaits = (count = 1) => expect.poll(() => api.openStreams()).toBe(count);

test('parts are read one behind the other until there is no more, and then from there', async () => {
  await tell({ count: 5 });
  const first = await read('?limit=2');
  const second = await read(`?after=${first.next}&limit=2`);
  const third = await read(`?after=${second.next}&limit=2`);
  expect([first, second, third].map((part) => [part.data.length, part.has_more])).toEqual([
    [2, true],
    [2, true],
    [1, false],
  ]);
  expect(await read(`?after=${third.next}`)).toEqual({ data: [], next: third.next, has_more: false });
  await tell({ type: 'session.failed' });
  expect((await read(`?after=${third.next}`)).data.map(({ type }) => type)).toEqual(['session.failed']);
});

test('a part that is full and ends with the log says that there is no more', async () => {
  await tell({ count: 2 });
  expect((await read('?limit=2')).has_more).toBe(false);
});

test('only types that were asked for are told, and `next` goes past the others', async () => {
  await tell();
  await tell({ type: 'history.completed' });
  await tell({ type: 'session.failed' });
  const { data, next } = await read('?types=history.*,session.failed&limit=1');
  expect([data.length, next]).toEqual([1, data[0]?.cursor]);
  const rest = await read(`?types=client.*&after=${next}`);
  expect(rest.data).toEqual([]);
  expect(rest.next).toBeGreaterThan(next);
});

test('`now` begins with what comes', async () => {
  await tell({ count: 3 });
  const { data, next } = await read('?after=now');
  expect(data).toEqual([]);
  await tell({ type: 'session.failed' });
  expect((await read(`?after=${next}`)).data).toHaveLength(1);
});

test('an event is found by its id, with the message as it is now', async () => {
  const phone = '+4915112345678' as Parameters<typeof storeMessage>[2]['phone'] & string;
  const { id } = await storeMessage(api.store.database, lawyer.lawyer.id, { phone, at: api.clock.now() });
  const { data } = await read('?types=message.*');
  const event = await mine.use('getEvent', { id: data[0]?.id });
  expect(event).toEqual(data[0]);
  expect(event.data.message?.id).toBe(id);
});

test.describe('who waits', () => {
  test('is answered as soon as there is something', async () => {
    const waiting = read('?after=now&wait=60');
    await oneWaits();
    await tell();
    expect((await waiting).data).toHaveLength(1);
    expect(api.openStreams()).toBe(0);
  });

  test('is not woken by what they did not ask for, nor by what is another lawyer’s', async () => {
    const other = await api.addLawyer();
    const waiting = read('?after=now&types=client.*&wait=60');
    await oneWaits();
    await tellEvents(api.store.database, other.lawyer.id, { type: 'client.created' });
    await tell();
    await settle();
    expect(api.openStreams()).toBe(1);
    await api.clock.advance(60_000);
    const { data, next } = await waiting;
    expect(data).toEqual([]);
    // What they did not ask for is behind them.
    expect(await read(`?after=${next}`)).toMatchObject({ data: [] });
  });

  test('is answered with nothing when the time is over', async () => {
    const waiting = read('?wait=7');
    await oneWaits();
    await api.clock.advance(6_999);
    expect(api.openStreams()).toBe(1);
    await api.clock.advance(1);
    expect(await waiting).toEqual({ data: [], next: 0, has_more: false });
  });

  test('does not wait when there is something already', async () => {
    await tell();
    expect((await read('?wait=60')).data).toHaveLength(1);
  });

  test('and leaves is forgotten at once', async () => {
    const control = new AbortController();
    const headers = { authorization: `Bearer ${lawyer.key}` };
    const asked = fetch(`${api.url}/v1/events?wait=60`, { headers, signal: control.signal });
    await oneWaits();
    control.abort();
    await expect(asked).rejects.toThrow();
    await oneWaits(0);
  });

  test('is answered when the app closes', async () => {
    const waiting = read('?wait=60');
    await oneWaits();
    await api.restart();
    expect((await waiting).data).toEqual([]);
  });

  test('learns nothing when the key was revoked meanwhile', async () => {
    const { id, api_key: key } = await mine.use('createKey', { body: { name: 'Second' } });
    const waiting = mine.answerOf('listEvents', { query: '?after=now&wait=60', key });
    await oneWaits();
    await mine.answerOf('revokeKey', { id });
    await tell();
    expect((await waiting).json).toMatchObject({ code: 'api_key_revoked' });
  });

  test('takes the place of a stream, of which a key has few', async () => {
    const waiting = [read('?wait=60'), read('?wait=60')];
    await oneWaits(2);
    const refused = await mine.refusal('listEvents', 'too_many_streams', { query: '?wait=60' });
    expect(refused.status).toBe(429);
    expect((await read()).data).toEqual([]);
    const other = await api.addLawyer();
    await mine.use('listEvents', { key: other.key });
    await tell();
    expect((await Promise.all(waiting)).map(({ data }) => data.length)).toEqual([1, 1]);
    await tell({ count: 2 });
    const next = (await read()).next;
    const again = read(`?after=${next}&wait=1`);
    await oneWaits();
    await api.clock.advance(1_000);
    await again;
  });

  test('is no slow request of ours in the metrics', async () => {
    const waiting = read('?after=now&wait=60');
    await oneWaits();
    expect((await api.metrics.text()).text).toContain('lexline_event_streams{kind="poll"} 1');
    const began = performance.now();
    while (performance.now() - began < 300) await new Promise((resolve) => setImmediate(resolve));
    await tell();
    await waiting;
    await expect.poll(async () => (await api.metrics.text()).text).toMatch(/duration_seconds_sum{.*events".*} /);
    const sum = /duration_seconds_sum{method="GET",route="\/v1\/events".*} (.*)/.exec((await api.metrics.text()).text);
    expect(Number(sum?.[1])).toBeLessThan(0.3);
  });
});

test('whoever was away for too long is told so, and where to begin', async () => {
  await tell({ count: 3 });
  const { data } = await read();
  await api.store.database.write(({ events }) => events.removeOldest(lawyer.lawyer.id, api.clock.now() + 1, 2));
  const refused = await mine.refusal('listEvents', 'events_expired', { query: `?after=${data[0]?.cursor}` });
  expect([refused.status, refused.errors?.[0]?.field]).toEqual([410, 'after']);
  expect(refused.detail).toContain(String(data[1]?.cursor));
  expect((await read(`?after=${data[1]?.cursor}`)).data).toHaveLength(1);
  expect((await read()).data).toHaveLength(1);
});

test('a cursor that was never given is refused: it is of another database', async () => {
  await tell();
  const { next } = await read();
  const refused = await mine.refusal('listEvents', 'invalid_cursor', { query: `?after=${next + 1}` });
  expect(refused.errors?.[0]?.message).toContain('never given');
});
