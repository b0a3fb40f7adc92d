import { PROBLEMS, type ProblemCode } from '../problems.ts';
import type { Route } from '../route.ts';
import { problemsOf, takesIdempotencyKey } from '../route-problems.ts';
import type { JsonSchema, SchemaWriter } from './schema-writer.ts';

type Json = Record<string, unknown>;

const STATUS_TEXT: Record<Route['status'], string> = {
  101: 'It is a WebSocket from here on.',
  200: 'Done.',
  201: 'Made.',
  202: 'Accepted: it is durable, and what comes of it is told by events.',
  204: 'Done; there is nothing to say.',
};

export const HEADERS: Record<string, Json> = {
  RequestId: { description: 'The id of the request, for support.', schema: { type: 'string' } },
  Location: { description: 'Where what was made can be read.', schema: { type: 'string' } },
  IdempotentReplayed: {
    description: '`true`: this is the first answer to that Idempotency-Key, once more.',
    schema: { type: 'string', const: 'true' },
  },
  RateLimitLimit: { description: 'How many requests a minute are taken.', schema: { type: 'integer' } },
  RateLimitRemaining: { description: 'How many are left of them.', schema: { type: 'integer' } },
  RateLimitReset: { description: 'In how many seconds all of them are there again.', schema: { type: 'integer' } },
  RateLimitPolicy: {
    description: 'The limit and its window in seconds, such as `6000;w=60`.',
    schema: { type: 'string' },
  },
  RetryAfter: { description: 'In how many seconds to ask again.', schema: { type: 'integer' } },
  ETag: {
    description: 'Changes with what is answered; of a file it is the SHA-256 of its bytes.',
    schema: { type: 'string' },
  },
  ContentRange: { description: 'Which bytes these are, of how many.', schema: { type: 'string' } },
};

const header = (name: string): Json => ({ $ref: `#/components/headers/${name}` });

/** Everything that a route can answer, by status. `examples` are those of its success. */
export function answersOf(route: Route, writer: SchemaWriter, examples: Json): Record<string, Json> {
  const headers: Json = {
    'Request-Id': header('RequestId'),
    'RateLimit-Limit': header('RateLimitLimit'),
    'RateLimit-Remaining': header('RateLimitRemaining'),
    'RateLimit-Reset': header('RateLimitReset'),
    'RateLimit-Policy': header('RateLimitPolicy'),
  };
  if (route.location !== undefined) headers.Location = header('Location');
  if (hasTag(route)) headers.ETag = header('ETag');
  if (takesIdempotencyKey(route)) headers['Idempotent-Replayed'] = header('IdempotentReplayed');
  const content = successContent(route, writer, examples);
  const success = { description: STATUS_TEXT[route.status], headers, ...(content ? { content } : {}) };
  return { [route.status]: success, ...(hasTag(route) ? tagged(route, headers, content) : {}), ...problems(route) };
}

/** Whether what it answers has an ETag: reads in JSON, and files. */
export function hasTag(route: Route): boolean {
  if (route.content !== undefined) return route.content === '*';
  return route.method === 'GET' && !route.stream;
}

function successContent(route: Route, writer: SchemaWriter, examples: Json): Json | undefined {
  const shown = Object.keys(examples).length > 0 ? { examples } : {};
  // OpenAPI 3.1 says that a media type without a schema is bytes.
  if (route.content !== undefined) {
    const isText = route.content.startsWith('text/');
    return { [route.content === '*' ? '*/*' : route.content]: isText ? { schema: { type: 'string' }, ...shown } : {} };
  }
  if (route.stream) {
    if (route.stream.as === 'websocket') return undefined;
    const { $ref } = writer.write(route.stream.each, 'output');
    const description =
      'Blocks of `id` (the cursor), `event` (the type) and `data` (an event as JSON: ' +
      `[${$ref?.split('/').at(-1)}](${$ref})). A block without \`data\` tells how far the log was looked at; a line that ` +
      'begins with a colon, every 15 seconds, that the connection lives.';
    return { [route.stream.as]: { schema: { type: 'string', description }, ...shown } };
  }
  if (!route.output || route.status === 204) return undefined;
  return { 'application/json': { schema: writer.write(route.output, 'output'), ...shown } };
}

/** What is known already is not sent again, and a file can be asked for in ranges (RFC 9110, sections 13 and 14). */
function tagged(route: Route, headers: Json, content: Json | undefined): Record<string, Json> {
  const same = { 304: { description: 'It is still what If-None-Match names.', headers } };
  if (route.content !== '*') return same;
  const description = 'The range that was asked for.';
  return { 206: { description, headers: { ...headers, 'Content-Range': header('ContentRange') }, content }, ...same };
}

/** One answer for each status; which codes it can carry is listed there, with their titles. */
function problems(route: Route): Record<string, Json> {
  const byStatus = Map.groupBy(problemsOf(route), (code) => PROBLEMS[code][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code][1]}.`).join('\n\n'),
        headers: {
          'Request-Id': header('RequestId'),
          ...(status === 429 ? { 'Retry-After': header('RetryAfter') } : {}),
        },
        content: { 'application/problem+json': { schema: problemSchema(codes), example: problemExample(codes[0]) } },
      },
    ]),
  );
}

function problemSchema(codes: readonly ProblemCode[]): JsonSchema {
  return {
    allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { enum: [...codes] } } }],
  };
}

function problemExample(code: ProblemCode | undefined): Json | undefined {
  if (code === undefined) return undefined;
  const [status, title] = PROBLEMS[code];
  return { type: `urn:lexline:problem:${code}`, title, status, code, request_id: 'req_01kbc5vd0g8r4m9y2q7w3x5t9p' };
}
