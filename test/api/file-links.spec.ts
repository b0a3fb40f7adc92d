import { expect, test } from '@playwright/test';
import { AttachmentId } from '../../main/contract/ids.ts';
import { Problem } from '../../main/contract/problems.ts';
import { Phone } from '../../main/contract/values.ts';
import { signFileLink } from '../../main/domain/file-links.ts';
import { newId } from '../../main/domain/new-id.ts';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;
let id: string;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  caller = createRouteCaller(api, lawyer);
  id = (await caller.use('uploadAttachment', { query: '?file_name=a.txt', body: Buffer.from('hello world') })).id;
});

test.afterEach(() => api.stop());

const pathOf = (url: string) => new URL(url).pathname;
const open = (path: string, headers: Record<string, string> = {}) => api.call({ path, headers });
const codeOf = async (path: string) => Problem.safeParse((await open(path)).json).data?.code;
const linkFor = async (seconds = 60) => caller.use('createFileLink', { id, body: { expires_in_seconds: seconds } });

test('a link opens the file without a key, as a download that nobody keeps', async () => {
  const { url, expires_at } = await linkFor();
  expect([url.startsWith(`${api.url}/v1/files/`), expires_at]).toEqual([
    true,
    new Date(api.clock.now() + 60_000).toISOString(),
  ]);
  const answer = await open(pathOf(url));
  expect([answer.status, answer.text]).toEqual([200, 'hello world']);
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store, no-transform',
    'content-disposition': 'attachment; filename=a.txt',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
});

test('a part of it can be asked for', async () => {
  const path = pathOf((await linkFor()).url);
  const part = await open(path, { range: 'bytes=6-' });
  expect([part.status, part.text, part.headers['content-range']]).toEqual([206, 'world', 'bytes 6-10/11']);
  expect((await open(path, { range: 'bytes=11-' })).status).toBe(416);
});

test('a link ends when it says, and not before', async () => {
  const path = pathOf((await linkFor(60)).url);
  await api.clock.advance(59_999);
  expect((await open(path)).status).toBe(200);
  await api.clock.advance(1);
  const answer = await open(path);
  expect([answer.status, Problem.parse(answer.json).code]).toEqual([410, 'file_link_expired']);
});

test('a link for one second ends after one second, whenever it was made', async () => {
  await api.clock.advance(1);
  const path = pathOf((await linkFor(1)).url);
  await api.clock.advance(999);
  expect((await open(path)).status).toBe(200);
  await api.clock.advance(1);
  expect(await codeOf(path)).toBe('file_link_expired');
});

test('a link works on after a restart', async () => {
  const path = pathOf((await linkFor()).url);
  await api.restart();
  expect((await open(path)).text).toBe('hello world');
});

test('no changed link opens anything', async () => {
  const path = pathOf((await linkFor()).url);
  const token = path.slice('/v1/files/'.length);
  const end = token.indexOf('.');
  const turned = (at: number) => token.slice(0, at) + (token[at] === 'a' ? 'b' : 'a') + token.slice(at + 1);
  const other = (await caller.use('uploadAttachment', { query: '?file_name=b.txt', body: Buffer.from('b') })).id;
  const forged = [
    // Each part of it: the lawyer, the file, the end, the seal.
    ...[0, 25, 26, 51, 52, end - 1, end + 1, token.length - 1].map(turned),
    token.replace(id.slice(4), other.slice(4)),
    `${token.slice(0, end - 1)}${token.slice(end)}`,
    token.slice(0, end),
    token.slice(0, -1),
    `${token}A`,
    token.toUpperCase(),
  ];
  for (const one of forged) expect([one, await codeOf(`/v1/files/${one}`)]).toEqual([one, 'file_link_invalid']);
  const link = { lawyerId: lawyer.lawyer.id, attachmentId: AttachmentId.parse(id), expires: api.clock.now() + 60_000 };
  expect(await codeOf(`/v1/files/${signFileLink(Buffer.alloc(32), link)}`)).toBe('file_link_invalid');
  expect(api.log.errors()).toEqual([]);
});

test('a link of one lawyer opens no file of another, and one to a file that is gone says so', async () => {
  const other = await api.addLawyer();
  const expires = api.clock.now() + 60_000;
  const attachmentId = AttachmentId.parse(id);
  for (const link of [
    { lawyerId: other.lawyer.id, attachmentId, expires },
    { lawyerId: lawyer.lawyer.id, attachmentId: newId('att'), expires },
  ]) {
    expect(await codeOf(`/v1/files/${signFileLink(api.store.key, link)}`)).toBe('attachment_not_found');
  }
});

test('a repeated request gives the same link to the same key, and to no other', async () => {
  const headers = { 'idempotency-key': 'link' };
  const first = await caller.use('createFileLink', { id, headers });
  await api.clock.advance(1000);
  expect(await caller.use('createFileLink', { id, headers })).toEqual(first);
  const { api_key: key } = await caller.use('createKey', { body: { name: 'Other' } });
  await caller.refusal('createFileLink', 'answer_shown_once', { id, headers, key });
});

test('a file that is not there yet has no link', async () => {
  const at = api.clock.now();
  const { id: lawyerId } = lawyer.lawyer;
  const message = await storeMessage(api.store.database, lawyerId, { phone: Phone.parse(CLIENT), kind: 'image', at });
  const pending = newId('att', at);
  const unknown = { declaredType: null, declaredSize: null, declaredSha256: null, durationSeconds: null };
  const picture = { fileName: null, width: null, height: null, file: null };
  await api.store.database.write((stores) =>
    stores.attachments.insert({ id: pending, lawyerId, messageId: message.id, ...unknown, ...picture, at }),
  );
  await caller.refusal('createFileLink', 'attachment_not_ready', { id: pending });
});
