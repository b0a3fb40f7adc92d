import type { BrokerWarning } from '../contract/broker.ts';
import { EventType } from '../contract/events.ts';
import { changeAlert } from './change-alert.ts';
import type { Millis } from './clock.ts';
import type { BrokerRow } from './stores/broker-store.ts';
import type { Stores } from './stores.ts';

/** Events that RabbitMQ has dropped, because no queue was bound for them. */
export interface Unrouted {
  count: number;
  types: ReadonlyMap<EventType, number>;
  /** The cursor in front of the first of them. */
  after: number;
}

/** One more of them; `cursor` is how far the log was published before it. The type is what the server says. */
export function oneMoreUnrouted(before: Unrouted | null, type: string, cursor: number): Unrouted {
  const { count, types, after } = before ?? { count: 0, types: new Map(), after: cursor };
  const known = EventType.safeParse(type).data;
  const more = known === undefined ? types : new Map([...types, [known, (types.get(known) ?? 0) + 1]]);
  return { count: count + 1, types: more, after };
}

/** Which ones, how many, and what to do. */
export function unroutedWarning(
  { count, types, after }: Unrouted,
  { id, target }: Pick<BrokerRow, 'id' | 'target'>,
): BrokerWarning {
  const events = [...types].map(([type, n]) => ({ type, count: n })).sort((a, b) => b.count - a.count);
  const which = events.map((one) => `${one.type} (${one.count})`).join(', ');
  const message =
    `RabbitMQ has dropped ${count} ${count === 1 ? 'event' : 'events'}, because no queue is bound to the exchange ` +
    `${target} for them${which && ': '}${which}. Bind a durable queue to it with these routing keys, or with #. Then publish them once ` +
    `more: PATCH /v1/brokers/${id} {"after": ${after}}. What other queues get twice has the same id.`;
  return { code: 'events_unrouted', message, events, after };
}

/** Raises the alert, unless a person has changed the broker meanwhile. */
export async function tellUnrouted(stores: Stores, { id, revision }: BrokerRow, at: Millis): Promise<void> {
  const now = await stores.brokers.find(id);
  if (now?.revision !== revision) return;
  await changeAlert(stores, { lawyerId: now.lawyerId, code: 'broker_events_unrouted', subject: id, at }, true);
}

/** A person has looked after it: what is dropped from now on is told anew. */
export async function clearUnrouted(stores: Stores, { id, lawyerId }: BrokerRow, at: Millis): Promise<void> {
  await changeAlert(stores, { lawyerId, code: 'broker_events_unrouted', subject: id, at }, false);
}
