import type { SYNC_CONVERSATION_ROUTES } from '../routes/sync-conversation.ts';
import type { ExamplesOf } from './example.ts';
import { CLIENT_PHONE, MORNING, NOON } from './values.ts';

export const SYNC_CONVERSATION_EXAMPLES: ExamplesOf<keyof typeof SYNC_CONVERSATION_ROUTES> = {
  syncConversation: [
    {
      summary: 'Something seems to be missing',
      params: { conversation: CLIENT_PHONE },
      answer: {
        complete_from: MORNING,
        complete_until: NOON,
        reaches_start: false,
        gaps: [{ from: null, until: MORNING, reason: 'not_read_yet' }],
        messages: 1,
        checked_at: NOON,
      },
    },
  ],
};
