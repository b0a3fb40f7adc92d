import { z } from 'zod';
import { Event, EventPatterns } from '../event-log.ts';
import { StoredEvent } from '../events.ts';
import { EventId, LawyerId, WebhookId } from '../ids.ts';
import { DeliveryStatus } from '../webhook.ts';
import type { IpcEntries } from './entry.ts';

const Whose = z.strictObject({ lawyer_id: LawyerId });

/** What became of an event at one address. */
const DeliveryOfEvent = z.object({ webhook_id: WebhookId, url: z.string(), status: DeliveryStatus });

/** The event log, as the directory is told of it. */
export const EVENT_CALLS = {
  /** The newest first, by ids alone: in front of the cursor `before`, or from the end. `next` is where older ones begin. */
  'events.list': {
    input: Whose.extend({ before: z.number().int().positive().optional(), types: EventPatterns.default([]) }),
    output: z.object({ data: z.array(StoredEvent), next: z.number().int().nullable() }),
    audit: null,
    access: 'lawyer',
  },
  /** One event whole, with where it is delivered to. */
  'events.get': {
    input: Whose.extend({ id: EventId }),
    output: z.object({ event: Event, deliveries: z.array(DeliveryOfEvent) }),
    audit: 'open',
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
