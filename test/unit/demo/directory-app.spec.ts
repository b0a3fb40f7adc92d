import { Webhook } from 'standardwebhooks';
import { expect, messageReceived, SECRET, test } from './opened-directory.ts';

const MINUTE = 60_000;

test('a delivery with a right signature is acted upon and shown', async ({ directory }) => {
  expect(await directory.deliver({ body: messageReceived('May I ask something?') })).toBe(200);
  expect(directory.acted.map(({ id }) => id)).toEqual(['evt_1']);
  const { html } = await directory.page();
  expect(html).toContain('May I ask something?');
  expect(html).toContain('Maria Schneider');
});

test('a delivery signed with another secret is refused', async ({ directory }) => {
  const secret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
  expect(await directory.deliver({ secret })).toBe(401);
  expect(directory.inbox.events()).toEqual([]);
  expect(directory.acted).toEqual([]);
});

test('a body that was changed on the way is refused, even if it means the same', async ({ directory }) => {
  const body = messageReceived('Hello');
  const signed = new Date();
  const signature = new Webhook(SECRET).sign('evt_1', signed, body);
  const status = await directory.deliver({ body: `${body} `, at: signed, headers: { 'webhook-signature': signature } });
  expect(status).toBe(401);
  expect(directory.inbox.events()).toEqual([]);
});

test('a delivery under another id than the signed one is refused', async ({ directory }) => {
  expect(await directory.deliver({ headers: { 'webhook-id': 'evt_2' } })).toBe(401);
  expect(directory.inbox.events()).toEqual([]);
});

for (const [age, minutes] of [
  ['old', -6],
  ['early', 6],
] as const) {
  test(`a delivery whose timestamp is too ${age} is refused, although its signature is right`, async ({
    directory,
  }) => {
    expect(await directory.deliver({ at: new Date(Date.now() + minutes * MINUTE) })).toBe(401);
    expect(directory.inbox.events()).toEqual([]);
  });
}

for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
  test(`a delivery without ${name} is refused`, async ({ directory }) => {
    expect(await directory.deliver({ headers: { [name]: '' } })).toBe(400);
    expect(directory.inbox.events()).toEqual([]);
  });
}

test('a signature in a form of its own is refused and breaks nothing', async ({ directory }) => {
  for (const signature of ['v1', 'v1,', 'v2,abc', ',', 'v1,ü', 'abc']) {
    expect(await directory.deliver({ headers: { 'webhook-signature': signature } })).toBe(401);
  }
  expect(await directory.deliver()).toBe(200);
});

test('one right signature among several is enough, as during a change of secrets', async ({ directory }) => {
  const at = new Date();
  const body = messageReceived('Hello');
  const right = new Webhook(SECRET).sign('evt_1', at, body);
  expect(await directory.deliver({ at, body, headers: { 'webhook-signature': `v1,AAAA ${right}` } })).toBe(200);
});

test('a delivery that is not JSON, or no event, is refused after its signature was verified', async ({ directory }) => {
  expect(await directory.deliver({ body: 'no JSON' })).toBe(400);
  expect(await directory.deliver({ body: '{"type":1}' })).toBe(400);
  expect(await directory.deliver({ body: '' })).toBe(400);
  expect(await directory.deliver({ headers: { 'content-type': 'text/plain' } })).toBe(400);
  expect(directory.inbox.events()).toEqual([]);
});

test('a body that is far too large is refused', async ({ directory }) => {
  expect(await directory.deliver({ body: messageReceived('x'.repeat(100_000)) })).toBe(413);
});

test('an event that is delivered again is acknowledged, acted upon once and shown once', async ({ directory }) => {
  const body = messageReceived('Only once, please');
  expect(await directory.deliver({ body })).toBe(200);
  expect(await directory.deliver({ body, at: new Date(Date.now() + 2_000) })).toBe(200);
  expect(directory.acted).toHaveLength(1);
  const { html } = await directory.page();
  expect(html.split('Only once, please')).toHaveLength(2);
  expect(html.split('evt_1')).toHaveLength(2);
});

test('an event that could not be acted upon is asked for again', async ({ directory }) => {
  directory.failNext();
  expect(await directory.deliver()).toBe(500);
  expect(directory.inbox.events()).toEqual([]);
  expect(await directory.deliver()).toBe(200);
  expect(directory.acted).toHaveLength(1);
});

test('an event of a type that is not known yet is taken', async ({ directory }) => {
  const body = JSON.stringify({ type: 'message.pinned', timestamp: '2026-11-22T08:00:00.000Z', data: { new: true } });
  expect(await directory.deliver({ body })).toBe(200);
});

test('what a client writes is shown as text and never as HTML', async ({ directory }) => {
  const hostile = `<script>alert(1)</script><img src=x onerror='alert(2)'> & "quoted" \u202Eright to left`;
  await directory.deliver({ body: messageReceived(hostile, '<b onclick="alert(3)">Eve</b>'), id: 'evt_"><i>' });
  const { html } = await directory.page();
  for (const tag of ['<script', '<img', '<b ', '<i>']) expect(html).not.toContain(tag);
  expect(html).toContain(
    '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(2)&#39;&gt; &amp; &quot;',
  );
  expect(html).toContain('<bdi>&lt;b onclick=&quot;alert(3)&quot;&gt;Eve&lt;/b&gt;</bdi>');
});

test('the page allows no script and nothing from elsewhere', async ({ directory }) => {
  const { headers } = await directory.page();
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('script-src');
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
