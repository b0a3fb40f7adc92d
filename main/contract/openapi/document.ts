import { Problem } from '../problems.ts';
import type { Route } from '../route.ts';
import { ROUTES, type RouteName } from '../routes.ts';
import { HEADERS } from './answers.ts';
import { FAMILIES } from './families.ts';
import { GUIDE } from './guide.ts';
import { operationOf, PARAMETERS } from './operation.ts';
import { PROMISE } from './promise.ts';
import { createSchemaWriter } from './schema-writer.ts';
import { webhooksOf } from './webhooks.ts';

type Json = Record<string, unknown>;

/** A document of OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), as far as we look into it ourselves. */
export interface OpenApiDocument {
  openapi: '3.1.1';
  info: { title: string; version: string; summary: string; description: string; license: Json };
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Record<string, Json> } & Json;
  [part: string]: unknown;
}

/** The whole API as it is in the contract. `version` is the app's. */
export function openApiDocument(version: string): OpenApiDocument {
  const writer = createSchemaWriter();
  writer.write(Problem, 'output');
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries(ROUTES) as [RouteName, Route][]) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(name, route, writer) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Lexline',
      version,
      summary: "A lawyer's WhatsApp conversations for a directory",
      description: `${GUIDE}\n\n${PROMISE}`,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    // Wherever the document was read from: the port is the owner's choice.
    servers: [{ url: '/' }],
    tags: FAMILIES.map(({ tag, description }) => ({ name: tag, description })),
    paths,
    webhooks: webhooksOf(writer),
    components: {
      schemas: writer.components(),
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A key as `Authorization: Bearer lx_…`.' },
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-API-Key',
          description: 'The same key in a header of its own.',
        },
      },
    },
  };
}
