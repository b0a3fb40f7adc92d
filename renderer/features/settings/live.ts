import type { Live } from '../../live-tools.ts';
import { SETTINGS_KEYS } from './keys.ts';

export const settingsLive: Live = (push, { stale }) => {
  if (push.kind === 'tunnel') stale(SETTINGS_KEYS.tunnel);
};
