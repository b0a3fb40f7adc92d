import { SOCKET_CLOSE } from '../event-socket.ts';
import { type AnyExample, EXAMPLES } from '../examples.ts';
import type { Access, Route } from '../route.ts';
import { takesIdempotencyKey } from '../route-problems.ts';
import type { RouteName } from '../routes.ts';
import { scopeOf } from '../scopes.ts';
import { answersOf, hasTag } from './answers.ts';
import { tagOf } from './families.ts';
import { ROUTE_NOTES } from './route-notes.ts';
import type { JsonSchema, SchemaWriter } from './schema-writer.ts';

type Json = Record<string, unknown>;

const WHO: Record<Access, string> = {
  public: 'Needs no key.',
  admin: "With an administrator's key.",
  lawyer: "With a lawyer's key; it acts on that lawyer's own rows.",
  owner: "With the key of the lawyer named in the path, or an administrator's.",
  any: "With any key: an administrator's is shown everything, a lawyer's what belongs to its lawyer.",
  session: 'With the token of a session of staff.',
  operator: "With an administrator's key; in the practice account with any.",
};

const SUPPORT = 'Support may read what it was granted.';

const FROM_OUTSIDE = 'Also through the tunnel.';

const SECURITY = [{ bearer: [] }, { apiKey: [] }];

export const PARAMETERS: Record<string, Json> = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'Your own name for this request: repeated within 24 hours, it gives the first answer and acts once.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[ -~]+$' },
  },
  Range: {
    name: 'Range',
    in: 'header',
    required: false,
    description: 'One range of bytes, such as `bytes=0-1023`.',
    schema: { type: 'string' },
  },
  Traceparent: {
    name: 'traceparent',
    in: 'header',
    required: false,
    description: 'W3C Trace Context. Webhooks about the message carry the trace on.',
    schema: { type: 'string' },
  },
  LastEventId: {
    name: 'Last-Event-ID',
    in: 'header',
    required: false,
    description: 'The last cursor that arrived: it goes on behind it. It wins over `after`.',
    schema: { type: 'string', pattern: '^\\d{1,15}$' },
  },
  IfNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    required: false,
    description: 'The ETag of what is known already: it is not sent again.',
    schema: { type: 'string' },
  },
};

/** One route as an operation of the document. Its id is the route's name, as in the TypeScript client. */
export function operationOf(name: RouteName, route: Route, writer: SchemaWriter): Json {
  const [summary = '', more] = route.summary.split(/; (.*)/s);
  const examples: readonly AnyExample[] = EXAMPLES[name];
  return {
    operationId: name,
    summary,
    description: [
      more && `${more.charAt(0).toUpperCase()}${more.slice(1)}.`,
      ROUTE_NOTES[name],
      WHO[route.access],
      route.support && SUPPORT,
      route.fromOutside && FROM_OUTSIDE,
      scopeText(route),
      streamText(route),
    ]
      .filter(Boolean)
      .join(' '),
    tags: [tagOf(name, route.path)],
    ...(route.practice ? { 'x-lexline-practice': true } : {}),
    ...(route.fromOutside ? { 'x-lexline-from-outside': true } : {}),
    security: route.access === 'public' ? [] : SECURITY,
    parameters: parametersOf(name, route, writer, examples[0]),
    ...requestBody(route, writer, examples),
    responses: answersOf(route, writer, named(examples, 'answer')),
  };
}

/** Which scope a key needs that is limited to some. */
function scopeText(route: Route): string {
  if (route.anyScope) return 'Whatever its scopes are.';
  return route.access === 'public' ? '' : `Scope: \`${scopeOf(route)}\`.`;
}

/** What can be said of a stream, and has no place of its own in OpenAPI. */
function streamText({ stream }: Route): string {
  if (!stream) return '';
  const still = 'A key can have 20 streams open, and it ends with its key. ';
  if (stream.as !== 'websocket') {
    return `${still}It is not for the \`EventSource\` of browsers, which sends no key.`;
  }
  const codes = Object.entries(SOCKET_CLOSE).map(([code, text]) => `- \`${code}\`: ${text}.`);
  return (
    `${still}Every 15 seconds there is a ping; its payload is the cursor up to which all was told. Send nothing but pongs. ` +
    `It is closed with one of these codes:\n\n${codes.join('\n')}`
  );
}

function parametersOf(name: RouteName, route: Route, writer: SchemaWriter, example: AnyExample | undefined): Json[] {
  const headers = [
    ...(takesIdempotencyKey(route) ? ['IdempotencyKey'] : []),
    ...(route.content === '*' ? ['Range'] : []),
    ...(hasTag(route) ? ['IfNoneMatch'] : []),
    ...(route.stream ? ['LastEventId'] : []),
    ...(name === 'sendMessage' ? ['Traceparent'] : []),
  ];
  return [
    ...fields('path', route.params, example?.params),
    ...fields('query', route.query, example?.query),
    ...headers.map((header) => ({ $ref: `#/components/parameters/${header}` })),
  ];

  function fields(where: 'path' | 'query', schema: Route['params'], values: AnyExample['params']): Json[] {
    if (!schema) return [];
    const { properties = {}, required = [] } = writer.write(schema, 'input');
    return Object.entries(properties).map(([field, written]) => ({
      name: field,
      in: where,
      required: required.includes(field),
      ...described(written),
      ...(values?.[field] === undefined ? {} : { example: values[field] }),
    }));
  }
}

/** What is said of a parameter stands beside its schema. */
function described(written: boolean | JsonSchema): Json {
  if (typeof written === 'boolean') return { schema: written };
  const { description, ...schema } = written;
  return description === undefined ? { schema } : { description, schema };
}

function requestBody(route: Route, writer: SchemaWriter, examples: readonly AnyExample[]): Json {
  if (route.upload) {
    // OpenAPI 3.1 says that a media type without a schema is bytes.
    const content = { 'application/octet-stream': { examples: named(examples, 'body') } };
    return { requestBody: { description: 'The bytes of the file, of whatever type.', required: true, content } };
  }
  if (!route.body) return {};
  const required = !route.body.safeParse(undefined).success;
  const schema = writer.write(route.body, 'input');
  return { requestBody: { required, content: { 'application/json': { schema, examples: named(examples, 'body') } } } };
}

/** OpenAPI names examples; these go by their number. */
function named(examples: readonly AnyExample[], part: 'body' | 'answer'): Json {
  const shown = examples.filter((example) => example[part] !== undefined);
  return Object.fromEntries(
    shown.map((example, index) => [`example${index + 1}`, { summary: example.summary, value: example[part] }]),
  );
}
