import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { openTlsIdentity } from '../../main/app/tls-identity.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let api: TestApi;
let lawyer: TestLawyer;
let mine: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  mine = createRouteCaller(api, lawyer);
});

test.afterEach(() => api.stop());

const send = (text: string, headers = {}) => mine.use('sendMessage', { body: { to: '+4915112345678', text }, headers });

test('a read that has not changed is not sent again', async () => {
  await send('One');
  const first = await mine.answerOf('getConversation');
  const { etag = '' } = first.headers;
  expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
  for (const tag of [etag, etag.slice(2), `"x", ${etag}`, '*']) {
    const same = await mine.answerOf('getConversation', { headers: { 'if-none-match': tag } });
    expect([same.status, same.text, same.headers.etag]).toEqual([304, '', etag]);
  }
  await send('Two');
  const changed = await mine.answerOf('getConversation', { headers: { 'if-none-match': etag } });
  expect([changed.status, changed.headers.etag === etag]).toEqual([200, false]);
  expect(
    (await mine.answerOf('sendMessage', { body: { to: '+4915112345678', text: 'x' } })).headers.etag,
  ).toBeUndefined();
});

test('a long answer is compressed for who takes that, under the same tag; a short one is not', async () => {
  for (let i = 0; i < 20; i++) await send(`Message ${i} `.repeat(20));
  const plain = await mine.answerOf('getConversation');
  for (const [encoding, decompress] of [
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ] as const) {
    const small = await mine.answerOf('getConversation', { headers: { 'accept-encoding': encoding } });
    expect([small.headers['content-encoding'], small.headers.etag]).toEqual([encoding, plain.headers.etag]);
    expect(decompress(small.bytes).toString()).toBe(plain.text);
    expect(small.bytes.length).toBeLessThan(plain.bytes.length / 2);
  }
  const short = await mine.answerOf('getOwnLawyer', { headers: { 'accept-encoding': 'gzip' } });
  expect(short.headers['content-encoding']).toBeUndefined();
});

test('the bytes of a file are never changed on the way', async () => {
  const body = Buffer.from('A text of some length. '.repeat(1000));
  const { id } = await mine.use('uploadAttachment', { query: '?file_name=a.txt', body });
  const headers = { 'accept-encoding': 'gzip, br' };
  const whole = await mine.answerOf('getAttachmentContent', { id, headers });
  expect(whole.bytes.equals(body)).toBe(true);
  const part = await mine.answerOf('getAttachmentContent', { id, headers: { ...headers, range: 'bytes=5000-14999' } });
  expect([part.status, part.bytes.equals(body.subarray(5000, 15_000))]).toEqual([206, true]);
});

test('a trace is kept with the message that was accepted in it, and nonsense is not', async () => {
  const traced = await send('In a trace', { traceparent: TRACEPARENT });
  const nonsense = await send('In none', { traceparent: '00-nonsense' });
  const rows = api.store.rows('SELECT id, traceparent FROM messages ORDER BY message_index');
  expect(rows).toEqual([
    { id: traced.id, traceparent: TRACEPARENT },
    { id: nonsense.id, traceparent: null },
  ]);
});

test('over HTTPS with a certificate of its own the API answers who trusts it, and refuses the rest of the web', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lexline-https-'));
  const keyring = { derive: (_purpose: string, length: number) => Buffer.alloc(length, 1) };
  const tls = await openTlsIdentity('self-made', { dataDir, keyring, now: Date.now() });
  const secure = await startTestApi({ tls });
  expect(secure.url).toBe(`https://127.0.0.1:${secure.port}`);
  const status = (options: object) =>
    new Promise<number | string>((resolve) => {
      const request = httpsRequest(`${secure.url}/v1/health`, { servername: 'localhost', ...options }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      });
      request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      request.end();
    });
  expect(await status({ ca: tls.cert })).toBe(200);
  expect(await status({})).toBe('DEPTH_ZERO_SELF_SIGNED_CERT');
  expect(await status({ ca: tls.cert, headers: { host: 'evil.example' } })).toBe(403);
  const sameOrigin = (origin: string) => ({ ca: tls.cert, headers: { origin, 'sec-fetch-site': 'same-origin' } });
  expect(await status(sameOrigin(secure.url))).toBe(200);
  expect(await status(sameOrigin(secure.url.replace('https', 'http')))).toBe(403);
  await secure.stop();
  rmSync(dataDir, { recursive: true, force: true });
});
