import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { LawyerId } from '../../main/contract/ids.ts';
import { PROBLEMS, Problem, type ProblemCode } from '../../main/contract/problems.ts';
import { ROUTES, type Route, type RouteName } from '../../main/contract/routes.ts';
import { makeApiKey } from '../../main/domain/api-keys.ts';
import { newId } from '../../main/domain/new-id.ts';
import { type ApiRequest, startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

const CLIENT = '+4915112345678';

interface World {
  api: TestApi;
  lawyer: TestLawyer;
  other: TestLawyer;
  /** A key of the right form and kind for live, stored, that must not work in practice. */
  liveKey: string;
  messageId: string;
  webhookId: string;
  othersWebhookId: string;
}

interface BadCase {
  what: string;
  request: ApiRequest;
  code: ProblemCode;
  field?: string;
  allow?: string;
}

/** A body that each route takes. */
const GOOD_BODY: Partial<Record<RouteName, Record<string, unknown>>> = {
  createLawyer: { name: 'Ada', email: 'ada@example.org', phone_number: '+4930999999' },
  sendMessage: { to: CLIENT, text: 'Good morning' },
  createWebhook: { url: 'http://127.0.0.1:9/hook', events: ['*'] },
  practiceWrite: { text: 'Hello', name: 'Bea' },
};

const BAD_PHONES = [
  '4915112345678',
  '+0151',
  '+49 151 123',
  '+49151123456789012',
  '',
  '00491511234567',
  '+49１５１１２３４',
];
const NOT_TEXT: unknown[] = [null, 7, true, ['x'], { x: 1 }];

/** What each field of a body refuses. */
const BAD_VALUES: Partial<Record<RouteName, Record<string, unknown[]>>> = {
  createLawyer: {
    name: [...NOT_TEXT, '', '   ', 'x'.repeat(201), 'a\u0007b', 'a\nb', '\ud800'],
    email: [...NOT_TEXT, '', 'ada', 'ada@', '@example.org', `${'a'.repeat(250)}@example.org`],
    phone_number: [...NOT_TEXT, ...BAD_PHONES],
  },
  sendMessage: {
    to: [...NOT_TEXT, ...BAD_PHONES],
    text: [...NOT_TEXT, '', ' \n\t', 'x'.repeat(65_537), 'a\0b', 'a\ud800b'],
  },
  createWebhook: {
    url: [
      ...NOT_TEXT,
      '',
      'example.org',
      'ftp://example.org/',
      'javascript:alert(1)',
      `https://e.org/${'x'.repeat(2000)}`,
    ],
    events: [null, 7, '*', {}, [], Array(51).fill('*')],
    'events.0': [['nothing.known'], [7], [null], [['*']], ['MESSAGE.SENT']],
  },
  practiceWrite: {
    text: [...NOT_TEXT, '', 'x'.repeat(65_537), 'a\0b'],
    name: [null, 7, '', 'x'.repeat(201), 'a\u0000b'],
  },
};

const pathOf = (route: Route, { lawyer, messageId, webhookId }: World, name: RouteName): string => {
  const id = name === 'getMessage' ? messageId : name === 'deleteWebhook' ? webhookId : lawyer.lawyer.id;
  return route.path.replace('{id}', id).replace('{phone}', CLIENT);
};

function casesOf(name: RouteName, world: World): BadCase[] {
  const route: Route = ROUTES[name];
  const { api, lawyer, other, liveKey } = world;
  const path = pathOf(route, world, name);
  const key = route.access === 'admin' ? api.adminKey : lawyer.key;
  const body = GOOD_BODY[name];
  const good: ApiRequest = { method: route.method, path, key, body };
  const cases: BadCase[] = [];
  const add = (what: string, change: Partial<ApiRequest>, code: ProblemCode, field?: string): void => {
    const request = { ...good, ...change, headers: { ...change.headers } };
    cases.push({ what, request, code, ...(field === undefined ? {} : { field }) });
  };

  for (const host of [
    'evil.example',
    `evil.example:${api.port}`,
    '127.0.0.1',
    `127.0.0.1:${api.port}.evil`,
    'localhost:1',
  ]) {
    add(`Host ${host}`, { headers: { host } }, 'forbidden_host');
  }
  for (const origin of ['https://evil.example', 'null', api.url]) {
    add(`Origin ${origin}`, { headers: { origin } }, 'forbidden_origin');
  }
  for (const site of ['cross-site', 'same-site', 'anything']) {
    add(`Sec-Fetch-Site ${site}`, { headers: { 'sec-fetch-site': site } }, 'forbidden_origin');
  }
  addMethods();
  addUnknownQuery();
  if (route.access !== 'public') addKeys();
  if (route.params) addParams();
  if (route.query) addPages();
  if (body) addBodies(body);
  return cases;

  function addMethods(): void {
    const allowed = Object.values(ROUTES as Record<string, Route>)
      .filter((one) => one.path === route.path)
      .map(({ method }) => method);
    for (const method of ['PUT', 'PATCH', 'OPTIONS', 'DELETE', 'POST', 'GET', 'PROPFIND']) {
      if (allowed.includes(method as Route['method'])) continue;
      // `GET /v1/messages/send` asks for a message of that id.
      if (name === 'sendMessage' && method === 'GET') continue;
      cases.push({
        what: `method ${method}`,
        request: { ...good, method },
        code: 'method_not_allowed',
        allow: allowed.join(', '),
      });
    }
  }

  function addUnknownQuery(): void {
    add('an unknown query field', { path: `${path}?surprise=1` }, 'invalid_request', 'surprise');
  }

  function addKeys(): void {
    const broken = key.slice(0, -1) + (key.endsWith('x') ? 'y' : 'x');
    const stranger = makeApiKey('practice', { role: 'lawyer', lawyerId: lawyer.lawyer.id }).text;
    const parts = key.split('_');
    add('no key', { key: undefined }, 'unauthorized');
    add('an empty key', { key: '' }, 'unauthorized');
    add('a key that was never given', { key: stranger }, 'unauthorized');
    add('a key with a wrong checksum', { key: broken }, 'unauthorized');
    add('a key without its secret', { key: parts.slice(0, 3).join('_') }, 'unauthorized');
    add('a key with SQL in it', { key: "lx_test_'OR'1'='1_x" }, 'unauthorized');
    add('another scheme', { key: undefined, headers: { authorization: `Basic ${key}` } }, 'unauthorized');
    add('a malformed X-API-Key', { key: undefined, headers: { 'x-api-key': 'lx_test' } }, 'unauthorized');
    add('a key of the live account', { key: liveKey }, 'unauthorized');
    if (route.access === 'admin') add('a lawyer’s key', { key: lawyer.key }, 'insufficient_role');
    if (route.access === 'lawyer') add('an admin’s key', { key: api.adminKey }, 'insufficient_role');
    if (route.access === 'owner') add('another lawyer’s key', { key: other.key }, 'lawyer_not_found');
  }

  function addParams(): void {
    const suffix = route.path.endsWith('/session') ? '/session' : route.path.endsWith('/messages') ? '/messages' : '';
    const before = route.path.slice(0, route.path.indexOf('{'));
    for (const garbage of ['%E0%A4%A', '%', '%zz', '%ff%fe']) {
      add(`${garbage} in the path`, { path: `${before}${garbage}${suffix}` }, 'invalid_request', 'path');
    }
    if (route.path.includes('{phone}')) {
      for (const phone of ['4915112345678', '+0151', 'me', '%00', '+49%20151', "+49'--"]) {
        add(
          `the phone ${phone}`,
          { path: `${before}${encodeURI(decodeURI(phone))}${suffix}` },
          'invalid_request',
          'phone',
        );
      }
      if (name === 'getConversation')
        add('an unknown phone', { path: '/v1/conversations/+4917000000' }, 'conversation_not_found');
      return;
    }
    const code = route.problems.find((one) => PROBLEMS[one][0] === 404) ?? 'not_found';
    const prefix = name === 'getMessage' ? 'msg' : name === 'deleteWebhook' ? 'whk' : 'law';
    const ids = [newId(prefix), 'x', newId('evt'), newId(prefix).toUpperCase(), '..', '%00', "'--", 'x'.repeat(3000)];
    for (const id of ids) {
      if (id === '..') continue; // resolved by the client itself
      add(`the id ${id.slice(0, 40)}`, { path: `${before}${id}${suffix}` }, code);
      if (route.access === 'owner') {
        add(`the id ${id.slice(0, 40)} by an admin`, { path: `${before}${id}${suffix}`, key: api.adminKey }, code);
      }
    }
    if (name === 'deleteWebhook') add('another’s webhook', { path: `${before}${world.othersWebhookId}` }, code);
  }

  function addPages(): void {
    for (const limit of ['0', '201', '-1', '1.5', 'x', '', 'NaN', 'Infinity', '1&limit=2']) {
      add(`limit=${limit}`, { path: `${path}?limit=${limit}` }, 'invalid_request', 'limit');
    }
    const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    for (const cursor of [
      'x',
      '%00',
      '[]',
      base64([]),
      base64(['a', 'b']),
      base64({}),
      base64([1.5, 'x']),
      base64([1, null]),
    ]) {
      add(`cursor=${cursor}`, { path: `${path}?cursor=${cursor}` }, 'invalid_cursor', 'cursor');
    }
    add('a long cursor', { path: `${path}?cursor=${'x'.repeat(201)}` }, 'invalid_request', 'cursor');
    add('two cursors', { path: `${path}?cursor=a&cursor=b` }, 'invalid_request', 'cursor');
  }

  function addBodies(whole: Record<string, unknown>): void {
    const text = JSON.stringify(whole);
    const json = { 'content-type': 'application/json' };
    add('no content type', { body: text }, 'unsupported_media_type', 'Content-Type');
    const types = [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      'application/json; charset=latin1',
    ];
    for (const type of [...types, 'multipart/form-data; boundary=x', 'application/json, text/plain']) {
      add(
        `content type ${type}`,
        { body: text, headers: { 'content-type': type } },
        'unsupported_media_type',
        'Content-Type',
      );
    }
    for (const [encoding, bytes] of [
      ['gzip', gzipSync(text)],
      ['br', text],
      ['nonsense', text],
    ] as const) {
      const headers = { ...json, 'content-encoding': encoding };
      add(`${encoding} body`, { body: bytes, headers }, 'unsupported_media_type', 'Content-Encoding');
    }
    for (const broken of [
      '',
      '{',
      text.slice(0, -1),
      `${text}${text}`,
      "{'to': 1}",
      'undefined',
      '\ufeff{',
      '{"a":1,}',
    ]) {
      add(`the body ${broken.slice(0, 20)}`, { body: broken, headers: json }, 'invalid_json');
    }
    const notUtf8 = Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    add('a body that is not UTF-8', { body: notUtf8, headers: json }, 'invalid_json');
    add('a body in UTF-16', { body: Buffer.from(text, 'utf16le'), headers: json }, 'invalid_json');
    for (const other of ['null', '[]', '"text"', '7', 'true', `[${text}]`, '['.repeat(50_000) + ']'.repeat(50_000)]) {
      add(`the body ${other.slice(0, 20)}`, { body: other, headers: json }, 'invalid_request', 'body');
    }
    const large = JSON.stringify({ ...whole, padding: 'x'.repeat(600_000) });
    add('too large a body', { body: large, headers: json }, 'body_too_large');
    add('an unknown field', { body: { ...whole, surprise: 1 } }, 'invalid_request', 'surprise');
    add('constructor as a field', { body: { ...whole, constructor: {} } }, 'invalid_request', 'constructor');
    for (const [field, values] of Object.entries(BAD_VALUES[name] ?? {})) {
      const [top = field] = field.split('.');
      const { [top]: _left, ...rest } = whole;
      const isOptional = field === 'name' && name === 'practiceWrite';
      if (field === top && !isOptional) add(`no ${field}`, { body: rest }, 'invalid_request', field);
      for (const value of values) {
        const shown = JSON.stringify(value).slice(0, 40);
        add(`${field}: ${shown}`, { body: { ...whole, [top]: value } }, 'invalid_request', field);
      }
    }
    if (name === 'createWebhook') {
      for (const url of [
        'http://10.0.0.1/',
        'https://169.254.169.254/',
        'https://u:p@example.org/',
        'https://[fe80::1]/',
      ]) {
        add(`the address ${url}`, { body: { ...whole, url } }, 'webhook_url_not_allowed', 'url');
      }
    }
    for (const bad of ['x'.repeat(256), '', 'ü', 'a\tb']) {
      const headers = { 'idempotency-key': bad };
      add(`the Idempotency-Key ${bad.slice(0, 12)}`, { headers }, 'invalid_idempotency_key', 'Idempotency-Key');
    }
  }
}

let world: World;

test.beforeEach(async () => {
  const api = await startTestApi();
  const lawyer = await api.addLawyer();
  const other = await api.addLawyer();
  const foreign = makeApiKey('live', { role: 'lawyer', lawyerId: lawyer.lawyer.id });
  await api.store.database.write((stores) => stores.apiKeys.insert(foreign.key, api.clock.now()));
  const sent = await api.call({
    method: 'POST',
    path: '/v1/messages/send',
    key: lawyer.key,
    body: { to: CLIENT, text: 'a' },
  });
  const hook = { method: 'POST', path: '/v1/webhooks', body: { url: 'http://127.0.0.1:9/', events: ['message.sent'] } };
  const mine = await api.call({ ...hook, key: lawyer.key });
  const theirs = await api.call({ ...hook, key: other.key });
  expect([sent.status, mine.status, theirs.status]).toEqual([202, 201, 201]);
  const idOf = (answer: { json: unknown }) => (answer.json as { id: string }).id;
  world = {
    api,
    lawyer,
    other,
    liveKey: foreign.text,
    messageId: idOf(sent),
    webhookId: idOf(mine),
    othersWebhookId: idOf(theirs),
  };
});

test.afterEach(() => world.api.stop());

for (const name of Object.keys(ROUTES) as RouteName[]) {
  test(`${name} answers bad input with a precise problem and changes nothing`, async () => {
    const { api } = world;
    const before = api.store.content();
    const cases = casesOf(name, world);
    for (const { what, request, code, field, allow } of cases) {
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
      const wanted = { status, type, code, field: field ?? seen.field, inBody: status, id: true, allow };
      expect.soft(seen, `${name}, ${what}`).toEqual(wanted);
      if (status === 401) expect.soft(answer.headers['www-authenticate'], what).toContain('Bearer');
    }
    expect(api.store.content()).toBe(before);
    expect(api.woken).toEqual([world.lawyer.lawyer.id]);
    expect(api.opened).toEqual([]);
    expect(api.phones.written).toEqual([]);
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
    '/v1/messages',
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
    for (const name of ['practiceScan', 'practiceWrite', 'practiceRead'] as const) {
      const route: Route = ROUTES[name];
      const answer = await live.call({
        method: route.method,
        path: route.path.replace('{phone}', CLIENT),
        key,
        body: GOOD_BODY[name],
      });
      expect(Problem.parse(answer.json).code, name).toBe('practice_only');
    }
    expect((await live.call({ path: '/v1/conversations', key: world.lawyer.key })).status).toBe(401);
    expect((await live.call({ path: '/v1/conversations', key })).status).toBe(200);
    expect(live.store.content()).toBe(before);
    expect(live.phones.written).toEqual([]);
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
