import type { Live } from '../../live-tools.ts';
import { SET_UP_KEYS } from './keys.ts';

/** What of a set-up can be done or undone by it. */
const OF_SET_UP = new Set(['session', 'status', 'tunnel', 'lawyers', 'changed']);

export const setUpLive: Live = ({ kind }, { stale }) => {
  if (OF_SET_UP.has(kind)) stale(SET_UP_KEYS.all);
};
