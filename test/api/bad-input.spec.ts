import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@playwright/test';
import { LawyerId } from '../../main/contract/ids.ts';
import { PROBLEMS, Problem } from '../../main/contract/problems.ts';
import type { Route } from '../../main/contract/route.ts';
import { problemsOf } from '../../main/contract/route-problems.ts';
import { ROUTES, type RouteName } from '../../main/contract/routes.ts';
import { CLIENT } from '../support/route-caller.ts';
import { startTestApi } from '../support/start-test-api.ts';
import { GOOD_BODY } from './bad-input/bodies.ts';
import { casesOf } from './bad-input/cases.ts';
import { goodRequest, openWorld, type World } from './bad-input/world.ts';

let world: World;

/** What a validator says by itself, and what is said when nothing better is known. */
const RAW = /^(Invalid|Too (big|small)|Expected|Required|Unrecognized|is not in the right form)|undefined|NaN/;

test.beforeEach(async () => {
  world = await openWorld();
});

test.afterEach(() => world.api.stop());

/** Everything that a call could have changed. */
function everything({ api }: World): string {
  const { phones, sessions } = api;
  const acts = [phones.written, phones.acted, phones.linked, phones.unlinked, sessions.asked, sessions.told];
  return JSON.stringify([api.store.content(), [...api.files.stored.keys()], api.woken, api.opened, acts]);
}

test('every route with a body is walked with one', () => {
  const withBody = Object.entries(ROUTES as Record<string, Route>).filter(([, { body }]) => body);
  expect(withBody.map(([name]) => name).sort()).toEqual(Object.keys(GOOD_BODY).sort());
});

for (const name of Object.keys(ROUTES) as RouteName[]) {
  test(`${name} answers bad input with a precise problem and changes nothing`, async () => {
    const { api } = world;
    const before = everything(world);
    // Looked at together at the end: each `expect` is a step of the report, which takes longer than the look itself.
    const faults: unknown[] = [];
    for (const { what, request, code, field, allow } of casesOf(name, world)) {
      const answer = await api.call(request);
      const [status] = PROBLEMS[code];
      const problem = Problem.safeParse(answer.json);
      const seen = {
        status: answer.status,
        type: answer.headers['content-type'],
        code: problem.data?.code,
        field: field && problem.data?.errors?.some((one) => one.field === field) ? field : problem.data?.errors,
        inBody: problem.data?.status,
        id: problem.data?.request_id === answer.headers['request-id'],
        allow: answer.headers.allow,
      };
      const type = 'application/problem+json; charset=utf-8';
      const raw = problem.data?.errors?.filter(({ message }) => RAW.test(message)) ?? [];
      if (raw.length > 0) faults.push({ what, raw });
      const wanted = { status, type, code, field: field ?? seen.field, inBody: status, id: true, allow };
      if (!isDeepStrictEqual(seen, wanted)) faults.push({ what, seen, wanted });
      // Another method is another address: no route's description can speak of it.
      const isDescribed = code === 'method_not_allowed' || problemsOf(ROUTES[name]).includes(code);
      if (!isDescribed) faults.push({ what, notDescribed: code });
      const scheme = answer.headers['www-authenticate'] ?? '';
      if (status === 401 && !scheme.includes('Bearer')) faults.push({ what, scheme });
    }
    expect(faults).toEqual([]);
    expect(everything(world)).toBe(before);
    expect(api.log.errors()).toEqual([]);
  });
}

test('an unknown path answers 404 with or without a key', async () => {
  const { api, lawyer } = world;
  const before = api.store.content();
  for (const path of [
    '/',
    '/v1',
    '/v2/health',
    '/v1/letters',
    '/v1/health/x',
    '//v1/health/x',
    '/v1/lawyers/a/b',
    '/.env',
    '/%00',
  ]) {
    for (const method of ['GET', 'POST', 'DELETE', 'PUT']) {
      const answer = await api.call({ method, path, key: lawyer.key });
      expect.soft(Problem.safeParse(answer.json).data?.code, `${method} ${path}`).toBe('not_found');
      expect.soft(answer.status).toBe(404);
    }
  }
  expect(api.store.content()).toBe(before);
});

test('a problem never repeats what was sent to it', async () => {
  const { api, lawyer } = world;
  const secret = 'my client confesses';
  for (const body of [{ to: secret, text: secret }, { to: CLIENT, text: secret, extra: secret }, `{"${secret}`]) {
    const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {};
    const answer = await api.call({ method: 'POST', path: '/v1/messages/send', key: lawyer.key, body, headers });
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain(secret);
  }
  expect(JSON.stringify(api.log.lines)).not.toContain(secret);
});

test('practice routes are refused in the live account', async () => {
  const live = await startTestApi({ mode: 'live' });
  try {
    const { key } = await live.addLawyer();
    const before = live.store.content();
    const routes = Object.entries(ROUTES as Record<string, Route>).filter(([, { practice }]) => practice);
    expect(routes).toHaveLength(9);
    for (const [name, route] of routes) {
      const answer = await live.call({ ...goodRequest(name as RouteName, route, world), key });
      expect(Problem.parse(answer.json).code, name).toBe('practice_only');
    }
    expect((await live.call({ path: '/v1/conversations', key: world.lawyer.key })).status).toBe(401);
    expect((await live.call({ path: '/v1/conversations', key })).status).toBe(200);
    expect(live.store.content()).toBe(before);
    expect([live.phones.written, live.phones.linked, live.phones.acted, live.phones.unlinked]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  } finally {
    await live.stop();
  }
});

test('a lawyer’s email or number that is taken is refused, and nothing is stored', async () => {
  const { api } = world;
  const create = (body: unknown) => api.call({ method: 'POST', path: '/v1/lawyers', key: api.adminKey, body });
  const made = await create(GOOD_BODY.createLawyer);
  expect(made.status).toBe(201);
  const before = api.store.content();
  const cases = [
    [{ name: 'B', email: 'ada@example.org', phone_number: '+4930888888' }, 'email_taken', 'email'],
    [{ name: 'B', email: 'ADA@Example.ORG', phone_number: '+4930888888' }, 'email_taken', 'email'],
    [{ name: 'B', email: 'b@example.org', phone_number: '+4930999999' }, 'phone_taken', 'phone_number'],
  ] as const;
  for (const [body, code, field] of cases) {
    const answer = await create(body);
    const problem = Problem.parse(answer.json);
    expect({ status: answer.status, code: problem.code, field: problem.errors?.[0]?.field }).toEqual({
      status: 409,
      code,
      field,
    });
  }
  expect(api.store.content()).toBe(before);
  expect(api.opened).toEqual([LawyerId.parse((made.json as { id: string }).id)]);
});
