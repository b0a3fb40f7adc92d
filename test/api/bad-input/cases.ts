import { gzipSync } from 'node:zlib';
import { PROBLEMS, type ProblemCode } from '../../../main/contract/problems.ts';
import { DEFAULT_BODY_LIMIT, type Route } from '../../../main/contract/route.ts';
import { takesIdempotencyKey } from '../../../main/contract/route-problems.ts';
import { ROUTES, type RouteName } from '../../../main/contract/routes.ts';
import { makeApiKey } from '../../../main/domain/api-keys.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { ApiRequest } from '../../support/start-test-api.ts';
import { BAD_VALUES, OPTIONAL } from './bodies.ts';
import { goodRequest, kindOf, pathWith, type Things, type World } from './world.ts';

export interface BadCase {
  what: string;
  request: ApiRequest;
  code: ProblemCode;
  field?: string;
  allow?: string;
}

const AUDIT_QUERIES: Record<'listAudit' | 'verifyAudit', [field: string, value: string][]> = {
  listAudit: [
    ...['actor', 'action', 'subject'].flatMap((field) =>
      ['', "x' OR 1", '","', '%', 'x'.repeat(65)].map((value): [string, string] => [field, value]),
    ),
    ...['since', 'until'].flatMap((field) =>
      ['', 'yesterday', '2026-02-30T00:00:00.000Z', '1764201600000'].map((value): [string, string] => [field, value]),
    ),
  ],
  verifyAudit: ['', '1', `01-${'a'.repeat(64)}`, `1-${'A'.repeat(64)}`, `-1-${'a'.repeat(64)}`].map((head) => [
    'head',
    head,
  ]),
};

/** Everything that the route must refuse, each made of a request that it would take. */
export function casesOf(name: RouteName, world: World): BadCase[] {
  const route: Route = ROUTES[name];
  const { api, lawyer, other, liveKey, theirs } = world;
  const good = goodRequest(name, route, world);
  const { path, key = '', body } = good;
  const cases: BadCase[] = [];
  const add = (what: string, change: Partial<ApiRequest>, code: ProblemCode, field?: string): void => {
    const request = { ...good, ...change, headers: { ...good.headers, ...change.headers } };
    cases.push({ what, request, code, ...(field === undefined ? {} : { field }) });
  };
  const withQuery = (query: string): string => `${path}${path.includes('?') ? '&' : '?'}${query}`;

  addWebPages();
  addMethods();
  add('an unknown query field', { path: withQuery('surprise=1') }, 'invalid_request', 'surprise');
  if (route.access !== 'public') addKeys();
  if (route.params) addParams();
  if (route.query && 'limit' in route.query.shape) addPages();
  if (name === 'listAlerts') {
    for (const open of ['1', '', 'TRUE', 'true&open=false']) {
      add(`open=${open}`, { path: `${path}?open=${open}` }, 'invalid_request', 'open');
    }
  }
  if (name === 'getStats') {
    for (const [field, values] of Object.entries({
      from: ['x', '', '2026-11-01', '2026-11-01T00:00:00', '2026-02-30T00:00:00Z', '2030-01-01T00:00:00Z'],
      until: ['x', '', '1e9', '2026-11-01T00:00:00', '2026-11-01T00:00:00%2B1:00', '0000-01-01T00:00:00%2B01:00'],
      bucket: ['year', '', 'DAY', 'day&bucket=day'],
      time_zone: ['', 'Mars/Olympus', '%2B01:00', "'--", 'x'.repeat(65), '../etc'],
    })) {
      for (const value of values)
        add(`${field}=${value}`, { path: `${path}?${field}=${value}` }, 'invalid_request', field);
    }
    const long = 'from=2025-01-01T00:00:00Z&until=2026-11-01T00:00:00Z';
    add('too long a range', { path: `${path}?${long}` }, 'invalid_request', 'from');
  }
  if (name === 'listAudit' || name === 'verifyAudit') {
    for (const [field, value] of AUDIT_QUERIES[name]) {
      add(`${field}=${value}`, { path: `${path}?${field}=${encodeURIComponent(value)}` }, 'invalid_request', field);
    }
  }
  if (route.query && 'types' in route.query.shape) addEventQueries();
  if (route.body) addBodies(body as Record<string, unknown>);
  if (takesIdempotencyKey(route)) addIdempotencyKeys();
  return cases;

  function addWebPages(): void {
    const foreign = ['evil.example', `evil.example:${api.port}`, '127.0.0.1', `127.0.0.1:${api.port}.evil`];
    for (const host of [...foreign, 'localhost:1']) add(`Host ${host}`, { headers: { host } }, 'forbidden_host');
    for (const origin of ['https://evil.example', 'null', api.url]) {
      add(`Origin ${origin}`, { headers: { origin } }, 'forbidden_origin');
    }
    for (const site of ['cross-site', 'same-site', 'anything']) {
      add(`Sec-Fetch-Site ${site}`, { headers: { 'sec-fetch-site': site } }, 'forbidden_origin');
    }
  }

  function addMethods(): void {
    const allowed = Object.values(ROUTES as Record<string, Route>)
      .filter((one) => one.path === route.path)
      .map(({ method }) => method);
    for (const method of ['PUT', 'PATCH', 'OPTIONS', 'DELETE', 'POST', 'GET', 'PROPFIND']) {
      if (allowed.includes(method as Route['method'])) continue;
      // `GET /v1/messages/send` asks for a message of that id.
      if (isTakenByAnother(route, method)) continue;
      const request = { ...good, method };
      cases.push({ what: `method ${method}`, request, code: 'method_not_allowed', allow: allowed.join(', ') });
    }
  }

  function addKeys(): void {
    const broken = key.slice(0, -1) + (key.endsWith('x') ? 'y' : 'x');
    const stranger = makeApiKey('practice', { role: 'lawyer', lawyerId: lawyer.lawyer.id }, { name: 'x', at: 0 }).text;
    const parts = key.split('_');
    add('no key', { key: undefined }, 'unauthorized');
    add('an empty key', { key: '' }, 'unauthorized');
    add('a key that was never given', { key: stranger }, 'unauthorized');
    add('a key with a wrong checksum', { key: broken }, 'unauthorized');
    add('a key without its secret', { key: parts.slice(0, 3).join('_') }, 'unauthorized');
    add('a key with SQL in it', { key: "lx_test_'OR'1'='1_x" }, 'unauthorized');
    add('another scheme', { key: undefined, headers: { authorization: `Basic ${key}` } }, 'unauthorized');
    add('a malformed X-API-Key', { key: undefined, headers: { 'x-api-key': 'lx_test' } }, 'unauthorized');
    add('a key of the live account', { key: liveKey }, 'api_key_of_other_account');
    if (route.access === 'session') add('a lawyer’s key', { key: lawyer.key }, 'insufficient_role');
    if (route.access === 'admin') add('a lawyer’s key', { key: lawyer.key }, 'insufficient_role');
    if (route.access === 'lawyer') add('an admin’s key', { key: api.adminKey }, 'insufficient_role');
    if (route.access === 'owner') add('another lawyer’s key', { key: other.key }, 'lawyer_not_found');
  }

  function addParams(): void {
    for (const garbage of ['%E0%A4%A', '%', '%zz', '%ff%fe']) {
      add(`${garbage} in the path`, { path: pathWith(route, garbage) }, 'invalid_request', 'path');
    }
    if (route.path.includes('{id}')) addIds();
    else if (route.path.includes('{token}')) addTokens();
    else addPhones();
  }

  function addPhones(): void {
    const field = route.path.includes('{phone}') ? 'phone' : 'conversation';
    for (const value of ['4915112345678', '+0151', 'me', '%00', '+49%20151', "+49'--", 'con_x', newId('msg')]) {
      add(`the ${field} ${value}`, { path: pathWith(route, value) }, 'invalid_request', field);
    }
    if (field === 'phone') return;
    for (const value of ['+4917000000', newId('con'), theirs.con]) {
      add(`the ${field} ${value}`, { path: pathWith(route, value) }, 'conversation_not_found');
    }
  }

  function addTokens(): void {
    const long = `${'0'.repeat(55)}.${'A'.repeat(43)}`;
    for (const token of ['x', '%00', "'--", '..%2f..%2fetc', newId('att'), long, `${'x'.repeat(3000)}`]) {
      add(`the token ${token.slice(0, 40)}`, { path: pathWith(route, token) }, 'file_link_invalid');
    }
  }

  function addIds(): void {
    const code = route.problems.find((one) => PROBLEMS[one][0] === 404) ?? 'not_found';
    const kind = kindOf(route);
    for (const id of [...unknownIds(kind), 'x', newId('con'), '%00', "'--", 'x'.repeat(3000)]) {
      add(`the id ${id.slice(0, 40)}`, { path: pathWith(route, id) }, code);
      if (route.access !== 'owner') continue;
      add(`the id ${id.slice(0, 40)} by an admin`, { path: pathWith(route, id), key: api.adminKey }, code);
    }
    if (route.access !== 'admin') add('the id of another lawyer’s', { path: pathWith(route, theirs[kind]) }, code);
  }

  function addPages(): void {
    for (const limit of ['0', '201', '-1', '1.5', 'x', '', 'NaN', 'Infinity', '1&limit=2']) {
      add(`limit=${limit}`, { path: `${path}?limit=${limit}` }, 'invalid_request', 'limit');
    }
    if (!('cursor' in (route.query?.shape ?? {}))) return;
    const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const broken = [[], ['a', 'b'], {}, [1.5, 'x'], [1, null]].map(base64);
    for (const cursor of ['x', '%00', '[]', ...broken]) {
      add(`cursor=${cursor}`, { path: `${path}?cursor=${cursor}` }, 'invalid_cursor', 'cursor');
    }
    add('a long cursor', { path: `${path}?cursor=${'x'.repeat(201)}` }, 'invalid_request', 'cursor');
    add('two cursors', { path: `${path}?cursor=a&cursor=b` }, 'invalid_request', 'cursor');
  }

  function addEventQueries(): void {
    for (const after of ['', 'x', '-1', '1.5', '1e3', 'Now', '%00', '9'.repeat(16), '1&after=2']) {
      add(`after=${after}`, { path: `${path}?after=${after}` }, 'invalid_request', 'after');
    }
    // Of the right form, and never given.
    add('a cursor of another database', { path: `${path}?after=${'9'.repeat(15)}` }, 'invalid_cursor', 'after');
    for (const types of ['', 'message', 'message.lost', 'message.*,', ',', 'MESSAGE.SENT', '%00', '*&types=*']) {
      add(`types=${types}`, { path: `${path}?types=${types}` }, 'invalid_request', 'types');
    }
    const many = Array(51).fill('message.sent').join();
    add('too many types', { path: `${path}?types=${many}` }, 'invalid_request', 'types');
    if (route.waits) {
      for (const wait of ['', '-1', '61', '1.5', 'x', 'NaN', '%20', '1&wait=2']) {
        add(`wait=${wait}`, { path: `${path}?wait=${wait}` }, 'invalid_request', 'wait');
      }
      return;
    }
    for (const id of ['x', '-1', '1.5', '9'.repeat(16)]) {
      add(`Last-Event-ID ${id}`, { headers: { 'last-event-id': id } }, 'invalid_cursor', 'Last-Event-ID');
    }
    const last = '9'.repeat(15);
    add('a Last-Event-ID of another database', { headers: { 'last-event-id': last } }, 'invalid_cursor', 'after');
    if (route.stream?.as !== 'websocket') return;
    const plain = { connection: 'close', upgrade: 'h2c' };
    add('no upgrade', { headers: plain }, 'upgrade_required');
    add('no key of a handshake', { headers: { 'sec-websocket-key': 'x' } }, 'invalid_request', 'Upgrade');
    add('another version', { headers: { 'sec-websocket-version': '12' } }, 'invalid_request', 'Upgrade');
    add('a malformed protocol', { headers: { 'sec-websocket-protocol': ',' } }, 'invalid_request', 'Upgrade');
  }

  function addBodies(whole: Record<string, unknown>): void {
    addForms(JSON.stringify(whole));
    add('an unknown field', { body: { ...whole, surprise: 1 } }, 'invalid_request', 'surprise');
    add('constructor as a field', { body: { ...whole, constructor: {} } }, 'invalid_request', 'constructor');
    for (const [field, values] of Object.entries(BAD_VALUES[name] ?? {})) {
      const { [field]: left, ...rest } = whole;
      const isOptional = OPTIONAL[name]?.includes(field) ?? false;
      if (left !== undefined && !isOptional) add(`no ${field}`, { body: rest }, 'invalid_request', field);
      for (const value of values) {
        const shown = JSON.stringify(value).slice(0, 40);
        const named = field.endsWith('.surprise') ? field : undefined;
        const changed = withField(whole, field.split('.'), value);
        // A list or an object that is refused may name the part of it that is wrong.
        const isPart = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
        add(`${field}: ${shown}`, { body: changed }, 'invalid_request', named ?? (isPart ? undefined : field));
      }
    }
    if (name !== 'createWebhook') return;
    const private_ = ['http://10.0.0.1/', 'https://169.254.169.254/', 'https://u:p@example.org/', 'https://[fe80::1]/'];
    for (const url of private_)
      add(`the address ${url}`, { body: { ...whole, url } }, 'webhook_url_not_allowed', 'url');
  }

  /** What is no JSON, not said to be JSON, no object, or too much of it. */
  function addForms(text: string): void {
    const json = { 'content-type': 'application/json' };
    add('no content type', { body: text }, 'unsupported_media_type', 'Content-Type');
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/jsonp',
      'application/json; charset=latin1',
      'multipart/form-data; boundary=x',
      'application/json, text/plain',
    ]) {
      const headers = { 'content-type': type };
      add(`content type ${type}`, { body: text, headers }, 'unsupported_media_type', 'Content-Type');
    }
    for (const [encoding, bytes] of [
      ['gzip', gzipSync(text)],
      ['br', text],
      ['nonsense', text],
    ] as const) {
      const headers = { ...json, 'content-encoding': encoding };
      add(`${encoding} body`, { body: bytes, headers }, 'unsupported_media_type', 'Content-Encoding');
    }
    const broken = ['{', text.slice(0, -1), `${text}${text}`, "{'to': 1}", 'undefined', '\ufeff{', '{"a":1,}'];
    if (route.body?.safeParse(undefined).success === false) broken.push('');
    for (const one of broken) add(`the body ${one.slice(0, 20)}`, { body: one, headers: json }, 'invalid_json');
    const notUtf8 = Buffer.concat([Buffer.from(text.slice(0, -2)), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    add('a body that is not UTF-8', { body: notUtf8, headers: json }, 'invalid_json');
    add('a body in UTF-16', { body: Buffer.from(text, 'utf16le'), headers: json }, 'invalid_json');
    for (const one of ['null', '[]', '"text"', '7', 'true', `[${text}]`, '['.repeat(50_000) + ']'.repeat(50_000)]) {
      add(`the body ${one.slice(0, 20)}`, { body: one, headers: json }, 'invalid_request', 'body');
    }
    const padding = 'x'.repeat(route.bodyLimit ?? DEFAULT_BODY_LIMIT);
    const large = `${text.slice(0, -1)},"padding":"${padding}"}`;
    add('too large a body', { body: large, headers: json }, 'body_too_large');
  }

  function addIdempotencyKeys(): void {
    for (const bad of ['x'.repeat(256), '', 'ü', 'a\tb']) {
      const headers = { 'idempotency-key': bad };
      add(`the Idempotency-Key ${bad.slice(0, 12)}`, { headers }, 'invalid_idempotency_key', 'Idempotency-Key');
    }
  }
}

/** Whether the route's own path is one that a route with a part that varies takes by that method. */
function isTakenByAnother(route: Route, method: string): boolean {
  return Object.values(ROUTES as Record<string, Route>)
    .filter((other) => other.method === method && other.path !== route.path)
    .some(({ path }) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(route.path));
}

/** Ids of the right form that name nothing, and some that are nearly of it. */
function unknownIds(kind: keyof Things): string[] {
  if (kind === 'row') return ['999999', '0', '-1', '01', '1.5', '1e3', '0x1', '9'.repeat(20), '+1', '%201'];
  if (kind === 'key') return ['0123456789Ab', '0123456789A', '0123456789Abc', '0123456789A-', 'current%20'];
  return [newId(kind), newId(kind).toUpperCase()];
}

/** The same with another value at that place, which may be inside of what is not there yet. */
function withField(whole: unknown, [first = '', ...rest]: string[], value: unknown): unknown {
  const changed = (inside: unknown): unknown => (rest.length === 0 ? value : withField(inside, rest, value));
  if (Array.isArray(whole)) return whole.map((one, index) => (String(index) === first ? changed(one) : one));
  const fields = typeof whole === 'object' && whole !== null ? (whole as Record<string, unknown>) : {};
  return { ...fields, [first]: changed(fields[first]) };
}
