import type { Live } from '../../live-tools.ts';
import { STATUS_KEYS } from './keys.ts';

export const statusLive: Live = (push, { stale }) => {
  if (push.kind === 'status') stale(STATUS_KEYS.status);
  if (push.kind === 'event' && push.type.startsWith('alert.')) stale(STATUS_KEYS.alerts);
};
