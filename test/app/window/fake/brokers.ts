import type { Broker } from '../../../../main/contract/broker.ts';
import type { BROKER_CALLS } from '../../../../main/contract/ipc/brokers.ts';
import type { AnswersOf } from './answers-of.ts';
import { ago, fakeId } from './fake-id.ts';

/** The message brokers of the lawyers; none at first. */
export class FakeBrokers {
  readonly #all: Broker[] = [];

  addTo(lawyerId: Broker['lawyer_id']): void {
    this.#all.push(...someBrokers(lawyerId));
  }

  readonly answers: AnswersOf<typeof BROKER_CALLS> = {
    'brokers.list': ({ lawyer_id }) => this.#all.filter((broker) => broker.lawyer_id === lawyer_id),
  };
}

/** A broker that drops what no queue is bound for, and one that cannot be reached. */
function someBrokers(lawyerId: Broker['lawyer_id']): Broker[] {
  const usual: Broker = {
    ...{ id: fakeId('brk'), lawyer_id: lawyerId, kind: 'rabbitmq', url: 'amqps://lexline@mq.kanzlei.example' },
    ...{
      has_password: true,
      target: 'lexline.events',
      events: ['*'],
      max_length: null,
      stream: null,
      is_paused: false,
    },
    ...{ state: 'connected', since: ago(90), last_error: null, next_attempt_at: null, cursor: 8000, behind: 0 },
    ...{ missed_up_to: null, unrouted: 0, warning: null, created_at: ago(9000) },
  };
  const events: NonNullable<Broker['warning']>['events'] = [
    { type: 'message.received', count: 1200 },
    { type: 'client.created', count: 3 },
  ];
  return [
    { ...usual, unrouted: 1203, warning: { code: 'events_unrouted', message: 'in words', events, after: 4711 } },
    {
      ...usual,
      ...{ id: fakeId('brk'), kind: 'nats', target: 'lexline', state: 'reconnecting', behind: 12 },
      last_error: { code: 'unreachable', message: 'connect ECONNREFUSED', at: ago(1) },
    },
  ];
}
