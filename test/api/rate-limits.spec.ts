import { expect, test } from '@playwright/test';
import { Problem } from '../../main/contract/problems.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

const LIMITS = { requestsPerMinute: 3, publicRequestsPerMinute: 2, linkRequestsPerMinute: 2, wrongKeys: 2 };

let api: TestApi;
let lawyer: TestLawyer;
let mine: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi({ limits: LIMITS });
  lawyer = await api.addLawyer();
  mine = createRouteCaller(api, lawyer);
});

test.afterEach(() => api.stop());

test('a key that asks too often is told when it may again, and holds up no other', async () => {
  const left: unknown[] = [];
  for (let i = 0; i < 3; i++) {
    const { status, headers } = await mine.answerOf('listConversations');
    left.push([status, headers['ratelimit-limit'], headers['ratelimit-remaining'], headers['ratelimit-policy']]);
  }
  expect(left).toEqual([2, 1, 0].map((remaining) => [200, '3', String(remaining), '3;w=60']));
  const refused = await mine.answerOf('sendMessage', { body: { to: '+4915112345678', text: 'x' } });
  expect([refused.status, refused.json]).toMatchObject([429, { code: 'rate_limited' }]);
  const wait = Number(refused.headers['retry-after']);
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(refused.headers['ratelimit-reset']).toBe(String(wait));
  expect(api.store.rows('SELECT 1 FROM messages')).toEqual([]);
  const other = await api.addLawyer();
  expect((await mine.answerOf('listConversations', { key: other.key })).status).toBe(200);
});

test('what needs no key is limited by address', async () => {
  for (let i = 0; i < 2; i++) expect((await mine.answerOf('getHealth')).status).toBe(200);
  const forwarded = { 'x-forwarded-for': '203.0.113.9', forwarded: 'for=203.0.113.9' };
  await mine.refusal('getHealth', 'rate_limited', { headers: forwarded });
  expect((await mine.answerOf('listConversations')).status).toBe(200);
});

test('wrong keys are looked at no more after too many of them, while the right one opens', async () => {
  const wrong = { key: 'lx_test_guess' };
  for (let i = 0; i < 2; i++) await mine.refusal('listConversations', 'unauthorized', wrong);
  await mine.refusal('listConversations', 'too_many_failures', wrong);
  const refused = await mine.answerOf('listConversations', { ...wrong, headers: { 'x-forwarded-for': '203.0.113.9' } });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(600);
  expect((await mine.answerOf('listConversations')).status).toBe(200);
});

test('a key that has ended is told so however often it asks, as often as an address may, and locks nobody out', async () => {
  const { id, api_key: key } = await mine.use('createKey', { body: { name: 'The old one' } });
  expect((await mine.answerOf('revokeKey', { id })).status).toBe(204);
  for (let i = 0; i < 2; i++) await mine.refusal('listConversations', 'api_key_revoked', { key });
  await mine.refusal('listConversations', 'rate_limited', { key });
  await mine.refusal('listConversations', 'unauthorized', { key: 'lx_test_guess' });
});

for (const way of ['call', 'callFromOutside'] as const) {
  test(`a link to a file is limited by itself, whatever else is asked without a key (${way})`, async () => {
    const { id } = await mine.use('uploadAttachment', { query: '?file_name=a.txt', body: Buffer.from('hello') });
    const link = async () => new URL((await mine.use('createFileLink', { id })).url).pathname;
    const one = await link();
    await api.clock.advance(1);
    const other = await link();
    const codeOf = async (path: string) => {
      const { status, json } = await api[way]({ path });
      return status === 200 ? 'done' : Problem.parse(json).code;
    };
    // What was not sealed here is nobody's link.
    expect(await codeOf('/v1/files/nothing')).toBe('file_link_invalid');
    expect(await codeOf(`${one}x`)).toBe('file_link_invalid');
    for (const path of ['/v1/health', '/v1/files/nothing', `${one}x`]) expect(await codeOf(path)).toBe('rate_limited');

    expect([await codeOf(one), await codeOf(one), await codeOf(one)]).toEqual(['done', 'done', 'rate_limited']);
    expect(await codeOf(other)).toBe('done');
    await api.clock.advance(3_600_000);
    expect([await codeOf(other), await codeOf(other)]).toEqual(['file_link_expired', 'rate_limited']);
  });
}
