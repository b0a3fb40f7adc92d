import { z } from 'zod';
import {
  Broker,
  BrokerError,
  BrokerEvents,
  BrokerKind,
  BrokerTarget,
  BrokerUrl,
  MaxLength,
  StreamName,
} from '../broker.ts';
import { listOf } from '../entities.ts';
import { BrokerId, LawyerId } from '../ids.ts';
import { Page, type Route } from '../route.ts';

const OneBroker = z.strictObject({ id: BrokerId });
const After = z
  .number()
  .int()
  .min(0)
  .describe('Publish what comes behind this cursor of the event log; 0: all that is kept.');

/** Where in the broker events go, and from where on in the log; each may be left out. */
const Where = {
  max_length: MaxLength.nullable()
    .optional()
    .describe(MaxLength.description ?? ''),
  stream: StreamName.nullable()
    .optional()
    .describe(StreamName.description ?? ''),
  after: After.optional(),
};

/** Whoever administers the machine says where events go: private addresses are right here. */
export const BROKER_ROUTES = {
  createBroker: {
    method: 'POST',
    path: '/v1/brokers',
    summary: 'Publish a lawyer’s events to a message broker, from now on or from a cursor',
    access: 'admin',
    fromOutside: false,
    resource: 'brokers',
    password: true,
    body: z.strictObject({
      lawyer_id: LawyerId,
      kind: BrokerKind.describe('Which broker it is; it stays that.'),
      url: BrokerUrl,
      target: BrokerTarget,
      events: BrokerEvents,
      ...Where,
    }),
    status: 201,
    location: '/v1/brokers/{id}',
    output: Broker,
    problems: ['lawyer_not_found'],
  },
  listBrokers: {
    method: 'GET',
    path: '/v1/brokers',
    summary: 'The message brokers, oldest first, with their state',
    access: 'admin',
    fromOutside: false,
    resource: 'brokers',
    query: Page,
    status: 200,
    output: listOf(Broker),
    problems: ['invalid_cursor'],
  },
  getBroker: {
    method: 'GET',
    path: '/v1/brokers/{id}',
    summary: 'One message broker: whether it is connected, and how far behind it is',
    access: 'admin',
    fromOutside: false,
    resource: 'brokers',
    params: OneBroker,
    status: 200,
    output: Broker,
    problems: ['broker_not_found'],
  },
  changeBroker: {
    method: 'PATCH',
    path: '/v1/brokers/{id}',
    summary:
      'Change a message broker; what is left out stays as it is. A `url` is given whole, with its password; with `after` the log is published again from there',
    access: 'admin',
    fromOutside: false,
    resource: 'brokers',
    password: true,
    params: OneBroker,
    body: z.strictObject({
      url: BrokerUrl.optional(),
      target: BrokerTarget.optional(),
      events: BrokerEvents.optional(),
      ...Where,
    }),
    status: 200,
    output: Broker,
    problems: ['broker_not_found'],
  },
  removeBroker: {
    method: 'DELETE',
    path: '/v1/brokers/{id}',
    summary: 'Publish nothing more to a message broker, and forget its address and its cursor',
    access: 'admin',
    fromOutside: false,
    resource: 'brokers',
    params: OneBroker,
    status: 204,
    output: z.undefined(),
    problems: ['broker_not_found'],
  },
  pauseBroker: {
    method: 'POST',
    path: '/v1/brokers/{id}/pause',
    summary: 'Publish nothing until it is resumed; its cursor stays',
    access: 'admin',
    fromOutside: false,
    resource: 'brokers',
    params: OneBroker,
    status: 200,
    output: Broker,
    problems: ['broker_not_found'],
  },
  resumeBroker: {
    method: 'POST',
    path: '/v1/brokers/{id}/resume',
    summary: 'Go on where it was, or try again at once; that events were missed counts as seen',
    access: 'admin',
    fromOutside: false,
    resource: 'brokers',
    params: OneBroker,
    status: 200,
    output: Broker,
    problems: ['broker_not_found'],
  },
  testBroker: {
    method: 'POST',
    path: '/v1/brokers/{id}/test',
    summary:
      'Log in and look whether the target is there, by a connection of its own; it is made as for publishing, and nothing is published',
    access: 'admin',
    fromOutside: false,
    resource: 'brokers',
    outside: true,
    params: OneBroker,
    status: 200,
    output: z.object({
      is_ok: z.boolean(),
      error: BrokerError.nullable(),
      took_ms: z.number().int(),
    }),
    problems: ['broker_not_found'],
  },
} as const satisfies Record<string, Route>;
