import { Webhook } from 'standardwebhooks';
import { startUnkindFront } from '../../support/unkind-front.ts';
import { expect, messageReceived, SECRET, test, told } from './opened-inbox.ts';

const MINUTE = 60_000;

test('a delivery with a right signature is written down, decided upon and shown', async ({ directory }) => {
  expect(await directory.deliver({ body: messageReceived('May I ask something?') })).toBe(200);
  expect(directory.decided()).toEqual(['answer-to-msg_20']);
  const { html } = await directory.page();
  expect(html).toContain('May I ask something?');
  expect(html).toContain('Maria Schneider');
});

test('a delivery signed with another secret is refused', async ({ directory }) => {
  const secret = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
  expect(await directory.deliver({ secret })).toBe(401);
  expect(directory.events()).toEqual([]);
  expect(directory.decided()).toEqual([]);
});

test('a body that was changed on the way is refused, even if it means the same', async ({ directory }) => {
  const body = messageReceived('Hello');
  const signed = new Date();
  const signature = new Webhook(SECRET).sign('evt_1', signed, body);
  const status = await directory.deliver({ body: `${body} `, at: signed, headers: { 'webhook-signature': signature } });
  expect(status).toBe(401);
  expect(directory.events()).toEqual([]);
});

test('a delivery under another id than the signed one is refused', async ({ directory }) => {
  expect(await directory.deliver({ headers: { 'webhook-id': 'evt_2' } })).toBe(401);
  expect(directory.events()).toEqual([]);
});

for (const [age, minutes] of [
  ['old', -6],
  ['early', 6],
] as const) {
  test(`a delivery whose timestamp is too ${age} is refused, although its signature is right`, async ({
    directory,
  }) => {
    expect(await directory.deliver({ at: new Date(Date.now() + minutes * MINUTE) })).toBe(401);
    expect(directory.events()).toEqual([]);
  });
}

for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) {
  test(`a delivery without ${name} is refused`, async ({ directory }) => {
    expect(await directory.deliver({ headers: { [name]: '' } })).toBe(400);
    expect(directory.events()).toEqual([]);
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
  expect(directory.events()).toEqual([]);
});

test('a body that is far too large is refused', async ({ directory }) => {
  expect(await directory.deliver({ body: messageReceived('x'.repeat(3_000_000)) })).toBe(413);
});

test('an event that is delivered again is acknowledged and counts once', async ({ directory }) => {
  const body = messageReceived('Only once, please');
  expect(await directory.deliver({ body })).toBe(200);
  expect(await directory.deliver({ body, at: new Date(Date.now() + 2_000) })).toBe(200);
  expect(directory.decided()).toHaveLength(1);
  const { html } = await directory.page();
  // In the chat, and not a second time; and in the answer, which repeats it here.
  expect(html.split('<p dir="auto">Only once, please')).toHaveLength(2);
  expect(html.split('evt_1')).toHaveLength(2);
});

test('an event that could not be written down is asked for again', async ({ directory }) => {
  directory.failNext();
  expect(await directory.deliver()).toBe(500);
  expect(directory.events()).toEqual([]);
  expect(await directory.deliver()).toBe(200);
  expect(directory.decided()).toHaveLength(1);
});

test('after a crash between the commit and the answer, the event that comes again counts once', async ({
  directory,
}) => {
  const front = await startUnkindFront(() => directory.port);
  front.mishaps.push('lose');
  await expect(directory.deliver({ url: front.url })).rejects.toThrow();
  await directory.restart();
  expect(directory.events()).toEqual(['evt_1']);
  expect(await directory.deliver({ url: front.url })).toBe(200);
  expect(directory.events()).toEqual(['evt_1']);
  expect(directory.decided()).toEqual(['answer-to-msg_5']);
  await front.stop();
});

test('the events of a batch are taken apart, each under its own id', async ({ directory }) => {
  const event = (id: string, text: string) => ({ id, ...told({ id: `msg_${id}`, text }) });
  const events = [event('evt_1', 'First'), event('evt_2', 'Second')];
  const body = JSON.stringify({ type: 'batch', timestamp: '2026-11-22T08:00:00.000Z', data: { events } });
  await directory.deliver({ id: 'evt_1', body: JSON.stringify(told({ id: 'msg_evt_1', text: 'First' })) });
  expect(await directory.deliver({ id: 'bat_1', body })).toBe(200);
  expect(directory.events()).toEqual(['evt_1', 'evt_2']);
  expect(directory.shown().chats[0]?.messages.filter(({ direction }) => direction === 'inbound')).toHaveLength(2);
});

test('of a batch with something in it that is no event nothing is taken', async ({ directory }) => {
  const events = [{ id: 'evt_1', ...told() }, { id: 'evt_2' }];
  const body = JSON.stringify({ type: 'batch', timestamp: '2026-11-22T08:00:00.000Z', data: { events } });
  expect(await directory.deliver({ id: 'bat_1', body })).toBe(400);
  expect(directory.events()).toEqual([]);
});

test('an event of a type that is not known yet is taken and remembered', async ({ directory }) => {
  const body = JSON.stringify({ type: 'client.waved', timestamp: '2026-11-22T08:00:00.000Z', data: { new: true } });
  expect(await directory.deliver({ body })).toBe(200);
  expect(directory.events()).toEqual(['evt_1']);
  expect((await directory.page()).html).toContain('client.waved');
});

test('what the lawyer writes is not answered', async ({ directory }) => {
  const body = JSON.stringify(told({ type: 'message.sent', direction: 'outbound', status: 'sent' }));
  expect(await directory.deliver({ body })).toBe(200);
  expect(directory.decided()).toEqual([]);
});
