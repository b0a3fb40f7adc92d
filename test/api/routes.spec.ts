import { connect, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { MessageId } from '../../main/contract/ids.ts';
import { Problem } from '../../main/contract/problems.ts';
import { ROUTES, type RouteOutput } from '../../main/contract/routes.ts';
import { Phone } from '../../main/contract/values.ts';
import { findOrCreateConversation } from '../../main/domain/find-or-create-conversation.ts';
import { newId } from '../../main/domain/new-id.ts';
import { sessionIn } from '../support/fake-sessions.ts';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';

let api: TestApi;
let lawyer: TestLawyer;
let use: RouteCaller['use'];
let answerOf: RouteCaller['answerOf'];

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  ({ use, answerOf } = createRouteCaller(api, lawyer));
});

test.afterEach(() => api.stop());

/** A client's message, as it is when it has been received. */
async function receive(text: string, { phone = CLIENT, seconds = 0, owner = lawyer } = {}): Promise<void> {
  const at = api.clock.now() + seconds * 1000;
  await storeMessage(api.store.database, owner.lawyer.id, { phone: Phone.parse(phone), text, at });
}

test('health needs no key and says the mode', async () => {
  const health = await use('getHealth', { key: undefined });
  expect(health).toMatchObject({ status: 'ok', mode: 'practice', warnings: [] });
});

test('an admin creates a lawyer, whose key works at once and whose view is opened', async () => {
  await api.clock.advance(1);
  const body = { name: ' Ada Lovelace ', email: 'ada@example.org', phone_number: '+4930111111' };
  const answer = await answerOf('createLawyer', { body });
  const made = ROUTES.createLawyer.output.parse(answer.json);
  expect(made).toMatchObject({ name: 'Ada Lovelace', email: 'ada@example.org', is_active: true });
  expect(answer.headers.location).toBe(`/v1/lawyers/${made.id}`);
  expect(api.opened).toEqual([made.id]);
  expect(await use('getLawyer', { id: made.id, key: made.api_key })).toEqual({ ...made, api_key: undefined });
  expect(await use('getOwnLawyer', { key: made.api_key })).toEqual({ ...made, api_key: undefined });
  expect(await use('getLawyer', { id: made.id, key: api.adminKey })).toMatchObject({ id: made.id });
  const { data } = await use('listLawyers');
  expect(data.map(({ id }) => id)).toEqual([lawyer.lawyer.id, made.id]);
  expect(api.store.content()).not.toContain(made.api_key.split('_')[3]);
});

test('a key works as X-API-Key, too', async () => {
  await use('listConversations', { key: undefined, headers: { 'x-api-key': lawyer.key } });
});

test('a session shows its code to its lawyer', async () => {
  const shown = sessionIn('qr', { qr: '2@abc', steps: ['scan_qr', 'use_pairing_code'] });
  api.sessions.states.set(lawyer.lawyer.id, shown);
  expect(await use('getSession')).toEqual({ ...shown, memory_bytes: null });
});

test('a message is accepted, durable and told to the outbox before the answer', async () => {
  const answer = await answerOf('sendMessage', { body: { to: CLIENT, text: ' Grüße 👩‍⚖️\n' } });
  const { id, status } = ROUTES.sendMessage.output.parse(answer.json);
  expect([answer.status, status, answer.headers.location]).toEqual([202, 'queued', `/v1/messages/${id}`]);
  expect(api.woken).toEqual([lawyer.lawyer.id]);
  const message = await use('getMessage', { id });
  expect(message).toMatchObject({ text: ' Grüße 👩‍⚖️\n', status: 'queued', direction: 'outbound', phone: CLIENT });
  expect(api.store.rows('SELECT message_id FROM outbox')).toEqual([{ message_id: id }]);
  const conversation = await use('getConversation');
  expect(conversation.messages.map((one) => one.id)).toEqual([id]);
  expect(conversation).toMatchObject({ message_count: 1, unread_count: 0, title: CLIENT, phone: CLIENT });
});

test('what a sender calls a message is given back with it, and to the webhooks', async () => {
  await use('createWebhook', { body: { url: 'http://127.0.0.1:9/', events: ['message.cancelled'] } });
  const { id } = await use('sendMessage', { body: { to: CLIENT, text: 'Hello', client_reference: 'order 4711' } });
  expect((await use('getMessage', { id })).client_reference).toBe('order 4711');
  await use('cancelMessage', { id });
  const [told] = api.store.rows<{ payload: string }>('SELECT payload FROM webhook_payloads');
  expect(JSON.parse(told?.payload ?? '{}').data.message.client_reference).toBe('order 4711');
  const other = await use('sendMessage', { body: { to: CLIENT, text: 'Hello' } });
  expect((await use('getMessage', { id: other.id })).client_reference).toBeNull();
});

test('the longest text is taken whole', async () => {
  const text = '\u0001'.repeat(65_536);
  const { id } = await use('sendMessage', { body: { to: CLIENT, text } });
  expect((await use('getMessage', { id })).text).toBe(text);
});

test('a body with __proto__ in it is refused, or at least changes nothing but its message', async () => {
  const body = `{"to":"${CLIENT}","text":"a","__proto__":{"admin":true}}`;
  const answer = await answerOf('sendMessage', { body, headers: { 'content-type': 'application/json' } });
  expect([202, 400]).toContain(answer.status);
  expect(({} as { admin?: boolean }).admin).toBeUndefined();
});

test('a phone in the path may be percent-encoded or not', async () => {
  await receive('Hello');
  const plain = await use('getConversation', { conversation: CLIENT });
  expect(await use('getConversation', { conversation: CLIENT.replace('+', '%2B') })).toEqual(plain);
  expect(plain).toMatchObject({ unread_count: 1, last_message: { preview: 'Hello', direction: 'inbound' } });
});

test('a webhook’s secret is shown once, and the webhook is gone when it is deleted', async () => {
  const body = { url: 'http://127.0.0.1:9/hook', events: ['message.*', 'message.*', 'session.qr'] };
  const { secret, ...webhook } = await use('createWebhook', { body });
  expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
  expect(webhook.events).toEqual(['message.*', 'session.qr']);
  const list = await use('listWebhooks');
  expect(list.data).toEqual([webhook]);
  expect(JSON.stringify(list)).not.toContain(secret);
  await receive('Hello');
  expect(api.store.rows('SELECT id FROM webhook_queue')).toHaveLength(1);
  const gone = await answerOf('deleteWebhook', { id: webhook.id });
  expect([gone.status, gone.text]).toEqual([204, '']);
  expect((await use('listWebhooks')).data).toEqual([]);
  expect(api.store.rows('SELECT id FROM webhook_queue')).toEqual([]);
  expect((await answerOf('deleteWebhook', { id: webhook.id })).status).toBe(404);
});

test.describe('two lawyers with the same client', () => {
  let other: TestLawyer;
  test.beforeEach(async () => {
    other = await api.addLawyer();
  });

  test('see their own messages only', async () => {
    await receive('for the first');
    await receive('for the second', { owner: other });
    const mine = await use('sendMessage', { body: { to: CLIENT, text: 'from the first' } });
    const theirs = await use('sendMessage', { key: other.key, body: { to: CLIENT, text: 'from the second' } });
    for (const [key, own, foreign, words] of [
      [lawyer.key, mine.id, theirs.id, ['for the first', 'from the first']],
      [other.key, theirs.id, mine.id, ['for the second', 'from the second']],
    ] as const) {
      const { data } = await use('listConversations', { key });
      expect(data).toHaveLength(1);
      const { messages } = await use('getConversation', { key });
      expect(messages.map(({ text }) => text)).toEqual(words);
      await use('getMessage', { key, id: own });
      expect(Problem.parse((await answerOf('getMessage', { key, id: foreign })).json).code).toBe('message_not_found');
    }
  });

  test('do not see each other’s conversations, webhooks, sessions and deliveries', async () => {
    await receive('for the first');
    const body = { url: 'http://127.0.0.1:9/', events: ['*'] };
    const mine = await use('createWebhook', { body });
    await receive('and for the second', { owner: other });
    expect(api.store.rows('SELECT id FROM webhook_queue')).toEqual([]);
    expect((await use('listWebhooks', { key: other.key })).data).toEqual([]);
    expect((await answerOf('deleteWebhook', { key: other.key, id: mine.id })).status).toBe(404);
    expect((await use('listWebhooks')).data).toHaveLength(1);
    for (const name of ['getLawyer', 'getSession'] as const) {
      expect((await answerOf(name, { key: other.key, id: lawyer.lawyer.id })).status).toBe(404);
    }
    await receive('only the first has this client', { phone: '+4917000001' });
    expect((await answerOf('getConversation', { key: other.key, conversation: '+4917000001' })).status).toBe(404);
  });
});

test.describe('an Idempotency-Key', () => {
  const body = { to: CLIENT, text: 'once' };
  const headers = { 'idempotency-key': 'k-1' };
  const count = () => api.store.rows('SELECT id FROM messages').length;

  test('replays the first answer word for word', async () => {
    const first = await answerOf('sendMessage', { body, headers });
    const second = await answerOf('sendMessage', { body, headers });
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect([second.status, second.text, second.headers.location]).toEqual([202, first.text, first.headers.location]);
    expect(count()).toBe(1);
    expect(api.woken).toHaveLength(1);
  });

  test('with another body or route is refused', async () => {
    await answerOf('sendMessage', { body, headers });
    const before = api.store.content();
    const text = await answerOf('sendMessage', { body: { ...body, text: 'twice' }, headers });
    const hook = { url: 'http://127.0.0.1:9/', events: ['*'] };
    const route = await answerOf('createWebhook', { body: hook, headers });
    for (const answer of [text, route]) {
      expect([answer.status, Problem.parse(answer.json).code]).toEqual([422, 'idempotency_key_reused']);
    }
    expect(Problem.parse(text.json).detail).toContain('used with another body');
    expect(Problem.parse(route.json).detail).toContain('used with another method or path');
    expect(api.store.content()).toBe(before);
  });

  test('keeps no failure: the corrected request under the same key is done', async () => {
    expect((await answerOf('sendMessage', { body: { ...body, text: '' }, headers })).status).toBe(400);
    expect((await answerOf('sendMessage', { body, headers })).status).toBe(202);
    const lawyers = { name: 'A', email: lawyer.lawyer.email, phone_number: '+4930123123' };
    expect((await answerOf('createLawyer', { body: lawyers, headers })).status).toBe(409);
    const corrected = await answerOf('createLawyer', { body: { ...lawyers, email: 'new@example.org' }, headers });
    expect(corrected.status).toBe(201);
  });

  test('makes one message of many requests at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => answerOf('sendMessage', { body, headers })));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter((answer) => answer.headers['idempotent-replayed'] === 'true')).toHaveLength(11);
    expect(count()).toBe(1);
  });

  test('makes one message on the practice phone of many requests at the same time', async () => {
    const written = { body: { text: 'once' }, headers };
    const release = api.phones.hold();
    const asked = Promise.all(Array.from({ length: 6 }, () => answerOf('practiceWrite', written)));
    // Answered after those: by then the six are in the server, and the first of them waits for the phone.
    for (let i = 0; i < 10; i++) await use('getHealth');
    release();
    const answers = await asked;
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(api.phones.written).toHaveLength(1);
  });

  test('survives a restart of the server', async () => {
    const first = await answerOf('sendMessage', { body, headers });
    await api.restart();
    const second = await answerOf('sendMessage', { body, headers });
    expect([second.text, second.headers['idempotent-replayed']]).toEqual([first.text, 'true']);
    expect(count()).toBe(1);
  });

  test('is the own lawyer’s, and no other’s', async () => {
    const other = await api.addLawyer();
    const first = await use('sendMessage', { body, headers });
    const second = await use('sendMessage', { body, headers, key: other.key });
    expect(second.id).not.toBe(first.id);
    expect(count()).toBe(2);
  });

  test('keeps no secret that could be read in the table', async () => {
    const { secret } = await use('createWebhook', { body: { url: 'http://127.0.0.1:9/', events: ['*'] }, headers });
    const person = { name: 'A', email: 'a@example.org', phone_number: '+4930123123' };
    const made = await use('createLawyer', { body: person, headers });
    const kept = api.store.rows<Record<string, string | number | Buffer>>('SELECT * FROM kept_answers');
    expect(kept).toHaveLength(2);
    for (const row of kept) {
      const bytes = Buffer.concat(
        Object.values(row).map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))),
      ).toString('latin1');
      for (const word of [secret.slice(6), made.api_key, made.api_key.split('_')[3] ?? '', 'k-1', 'a@example.org']) {
        expect(bytes).not.toContain(word);
      }
    }
    const again = await answerOf('createLawyer', { body: person, headers });
    expect((again.json as { api_key: string }).api_key).toBe(made.api_key);
  });

  test('is of no account where nothing is made', async () => {
    for (let time = 0; time < 2; time++) await use('listConversations', { headers });
    expect(api.store.rows('SELECT * FROM kept_answers')).toEqual([]);
  });
});

test.describe('pages', () => {
  test('of messages stay whole while new ones come in', async () => {
    for (let i = 0; i < 25; i++) await receive(`m${i}`, { seconds: Math.floor(i / 3) });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query = `?limit=4${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page: RouteOutput<'getConversation'> = await use('getConversation', { query });
      seen.unshift(...page.messages.map(({ text }) => text));
      cursor = page.next_cursor;
      await receive(`new ${seen.length}`, { seconds: 100 });
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `m${i}`));
  });

  test('of conversations, webhooks and lawyers name each once while new ones are added', async () => {
    const phones = Array.from({ length: 9 }, (_, i) => `+491700000${i}`);
    for (const phone of phones) {
      await receive('x', { phone });
      await use('createWebhook', { body: { url: 'http://127.0.0.1:9/', events: ['*'] } });
      await api.addLawyer();
      await api.clock.advance(1000);
    }
    const hooks = (await use('listWebhooks')).data.map(({ id }) => id);
    const people = (await use('listLawyers')).data.map(({ id }) => id);
    let inserted = 0;
    const walk = async (name: 'listConversations' | 'listWebhooks' | 'listLawyers'): Promise<unknown[]> => {
      const seen: unknown[] = [];
      let cursor: string | null = null;
      do {
        const query: string = `?limit=2${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
        const page: RouteOutput<typeof name> = await use(name, { query });
        seen.push(...page.data.map((one) => ('phone' in one ? one.phone : one.id)));
        cursor = page.next_cursor;
        inserted += 1;
        if (name === 'listConversations') await receive('y', { phone: `+4916000000${inserted}`, seconds: 1000 });
      } while (cursor !== null);
      return seen;
    };
    expect(await walk('listConversations')).toEqual([...phones].reverse());
    expect(await walk('listWebhooks')).toEqual(hooks);
    expect(await walk('listLawyers')).toEqual(people);
  });
});

test('a client that never sends its body holds up nobody', async () => {
  const slow: Socket[] = [];
  for (let i = 0; i < 30; i++) {
    const socket = connect(api.port, '127.0.0.1');
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.on('error', () => {});
    socket.write(
      `POST /v1/messages/send HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\nAuthorization: Bearer ${lawyer.key}\r\n` +
        'Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{"to":',
    );
    slow.push(socket);
  }
  await use('getHealth');
  await use('sendMessage', { body: { to: CLIENT, text: 'past them' } });
  expect(api.store.rows('SELECT id FROM messages')).toHaveLength(1);
  for (const socket of slow) socket.destroy();
});

test('oversized addresses and headers, and what is not HTTP, do not harm the server', async () => {
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(api.port, '127.0.0.1', () => socket.write(text));
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk.toString();
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(answer));
    });
  const host = `Host: 127.0.0.1:${api.port}\r\nConnection: close\r\n`;
  const large = 'x'.repeat(100_000);
  expect(await raw(`GET /${large} HTTP/1.1\r\n${host}\r\n`)).toMatch(/^HTTP\/1.1 4(14|31)/);
  expect(await raw(`GET /v1/health HTTP/1.1\r\n${host}X: ${large}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431/);
  expect(await raw('GET /v1/health HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 40[03]/);
  expect(await raw('GET /v1/health HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 403/);
  expect(await raw('\x16\x03\x01\x02\x00\r\n\r\n')).toMatch(/^HTTP\/1.1 400/);
  expect(await raw(`GET /v1/health HTTP/1.1\r\n${host}\r\n`)).toMatch(/^HTTP\/1.1 200/);
});

test('answers forbid caching and sniffing, and carry a request id', async () => {
  const { headers } = await answerOf('getHealth', {});
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['x-powered-by']).toBeUndefined();
  expect(headers['access-control-allow-origin']).toBeUndefined();
  expect(headers['request-id']).toMatch(/^req_/);
});

test('an error of our own says nothing about itself, and its message is not logged', async () => {
  api.sessions.get = () => {
    throw new Error('secret detail');
  };
  const answer = await answerOf('getSession', { id: lawyer.lawyer.id });
  expect([answer.status, Problem.parse(answer.json).code]).toEqual([500, 'internal_error']);
  expect(answer.text + JSON.stringify(api.log.lines)).not.toContain('secret detail');
  expect(api.log.errors()).toHaveLength(1);
});

test('a conversation made by an unread message lists its client', async () => {
  await api.store.database.write((stores) =>
    findOrCreateConversation(
      stores,
      lawyer.lawyer.id,
      { phone: null, lid: '99887766', name: 'Only a lid', source: 'whatsapp' },
      api.clock.now(),
    ),
  );
  const { data } = await use('listConversations');
  expect(data[0]).toMatchObject({ phone: null, title: 'Only a lid', last_message: null, message_count: 0 });
});

test('ids and phones of the contract are told apart', () => {
  expect(MessageId.safeParse(newId('whk')).success).toBe(false);
  expect(Phone.safeParse('+4915112345678\n').success).toBe(false);
});
