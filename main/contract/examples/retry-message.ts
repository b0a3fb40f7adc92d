import type { RETRY_MESSAGE_ROUTES } from '../routes/retry-message.ts';
import type { ExamplesOf } from './example.ts';
import { QUEUED } from './messages.ts';
import { FAILED_ID, UNKNOWN_ID } from './values.ts';

export const RETRY_MESSAGE_EXAMPLES: ExamplesOf<keyof typeof RETRY_MESSAGE_ROUTES> = {
  retryMessage: [
    { summary: 'It failed: it is queued again', params: { id: FAILED_ID }, answer: { ...QUEUED, id: FAILED_ID } },
    {
      summary: 'Nobody knows whether it was sent: a person has decided',
      params: { id: UNKNOWN_ID },
      body: { confirm: true },
      answer: { ...QUEUED, id: UNKNOWN_ID, status: 'sending' },
    },
  ],
};
