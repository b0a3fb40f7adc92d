import { expect, test } from '@playwright/test';
import { readEventStream } from '../../main/contract/client/read-event-stream.ts';
import { ApiError, type Client, createClient, type FollowOptions } from '../../main/contract/client.ts';
import type { Event } from '../../main/contract/event-log.ts';
import { createRouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { tellEvents } from '../support/told-events.ts';
import { startUnkindFront, type UnkindFront } from '../support/unkind-front.ts';

let api: TestApi;
let lawyer: TestLawyer;
let front: UnkindFront;
let client: Client;
let pauses: number[];
/** Of answers, by the client. */
let bytesRead: number;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  front = await startUnkindFront(() => api.port);
  pauses = [];
  const wait = async (ms: number): Promise<void> => {
    pauses.push(ms);
    await new Promise((resolve) => setImmediate(resolve));
  };
  bytesRead = 0;
  client = createClient({ baseUrl: front.url, key: lawyer.key, wait, fetch: countingFetch });
});

test.afterEach(async () => {
  await front.stop();
  await api.stop();
});

const countingFetch: typeof fetch = async (...request) => {
  const answer = await fetch(...request);
  const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, onward) {
      bytesRead += chunk.length;
      onward.enqueue(chunk);
    },
  });
  return new Response(answer.body?.pipeThrough(counting) ?? null, answer);
};

const tell = (told = {}) => tellEvents(api.store.database, lawyer.lawyer.id, { at: api.clock.now(), ...told });

/** Follows until it is told to end; `each` sees every event. */
function follow(options: FollowOptions = {}, each: (event: Event, count: number) => void = () => {}) {
  const control = new AbortController();
  const events: Event[] = [];
  const done = (async () => {
    for await (const event of client.followEvents({ ...options, signal: control.signal })) {
      events.push(event);
      each(event, events.length);
    }
  })();
  // What it ends with is looked at when it is awaited.
  done.catch(() => {});
  return { events, done, end: () => control.abort() };
}

const cursorsOf = (events: readonly Event[]) => events.map(({ cursor }) => cursor);
const all = () => api.store.rows<{ cursor: number }>('SELECT cursor FROM events ORDER BY cursor');

test('a list of events goes on by itself from part to part until there is no more', async () => {
  await tell({ count: 7 });
  const seen: Event[] = [];
  for await (const event of client.listEvents({ query: { limit: 3, types: 'session.*' } })) seen.push(event);
  expect(cursorsOf(seen)).toEqual(cursorsOf(all() as Event[]));
  const { next, has_more } = await client.listEvents({ query: { limit: 3 } });
  expect(has_more).toBe(true);
  expect((await client.listEvents({ query: { after: next } })).data).toHaveLength(4);
});

test('it tells what is there and what comes, in order and once each, however often the connection breaks', async () => {
  await tell({ count: 2_000 });
  // In the middle of what is there already, and of what comes.
  const one = follow({}, (_event, count) => {
    if (count % 450 === 0) front.cut();
  });
  await expect.poll(() => one.events.length, { timeout: 30_000 }).toBe(2_000);
  for (let n = 0; n < 10; n++) {
    await tell({ type: 'session.failed', count: 3 });
    if (n % 3 === 0) front.cut();
    if (n % 4 === 0) front.mishaps.push('refuse', { status: 503 }, { status: 502, body: '<h1>Bad gateway</h1>' });
    await expect.poll(() => one.events.length).toBe(2_000 + 3 * (n + 1));
  }
  expect(cursorsOf(one.events)).toEqual(cursorsOf(all() as Event[]));
  expect(pauses.length).toBeGreaterThan(4);
  one.end();
  await one.done;
  await expect.poll(() => api.openStreams()).toBe(0);
});

test('it goes through a restart of the app', async () => {
  const one = follow({ after: 'now' });
  await expect.poll(() => api.openStreams()).toBe(1);
  await tell();
  await expect.poll(() => one.events.length).toBe(1);
  await api.restart();
  await tell();
  await expect.poll(() => one.events.length).toBe(2);
  one.end();
  await one.done;
});

test('what happens while the connection is broken is not missed, also by who began with `now` and saw nothing yet', async () => {
  await tell({ count: 5 });
  const one = follow({ after: 'now' });
  await expect.poll(() => api.openStreams()).toBe(1);
  // The head, and with it where `now` is, has come through when the stream is read.
  await expect.poll(() => bytesRead).toBeGreaterThan(10);
  front.mishaps.push('refuse', 'refuse');
  front.cut();
  await tell({ type: 'session.failed' });
  await expect.poll(() => one.events.length).toBe(1);
  expect(one.events[0]?.type).toBe('session.failed');
  one.end();
  await one.done;
});

test('only the types that are wanted come, behind the cursor that is given', async () => {
  await tell({ count: 3 });
  await tell({ type: 'session.failed' });
  await tell({ type: 'history.completed' });
  const [first] = (await client.listEvents()).data;
  const one = follow({ after: first?.cursor ?? 0, types: ['session.failed', 'history.*'] });
  await expect.poll(() => one.events.map(({ type }) => type)).toEqual(['session.failed', 'history.completed']);
  one.end();
  await one.done;
});

test('whoever stops reading leaves the stream', async () => {
  await tell({ count: 3 });
  for await (const { cursor } of client.followEvents()) if (cursor > 1) break;
  await expect.poll(() => api.openStreams()).toBe(0);
});

test('what is refused for good is an error: an ended key, and events that are not kept any more', async () => {
  await tell({ count: 3 });
  const [first] = (await client.listEvents()).data;
  await api.store.database.write(({ events }) => events.removeOldest(lawyer.lawyer.id, api.clock.now() + 1, 2));
  await expect(follow({ after: first?.cursor ?? 0 }).done).rejects.toMatchObject({ code: 'events_expired' });
  const one = follow();
  await expect.poll(() => one.events.length).toBe(1);
  await createRouteCaller(api, lawyer).answerOf('revokeKey', { id: lawyer.keyId });
  await tell();
  await expect(one.done).rejects.toMatchObject({ code: 'api_key_revoked' });
  expect(one.events).toHaveLength(1);
});

test('the page of a network’s log-in is no stream', async () => {
  front.mishaps.push({ status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Log in</h1>' });
  await expect(follow().done).rejects.toThrow(ApiError);
});

test.describe('a stream of Server-Sent Events', () => {
  const streamOf = (...chunks: string[]) =>
    new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(control) {
        for (const chunk of chunks) control.enqueue(new TextEncoder().encode(chunk));
        control.close();
      },
    });
  async function blocksOf(...chunks: string[]) {
    const blocks = [];
    for await (const block of readEventStream(streamOf(...chunks), 1_000)) blocks.push(block);
    return blocks;
  }

  test('is read as the standard says, wherever its parts are cut', async () => {
    const text =
      '\ufeffid: 1\r\nevent: a\r\ndata: ä €\r\n\r\n: beat\n\nid:2\rdata\rdata:  two\r\rdata: x\nid: 3\n\ndata: cut';
    const blocks = [
      { id: '1', data: 'ä €' },
      { id: '1', data: '' },
      { id: '2', data: '\n two' },
      { id: '3', data: 'x' },
    ];
    expect(await blocksOf(text)).toEqual(blocks);
    expect(await blocksOf(...text)).toEqual(blocks);
  });

  test('on which nothing comes any more is given up', async () => {
    const silent = new ReadableStream<Uint8Array<ArrayBuffer>>({});
    await expect(readEventStream(silent, 20).next()).rejects.toThrow('nothing came for 20 ms');
  });
});
