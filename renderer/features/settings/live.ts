import type { Live } from '../../live-tools.ts';
import { SETTINGS_KEYS } from './keys.ts';

export const settingsLive: Live = (push, { client, stale }) => {
  if (push.kind === 'tunnel') stale(SETTINGS_KEYS.tunnel);
  if (push.kind === 'app_settings') client.setQueryData(SETTINGS_KEYS.app, push.settings);
};
