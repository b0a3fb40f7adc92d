import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { expect, test } from '@playwright/test';
import { createPracticeClient, type PracticeClient } from '../../../main/practice/practice-client.ts';
import { codeOf, createPracticeWorld, type PracticeWorld } from './practice-world.ts';

const account = '+4915100001';
const client = '+4917000001';
let world: PracticeWorld;
let people: PracticeClient;

test.beforeEach(async () => {
  world = await createPracticeWorld();
  people = world.people;
});
test.afterEach(() => world.close());

test('links the device whose code the phone scans', async () => {
  const waiting = await world.device();
  const code = await waiting.next('code');
  expect(String(code.full).split(',')).toHaveLength(5);
  await people.scan({ ref: `https://wa.me/settings/linked_devices#${code.full}`, phone: account, name: 'Dr. Law' });
  expect(await waiting.next('linked')).toEqual({ account: '4915100001' });
  const { body } = await waiting.get('snapshot');
  expect(body.linked).toEqual({ account: '4915100001', lid: null, name: 'Dr. Law' });
});

test('refuses a code that no page shows, a part of one, and one that was scanned already', async () => {
  const waiting = await world.device();
  const { full } = await waiting.next('code');
  expect(await codeOf(people.scan({ ref: '2@nobody,a,b,c,1', phone: account }))).toBe('404 unknown_ref');
  const fourParts = String(full).split(',').slice(0, 4).join(',');
  expect(await codeOf(people.scan({ ref: fourParts, phone: account }))).toBe('404 unknown_ref');
  await people.scan({ ref: String(full), phone: account });
  expect(await codeOf(people.scan({ ref: String(full), phone: account }))).toBe('404 unknown_ref');
});

test('replaces the code after a while, and waits to be asked once it has shown enough of them', async () => {
  await world.close();
  world = await createPracticeWorld({ faults: { qr_rotation_ms: 200 }, codesBeforeIdle: 2 });
  const waiting = await world.device();
  const first = await waiting.next('code');
  const second = await waiting.next('code');
  expect(second.full).not.toBe(first.full);
  await waiting.next('idle');
  await waiting.post('code', {});
  expect((await waiting.next('code')).full).not.toBe(second.full);
});

test('hands a client message to the linked device and keeps it on the client phone', async () => {
  const linked = await world.linkedDevice('4915100001');
  const { id, timestamp } = await people.writeAsClient({ account, client, text: 'Good day', name: 'Erika' });
  expect(id).toMatch(/^3A[0-9A-F]{18}$/);
  const common = { id, text: 'Good day', name: 'Erika', fromMe: false, t: timestamp };
  expect(await linked.next('message')).toMatchObject({ ...common, chat: '4917000001@c.us' });
  expect(await people.readClientPhone(account, client)).toMatchObject([
    { id, from_me: true, text: 'Good day', timestamp, status: 'delivered' },
  ]);
});

test('keeps what clients write while no device is linked', async () => {
  const { id } = await people.writeAsClient({ account: '4915100001', client: '4917000001', text: 'Are you there?' });
  const linked = await world.linkedDevice('4915100001');
  const { body } = await linked.get('snapshot');
  expect(body.chats).toMatchObject([{ chat: '4917000001@c.us', unread: 1, recent: [{ id, text: 'Are you there?' }] }]);
});

test('shows a sent message on the client phone and acknowledges it as delivered and read', async () => {
  const linked = await world.linkedDevice('4915100001');
  expect(await linked.send('4917000001', '3EB00011223344556677', 'Come at nine')).toMatchObject({
    t: expect.any(Number),
  });
  expect(await linked.next('ack')).toMatchObject({ id: '3EB00011223344556677', ack: 2 });
  expect(await linked.next('ack')).toMatchObject({ id: '3EB00011223344556677', ack: 3 });
  expect(await people.readClientPhone(account, client)).toMatchObject([
    { id: '3EB00011223344556677', from_me: false, text: 'Come at nine', status: 'read' },
  ]);
});

test('shows a message twice that was sent twice, even under the same id', async () => {
  const linked = await world.linkedDevice('4915100001');
  await linked.send('4917000001', '3EB00011223344556677', 'Once?');
  await linked.send('4917000001', '3EB00011223344556677', 'Once?');
  for (let acks = 0; acks < 4; acks += 1) await linked.next('ack');
  expect(await people.readClientPhone(account, client)).toHaveLength(2);
});

test('takes a repeated request of one attempt for what it is', async () => {
  const linked = await world.linkedDevice('4915100001');
  const attempt = randomUUID();
  const same = () => linked.send('4917000001', '3EB00011223344556677', 'Once', attempt);
  const [first, second] = await Promise.all([same(), same()]);
  expect([second, await same()]).toEqual([first, first]);
  const sent = (await people.ledger()).filter((entry) => entry.kind === 'message');
  expect(sent).toHaveLength(1);
});

test('keeps the accounts of two lawyers with the same client apart', async () => {
  const [first, second] = [await world.linkedDevice('4915100001'), await world.linkedDevice('4915100002')];
  await people.writeAsClient({ account: '4915100001', client, text: 'to the first' });
  await people.writeAsClient({ account: '4915100002', client, text: 'to the second' });
  expect(await first.next('message')).toMatchObject({ text: 'to the first' });
  expect(await second.next('message')).toMatchObject({ text: 'to the second' });
  expect(await people.readClientPhone('4915100001', client)).toMatchObject([{ text: 'to the first' }]);
  expect(await people.readClientPhone('4915100002', client)).toMatchObject([{ text: 'to the second' }]);
});

test('misses nothing between the snapshot and the stream', async () => {
  const linked = await world.linkedDevice('4915100001');
  const { body } = await linked.get('snapshot');
  await people.writeAsClient({ account, client, text: 'in between' });
  const later = await world.device({ id: linked.id, after: Number(body.cursor) });
  expect(await later.next('message')).toMatchObject({ text: 'in between' });
});

test('pages through hundreds of messages in both directions', async () => {
  const linked = await world.linkedDevice('4915100001');
  const texts = Array.from({ length: 300 }, (_, index) => `${index}`);
  await Promise.all(texts.map((text) => people.writeAsClient({ account, client, text })));
  const order = (await people.readClientPhone(account, client)).map(({ id }) => id);
  const page = async (direction: string, id: string, count: number) => {
    const query = { chat: '4917000001@c.us', naming: 'phone', direction, id, fromMe: 'false', count: `${count}` };
    const { body } = await linked.get('history', query);
    return (body.messages as { id: string }[]).map((message) => message.id);
  };
  const back: string[] = [order.at(-1) ?? ''];
  for (let batch = await page('before', back[0] ?? '', 40); batch.length > 0; ) {
    back.unshift(...batch);
    batch = await page('before', back[0] ?? '', 40);
  }
  expect(back).toEqual(order);
  expect(await page('after', order[0] ?? '', 3)).toEqual(order.slice(1, 4));
  expect(await page('before', order[2] ?? '', 9)).toEqual(order.slice(0, 2));
  expect(await page('before', '3EB0000000000000', 9)).toEqual([]);
});

test('unlinks every device when the phone says so', async () => {
  const linked = await world.linkedDevice('4915100001');
  await people.logout(account);
  expect(await linked.next('unlinked')).toEqual({ account: '4915100001', by: 'phone' });
  expect((await linked.post('outgoing', { items: [{}] })).status).toBe(401);
  expect(await codeOf(people.logout(account))).toBe('404 not_linked');
});

test('knows no chat with a number that is not on WhatsApp', async () => {
  const linked = await world.linkedDevice('4915100001');
  expect(await codeOf(people.writeAsClient({ account, client: '4917000000', text: 'x' }))).toBe('404 not_on_whatsapp');
  expect((await linked.post('exists', { user: '4917000000' })).body).toEqual({ found: null });
  expect((await linked.post('exists', { user: '4917000001' })).body).toEqual({
    found: { phone: '4917000001', lid: null },
  });
  expect(await linked.send('4917000000', '3EB00011223344556677', 'x')).toEqual({ error: 'unknown_chat' });
});

test('refuses bad input with the field at fault, and changes nothing', async () => {
  const bad: [path: string, body: string, status: number, code: string][] = [
    ['/control/scan', 'no json', 400, 'invalid_json'],
    ['/control/scan', '[]', 400, 'invalid_request'],
    ['/control/scan', '{"ref":5,"phone":"4915100001"}', 400, 'invalid_request'],
    ['/control/scan', '{"ref":"x","phone":"Dr. Law"}', 400, 'invalid_request'],
    ['/control/accounts/4915100001/clients/4917000001/messages', '{}', 400, 'invalid_request'],
    ['/control/accounts/4915100001/clients/4917000001/messages', '{"text":""}', 400, 'invalid_request'],
    ['/control/accounts/4915100001/clients/4917000001/messages', '{"text":"x","extra":1}', 400, 'invalid_request'],
    ['/control/accounts/nobody/clients/4917000001/messages', '{"text":"x"}', 400, 'invalid_request'],
    ['/control/accounts/4915100001/clients/4915100001/messages', '{"text":"x"}', 400, 'invalid_request'],
    ['/control/accounts/4915100001/clients/%zz/messages', '{"text":"x"}', 400, 'invalid_request'],
    ['/control/accounts/4915100001/clients/1/messages', '{"text":"x"}', 400, 'invalid_request'],
    [
      '/control/accounts/4915100001/clients/4917000001/messages',
      `{"text":"${'x'.repeat(65_537)}"}`,
      400,
      'invalid_request',
    ],
    ['/control/scan', `{"ref":"${'x'.repeat(1_100_000)}"}`, 413, 'too_large'],
    ['/control/nothing', '{}', 404, 'not_found'],
  ];
  for (const [path, body, status, code] of bad) {
    const headers = { 'content-type': 'application/json', 'x-practice-control': '1' };
    const answer = await fetch(world.server.url + path, { method: 'POST', headers, body });
    expect([path, answer.status, ((await answer.json()) as { error: string }).error]).toEqual([path, status, code]);
  }
  expect(await people.ledger()).toEqual([]);
});

test('lets neither web pages nor foreign hosts at the control routes', async () => {
  const control = { 'x-practice-control': '1' };
  const refusals: [headers: Record<string, string>, code: string][] = [
    [{}, 'control_header_missing'],
    [{ ...control, origin: world.server.url }, 'browser_refused'],
    [{ ...control, 'sec-fetch-site': 'same-origin' }, 'browser_refused'],
    [{ ...control, host: 'evil.example' }, 'foreign_host'],
    [{ ...control, host: '127.0.0.1.evil.example:80' }, 'foreign_host'],
  ];
  for (const [headers, code] of refusals) {
    const answer = await rawGet(`${world.server.url}/control/ledger`, headers);
    expect([answer.status, (JSON.parse(answer.body) as { error: string }).error]).toEqual([403, code]);
  }
});

test('says when the practice server does not answer', async () => {
  const nobody = createPracticeClient('http://127.0.0.1:9');
  expect(await codeOf(nobody.health())).toBe('0 practice_unreachable');
});

test('serves the page under a strict policy, and another one to unsupported browsers', async () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36';
  const page = await rawGet(`${world.server.url}/`, { 'user-agent': chrome });
  expect(page.body).toContain('Practice account');
  expect(page.body).toContain('/assets/main.js');
  const policy = page.headers['content-security-policy'] ?? '';
  expect(policy).toContain("'strict-dynamic'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  const nonce = /'nonce-([^']+)'/.exec(String(policy))?.[1];
  expect(page.body).toContain(`nonce="${nonce}"`);
  for (const agent of [`${chrome} Electron/42.0.0`, `${chrome} lexline/0.1.0`, chrome.replace('148', '84'), 'curl/8']) {
    const refused = await rawGet(`${world.server.url}/`, { 'user-agent': agent });
    expect(refused.body).toContain('WhatsApp works with Google Chrome 85+');
    expect(refused.body).not.toContain('main.js');
  }
});

/** fetch() sets `Host` and `Sec-Fetch-…` itself; this sends what it is told. */
function rawGet(url: string, headers: Record<string, string>) {
  return new Promise<{ status: number; body: string; headers: Record<string, string | string[] | undefined> }>(
    (resolve, reject) => {
      const call = request(url, { headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          body += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }));
      });
      call.on('error', reject);
      call.end();
    },
  );
}
