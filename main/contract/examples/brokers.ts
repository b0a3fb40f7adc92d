import type { BROKER_ROUTES } from '../routes/brokers.ts';
import type { ExamplesOf } from './example.ts';
import { BROKER_ID, LAWYER_ID, MORNING } from './values.ts';

const BROKER = {
  id: BROKER_ID,
  lawyer_id: LAWYER_ID,
  kind: 'rabbitmq' as const,
  url: 'amqps://lexline@mq.example.org/directory',
  has_password: true,
  target: 'lexline.events',
  events: ['message.*' as const],
  max_length: null,
  stream: null,
  is_paused: false,
  state: 'connected' as const,
  since: MORNING,
  last_error: null,
  next_attempt_at: null,
  cursor: 4711,
  behind: 0,
  missed_up_to: null,
  unrouted: 0,
  warning: null,
  created_at: MORNING,
};

const ONE = { params: { id: BROKER_ID } };

export const BROKER_EXAMPLES: ExamplesOf<keyof typeof BROKER_ROUTES> = {
  createBroker: [
    {
      summary: 'A durable topic exchange of RabbitMQ; the password is not shown again',
      body: {
        lawyer_id: LAWYER_ID,
        kind: 'rabbitmq',
        url: 'amqps://lexline:secret@mq.example.org/directory',
        target: 'lexline.events',
        events: ['message.*'],
      },
      answer: { ...BROKER, state: 'connecting' },
    },
    {
      summary: 'A stream of Redis that is kept about a million entries long',
      body: {
        ...{ lawyer_id: LAWYER_ID, kind: 'redis', url: 'redis://127.0.0.1:6379/0', target: 'lexline:events' },
        ...{ events: ['*'], max_length: 1_000_000 },
      },
      answer: {
        ...{ ...BROKER, kind: 'redis', url: 'redis://127.0.0.1:6379/0', has_password: false, state: 'connecting' },
        ...{ target: 'lexline:events', events: ['*'], max_length: 1_000_000 },
      },
    },
    {
      summary: 'Subjects that begin with lexline, kept by a stream of NATS that is made if it is not there',
      body: {
        ...{ lawyer_id: LAWYER_ID, kind: 'nats', url: 'nats://127.0.0.1:4222', target: 'lexline' },
        ...{ events: ['message.*', 'session.*'], stream: 'LEXLINE', after: 0 },
      },
      answer: {
        ...{ ...BROKER, kind: 'nats', url: 'nats://127.0.0.1:4222', has_password: false, state: 'connecting' },
        ...{ target: 'lexline', events: ['message.*', 'session.*'], stream: 'LEXLINE', cursor: 0, behind: 4711 },
      },
    },
  ],
  listBrokers: [{ summary: 'The first page', query: { limit: 50 }, answer: { data: [BROKER], next_cursor: null } }],
  getBroker: [
    {
      ...ONE,
      summary: 'It cannot be reached; nothing is lost',
      answer: {
        ...BROKER,
        state: 'reconnecting',
        last_error: { code: 'unreachable', message: 'connect ECONNREFUSED 192.0.2.7:5671', at: MORNING },
        next_attempt_at: MORNING,
        behind: 12,
      },
    },
    {
      ...ONE,
      summary: 'RabbitMQ had no queue for three events',
      answer: {
        ...BROKER,
        unrouted: 3,
        warning: {
          code: 'events_unrouted',
          message:
            'RabbitMQ has dropped 3 events, because no queue is bound to the exchange lexline.events for them: ' +
            'message.received (2), message.sent (1). Bind a durable queue to it with these routing keys, or with #. Then ' +
            `publish them once more: PATCH /v1/brokers/${BROKER_ID} {"after": 4698}. What other queues get twice has the same id.`,
          events: [
            { type: 'message.received', count: 2 },
            { type: 'message.sent', count: 1 },
          ],
          after: 4698,
        },
      },
    },
  ],
  changeBroker: [
    { ...ONE, summary: 'Other events', body: { events: ['*'] }, answer: { ...BROKER, events: ['*'] } },
    { ...ONE, summary: 'All that is kept, once more', body: { after: 0 }, answer: { ...BROKER, cursor: 0 } },
  ],
  pauseBroker: [{ ...ONE, summary: 'For now', answer: { ...BROKER, is_paused: true, state: 'paused' } }],
  resumeBroker: [{ ...ONE, summary: 'Go on', answer: { ...BROKER, state: 'connecting' } }],
  testBroker: [
    {
      ...ONE,
      summary: 'The password is wrong',
      answer: {
        is_ok: false,
        error: { code: 'login_refused', message: 'Handshake terminated by server: 403 (ACCESS-REFUSED)' },
        took_ms: 12,
      },
    },
  ],
  removeBroker: [{ ...ONE, summary: 'Remove it' }],
};
