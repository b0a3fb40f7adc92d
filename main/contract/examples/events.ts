import type { EVENT_ROUTES } from '../routes/events.ts';
import type { ExamplesOf } from './example.ts';
import { QUESTION } from './messages.ts';
import { CLIENT_ID, CONVERSATION_ID, EVENT_ID, LAWYER_ID, MORNING } from './values.ts';

/** A client has written. */
export const EVENT = {
  cursor: 1042,
  id: EVENT_ID,
  type: 'message.received' as const,
  timestamp: MORNING,
  data: {
    lawyer_id: LAWYER_ID,
    conversation_id: CONVERSATION_ID,
    client_id: CLIENT_ID,
    message_id: QUESTION.id,
    message: QUESTION,
  },
};

export const EVENT_EXAMPLES: ExamplesOf<keyof typeof EVENT_ROUTES> = {
  listEvents: [
    {
      summary: 'From the start of what is kept: the first two of many',
      query: { limit: 2 },
      answer: { data: [EVENT], next: 1042, has_more: true },
    },
    {
      summary: 'The messages alone; `next` goes past what was not asked for',
      query: { after: 0, types: 'message.*,client.created' },
      answer: { data: [EVENT], next: 1057, has_more: false },
    },
  ],
  streamEvents: [
    {
      summary: 'The log from its start; `now` in the place of 0 begins with what comes',
      query: { after: 0, types: 'message.received' },
      answer: 'retry: 2000\nid: 0\n\n',
    },
  ],
  openEventSocket: [{ summary: 'All that comes from now on', query: { after: 'now' } }],
  getEvent: [{ summary: 'A message came in', params: { id: EVENT_ID }, answer: EVENT }],
};
