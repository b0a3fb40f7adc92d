import type { Live } from '../../live-tools.ts';
import { UPDATE_KEYS } from './keys.ts';

export const updatesLive: Live = (push, { client }) => {
  if (push.kind === 'updates') client.setQueryData(UPDATE_KEYS.updates, push.updates);
};
