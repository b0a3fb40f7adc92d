import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { Phone } from '../../main/contract/values.ts';
import { newId } from '../../main/domain/new-id.ts';
import { beforeEachWithOneLawyer } from '../support/one-lawyers-api.ts';
import { openRaw } from '../support/raw-request.ts';
import { CLIENT, type RouteCaller } from '../support/route-caller.ts';
import type { TestApi, TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';

/** A PNG of one pixel, and then bytes that nothing reads. */
const PICTURE = Buffer.concat([
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
  randomBytes(5000),
]);

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;

beforeEachWithOneLawyer((world) => {
  ({ api, lawyer, caller } = world);
});

function upload(bytes: Buffer, name = 'picture.png', headers: Record<string, string> = {}) {
  return caller.use('uploadAttachment', { query: `?file_name=${encodeURIComponent(name)}`, body: bytes, headers });
}

/** A file of a client's message, which is still to be fetched. */
async function pending() {
  const { database } = api.store;
  const at = api.clock.now();
  const message = await storeMessage(database, lawyer.lawyer.id, { phone: Phone.parse(CLIENT), kind: 'image', at });
  const id = newId('att', at);
  await database.write((stores) =>
    stores.attachments.insert({
      id,
      lawyerId: lawyer.lawyer.id,
      messageId: message.id,
      fileName: null,
      declaredType: 'image/jpeg',
      declaredSize: 10,
      declaredSha256: null,
      durationSeconds: null,
      width: null,
      height: null,
      file: null,
      at,
    }),
  );
  return id;
}

test.describe('an upload', () => {
  test('is stored as it is, with the type found from its bytes and the name that it was given', async () => {
    const answer = await caller.answerOf('uploadAttachment', {
      query: `?file_name=${encodeURIComponent('Vollmacht 📎 (1).png')}`,
      body: PICTURE,
      headers: { 'content-type': 'text/html' },
    });
    expect([answer.status, answer.headers.location]).toEqual([
      201,
      `/v1/attachments/${(answer.json as { id: string }).id}`,
    ]);
    const sha256 = createHash('sha256').update(PICTURE).digest('hex');
    expect(answer.json).toMatchObject({
      status: 'stored',
      file_name: 'Vollmacht 📎 (1).png',
      mime_type: 'image/png',
      size: PICTURE.length,
      sha256,
    });
    expect(api.files.stored.get(sha256)).toEqual(PICTURE);
    const { id } = answer.json as { id: string };
    expect(await caller.use('getAttachment', { id })).toEqual(answer.json);
  });

  test('needs no content type and no announced length', async () => {
    const raw = await openRaw(api.port);
    raw.write(
      `POST /v1/attachments?file_name=a.png HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\nConnection: close\r\n` +
        `Authorization: Bearer ${lawyer.key}\r\nTransfer-Encoding: chunked\r\n\r\n${PICTURE.length.toString(16)}\r\n`,
    );
    raw.write(PICTURE);
    raw.write('\r\n0\r\n\r\n');
    expect(await raw.closed).toMatch(/^HTTP\/1.1 201/);
    expect([...api.files.stored.values()]).toEqual([PICTURE]);
  });

  test('is taken in once under an Idempotency-Key, by the hash of its bytes', async () => {
    const request = { query: '?file_name=a.png', body: PICTURE, headers: { 'idempotency-key': 'up-1' } };
    const answers = await Promise.all([1, 2, 3].map(() => caller.answerOf('uploadAttachment', request)));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(2);
    expect(answers.every(({ headers }) => headers.location === answers[0]?.headers.location)).toBe(true);
    expect(api.store.rows('SELECT id FROM attachments')).toHaveLength(1);
    const before = api.store.content();
    const other = Buffer.concat([PICTURE, Buffer.from('x')]);
    await caller.refusal('uploadAttachment', 'idempotency_key_reused', { ...request, body: other });
    await caller.refusal('uploadAttachment', 'idempotency_key_reused', { ...request, query: '?file_name=b.png' });
    expect(api.store.content()).toBe(before);
    expect(api.files.stored.size).toBe(1);
  });

  test('that failed is not kept under its Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'up-2' };
    const request = { query: '?file_name=a.png', headers };
    api.files.free = 0;
    await caller.refusal('uploadAttachment', 'disk_almost_full', { ...request, body: PICTURE });
    api.files.free = 1e9;
    await caller.use('uploadAttachment', { ...request, body: Buffer.from('another one') });
    expect(api.store.rows('SELECT id FROM attachments')).toHaveLength(1);
  });

  test('of a program is refused, by its name and by its bytes', async () => {
    const before = api.store.content();
    for (const [name, bytes] of [
      ['invoice.pdf.exe', 'harmless'],
      ['run.sh', 'harmless'],
      ['picture.png', 'MZ\x90\0 a program of Windows'],
      ['notes.txt', '#!/bin/sh\nrm -rf /'],
    ] as const) {
      const query = `?file_name=${name}`;
      await caller.refusal('uploadAttachment', 'file_type_not_allowed', { query, body: Buffer.from(bytes, 'latin1') });
    }
    expect(api.store.content()).toBe(before);
    expect(api.files.stored.size).toBe(0);
  });
});

test.describe('a file’s bytes', () => {
  test('come whole, to be saved and not shown, by the true type', async () => {
    const { id, sha256 } = await upload(PICTURE, 'Bild "für" dich.png', { 'content-type': 'text/html' });
    const answer = await caller.answerOf('getAttachmentContent', { id });
    expect(answer.status).toBe(200);
    expect(answer.bytes).toEqual(PICTURE);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PICTURE.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'accept-ranges': 'bytes',
      'cache-control': 'no-store, no-transform',
      etag: `"${sha256}"`,
    });
    expect(answer.headers['content-disposition']).toBe(
      `attachment; filename="Bild _f?r_ dich.png"; filename*=UTF-8''Bild%20_f%C3%BCr_%20dich.png`,
    );
    expect(api.files.open).toBe(0);
  });

  test('carry a name without path, control, direction or reserved characters, whoever chose it', async () => {
    const { id } = await upload(PICTURE);
    for (const [claimed, saved] of [
      ['../../etc/passwd', 'passwd'],
      ['C:\\Windows\\evil.bat', 'evil.bat'],
      ['a\r\nSet-Cookie: x=1.png', 'aSet-Cookie_ x=1.png'],
      ['photo\u202egnp.exe', 'photognp.exe'],
      ['\u200b.\u2066.', 'attachment'],
      ['..', 'attachment'],
      ['', 'attachment'],
      ['CON.txt', '_CON.txt'],
      ['a"; filename="b.png', 'a_; filename=_b.png'],
      [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(196)}.pdf`],
      [null, 'attachment'],
    ] as const) {
      api.store.run('UPDATE attachments SET file_name = ?', claimed);
      const { headers } = await caller.answerOf('getAttachmentContent', { id });
      const quoted = saved.includes(';') || saved.includes(' ') || saved.includes('=') ? `"${saved}"` : undefined;
      const plain = headers['content-disposition']?.replace('attachment; filename=', '').replaceAll('"', '');
      expect([claimed, plain]).toEqual([claimed, (quoted ?? saved).replaceAll('"', '')]);
    }
  });

  test('come in the range that is asked for', async () => {
    const { id, sha256 } = await upload(PICTURE);
    const size = PICTURE.length;
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=10-19', 10, 20],
      ['bytes=4000-', 4000, size],
      ['bytes=-7', size - 7, size],
      [`bytes=-${size + 10}`, 0, size],
      [`bytes=0-${size * 2}`, 0, size],
      ['bytes=5-99999999999999', 5, size],
      ['BYTES=1-2', 1, 3],
    ] as const) {
      const answer = await caller.answerOf('getAttachmentContent', { id, headers: { range } });
      expect([range, answer.status, answer.headers['content-range'], answer.headers['content-length']]).toEqual([
        range,
        206,
        `bytes ${start}-${end - 1}/${size}`,
        String(end - start),
      ]);
      expect(answer.bytes.equals(PICTURE.subarray(start, end))).toBe(true);
    }
    const same = { range: 'bytes=1-2', 'if-range': `"${sha256}"` };
    expect((await caller.answerOf('getAttachmentContent', { id, headers: same })).status).toBe(206);
    const another = { range: 'bytes=1-2', 'if-range': '"another"' };
    expect((await caller.answerOf('getAttachmentContent', { id, headers: another })).status).toBe(200);
  });

  test('come whole when the range is none that is understood, and not at all when it lies outside', async () => {
    const { id } = await upload(PICTURE);
    const size = PICTURE.length;
    for (const range of [
      'bytes=5-2',
      'bytes=0-1,3-4',
      'lines=1-2',
      'bytes=',
      'bytes=-',
      'bytes=x-1',
      '0-1',
      'bytes=1.5-2',
    ]) {
      const answer = await caller.answerOf('getAttachmentContent', { id, headers: { range } });
      expect([range, answer.status, answer.headers['content-range'], answer.bytes.length]).toEqual([
        range,
        200,
        undefined,
        size,
      ]);
    }
    for (const range of [`bytes=${size}-`, `bytes=${size}-${size + 5}`, 'bytes=99999999-', 'bytes=-0']) {
      const answer = await caller.answerOf('getAttachmentContent', { id, headers: { range } });
      expect([range, answer.status, answer.headers['content-range']]).toEqual([range, 416, `bytes */${size}`]);
      expect(answer.json).toMatchObject({ code: 'range_not_satisfiable' });
      expect(answer.headers['content-disposition']).toBeUndefined();
    }
  });

  test('are not sent to somebody who has them, nor to one who asks for the head alone', async () => {
    const { id, sha256 } = await upload(PICTURE);
    for (const tag of [`"${sha256}"`, `"x", W/"${sha256}"`, '*']) {
      const answer = await caller.answerOf('getAttachmentContent', { id, headers: { 'if-none-match': tag } });
      expect([tag, answer.status, answer.bytes.length, answer.headers.etag]).toEqual([tag, 304, 0, `"${sha256}"`]);
    }
    const changed = await caller.answerOf('getAttachmentContent', { id, headers: { 'if-none-match': '"x"' } });
    expect(changed.status).toBe(200);
    const head = await caller.answerOf('getAttachmentContent', { id, method: 'HEAD' });
    expect([head.status, head.bytes.length, head.headers['content-length']]).toEqual([200, 0, String(PICTURE.length)]);
    expect(api.files.open).toBe(0);
  });

  test('that are damaged are a problem, or an answer that is cut off, and never wrong bytes', async () => {
    const { id, sha256 } = await upload(PICTURE);
    api.files.damagedAt.set(sha256 ?? '', 0);
    await caller.refusal('getAttachmentContent', 'attachment_damaged', { id });
    api.files.damagedAt.set(sha256 ?? '', 3000);
    await expect(caller.answerOf('getAttachmentContent', { id })).rejects.toThrow(/aborted|hang up/);
    expect(api.log.lines.map(({ what, facts }) => [what, facts.code])).toContainEqual([
      'an answer ended in the middle',
      'attachment_damaged',
    ]);
    api.files.stored.clear();
    await caller.refusal('getAttachmentContent', 'attachment_damaged', { id });
    expect(api.files.open).toBe(0);
    await caller.use('getHealth');
  });
});

test('a file that is not there yet is no file, and can be asked for', async () => {
  const id = await pending();
  await caller.refusal('getAttachmentContent', 'attachment_not_ready', { id });
  await api.store.database.write((stores) => stores.attachments.failed(lawyer.lawyer.id, id, 'media_gone', null));
  expect(await caller.use('getAttachment', { id })).toMatchObject({ status: 'unavailable', error: 'media_gone' });
  expect(await caller.use('fetchAttachment', { id })).toMatchObject({ id, status: 'pending', error: null });
  expect(api.sessions.told).toEqual([['media', lawyer.lawyer.id]]);
});

test('what is stored needs no fetching', async () => {
  const { id } = await upload(PICTURE);
  const before = api.store.content();
  expect(await caller.use('fetchAttachment', { id })).toMatchObject({ id, status: 'stored' });
  expect(api.store.content()).toBe(before);
  expect(api.sessions.told).toEqual([]);
});

test('a thumbnail is shown where there is one', async () => {
  const id = await pending();
  await caller.refusal('getAttachmentThumbnail', 'thumbnail_not_found', { id });
  const small = Buffer.from('ffd8ffe000104a464946', 'hex');
  api.files.stored.set('ab'.repeat(32), small);
  await api.store.database.write((stores) => stores.attachments.setThumbnail(lawyer.lawyer.id, id, 'ab'.repeat(32)));
  const answer = await caller.answerOf('getAttachmentThumbnail', { id });
  expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/jpeg']);
  expect(answer.bytes).toEqual(small);
  expect((await caller.use('getAttachment', { id })).has_thumbnail).toBe(true);
});
