import type { Live } from '../../live-tools.ts';
import { SEARCH_KEYS } from './keys.ts';

/**
 * What was found does not move under one's eyes with each message that comes in: it is found anew when one comes to it
 * again. What has become another thing is read at once.
 */
export const searchLive: Live = (push, { client, stale }) => {
  if (push.kind !== 'event') return;
  const queryKey = SEARCH_KEYS.all(push.lawyer_id);
  switch (push.type) {
    case 'message.edited':
    case 'message.revoked':
    case 'client.updated':
    case 'client.merged':
    case 'client.unmerged':
      return stale(queryKey);
    default:
      return void client.invalidateQueries({ queryKey, refetchType: 'none' });
  }
};
