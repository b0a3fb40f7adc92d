import { z } from 'zod';
import { Message } from '../entities.ts';
import { MessageId } from '../ids.ts';
import type { Route } from '../route.ts';

/** What is asked for a message that was not sent. */
export const RETRY_MESSAGE_ROUTES = {
  retryMessage: {
    method: 'POST',
    path: '/v1/messages/{id}/retry',
    summary:
      'Send a message that failed or was cancelled again, as the same message. One whose fate is unknown is looked for first, and may all the same arrive twice: that needs `confirm`',
    access: 'lawyer',
    fromOutside: true,
    resource: 'messages',
    params: z.strictObject({ id: MessageId }),
    body: z
      .strictObject({
        confirm: z.boolean().default(false).describe('`true`: a message that is `unknown` may arrive twice.'),
      })
      .prefault({}),
    status: 202,
    output: Message,
    problems: [
      'message_not_found',
      'message_not_retryable',
      'group_is_read_only',
      'confirmation_needed',
      'lawyer_not_active',
      'client_blocked',
      'attachment_not_ready',
    ],
  },
} as const satisfies Record<string, Route>;
