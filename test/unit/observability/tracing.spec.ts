import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { startTracing, tracesEndpoint } from '../../../main/observability/tracing.ts';
import { FakeMetrics } from '../../support/app-life.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { type Collector, startCollector } from '../../support/otlp-collector.ts';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
let collector: Collector;
let metrics: FakeMetrics;
let log: FakeLog;

test.beforeEach(async () => {
  collector = await startCollector();
  metrics = new FakeMetrics();
  log = new FakeLog();
});

test.afterEach(() => collector.stop());

const start = (url: string) =>
  startTracing({ env: { OTEL_EXPORTER_OTLP_ENDPOINT: url }, version: '1.2.3', log, metrics, sendEvery: 20 });

test('spans reach the collector with their trace, parent, time and outcome, and nothing of the machine', async () => {
  const tracing = await start(`${collector.url}/`);
  const request = tracing.begin('POST /v1/messages/send', 'server', PARENT, { 'http.route': '/v1/messages/send' });
  const write = tracing.begin('database write', 'internal', request.traceparent);
  write.end({}, 'AppError');
  request.end({ 'http.response.status_code': 409 });
  const own = tracing.begin('webhook delivery', 'client', null);
  own.end();
  await tracing.stop();
  const [failed, answered, alone] = collector.spans();
  expect(answered).toMatchObject({
    name: 'POST /v1/messages/send',
    kind: 2,
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    parentSpanId: '00f067aa0ba902b7',
    attributes: { 'http.route': '/v1/messages/send', 'http.response.status_code': 409 },
    failed: false,
  });
  expect(failed).toMatchObject({
    name: 'database write',
    kind: 1,
    traceId: answered?.traceId,
    parentSpanId: answered?.spanId,
    attributes: { 'error.type': 'AppError' },
    failed: true,
  });
  expect(alone).toMatchObject({ kind: 3, parentSpanId: '' });
  expect(alone?.traceId).not.toBe(answered?.traceId);
  expect(request.traceparent).toBe(`00-${answered?.traceId}-${answered?.spanId}-01`);
  expect(collector.resources()).toEqual([{ 'service.name': 'lexline', 'service.version': '1.2.3' }]);
  expect(collector.paths()).toEqual(['/v1/traces']);
  expect(metrics.count('spans_exported')).toBe(3);
});

test('a trace that its caller does not record is carried on and not sent', async () => {
  const tracing = await start(collector.url);
  const span = tracing.begin('GET /v1/lawyers', 'server', PARENT.replace(/01$/, '00'));
  expect(span.traceparent).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)[0-9a-f]{16}-00$/);
  span.end();
  await tracing.stop();
  expect(collector.spans()).toEqual([]);
});

test('a collector that is down costs spans and one warning, and nobody waits for it', async () => {
  const { url } = collector;
  await collector.stop();
  const tracing = await start(url);
  for (let index = 0; index < 20_000; index += 1) tracing.begin('GET /v1/health', 'server', null).end();
  await expect.poll(() => metrics.count('spans_lost')).toBeGreaterThan(0);
  await tracing.stop();
  // What did not fit into the queue was dropped: that many are held at most.
  expect(metrics.count('spans_lost')).toBeLessThanOrEqual(2_048 + 512);
  expect(log.lines.filter((line) => JSON.stringify(line).includes('collector')).length).toBe(2);
});

test('a collector that never answers keeps nobody from closing', async () => {
  const held: IncomingMessage[] = [];
  const silent: Server = createServer((request) => void held.push(request));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const tracing = await start(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
  tracing.begin('GET /v1/health', 'server', null).end();
  const began = performance.now();
  await tracing.stop();
  expect(performance.now() - began).toBeLessThan(3_000);
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});

test('without an address nothing is recorded, and a bad one is said', async () => {
  for (const env of [
    {},
    { OTEL_EXPORTER_OTLP_ENDPOINT: ' ' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SDK_DISABLED: 'TRUE' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_EXPORTER: 'none' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'file:///etc/passwd' },
  ]) {
    const tracing = await startTracing({ env, version: '1', log, metrics });
    const span = tracing.begin('GET /v1/health', 'server', PARENT);
    expect(span.traceparent).toBeNull();
    span.end();
    await tracing.stop();
  }
  expect(collector.paths()).toEqual([]);
  expect(log.lines.length).toBe(2);
});

test('the address is found as OpenTelemetry’s specification says', () => {
  expect(tracesEndpoint({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' })).toBe('http://c:4318/v1/traces');
  expect(tracesEndpoint({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c/x/' })).toBe('http://c/x/v1/traces');
  const both = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://t/own' };
  expect(tracesEndpoint(both)).toBe('https://t/own');
  expect(tracesEndpoint({})).toBeNull();
});
