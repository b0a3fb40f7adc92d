import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { IPC_CALLS, type IpcCall, type IpcInput, type IpcOutput } from '../../../main/contract/ipc.ts';
import { Phone } from '../../../main/contract/values.ts';
import { makeApiKey, parseApiKey } from '../../../main/domain/api-keys.ts';
import { createReference } from '../../../main/domain/show-reference.ts';
import { type AnswerCall, createCallAnswerer } from '../../../main/ipc/answer-calls.ts';
import { createCallAudit } from '../../../main/ipc/audit-calls.ts';
import { eventCalls } from '../../../main/ipc/calls/events.ts';
import { keyCalls } from '../../../main/ipc/calls/keys.ts';
import { referenceCalls } from '../../../main/ipc/calls/reference.ts';
import { webhookCalls } from '../../../main/ipc/calls/webhooks.ts';
import type { CallHandlers } from '../../../main/ipc/handlers-of.ts';
import { newWebhookSecret } from '../../../main/webhooks/sign.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeIdentity } from '../../support/fake-identity.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;
let clock: FakeClock;
let lawyer: Lawyer;
let identity: FakeIdentity;
let tested: string[];
let told: string[];
let shown: string[];
let changes: unknown[][];
let answer: AnswerCall;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  identity = new FakeIdentity();
  [tested, told, shown, changes] = [[], [], [], []];
  lawyer = await addLawyer(store.database, clock.now());
  const { database, wrap } = createCallAudit({ database: store.database, clock, identity });
  const reference = createReference({
    ...{ database: store.database, clock, log: new FakeLog(), mode: 'practice' },
    open({ key, closed }) {
      shown.push(key);
      return { focus: () => {}, close: closed };
    },
  });
  const handlers = wrap({
    ...keyCalls({ database, clock, mode: 'practice' }),
    ...eventCalls({ database }),
    ...referenceCalls({ database, reference }),
    ...webhookCalls({
      ...{ database, clock, newWebhookSecret, allowLoopback: true },
      async sendTest({ url }) {
        tested.push(url);
        return {
          ...{ at: new Date(clock.now()).toISOString(), latency_ms: 12, status_code: 204, error: null },
          ...{ request_headers: {}, response_headers: {}, response_start: '' },
        };
      },
      addressRefusal: async (url) =>
        url.includes('//10.') ? { message: 'is a private address', reason: 'address_not_public' } : null,
      webhookChanged: (id) => void told.push(id),
    }),
  } as CallHandlers);
  const changed = (...change: unknown[]) => void changes.push(change);
  answer = createCallAnswerer({ handlers, identity, changed, log: new FakeLog() });
});

test.afterEach(() => store.remove());

/** A call that must succeed, with an output as the contract says. */
async function call<Call extends IpcCall>(name: Call, input: IpcInput<Call>): Promise<IpcOutput<Call>> {
  const answered = await answer(name, input);
  expect(answered).toMatchObject({ ok: true });
  return IPC_CALLS[name].output.parse('value' in answered ? answered.value : undefined) as IpcOutput<Call>;
}

async function codeOf(name: IpcCall, input: unknown): Promise<string | undefined> {
  const answered = await answer(name, input);
  return 'code' in answered ? answered.code : undefined;
}

const stored = () => storeMessage(store.database, lawyer.id, { phone: Phone.parse('+4915112345678'), at: clock.now() });

const audited = (): [string, string, string | null, string[]][] =>
  store
    .rows<{ action: string; outcome: string; lawyer_id: string | null; subjects: string }>(
      'SELECT * FROM audit_log WHERE number > 0 ORDER BY number',
    )
    .map(({ action, outcome, lawyer_id, subjects }) => [action, outcome, lawyer_id, JSON.parse(subjects) as string[]]);

test('support staff make none of these calls, and nothing is done or written down', async () => {
  identity.become('support');
  const before = store.content();
  const names = Object.keys(IPC_CALLS).filter((name) => /^(keys|webhooks|deliveries|events|reference)\./.test(name));
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect([name, await codeOf(name as IpcCall, {})]).toEqual([name, 'insufficient_role']);
  expect(store.content()).toBe(before);
});

test('the window makes, rolls and ends a lawyer’s keys, shows each text once, and the log names the keys', async () => {
  const lawyer_id = lawyer.id;
  const made = await call('keys.create', { lawyer_id, name: 'Directory', scopes: ['events:read'] });
  expect(made.api_key).toMatch(/^lx_test_/);
  await clock.advance(1);
  const next = await call('keys.rotate', { lawyer_id, id: made.id, overlap_seconds: 60 });
  const shown = await call('keys.list', { lawyer_id });
  expect(shown.data.map(({ id }) => id)).toEqual([next.id, made.id]);
  expect(shown.data[1]).toMatchObject({
    replaced_by: next.id,
    expires_at: new Date(clock.now() + 60_000).toISOString(),
  });
  expect(JSON.stringify(shown)).not.toContain(made.api_key.slice(-40));
  await call('keys.revoke', { lawyer_id, id: next.id });
  expect(await codeOf('keys.rotate', { lawyer_id, id: next.id })).toBe('key_not_active');
  expect(await codeOf('keys.create', { lawyer_id, name: ' ' })).toBe('invalid_request');
  const past = new Date(clock.now() - 1).toISOString();
  expect(await codeOf('keys.create', { lawyer_id, name: 'x', expires_at: past })).toBe('invalid_request');
  expect(audited().map(([action, outcome, of, subjects]) => [action, outcome, of, subjects.sort()])).toEqual([
    ['keys.create', 'done', lawyer_id, [lawyer_id, made.id].sort()],
    ['keys.rotate', 'done', lawyer_id, [lawyer_id, made.id, next.id].sort()],
    ['keys.revoke', 'done', lawyer_id, [lawyer_id, next.id].sort()],
    ['keys.rotate', 'key_not_active', lawyer_id, [lawyer_id, next.id].sort()],
    ['keys.create', 'invalid_request', lawyer_id, [lawyer_id]],
  ]);
  expect(changes).toEqual(Array(3).fill(['keys', lawyer_id]));
  const secrets = [made, next].map(({ api_key }) => api_key.slice(-40));
  for (const secret of secrets) expect(JSON.stringify(store.rows('SELECT * FROM audit_log'))).not.toContain(secret);
});

test('a key of another lawyer, or of an administrator, is not there for the window of this one', async () => {
  const other = await addLawyer(store.database, clock.now());
  const theirs = await call('keys.create', { lawyer_id: other.id, name: 'x' });
  const { key: admin } = makeApiKey('practice', { role: 'admin' }, { name: 'x', at: clock.now() });
  await store.database.write((stores) => stores.apiKeys.insert(admin));
  for (const id of [theirs.id, admin.id]) {
    expect(await codeOf('keys.rotate', { lawyer_id: lawyer.id, id })).toBe('key_not_found');
    expect(await codeOf('keys.revoke', { lawyer_id: lawyer.id, id })).toBe('key_not_found');
  }
  expect((await call('keys.list', { lawyer_id: lawyer.id })).data).toEqual([]);
  expect(store.rows('SELECT id FROM api_keys WHERE revoked IS NOT NULL OR replaced_by IS NOT NULL')).toEqual([]);
});

test('a webhook is made, changed, paused, resumed, recovered, tested and removed, and what delivers is told', async () => {
  const lawyer_id = lawyer.id;
  const given = { lawyer_id, url: 'https://directory.example/in', events: ['message.*' as const] };
  const refused = await answer('webhooks.create', { ...given, url: 'https://10.0.0.1/' });
  expect(refused).toMatchObject({
    code: 'webhook_url_not_allowed',
    errors: [{ field: 'url', reason: 'address_not_public' }],
  });
  const { secret, id } = await call('webhooks.create', given);
  const one = { lawyer_id, id };
  await stored();
  expect((await call('webhooks.list', { lawyer_id })).data).toMatchObject([{ id, state: 'active', waiting: 1 }]);
  expect(await codeOf('webhooks.change', { ...one, url: 'https://10.0.0.1/' })).toBe('webhook_url_not_allowed');
  expect(await call('webhooks.change', { ...one, payload: 'thin' })).toMatchObject({ payload: 'thin', url: given.url });
  expect(await call('webhooks.pause', one)).toMatchObject({ state: 'paused' });
  expect(await call('webhooks.resume', one)).toMatchObject({ is_active: true });
  await call('webhooks.recover', { ...one, since: new Date(clock.now() - 60_000).toISOString() });
  const rotated = await call('webhooks.rotateSecret', { ...one, overlap_hours: 1 });
  expect(rotated.secret).not.toBe(secret);
  expect(rotated.old_secret_until).toBe(new Date(clock.now() + 3_600_000).toISOString());
  expect(await call('webhooks.test', one)).toMatchObject({ status_code: 204 });
  expect(tested).toEqual([given.url]);
  await call('webhooks.remove', one);
  expect(await codeOf('webhooks.get', one)).toBe('webhook_not_found');
  expect(told).toEqual(Array(5).fill(id));
  expect(audited().map(([action, outcome]) => `${action} ${outcome}`)).toEqual([
    'webhooks.create webhook_url_not_allowed',
    'webhooks.create done',
    'webhooks.change webhook_url_not_allowed',
    'webhooks.change done',
    'webhooks.pause done',
    'webhooks.resume done',
    'webhooks.recover begun',
    'webhooks.recover done',
    'webhooks.rotateSecret done',
    'webhooks.test begun',
    'webhooks.test done',
    'webhooks.remove begun',
    'webhooks.remove done',
  ]);
  for (const shown of [secret, rotated.secret]) {
    expect(JSON.stringify(store.rows('SELECT * FROM audit_log'))).not.toContain(shown);
  }
});

test('deliveries and events are listed by what they are, and a client’s message in one is an opening', async () => {
  const lawyer_id = lawyer.id;
  const { id: webhook_id } = await call('webhooks.create', { lawyer_id, url: 'https://d.example/', events: ['*'] });
  const { conversationId } = await stored();
  const deliveries = await call('deliveries.list', { lawyer_id, webhook_id });
  const events = await call('events.list', { lawyer_id });
  expect(deliveries.data.map(({ event_id }) => event_id)).toEqual(events.data.map(({ id }) => id));
  expect(events.data[0]?.cursor).toBeGreaterThan(events.data.at(-1)?.cursor ?? 0);
  const received = await call('events.list', { lawyer_id, types: ['message.received'] });
  const event_id = received.data[0]?.id;
  if (!event_id) throw new Error('it was received');
  expect(received.data).toHaveLength(1);
  const older = await call('events.list', { lawyer_id, before: events.data[0]?.cursor });
  expect(older.data).toEqual(events.data.slice(1));
  expect((await call('deliveries.list', { lawyer_id, webhook_id, status: 'failed' })).data).toEqual([]);
  expect(audited().map(([action]) => action)).toEqual(['webhooks.create']);

  const { event, deliveries: shown } = await call('events.get', { lawyer_id, id: event_id });
  expect(event.data.message?.conversation_id).toBe(conversationId);
  expect(shown).toEqual([{ webhook_id, url: 'https://d.example/', status: 'pending' }]);
  await clock.advance(600_000);
  expect(await call('deliveries.get', { lawyer_id, webhook_id, event_id })).toMatchObject({ attempts_made: [] });
  await call('deliveries.redeliver', { lawyer_id, webhook_id, event_id });
  expect(
    audited()
      .slice(1)
      .map(([action, outcome]) => `${action} ${outcome}`),
  ).toEqual(['events.get done', 'deliveries.get done', 'deliveries.redeliver done']);
  expect(audited()[1]?.[3]).toContain(conversationId);
  expect(told).toEqual([webhook_id]);

  const other = await addLawyer(store.database, clock.now());
  for (const [name, input, code] of [
    ['webhooks.get', { id: webhook_id }, 'webhook_not_found'],
    ['webhooks.change', { id: webhook_id, payload: 'thin' }, 'webhook_not_found'],
    ['webhooks.pause', { id: webhook_id }, 'webhook_not_found'],
    ['webhooks.resume', { id: webhook_id }, 'webhook_not_found'],
    ['webhooks.recover', { id: webhook_id, since: new Date(clock.now()).toISOString() }, 'webhook_not_found'],
    ['webhooks.rotateSecret', { id: webhook_id }, 'webhook_not_found'],
    ['webhooks.test', { id: webhook_id }, 'webhook_not_found'],
    ['webhooks.remove', { id: webhook_id }, 'webhook_not_found'],
    ['deliveries.list', { webhook_id }, 'webhook_not_found'],
    ['deliveries.get', { webhook_id, event_id }, 'webhook_not_found'],
    ['deliveries.redeliver', { webhook_id, event_id }, 'webhook_not_found'],
    ['events.get', { id: event_id }, 'event_not_found'],
  ] as const) {
    expect([name, await codeOf(name, { lawyer_id: other.id, ...input })]).toEqual([name, code]);
  }
  expect((await call('events.list', { lawyer_id: other.id })).data).toEqual([]);
  expect((await call('webhooks.list', { lawyer_id: other.id })).data).toEqual([]);
});

test('that the reference was shown is written down with the key that was made for it', async () => {
  await call('reference.show', { lawyer_id: lawyer.id });
  const id = parseApiKey(shown[0] ?? '')?.id ?? '';
  expect(audited()).toEqual([['reference.show', 'done', lawyer.id, [id, lawyer.id]]]);
  expect((await call('keys.list', { lawyer_id: lawyer.id })).data).toMatchObject([{ id, name: 'API reference' }]);
});
