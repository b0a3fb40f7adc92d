import { z } from 'zod';
import { Event } from '../event-log.ts';
import { EVENT_TYPES } from '../event-types.ts';
import { EventType } from '../events.ts';
import { EVENT } from '../examples/events.ts';
import { Timestamp } from '../values.ts';
import type { SchemaWriter } from './schema-writer.ts';

type Json = Record<string, unknown>;

const HEADERS = [
  ['webhook-id', 'The id of the event, the same in every try.'],
  ['webhook-timestamp', 'When it was sent, in seconds since 1970: refuse what is older than a few minutes.'],
  ['webhook-signature', '`v1,` and an HMAC-SHA256 over id, timestamp and body, as Standard Webhooks says.'],
].map(([name, description]) => ({ name, in: 'header', required: true, description, schema: { type: 'string' } }));

const RESPONSES = {
  '2XX': { description: 'It was taken. Whatever else is answered, or nothing: it is sent again.' },
  410: { description: 'Nothing more is to be sent to that address: it is switched off.' },
};

/** What a registered address is sent, by event type (https://spec.openapis.org/oas/v3.1.1.html#oas-webhooks). */
export function webhooksOf(writer: SchemaWriter): Json {
  return Object.fromEntries(EventType.options.map((type) => [type, { post: delivery(type, writer) }]));
}

function delivery(type: EventType, writer: SchemaWriter): Json {
  const { cursor: _cursor, id: _id, ...payload } = EVENT;
  const example = type === EVENT.type ? { example: payload } : {};
  return {
    summary: EVENT_TYPES[type].about.replace(/\.$/, ''),
    tags: ['Webhooks'],
    parameters: HEADERS,
    requestBody: {
      required: true,
      content: { 'application/json': { schema: writer.write(payloadOf(type), 'output'), ...example } },
    },
    responses: RESPONSES,
  };
}

function payloadOf(type: EventType): z.ZodType {
  const fields: Record<string, z.ZodType> = Event.shape.data.shape;
  const { holds, mayHold = [] } = EVENT_TYPES[type];
  const always = ['lawyer_id', ...holds].map((field) => [field, present(fields[field])]);
  const sometimes = mayHold.map((field) => [field, fields[field]]);
  const data = z.object(Object.fromEntries([...always, ...sometimes]));
  return z.object({ type: z.literal(type), timestamp: Timestamp, data });
}

function present(field: z.ZodType | undefined): z.ZodType {
  const schema = field instanceof z.ZodOptional ? field.unwrap() : field;
  return schema instanceof z.ZodType ? schema : z.unknown();
}
