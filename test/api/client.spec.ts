import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import {
  ApiError,
  type Client,
  type ClientOptions,
  ConnectionError,
  createClient,
} from '../../main/contract/client.ts';
import { ROUTES } from '../../main/contract/routes.ts';
import { Phone } from '../../main/contract/values.ts';
import { CLIENT } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';
import { startUnkindFront, type UnkindFront } from '../support/unkind-front.ts';

const ROOT = join(import.meta.dirname, '../..');

let api: TestApi;
let lawyer: TestLawyer;
let front: UnkindFront;
let client: Client;
/** How long the client would have waited between its tries, in ms. */
let pauses: number[];

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  front = await startUnkindFront(() => api.port);
  pauses = [];
  client = through();
});

test.afterEach(async () => {
  await front.stop();
  await api.stop();
});

/** A client that waits for nobody. */
function through(options: Partial<ClientOptions> = {}): Client {
  const wait = async (ms: number): Promise<void> => void pauses.push(ms);
  return createClient({ baseUrl: front.url, key: lawyer.key, wait, ...options });
}

const sent = (): unknown[] => api.store.rows('SELECT id FROM messages');
const toClient = { body: { to: CLIENT, text: 'How can I help?' } };

async function refusalOf(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

test('a client has one method for each route of the contract that is no WebSocket', () => {
  const { openEventSocket: _, ...called } = ROUTES;
  expect(Object.keys(client).sort()).toEqual([...Object.keys(called), 'followEvents'].sort());
});

test('it sends, reads, uploads, downloads and removes, with types from the contract', async () => {
  const { id, status } = await client.sendMessage(toClient);
  expect(status satisfies 'queued').toBe('queued');
  const message = await client.getMessage({ params: { id } });
  expect(message).toMatchObject({ text: 'How can I help?', direction: 'outbound' });

  const bytes = new TextEncoder().encode('Terms of engagement\n');
  const file = await client.uploadAttachment({ query: { file_name: 'terms & more.txt' }, body: bytes });
  expect(file).toMatchObject({ file_name: 'terms & more.txt', size: bytes.length });
  const params = { id: file.id };
  expect(await (await client.getAttachmentContent({ params })).text()).toBe('Terms of engagement\n');
  const part = await client.getAttachmentContent({ params }, { headers: { range: 'bytes=0-4' } });
  expect([part.status, await part.text()]).toEqual([206, 'Terms']);

  const conversation = await client.getConversation({ params: { conversation: CLIENT }, query: { limit: 1 } });
  expect(conversation.messages.map((one) => one.id)).toEqual([id]);
  const [queued] = (await client.listOutbox()).data;
  // A number in the answer, and in the path as it is.
  expect(await client.cancelQueued({ params: { id: queued?.id ?? 0 } })).toBeUndefined();
  await client.changeSettings({ params: { id: lawyer.lawyer.id }, body: { groups: 'read_only' } });
  expect((await client.getSettings({ params: { id: lawyer.lawyer.id } })).groups).toBe('read_only');
  expect((await createClient({ baseUrl: `${api.url}/` }).getHealth()).status).toBe('ok');
});

test('what the contract does not take, TypeScript does not take', () => {
  const never = (): unknown[] => [
    // @ts-expect-error: the path needs an id.
    client.getMessage(),
    // @ts-expect-error: there is no such field.
    client.sendMessage({ body: { to: CLIENT, words: 'Hello' } }),
    // @ts-expect-error: there is no such event.
    client.createWebhook({ body: { url: 'https://a.example/', events: ['message.lost'] } }),
    // @ts-expect-error: one message is no list.
    client.getMessage({ params: { id: 'x' } })[Symbol.asyncIterator](),
    // @ts-expect-error: there is no such route.
    client.deleteMessage({ params: { id: 'x' } }),
  ];
  expect(never).toBeInstanceOf(Function);
});

test('a refusal carries the problem: status, code, fields and request id', async () => {
  const error = await refusalOf(client.sendMessage({ body: { to: '12', text: '' } }));
  expect(error).toMatchObject({ status: 400, code: 'invalid_request', name: 'ApiError' });
  expect(error.errors.map(({ field }) => field)).toEqual(['to', 'text']);
  expect(error.requestId).toMatch(/^req_/);
  expect(error.message).toContain('400 invalid_request');
  expect((await refusalOf(through({ key: 'lx_test_wrong' }).listClients())).code).toBe('unauthorized');
  expect((await refusalOf(client.cancelMessage({ params: { id: 'msg_none' } }))).code).toBe('message_not_found');
  expect([pauses, sent()]).toEqual([[], []]);
});

test('an answer that is no problem of ours, such as a proxy’s page, is an error of code unknown', async () => {
  front.mishaps.push({ status: 502, headers: { 'request-id': 'r-1' }, body: '<h1>Bad gateway</h1>' });
  expect(await refusalOf(client.listClients())).toMatchObject({ status: 502, code: 'unknown', requestId: 'r-1' });
  front.mishaps.push({ status: 200, body: '<h1>Log in to this network</h1>' });
  expect(await refusalOf(client.listClients())).toMatchObject({ status: 200, code: 'unknown', requestId: null });
});

test('a code that this client does not know yet is given as it is', async () => {
  const body = JSON.stringify({ type: 'urn:x', title: 'Too new', status: 409, code: 'too_new', request_id: 'req_1' });
  front.mishaps.push({ status: 409, body });
  expect(await refusalOf(client.listClients())).toMatchObject({ code: 'too_new', requestId: 'req_1' });
});

test('what no request can carry is told at once', async () => {
  await expect(client.sendMessage(toClient, { idempotencyKey: 'one\ntwo' })).rejects.toThrow(TypeError);
  await expect(client.sendMessage(toClient, { idempotencyKey: '…' })).rejects.toThrow(TypeError);
  await expect(through({ baseUrl: 'localhost' }).listClients()).rejects.toThrow(TypeError);
  expect([front.keys, pauses]).toEqual([[], []]);
});

test.describe('when the way to the API is bad', () => {
  test('a message whose acknowledgement is lost is sent once', async () => {
    front.mishaps.push('refuse', 'lose', 'lose');
    const { id } = await client.sendMessage(toClient);
    expect(sent()).toEqual([{ id }]);
    expect(front.keys).toHaveLength(4);
    expect(new Set(front.keys).size).toBe(1);
    expect(front.keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('two calls are two messages, unless they are given one key', async () => {
    await client.sendMessage(toClient);
    await client.sendMessage(toClient);
    expect(sent()).toHaveLength(2);
    const first = await client.sendMessage(toClient, { idempotencyKey: 'answer-to-1' });
    expect(await client.sendMessage(toClient, { idempotencyKey: 'answer-to-1' })).toEqual(first);
    expect(sent()).toHaveLength(3);
  });

  test('an upload is repeated whole', async () => {
    front.mishaps.push('lose');
    const body = new Blob(['Terms of engagement\n'], { type: 'text/plain' });
    const { id } = await client.uploadAttachment({ query: { file_name: 'terms.txt' }, body });
    expect(api.store.rows('SELECT id FROM attachments')).toEqual([{ id }]);
  });

  test('it waits longer each time, and gives up in the end with the key to go on with', async () => {
    front.mishaps.push('lose', 'refuse', 'refuse', 'refuse');
    const error = await client.sendMessage(toClient).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ConnectionError);
    const { idempotencyKey } = error as ConnectionError;
    expect(idempotencyKey).toBe(front.keys[0]);
    expect(pauses).toHaveLength(3);
    for (const [n, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(250 * 2 ** n);
      expect(pause).toBeLessThanOrEqual(500 * 2 ** n);
    }
    // Later, when the way is good again.
    const { id } = await client.sendMessage(toClient, { idempotencyKey: idempotencyKey ?? '' });
    expect(sent()).toEqual([{ id }]);
  });

  test('it waits as long as the API asks for, by seconds or by a date', async () => {
    const at = new Date(Date.now() + 30_000).toUTCString();
    front.mishaps.push(
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503, headers: { 'retry-after': at } },
    );
    await client.listClients();
    expect(pauses[0]).toBe(7_000);
    expect(pauses[1]).toBeGreaterThan(15_000);
    expect(pauses[1]).toBeLessThanOrEqual(30_000);
  });

  test('it does not wait for longer than a minute: whoever called decides', async () => {
    front.mishaps.push({ status: 429, headers: { 'retry-after': '3600' } });
    expect(await refusalOf(client.listClients())).toMatchObject({ status: 429 });
    expect([pauses, front.keys.length]).toEqual([[], 1]);
  });

  test('an answer that does not come is given up after the time-out', async () => {
    front.mishaps.push('hang');
    await through({ timeout: 200 }).listClients();
    expect(pauses).toHaveLength(1);
  });

  test('nothing is repeated when no repetition is wanted', async () => {
    front.mishaps.push('refuse');
    await expect(through({ retries: 0 }).listClients()).rejects.toThrow(ConnectionError);
    expect([pauses, front.keys.length]).toEqual([[], 1]);
  });
});

test.describe('a signal', () => {
  test('that was given before lets nothing out', async () => {
    const reason = new Error('not any more');
    await expect(client.sendMessage(toClient, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(front.keys).toEqual([]);
  });

  test('ends a request under way, and the pause before another one', async () => {
    const control = new AbortController();
    front.mishaps.push('hang');
    const asked = client.listClients(undefined, { signal: control.signal });
    await expect.poll(() => front.keys.length).toBe(1);
    control.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');

    const second = new AbortController();
    front.mishaps.push({ status: 429, headers: { 'retry-after': '50' } });
    // With the real pause of 50 seconds.
    const patient = createClient({ baseUrl: front.url, key: lawyer.key });
    const waiting = patient.listClients(undefined, { signal: second.signal });
    await expect.poll(() => front.keys.length).toBe(2);
    second.abort(new Error('enough of that, too'));
    await expect(waiting).rejects.toThrow('enough of that, too');
  });
});

test.describe('a list', () => {
  test.beforeEach(async () => {
    for (let n = 0; n < 7; n++) {
      const at = api.clock.now() + n * 1000;
      const phone = Phone.parse(`+491700000${n}`);
      await storeMessage(api.store.database, lawyer.lawyer.id, { phone, text: `from ${n}`, at });
      await storeMessage(api.store.database, lawyer.lawyer.id, { phone: Phone.parse(CLIENT), text: `m${n}`, at });
    }
  });

  test('is one page when it is awaited, and all of it when it is iterated over', async () => {
    const page = await client.listConversations({ query: { limit: 3 } });
    expect([page.data.length, typeof page.next_cursor]).toEqual([3, 'string']);
    const phones = (await all(client.listConversations({ query: { limit: 3 } }))).map(({ phone }) => phone);
    expect([phones.length, new Set(phones).size]).toEqual([8, 8]);
    expect(front.keys).toHaveLength(1 + 3);
  });

  test('of a chat’s messages goes from page to page to the older ones', async () => {
    const input = { params: { conversation: CLIENT }, query: { limit: 3 } };
    const texts = (await all(client.getConversation(input))).map(({ text }) => text);
    expect(texts).toEqual(['m4', 'm5', 'm6', 'm1', 'm2', 'm3', 'm0']);
  });

  test('is asked for no further than it is read', async () => {
    for await (const { phone } of client.listConversations({ query: { limit: 2 } })) if (phone) break;
    expect(front.keys).toHaveLength(1);
  });

  test('ends with the error of the page that fails', async () => {
    front.mishaps.push({ status: 401, body: '' });
    const error = await refusalOf(all(client.listClients()));
    expect(error.status).toBe(401);
  });
});

test('the README’s lines work in a directory’s own project, with the contract’s folder and zod alone', async () => {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const lines = /```ts\n([\s\S]*?)```/.exec(readme.slice(readme.indexOf('### The client for TypeScript')))?.[1] ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'directory-'));
  try {
    await cp(join(ROOT, 'main/contract'), join(folder, 'lexline'), { recursive: true });
    const zod = dirname(createRequire(import.meta.url).resolve('zod/package.json'));
    await mkdir(join(folder, 'node_modules'));
    await cp(zod, join(folder, 'node_modules/zod'), { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    await writeFile(join(folder, 'directory.ts'), lines.replace('http://127.0.0.1:5001', front.url));
    const env = { ...process.env, LEXLINE_KEY: lawyer.key };
    const { stdout } = await promisify(execFile)(process.execPath, ['directory.ts'], { cwd: folder, env });
    expect([stdout, sent().length]).toEqual([`${CLIENT}\n`, 1]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
