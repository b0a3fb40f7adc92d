import type { EVENT_CALLS } from '../../contract/ipc/events.ts';
import { findEvent } from '../../domain/event-log.ts';
import { newestEvents } from '../../domain/newest-events.ts';
import type { Database } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

export interface EventDependencies {
  database: Database;
}

export function eventCalls({ database }: EventDependencies): HandlersOf<typeof EVENT_CALLS> {
  return {
    'events.list': ({ lawyer_id, before = null, types: patterns }) =>
      database.read(async (stores) => {
        const { events, next } = await newestEvents(stores, lawyer_id, { before, patterns, limit: PAGE_SIZE });
        return { data: events, next };
      }),
    'events.get': ({ lawyer_id, id }) =>
      database.read(async (stores) => ({
        event: await findEvent(stores, lawyer_id, id),
        deliveries: await stores.deliveries.ofEvent(lawyer_id, id),
      })),
  };
}
