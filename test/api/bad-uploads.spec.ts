import { expect, test } from '@playwright/test';
import { openRaw, type RawConnection } from '../support/raw-request.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;
let before: string;

/** `patience`: how long a slow caller is waited for, in ms. */
async function open(patience?: number): Promise<void> {
  api = await startTestApi(patience === undefined ? {} : { patience });
  lawyer = await api.addLawyer();
  caller = createRouteCaller(api, lawyer);
  before = api.store.content();
}

test.afterEach(async () => {
  expect(api.log.errors()).toEqual([]);
  await api.stop();
});

async function begin(headers: string, body: string | Buffer = ''): Promise<RawConnection> {
  const raw = await openRaw(api.port);
  raw.write(
    `POST /v1/attachments?file_name=a.txt HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\n` +
      `Authorization: Bearer ${lawyer.key}\r\n${headers}\r\n\r\n`,
  );
  raw.write(body);
  return raw;
}

/** Nothing of it is left, and others are served. */
async function expectNothingKept(): Promise<void> {
  expect(api.store.content()).toBe(before);
  expect(api.files.stored.size).toBe(0);
  await caller.use('getHealth');
}

test.describe('what is malformed', () => {
  test.beforeEach(() => open());

  test('an empty upload is refused, whatever it announces', async () => {
    await caller.refusal('uploadAttachment', 'invalid_request', { query: '?file_name=a.txt', body: Buffer.alloc(0) });
    const none = await begin('Connection: close');
    expect(await none.closed).toContain('"field":"body","message":"must not be empty"');
    const chunked = await begin('Connection: close\r\nTransfer-Encoding: chunked', '0\r\n\r\n');
    expect(await chunked.closed).toContain('"field":"body","message":"must not be empty"');
    await expectNothingKept();
  });

  test('a form is no file: it is told how to send the bytes', async () => {
    const form = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n';
    for (const type of ['multipart/form-data; boundary=x', 'Multipart/Form-Data;boundary=x', 'multipart/form-data']) {
      const problem = await caller.refusal('uploadAttachment', 'unsupported_media_type', {
        query: '?file_name=a.txt',
        body: Buffer.from(form),
        headers: { 'content-type': type },
      });
      expect(problem.errors?.map(({ field }) => field)).toEqual(['Content-Type']);
      expect(problem.detail).toContain('send the bytes of the file alone');
    }
    await expectNothingKept();
  });

  test('an upload that asks first is not let come when it is too large, and is when it is not', async () => {
    const large = await begin('Expect: 100-continue\r\nContent-Length: 3000000000');
    const refused = await large.closed;
    expect(refused).toMatch(/^HTTP\/1.1 413/);
    expect(refused.toLowerCase()).toContain('connection: close');
    await expectNothingKept();
    const small = await begin('Expect: 100-continue\r\nContent-Length: 5\r\nConnection: close');
    await small.until('HTTP/1.1 100 Continue\r\n\r\n');
    small.write('hello');
    expect(await small.closed).toContain('HTTP/1.1 201');
    const json = await openRaw(api.port);
    json.write(
      `POST /v1/webhooks HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\nAuthorization: Bearer ${lawyer.key}\r\n` +
        'Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n',
    );
    await json.until('HTTP/1.1 100 Continue\r\n\r\n');
    json.write('{}');
    expect(await json.closed).toContain('HTTP/1.1 400');
  });

  test('an upload over the lawyer’s limit is refused when it passes it', async () => {
    await caller.use('changeSettings', { body: { max_attachment_bytes: 1000 } });
    before = api.store.content();
    const query = '?file_name=a.txt';
    await caller.refusal('uploadAttachment', 'body_too_large', { query, body: Buffer.alloc(1001, 'a') });
    const raw = await begin('Transfer-Encoding: chunked', `600\r\n${'a'.repeat(0x600)}\r\n`);
    expect(await raw.until('body_too_large')).toMatch(/^HTTP\/1.1 413/);
    raw.socket.destroy();
    await expectNothingKept();
    await caller.use('uploadAttachment', { query, body: Buffer.alloc(1000, 'a') });
  });

  test('an upload that is cut off in the middle leaves nothing', async () => {
    const announced = await begin('Content-Length: 100000', Buffer.alloc(50_000, 'a'));
    announced.socket.end();
    await announced.closed;
    const chunked = await begin('Transfer-Encoding: chunked', '10\r\nonly a few');
    chunked.socket.destroy();
    await chunked.closed;
    await expectNothingKept();
  });

  test('an upload longer than it announced ends the connection, and no byte of the rest is taken in', async () => {
    const raw = await begin('Content-Length: 5', 'hello and more than was announced\r\n\r\n');
    expect(await raw.closed).toContain('HTTP/1.1 400');
    await caller.use('getHealth');
    expect([...api.files.stored.values()].map(String).filter((text) => text !== 'hello')).toEqual([]);
  });

  test('a length that is none, or two at once, is refused', async () => {
    for (const headers of [
      'Content-Length: -5',
      'Content-Length: five',
      'Content-Length: 5\r\nContent-Length: 6',
      'Content-Length: 5\r\nTransfer-Encoding: chunked',
    ]) {
      const raw = await begin(headers, 'hello');
      expect(await raw.closed).toMatch(/^HTTP\/1.1 400/);
    }
    const broken = await begin('Transfer-Encoding: chunked', 'zz\r\nhello\r\n0\r\n\r\n');
    await broken.closed;
    await expectNothingKept();
  });

  test('many slow uploads hold up nobody', async () => {
    const slow = await Promise.all(Array.from({ length: 20 }, () => begin('Content-Length: 1000', 'abc')));
    await caller.use('uploadAttachment', { query: '?file_name=b.txt', body: Buffer.from('quick') });
    expect([...api.files.stored.values()].map(String)).toEqual(['quick']);
    for (const { socket } of slow) socket.destroy();
    await Promise.all(slow.map(({ closed }) => closed));
  });

  test('a file name that is none is refused before anything is read', async () => {
    for (const name of [
      '',
      '.',
      '..',
      '%20',
      'a/b',
      'a%5Cb',
      '..%2Fa',
      'a%00b',
      'a%0Ab',
      'a%7Fb',
      'a%E2%80%AEb',
      'a%E2%80%8Bb',
      'a%E2%81%A6b',
      'x'.repeat(256),
    ]) {
      const problem = await caller.refusal('uploadAttachment', 'invalid_request', {
        query: `?file_name=${name}`,
        body: Buffer.from('hello'),
      });
      expect([name, problem.errors?.[0]?.field]).toEqual([name, 'file_name']);
    }
    await caller.refusal('uploadAttachment', 'invalid_request', { body: Buffer.from('hello') });
    await expectNothingKept();
  });

  test('an encoded upload is refused: its bytes would not be the file', async () => {
    for (const encoding of ['gzip', 'br', 'deflate', 'nonsense']) {
      const headers = { 'content-encoding': encoding };
      const request = { query: '?file_name=a.txt', body: Buffer.from('hello'), headers };
      const problem = await caller.refusal('uploadAttachment', 'unsupported_media_type', request);
      expect(problem.errors?.[0]?.field).toBe('Content-Encoding');
    }
    await expectNothingKept();
  });
});

test.describe('what does not end', () => {
  test.beforeEach(() => open(500));

  test('an upload that says it is too large is refused before it comes', async () => {
    const raw = await begin('Content-Length: 3000000000', 'the first bytes');
    expect(await raw.until('body_too_large')).toMatch(/^HTTP\/1.1 413/);
    // What would still come is not waited for.
    await raw.closed;
    await expectNothingKept();
  });

  test('an upload that stops coming is given up, and its connection ends', async () => {
    const raw = await begin('Content-Length: 100', 'the first bytes');
    expect(await raw.until('body_too_slow')).toMatch(/^HTTP\/1.1 408/);
    await raw.closed;
    await expectNothingKept();
  });

  test('a JSON body that stops coming is given up, too', async () => {
    const raw = await openRaw(api.port);
    raw.write(
      `POST /v1/messages/send HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\nAuthorization: Bearer ${lawyer.key}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"to":',
    );
    expect(await raw.until('body_too_slow')).toMatch(/^HTTP\/1.1 408/);
    await raw.closed;
    await expectNothingKept();
  });

  test('somebody without a key has no body read, and does not keep the connection by one that never ends', async () => {
    const raw = await openRaw(api.port);
    raw.write(
      `POST /v1/attachments?file_name=a.txt HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\nContent-Length: 1000000\r\n\r\nabc`,
    );
    expect(await raw.closed).toMatch(/^HTTP\/1.1 401/);
    await expectNothingKept();
  });
});
