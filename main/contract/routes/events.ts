import { z } from 'zod';
import { Event, EventPatterns } from '../event-log.ts';
import { EventId } from '../ids.ts';
import { Page, type Route } from '../route.ts';

/** A whole number in digits alone: nothing between the `=` and the next field is none, and no 0 either. */
const wholeNumber = (max: number, error: string) =>
  z.preprocess(
    (given: number) => (/^\d{1,15}$/.test(String(given)) ? Number(given) : Number.NaN),
    z.number({ error }).int().min(0).max(max, error),
  );

/** As the log gives it. */
export const EventCursor = wholeNumber(10 ** 15 - 1, 'must be a cursor of the event log');

const After = z
  .union([z.literal('now'), EventCursor], { error: 'must be a cursor of the event log, or now' })
  .describe(
    'Begin behind this cursor, or with what comes from `now` on. Left out: with the oldest event that is kept.',
  );

const Types = z.string().transform((text, context) => {
  const { data, error } = EventPatterns.safeParse(text.split(','));
  if (data) return data;
  context.addIssue({ code: 'custom', message: error.issues[0]?.message ?? 'is not valid' });
  return z.NEVER;
});

const FROM = {
  after: After.optional(),
  types: Types.optional().describe('Event types and families of them, with commas between. Left out: all.'),
};

/** How long a caller may wait for news, in seconds. */
const LONGEST_WAIT = 60;

/**
 * The event log, in the order in which things were committed: in parts, as Server-Sent Events, or over WebSocket. Whatever
 * the way, a cursor says how far somebody has come, and what comes behind it is told in order, each once.
 */
export const EVENT_ROUTES = {
  listEvents: {
    method: 'GET',
    path: '/v1/events',
    summary:
      'What has happened, oldest first, in parts; `next` is given as `after` to go on, and `wait` waits for news that long',
    access: 'lawyer',
    fromOutside: true,
    resource: 'events',
    query: z.strictObject({
      ...FROM,
      limit: Page.shape.limit,
      wait: wholeNumber(LONGEST_WAIT, `must be from 0 to ${LONGEST_WAIT} seconds`)
        .default(0)
        .describe('Where there is nothing yet: how many seconds to wait for something, at most 60.'),
    }),
    waits: true,
    status: 200,
    output: z.object({ data: z.array(Event), next: z.number().int(), has_more: z.boolean() }),
    problems: ['events_expired', 'invalid_cursor', 'too_many_streams'],
  },
  streamEvents: {
    method: 'GET',
    path: '/v1/events/stream',
    summary:
      'What has happened and then what happens, as Server-Sent Events; after a break, `Last-Event-ID` goes on where it was',
    access: 'lawyer',
    fromOutside: true,
    resource: 'events',
    query: z.strictObject(FROM),
    stream: { as: 'text/event-stream', each: Event },
    status: 200,
    problems: ['events_expired', 'invalid_cursor', 'too_many_streams'],
  },
  openEventSocket: {
    method: 'GET',
    path: '/v1/events/socket',
    summary: 'The same over WebSocket; each text frame is one event',
    access: 'lawyer',
    fromOutside: true,
    resource: 'events',
    query: z.strictObject(FROM),
    stream: { as: 'websocket', each: Event },
    status: 101,
    problems: ['events_expired', 'invalid_cursor', 'too_many_streams', 'upgrade_required'],
  },
  getEvent: {
    method: 'GET',
    path: '/v1/events/{id}',
    summary: 'One event, by the id that is also the `webhook-id` of its deliveries',
    access: 'lawyer',
    fromOutside: true,
    resource: 'events',
    params: z.strictObject({ id: EventId }),
    status: 200,
    output: Event,
    problems: ['event_not_found'],
  },
} as const satisfies Record<string, Route>;
