import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { openApiDocument } from '../../main/contract/openapi/document.ts';
import { Problem } from '../../main/contract/problems.ts';
import type { Route } from '../../main/contract/route.ts';
import { problemsOf } from '../../main/contract/route-problems.ts';
import { ROUTES, type RouteName } from '../../main/contract/routes.ts';
import { headersOf } from '../support/call-api.ts';
import { CLIENT } from '../support/route-caller.ts';
import type { ApiAnswer, ApiRequest, TestApi } from '../support/start-test-api.ts';
import { type Operation, valuesOf } from './bad-input/generated.ts';
import { keyFor, openWorld, type World } from './bad-input/world.ts';

/** Requests in all, spread over the routes. LEXLINE_REQUESTS has more of them. */
const REQUESTS = Number(process.env.LEXLINE_REQUESTS ?? (process.env.CI ? 5_000 : 10_000));

/** Printed with a failure: the same seed makes the same requests. */
const SEED = Number(process.env.LEXLINE_SEED ?? Date.now() % 1_000_000_000);

const NAMES = Object.keys(ROUTES) as RouteName[];
const document = JSON.parse(JSON.stringify(openApiDocument('0.0.0')));

function resolve(ref: string): object {
  return ref
    .replace('#/', '')
    .split('/')
    .reduce((part, name) => part[name], document);
}

/** Everything that a path, a query or a body of that operation could be, by whoever. */
function requestsOf(route: Route, operation: Operation, world: World): fc.Arbitrary<ApiRequest> {
  const { api, lawyer, other, liveKey, mine, theirs, session } = world;
  const known = [...Object.values(mine), ...Object.values(theirs), CLIENT, lawyer.lawyer.phone_number];
  const values = (schema: object) => valuesOf(schema, known, resolve);
  const inPlace = (place: string) =>
    fc.record(
      Object.fromEntries(
        operation.parameters
          .filter((parameter) => parameter.in === place)
          .map(({ name = '', schema = {} }) => [name, values(schema).map(written)]),
      ),
      place === 'query' ? { requiredKeys: [] } : {},
    );
  const schema = operation.requestBody?.content['application/json']?.schema;
  const body = schema ? values(schema) : fc.constantFrom(undefined, Buffer.from('%PDF-1.7'), Buffer.from('MZ'));
  const owner = keyFor(route, world);
  const key = fc.oneof(
    { weight: 12, arbitrary: fc.constant(owner) },
    fc.constantFrom(api.adminKey, lawyer.key, other.key, liveKey, session, undefined, 'x'),
  );
  return fc
    .record({ path: inPlace('path'), query: inPlace('query'), body, key })
    .map(({ path, query, body: sent, key: by }) => {
      const filled = route.path.replace(/\{(\w+)\}/g, (_all, name) => inPath(asText(path[name])));
      const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, asText(value)]));
      // A text that is JSON, not one that is sent as it is.
      const written = schema
        ? { body: JSON.stringify(sent) ?? '', headers: { 'content-type': 'application/json' } }
        : {};
      const bytes = !schema && sent !== undefined ? { body: sent } : {};
      const hasBody = route.method === 'POST' || route.method === 'PATCH';
      return {
        method: route.method,
        path: search.size > 0 ? `${filled}?${search}` : filled,
        key: by,
        headers: headersOf(route),
        ...(hasBody ? { ...written, ...bytes } : {}),
      };
    });
}

/** Nothing, and a dot, would be another address. */
function inPath(text: string): string {
  return /^\.{0,2}$/.test(text) ? 'x' : encodeURIComponent(text);
}

/** As it can stand in an address; not by `String`: an object may have a `toString` of its own, which is no function. */
function written(value: unknown): string {
  return typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value);
}

/** Half a character cannot be part of an address. */
function asText(value: unknown): string {
  return String(value ?? '').toWellFormed();
}

/** The answer, for which nobody waits: a request that would wait is told at once that its time is over. */
async function answered({ call, clock }: TestApi, { waits }: Route, request: ApiRequest): Promise<ApiAnswer> {
  const timers = clock.pending();
  const answering = call(request);
  if (!waits) return answering;
  let isAnswered = false;
  answering.then(
    () => (isAnswered = true),
    () => (isAnswered = true),
  );
  while (!isAnswered) {
    if (clock.pending() > timers) await clock.callAll();
    else await new Promise((resolve) => setImmediate(resolve));
  }
  return answering;
}

for (const name of NAMES) {
  test(`${name} answers whatever is sent as the document says, and writes nothing when it refuses`, async () => {
    const world = await openWorld();
    const { api } = world;
    const route: Route = ROUTES[name];
    const operation = document.paths[route.path][route.method.toLowerCase()] as Operation;
    // What was written and taken back has another version, and the same content.
    const version = () => JSON.stringify(api.store.rows('PRAGMA data_version'));
    const look = () => ({ version: version(), content: api.store.content() });
    let before = look();
    // By `assert`: each `expect` is a step of the report, which takes longer than the look itself.
    const check = async (request: ApiRequest) => {
      if (version() !== before.version) before = look();
      const answer = await answered(api, route, request);
      const shown = `${answer.status} ${answer.text.slice(0, 300)}`;
      assert(answer.status < 500, shown);
      if (answer.status >= 400) {
        const { code } = Problem.parse(answer.json);
        // `..` in a path is another address.
        if (code !== 'not_found' && code !== 'method_not_allowed') {
          assert(problemsOf(route).includes(code), shown);
          assert(Object.hasOwn(operation.responses, answer.status), shown);
        }
        if (version() !== before.version) {
          assert.equal(api.store.content(), before.content, `${shown} wrote something`);
        }
      } else {
        assert.equal(answer.status, route.status, shown);
        assert.deepEqual(route.output?.safeParse(answer.json).error?.issues ?? [], [], shown);
      }
    };
    await fc.assert(fc.asyncProperty(requestsOf(route, operation, world), check), {
      numRuns: Math.ceil(REQUESTS / NAMES.length),
      seed: SEED,
    });
    expect(api.log.errors()).toEqual([]);
    await api.stop();
  });
}
