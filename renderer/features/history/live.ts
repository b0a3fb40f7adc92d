import type { Live } from '../../live-tools.ts';
import { HISTORY_KEYS } from './keys.ts';

export const historyLive: Live = (push, { client, stale }) => {
  if (push.kind === 'history') client.setQueryData(HISTORY_KEYS.progress(push.lawyer_id), push.progress);
  if (push.kind === 'event' && push.type.startsWith('history.')) stale(HISTORY_KEYS.completeness(push.lawyer_id));
};
