import type { Log, Metrics, SpanKind, Tracing } from '../domain/ports.ts';
import { NO_TRACING, parseTraceparent } from '../domain/trace-context.ts';

/** Spans that wait to be sent, at most: what comes beyond that while no collector answers is dropped. */
const MAX_WAITING = 2_048;
/** Spans of one request to the collector. */
const MAX_BATCH = 512;
/** In ms. */
const SEND_EVERY = 5_000;
const TIMEOUT = 5_000;
const CLOSING_PATIENCE = 1_000;

interface Dependencies {
  /** The environment, of which the variables of OpenTelemetry's specification count. */
  env: Readonly<Record<string, string | undefined>>;
  version: string;
  log: Log;
  metrics: Pick<Metrics, 'add'>;
  sendEvery?: number;
}

export interface RunningTracing extends Tracing {
  /** Sends what waits, for a moment at most. */
  stop(): Promise<void>;
}

/**
 * Where traces go, as the environment says; null: nowhere, which is what holds while nobody has said anything. Sources:
 * OpenTelemetry's "OTLP exporter configuration" and "SDK environment variables".
 */
export function tracesEndpoint(env: Dependencies['env']): string | null {
  const isOff = env.OTEL_SDK_DISABLED?.trim().toLowerCase() === 'true' || env.OTEL_TRACES_EXPORTER?.trim() === 'none';
  const own = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?.trim();
  const common = env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim();
  if (isOff) return null;
  return own || (common ? `${common.replace(/\/+$/, '')}/v1/traces` : null);
}

/**
 * Sends traces to the collector that the environment names, as OTLP over HTTP. Without one, and with an address that is
 * none, nothing is recorded, nothing is sent, and OpenTelemetry is not even loaded. No part of the app waits for it.
 */
export async function startTracing({ env, version, log, metrics, ...rest }: Dependencies): Promise<RunningTracing> {
  const off: RunningTracing = { ...NO_TRACING, stop: async () => {} };
  const url = tracesEndpoint(env);
  if (url === null) return off;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    log.error({}, 'traces are off: the address in OTEL_EXPORTER_OTLP_ENDPOINT is not one of http or https');
    return off;
  }
  const [{ ROOT_CONTEXT, SpanKind, SpanStatusCode, trace }, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
    ]);
  const kinds: Record<SpanKind, number> = {
    server: SpanKind.SERVER,
    client: SpanKind.CLIENT,
    internal: SpanKind.INTERNAL,
  };
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: TIMEOUT, concurrencyLimit: 1 });
  let isLosing = false;
  const counting: typeof exporter = Object.assign(Object.create(exporter), {
    export(spans: Parameters<typeof exporter.export>[0], done: Parameters<typeof exporter.export>[1]) {
      exporter.export(spans, (result) => {
        const isTaken = result.code === 0;
        metrics.add(isTaken ? 'spans_exported' : 'spans_lost', spans.length);
        // Once, and not for each batch of a long outage.
        if (!isTaken && !isLosing) log.warn({ spans: spans.length }, 'the collector of traces does not take them');
        isLosing = !isTaken;
        done(result);
      });
    },
  });
  const provider = new sdk.TracerProvider({
    // No more than this: what a detector would find of the machine and its user is nobody's concern.
    resource: resourceFromAttributes({ 'service.name': 'lexline', 'service.version': version }),
    sampler: new sdk.ParentBasedSampler({ root: new sdk.AlwaysOnSampler() }),
    spanProcessors: [
      new sdk.BatchSpanProcessor({
        exporter: counting,
        maxQueueSize: MAX_WAITING,
        maxExportBatchSize: MAX_BATCH,
        scheduledDelayMillis: rest.sendEvery ?? SEND_EVERY,
        exportTimeoutMillis: 2 * TIMEOUT,
      }),
    ],
  });
  const tracer = provider.getTracer('lexline', version);
  log.info({}, 'traces are sent to the collector that the environment names');

  return {
    begin(name, kind, parent, facts = {}) {
      const [, traceId = '', spanId = '', flags = '00'] = parseTraceparent(parent ?? undefined)?.split('-') ?? [];
      const above = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
      const context = traceId === '' ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, above);
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: facts }, context);
      const own = span.spanContext();
      return {
        traceparent: `00-${own.traceId}-${own.spanId}-${own.traceFlags.toString(16).padStart(2, '0')}`,
        end(more = {}, failure) {
          span.setAttributes(more);
          if (failure !== undefined) {
            span.setAttribute('error.type', failure);
            span.setStatus({ code: SpanStatusCode.ERROR });
          }
          span.end();
        },
      };
    },
    async stop() {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, CLOSING_PATIENCE).unref());
      await Promise.race([provider.shutdown().catch(() => {}), patience]);
    },
  };
}
