import { expect, test } from '@playwright/test';
import { openApiDocument } from '../../main/contract/openapi/document.ts';
import { Problem } from '../../main/contract/problems.ts';
import { startTestApi, type TestApi } from '../support/start-test-api.ts';

let api: TestApi;
test.beforeEach(async () => {
  api = await startTestApi();
});
test.afterEach(() => api.stop());

const ASSETS = ['/docs', '/docs/page.js', '/docs/page.css', '/docs/swagger-ui-bundle.js', '/docs/swagger-ui.css'];

test('the document is the contract’s, and needs no key', async () => {
  const { status, headers, json } = await api.call({ path: '/openapi.json' });
  expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  expect(json).toEqual(JSON.parse(JSON.stringify(openApiDocument('0.0.0'))));
});

for (const path of ['/openapi.json', ...ASSETS]) {
  test(`${path} is sent once, and not again while it is the same`, async () => {
    const first = await api.call({ path });
    const etag = first.headers.etag ?? '';
    expect([first.status, first.headers['cache-control'], first.bytes.length > 0]).toEqual([200, 'no-cache', true]);
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    for (const known of [etag, `"other", W/${etag}`, '*']) {
      const again = await api.call({ path, headers: { 'if-none-match': known } });
      expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    }
    expect((await api.call({ path, headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });
}

test('the page may load and call nothing but this server, and runs no script of its own text', async () => {
  const { headers, text } = await api.call({ path: '/docs' });
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  );
  expect(text).not.toMatch(/https?:\/\/|<script>|<style|\son\w+=/);
});

test('nothing else of the package is served, and nothing above it', async () => {
  for (const path of ['/docs/index.html', '/docs/package.json', '/docs/..%2f..%2fpackage.json', '/docs/x']) {
    expect([path, (await api.call({ path })).status]).toEqual([path, 404]);
  }
});

test('the reference is read, never written', async () => {
  for (const path of ['/openapi.json', '/docs']) {
    const answer = await api.call({ method: 'POST', path });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
    expect(Problem.parse(answer.json).code).toBe('method_not_allowed');
  }
});

test.describe('a web page', () => {
  const call = (headers: Record<string, string>) => api.call({ path: '/v1/health', headers });

  test('may call when it is our own: its Origin is the Host, and the browser says so', async () => {
    for (const name of ['127.0.0.1', 'localhost']) {
      const host = `${name}:${api.port}`;
      const own = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
      expect((await call(own)).status).toBe(200);
      expect((await call({ host, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    }
  });

  test('that is foreign is refused, whatever else it looks like', async () => {
    const host = `127.0.0.1:${api.port}`;
    const own = `http://${host}`;
    const same = 'same-origin';
    const cases: [origin: string, site?: string][] = [
      ['https://evil.example', same],
      ['https://evil.example', 'cross-site'],
      ['null', same],
      ['', same],
      // The browser does not say that it is ours, or says the opposite.
      [own],
      [own, 'same-site'],
      [own, 'cross-site'],
      [own, 'none'],
      // Alike, and another origin: name, port, scheme, and how it is written.
      [`http://localhost:${api.port}`, same],
      [`http://[::1]:${api.port}`, same],
      [`http://127.0.0.1:${api.port + 1}`, same],
      ['http://127.0.0.1', same],
      [`https://${host}`, same],
      [`${own}/`, same],
      [`${own}.evil.example`, same],
      [own.toUpperCase(), same],
      [`${own}, https://evil.example`, same],
    ];
    for (const [origin, site] of cases) {
      const answer = await call({ host, origin, ...(site === undefined ? {} : { 'sec-fetch-site': site }) });
      expect([origin, site, Problem.parse(answer.json).code]).toEqual([origin, site, 'forbidden_origin']);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
  });

  test('that has given its own name this machine’s address is refused', async () => {
    const host = `evil.example:${api.port}`;
    const answer = await call({ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' });
    expect(Problem.parse(answer.json).code).toBe('forbidden_host');
  });

  test('may not ask beforehand whether it may', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
    const answer = await api.call({ method: 'OPTIONS', path: '/v1/messages/send', headers });
    expect(answer.status).toBe(403);
  });
});
