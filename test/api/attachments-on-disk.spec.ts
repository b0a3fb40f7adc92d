import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openAttachmentFiles } from '../../main/storage/attachment-files.ts';
import { openRaw } from '../support/raw-request.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

let folder: string;
let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lexline-files-'));
  api = await startTestApi({ disk: openAttachmentFiles(folder, randomBytes(32)) });
  lawyer = await api.addLawyer();
  caller = createRouteCaller(api, lawyer);
});

test.afterEach(async () => {
  await api.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Files that lie anywhere in the folder. */
function files(): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

test('a file of many megabytes goes in and comes out as it was, whole and in parts', async () => {
  const bytes = randomBytes(20_000_000);
  const request = { query: '?file_name=large.dat', body: bytes };
  const file = await caller.use('uploadAttachment', request);
  expect(file).toMatchObject({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  expect((await caller.answerOf('getAttachmentContent', { id: file.id })).bytes.equals(bytes)).toBe(true);
  const headers = { range: 'bytes=9999999-10000003' };
  const part = await caller.answerOf('getAttachmentContent', { id: file.id, headers });
  expect([part.status, part.bytes.equals(bytes.subarray(9_999_999, 10_000_004))]).toEqual([206, true]);
  await caller.use('uploadAttachment', request);
  expect(files()).toEqual([file.sha256]);
});

test('an upload that is cut off leaves no file', async () => {
  const raw = await openRaw(api.port);
  raw.write(
    `POST /v1/attachments?file_name=a.dat HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\n` +
      `Authorization: Bearer ${lawyer.key}\r\nContent-Length: 5000000\r\n\r\n`,
  );
  raw.write(randomBytes(3_000_000));
  await expect.poll(() => files().length).toBe(1);
  raw.socket.destroy();
  await expect.poll(files).toEqual([]);
  expect(api.store.rows('SELECT id FROM attachments')).toEqual([]);
  expect(api.log.errors()).toEqual([]);
});
