import { expect, test } from '@playwright/test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { SOCKET_CLOSE } from '../../../main/contract/event-socket.ts';
import { EventType } from '../../../main/contract/events.ts';
import { openApiDocument } from '../../../main/contract/openapi/document.ts';
import type { JsonSchema } from '../../../main/contract/openapi/schema-writer.ts';
import { PROBLEMS } from '../../../main/contract/problems.ts';
import type { Route } from '../../../main/contract/route.ts';
import { ROUTES, type RouteName } from '../../../main/contract/routes.ts';

const document = openApiDocument('1.2.3');

/** An operation as the document has it, as far as these tests look. */
interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  security: object[];
  parameters: {
    name?: string;
    in?: string;
    required?: boolean;
    description?: string;
    schema?: JsonSchema;
    $ref?: string;
  }[];
  requestBody?: { required: boolean; content: Record<string, { schema?: JsonSchema; examples?: object }> };
  responses: Record<
    string,
    { headers: object; content?: Record<string, { schema?: unknown; examples?: Record<string, { value: unknown }> }> }
  >;
  'x-lexline-practice'?: boolean;
}

function operation(name: RouteName): Operation {
  const route: Route = ROUTES[name];
  return document.paths[route.path]?.[route.method.toLowerCase()] as unknown as Operation;
}

const NAMES = Object.keys(ROUTES) as RouteName[];

test('the document is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});

test('every reference leads somewhere, and every named schema is referred to', () => {
  const text = JSON.stringify(document);
  const wanted = new Set([...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? ''));
  for (const path of wanted) {
    const found = path.split('/').reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], document);
    expect(found, path).toBeDefined();
  }
  const schemas = Object.keys(document.components.schemas);
  expect(schemas.filter((name) => !wanted.has(`components/schemas/${name}`))).toEqual([]);
  expect(schemas).toEqual(expect.arrayContaining(['Message', 'Conversation', 'Client', 'Webhook', 'Problem']));
});

test('every route is an operation of its own name, with a summary, one tag that is described, and examples', () => {
  const tags = (document.tags as { name: string }[]).map(({ name }) => name);
  for (const name of NAMES) {
    const { operationId, summary, tags: own, responses, requestBody } = operation(name);
    expect(operationId).toBe(name);
    expect(summary.length, name).toBeGreaterThan(0);
    expect(tags, name).toEqual(expect.arrayContaining(own));
    expect(own, name).toHaveLength(1);
    const { status, output }: Route = ROUTES[name];
    const shown = Object.values(responses[status]?.content ?? {})[0]?.examples ?? {};
    if (output && status !== 204) expect(Object.keys(shown).length, name).toBeGreaterThan(0);
    const json = requestBody?.content['application/json'];
    if (json && requestBody.required) expect(Object.keys(json.examples ?? {}).length, name).toBeGreaterThan(0);
  }
  expect(Object.values(document.paths).flatMap((path) => Object.keys(path))).toHaveLength(NAMES.length);
});

test('every path parameter of an address is described, and required', () => {
  for (const name of NAMES) {
    const inPath = operation(name).parameters.filter((parameter) => parameter.in === 'path');
    const named = [...ROUTES[name].path.matchAll(/\{(\w+)\}/g)].map(([, field]) => field);
    expect(inPath.map((parameter) => parameter.name)).toEqual(named);
    expect(inPath.every(({ required }) => required)).toBe(true);
  }
});

/** The places of a schema's fields that nothing is said of, by themselves or by the named schema that they refer to. */
function untold(schema: JsonSchema | boolean | undefined, at: string): string[] {
  if (typeof schema !== 'object') return [];
  if (schema.$ref !== undefined) return untold(named(schema.$ref), at);
  const { properties = {}, items, anyOf = [], oneOf = [], allOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([field, one]) => [
      ...(isTold(one) ? [] : [`${at}.${field}`]),
      ...untold(one, `${at}.${field}`),
    ]),
    ...[items].flat().flatMap((one) => untold(one, `${at}[]`)),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((one) => untold(one, at)),
  ];
}

function named(ref: string): JsonSchema | undefined {
  return document.components.schemas[ref.split('/').at(-1) ?? ''];
}

function isTold(schema: JsonSchema | boolean): boolean {
  if (typeof schema !== 'object') return false;
  return Boolean(schema.description ?? (schema.$ref && named(schema.$ref)?.description));
}

test('something is said of every parameter and of every field of a body', () => {
  const missing = NAMES.flatMap((name) => {
    const { parameters, requestBody } = operation(name);
    const silent = parameters.filter(
      ({ name: field, description, schema }) => field && !description && !(schema && isTold(schema)),
    );
    return [
      ...silent.map((parameter) => `${name}?${parameter.name}`),
      ...untold(requestBody?.content['application/json']?.schema, name),
    ];
  });
  expect(missing).toEqual([]);
});

test('a field that is told in the contract is told in the document, and one that is not is found', () => {
  expect(untold({ properties: { to: {}, at: { description: 'When.' }, in: { properties: { x: {} } } } }, 'x')).toEqual([
    'x.to',
    'x.in',
    'x.in.x',
  ]);
  const from = operation('listMessages').parameters.find(({ name }) => name === 'from');
  expect(from).toMatchObject({ schema: { type: 'string', format: 'date-time' } });
  expect(from?.description).toContain('sent_at');
});

test('a send says its key, its body, its Location and each code that it can answer', () => {
  const send = operation('sendMessage');
  expect(send.security).toEqual([{ bearer: [] }, { apiKey: [] }]);
  expect(send.parameters).toContainEqual({ $ref: '#/components/parameters/IdempotencyKey' });
  expect(send.requestBody?.required).toBe(true);
  expect(send.responses[202]?.headers).toHaveProperty('Location');
  const codes = (status: number): unknown => send.responses[status]?.content?.['application/problem+json']?.schema;
  expect(JSON.stringify(codes(422))).toContain('idempotency_key_reused');
  expect(JSON.stringify(codes(404))).toContain('conversation_not_found');
  for (const code of ['invalid_json', 'unauthorized', 'insufficient_role', 'body_too_large', 'attachment_in_use']) {
    expect(JSON.stringify(send.responses), code).toContain(`"${code}"`);
  }
  for (const status of Object.keys(send.responses)
    .map(Number)
    .filter((one) => one >= 400)) {
    const known = Object.values(PROBLEMS).map(([one]): number => one);
    expect(known).toContain(status);
  }
});

test('an upload takes bytes, a file is answered in parts, and a body with a default may be left out', () => {
  const upload = operation('uploadAttachment').requestBody?.content['application/octet-stream'];
  expect([upload?.schema, Object.keys(upload?.examples ?? {})]).toEqual([undefined, ['example1']]);
  expect(Object.keys(operation('getAttachmentContent').responses)).toEqual(
    expect.arrayContaining(['200', '206', '304', '416']),
  );
  expect(operation('requestPairingCode').requestBody?.required).toBe(false);
  expect(operation('getHealth').security).toEqual([]);
});

test('practice routes are marked, and no others', () => {
  for (const name of NAMES) {
    const isPractice = ROUTES[name].path.startsWith('/v1/practice/');
    expect(operation(name)['x-lexline-practice'] ?? false, name).toBe(isPractice);
  }
});

test('an answer may grow: no schema of one forbids further fields, and those of requests do', () => {
  expect(JSON.stringify(document.components.schemas.Message)).not.toContain('additionalProperties');
  expect(JSON.stringify(operation('sendMessage').requestBody)).toContain('"additionalProperties":false');
});

test('every event type is a webhook, with a line that says what it is and the form of what is sent', () => {
  interface Hook {
    post: { summary: string; requestBody: { content: Record<string, { schema: Payload }> } };
  }
  interface Payload {
    properties: { type: { const: string }; data: { required: string[]; properties: Record<string, object> } };
  }
  const hooks = document.webhooks as Record<EventType, Hook>;
  expect(Object.keys(hooks)).toEqual(EventType.options);
  expect(new Set(Object.values(hooks).map(({ post }) => post.summary)).size).toBeGreaterThan(30);
  const dataOf = (type: EventType) =>
    hooks[type].post.requestBody.content['application/json']?.schema.properties.data ?? {
      required: [],
      properties: {},
    };
  expect(dataOf('message.received').required).toEqual(['lawyer_id', 'conversation_id', 'message_id', 'message']);
  expect(dataOf('message.received').properties).toMatchObject({
    client_id: { $ref: '#/components/schemas/ClientId' },
    message: { $ref: '#/components/schemas/EventMessage' },
  });
  expect(Object.keys(dataOf('session.ready').properties)).toEqual(['lawyer_id']);
});

test('a stream says its media type, its header and its end; a socket that it is one, and its close codes', () => {
  const stream = operation('streamEvents');
  expect(Object.keys(stream.responses[200]?.content ?? {})).toEqual(['text/event-stream']);
  expect(stream.parameters).toContainEqual({ $ref: '#/components/parameters/LastEventId' });
  const socket = operation('openEventSocket');
  expect(socket.responses[101]?.content).toBeUndefined();
  for (const part of ['426', '429', '410']) expect(Object.keys(socket.responses)).toContain(part);
  for (const code of Object.keys(SOCKET_CLOSE)) expect(JSON.stringify(socket)).toContain(code);
});

test('the guide names the limits that hold, and how a signature is verified', () => {
  for (const word of ['6,000 a minute', '600 a minute', '100 MB', 'webhook-timestamp', 'raw bytes', 'GET /v1/events']) {
    expect(document.info.description).toContain(word);
  }
});

test('the promise for /v1 is written down', () => {
  for (const word of ['never change', 'new event types', 'new problem codes', 'Deprecation', 'Sunset']) {
    expect(document.info.description).toContain(word);
  }
});
