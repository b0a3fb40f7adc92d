import { Completeness } from '../entities.ts';
import type { Route } from '../route.ts';
import { OneConversation } from './conversations.ts';

/** What is asked of the page for one chat. */
export const SYNC_CONVERSATION_ROUTES = {
  syncConversation: {
    method: 'POST',
    path: '/v1/conversations/{conversation}/sync',
    summary: 'Read this chat from the page before all others; what is known to be complete of it now is answered',
    access: 'lawyer',
    fromOutside: true,
    resource: 'conversations',
    outside: true,
    params: OneConversation,
    status: 202,
    output: Completeness,
    problems: ['conversation_not_found', 'lawyer_not_active', 'session_unavailable'],
  },
} as const satisfies Record<string, Route>;
