import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { expect, test } from '@playwright/test';
import { createEndedKeys } from '../../main/api/ended-keys.ts';
import type { Handlers } from '../../main/api/handler.ts';
import { createOpenStreams } from '../../main/api/open-streams.ts';
import { createRateLimits, RATE_LIMITS } from '../../main/api/rate-limits.ts';
import { keyRoutes } from '../../main/api/routes/keys.ts';
import { lawyerRoutes } from '../../main/api/routes/lawyers.ts';
import { templateRoutes } from '../../main/api/routes/templates.ts';
import { type RunningServer, startApiServer } from '../../main/api/server.ts';
import type { Lawyer } from '../../main/contract/entities.ts';
import { makeApiKey } from '../../main/domain/api-keys.ts';
import { createNoteKeyUse } from '../../main/domain/note-key-use.ts';
import { createSessionUse } from '../../main/domain/note-session-use.ts';
import { NO_TRACING } from '../../main/domain/trace-context.ts';
import { createMetrics } from '../../main/observability/metrics.ts';
import { type ApiRequest, callApi } from '../support/call-api.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeLog } from '../support/fake-log.ts';
import { FakeSessions } from '../support/fake-sessions.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../support/temp-database.ts';

const require = createRequire(import.meta.url);
const swaggerUiFolder = dirname(require.resolve('swagger-ui-dist/package.json'));

let store: TempDatabase;
let server: RunningServer;
let lawyer: Lawyer;
let key: string;
let adminKey: string;
/** What was told, with what the database held of templates at that moment. */
let told: [what: string, lawyerId: string | null, templates: number][];

test.beforeEach(async () => {
  store = openTempDatabase();
  const { database } = store;
  const clock = new FakeClock();
  const log = new FakeLog();
  const sessions = new FakeSessions();
  const metrics = createMetrics();
  lawyer = await addLawyer(database, clock.now());
  const own = makeApiKey('practice', { role: 'lawyer', lawyerId: lawyer.id }, { name: 'Own', at: clock.now() });
  await database.write((stores) => stores.apiKeys.insert(own.key));
  const admin = makeApiKey('practice', { role: 'admin' }, { name: 'This run', at: clock.now() });
  [key, adminKey, told] = [own.text, admin.text, []];
  const handlers: Partial<Handlers> = {
    ...keyRoutes('practice'),
    ...lawyerRoutes({ mode: 'practice', sessions, lawyerCreated: () => {} }),
    ...templateRoutes,
  };
  server = await startApiServer(
    {
      ...{ database, clock, log, metrics, mode: 'practice', tracing: NO_TRACING, streams: createOpenStreams() },
      runKeys: [admin.key],
      keyUsed: createNoteKeyUse({ database, clock, log, noted: () => {} }),
      sessionUse: createSessionUse({ database, clock, log, idle: () => 60_000 }),
      turns: new Map(),
      isNewsOfEnded: createEndedKeys(clock),
      isSealed: () => false,
      changed: (what, lawyerId) => told.push([what, lawyerId, store.rows('SELECT id FROM templates').length]),
      handlers: handlers as Handlers,
      checks: {},
    },
    {
      rateLimits: createRateLimits({ ...RATE_LIMITS, requestsPerMinute: 1_000 }),
      reference: { version: '0.0.0', swaggerUiFolder },
      tls: null,
    },
    0,
  );
});

test.afterEach(async () => {
  await server.stop();
  store.remove();
});

async function statusOf(request: ApiRequest): Promise<number> {
  return (await callApi(server.port, request)).status;
}

test('what a call has changed is told when it is on disk, with whose it is', async () => {
  const variants = [{ language: 'en', text: 'Dear {{name}}' }];
  const template = { name: 'Greeting', variables: ['name'], default_language: 'en', variants };
  expect(await statusOf({ method: 'POST', path: '/v1/templates', key, body: template })).toBe(201);
  const settings = `/v1/lawyers/${lawyer.id}/settings`;
  expect(await statusOf({ method: 'PATCH', path: settings, key: adminKey, body: { max_attachment_bytes: 9 } })).toBe(
    200,
  );
  const made = { name: 'Other', scopes: null, expires_at: null };
  expect(await statusOf({ method: 'POST', path: '/v1/keys', key: adminKey, body: made })).toBe(201);
  expect(told).toEqual([
    ['templates', lawyer.id, 1],
    ['lawyers', lawyer.id, 1],
    ['keys', null, 1],
  ]);
});

test('of what only reads, or is refused, nothing is told', async () => {
  expect(await statusOf({ path: '/v1/templates', key })).toBe(200);
  expect(await statusOf({ method: 'POST', path: '/v1/templates', key, body: { name: '' } })).toBe(400);
  expect(await statusOf({ method: 'POST', path: '/v1/templates', body: {} })).toBe(401);
  const unknown = '/v1/keys/7Rt3yLq9Wm5c';
  expect(await statusOf({ method: 'DELETE', path: unknown, key })).toBe(404);
  expect(told).toEqual([]);
});
