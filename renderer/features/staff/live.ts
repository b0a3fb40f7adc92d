import type { Live } from '../../live-tools.ts';
import { STAFF_KEYS } from './keys.ts';

/** Another sits at the window; or something is new in a chat that support may read. */
export const staffLive: Live = (push, { stale }) => {
  if (push.kind === 'identity') stale(STAFF_KEYS.identity);
  if (push.kind === 'event') stale(STAFF_KEYS.ownChats);
};
