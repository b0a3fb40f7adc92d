import { expect, test } from '@playwright/test';
import { newId } from '../../main/domain/new-id.ts';
import type { RunningTracing } from '../../main/observability/tracing.ts';
import { startTracing } from '../../main/observability/tracing.ts';
import { AppLife } from '../support/app-life.ts';
import { settle } from '../support/fake-clock.ts';
import { FakeLog } from '../support/fake-log.ts';
import { FakeAccount } from '../support/fake-page-host.ts';
import { type Collector, startCollector } from '../support/otlp-collector.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CLIENT = '+4917000001';
let collector: Collector;
let tracing: RunningTracing;
let api: TestApi;
let lawyer: TestLawyer;
let life: AppLife;
const delivered: string[] = [];

test.beforeEach(async () => {
  delivered.length = 0;
  collector = await startCollector();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  tracing = await startTracing({ env, version: '1', log: new FakeLog(), metrics: { add: () => {} } });
  api = await startTestApi({ tracing });
  lawyer = await api.addLawyer();
  life = new AppLife({
    store: api.store,
    account: new FakeAccount(),
    clock: api.clock,
    lawyerId: lawyer.lawyer.id,
    tracing,
    post: async (_url, headers) => {
      delivered.push(headers.traceparent ?? '');
      return {
        statusCode: 200,
        error: null,
        isUnreachable: false,
        responseHeaders: null,
        responseStart: '',
        retryAfter: null,
      };
    },
  });
  await settle();
  const webhook = {
    id: newId('whk', 1),
    lawyerId: lawyer.lawyer.id,
    url: 'https://example.org/in',
    secret: 'whsec_c2VjcmV0',
  };
  await api.store.database.write((stores) =>
    stores.webhooks.insert({ ...webhook, events: ['message.sent'], at: api.clock.now() }),
  );
});

test.afterEach(async () => {
  life.kill();
  await api.stop();
  await collector.stop();
});

async function send(traceparent?: string): Promise<void> {
  const answer = await api.call({
    method: 'POST',
    path: '/v1/messages/send',
    key: lawyer.key,
    body: { to: CLIENT, text: 'secret words' },
    ...(traceparent ? { headers: { traceparent } } : {}),
  });
  expect(answer.status).toBe(202);
  life.session.wakeOutbox();
  for (let turn = 0; turn < 20 && delivered.length === 0; turn += 1) await api.clock.advance(1_000);
  expect(delivered).toHaveLength(1);
  await tracing.stop();
}

/** The names of the spans of the message's way, each with the name of what it is below. */
function way(): [string, string | undefined][] {
  const spans = collector.spans();
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return spans
    .map(({ name, parentSpanId }): [string, string | undefined] => [name, names.get(parentSpanId)])
    .sort((one, other) => one[0].localeCompare(other[0]));
}

test('a message is followed from the request through the database and WhatsApp to its webhook', async () => {
  await send(`00-${TRACE}-00f067aa0ba902b7-01`);
  expect(way()).toEqual([
    ['database write', 'POST /v1/messages/send'],
    ['outbox send', 'POST /v1/messages/send'],
    ['POST /v1/messages/send', undefined],
    ['webhook delivery', 'POST /v1/messages/send'],
  ]);
  const spans = collector.spans();
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
  expect(spans.find(({ name }) => name.startsWith('POST'))?.parentSpanId).toBe('00f067aa0ba902b7');
  const webhook = spans.find(({ name }) => name === 'webhook delivery');
  expect(delivered).toEqual([`00-${TRACE}-${webhook?.spanId}-01`]);
  const { name, email } = lawyer.lawyer;
  for (const word of ['secret words', 'secret', CLIENT, CLIENT.slice(1), name, email, 'example.org', lawyer.keyId]) {
    expect(collector.text()).not.toContain(word);
  }
});

test('a message whose caller knows no traces has one of its own', async () => {
  await send();
  const [traceId] = new Set(collector.spans().map((span) => span.traceId));
  expect(way().map(([name]) => name)).toEqual([
    'database write',
    'outbox send',
    'POST /v1/messages/send',
    'webhook delivery',
  ]);
  expect(new Set(collector.spans().map((span) => span.traceId)).size).toBe(1);
  expect(delivered[0]?.split('-')[1]).toBe(traceId);
});
