import type { Event } from '../../../../main/contract/event-log.ts';
import { type EventType, eventMatches, type StoredEvent } from '../../../../main/contract/events.ts';
import type { EVENT_CALLS } from '../../../../main/contract/ipc/events.ts';
import type { DeliveryStatus } from '../../../../main/contract/webhook.ts';
import type { AnswersOf, Push } from './answers-of.ts';
import { ago, fakeId } from './fake-id.ts';
import { FakeProblem } from './problem.ts';

const PAGE = 100;

/** The event log; empty at first. */
export class FakeEvents {
  readonly log: StoredEvent[] = [];
  /** Where each event is delivered to: the fake webhooks know. */
  deliveriesOf: (id: string) => { webhook_id: never; url: string; status: DeliveryStatus }[] = () => [];
  readonly #push: Push;

  constructor(push: Push) {
    this.#push = push;
  }

  add(lawyerId: string, type: EventType, minutesAgo = 0): StoredEvent {
    const event: StoredEvent = {
      cursor: 4000 + this.log.length * 3,
      id: fakeId<StoredEvent['id']>('evt'),
      lawyer_id: lawyerId as StoredEvent['lawyer_id'],
      type,
      ...{ conversation_id: null, message_id: null, client_id: null, created_at: ago(minutesAgo) },
    };
    this.log.push(event);
    const { lawyer_id, conversation_id, message_id } = event;
    this.#push({ kind: 'event', type, lawyer_id, conversation_id, message_id });
    return event;
  }

  /** An hour of many events. */
  addTo(lawyerId: string): void {
    const types = ['message.received', 'message.sent', 'message.delivered', 'client.updated', 'session.ready'] as const;
    for (let index = 0; index < 240; index += 1) {
      this.add(lawyerId, types[index % types.length] ?? 'message.received', 240 - index);
    }
  }

  readonly answers: AnswersOf<typeof EVENT_CALLS> = {
    'events.list': ({ lawyer_id, before = Number.MAX_SAFE_INTEGER, types }) => {
      const found = this.log
        .filter((event) => event.lawyer_id === lawyer_id && event.cursor < before)
        .filter(({ type }) => types.length === 0 || types.some((pattern) => eventMatches(pattern, type)))
        .reverse();
      const data = found.slice(0, PAGE);
      return { data, next: found.length > PAGE ? (data.at(-1)?.cursor ?? null) : null };
    },
    'events.get': ({ lawyer_id, id }) => {
      const found = this.log.find((event) => event.id === id && event.lawyer_id === lawyer_id);
      if (!found) throw new FakeProblem('event_not_found');
      const { cursor, type, created_at: timestamp } = found;
      const event: Event = { cursor, id: found.id, type, timestamp, data: { lawyer_id } };
      return { event, deliveries: this.deliveriesOf(id) };
    },
  };
}
