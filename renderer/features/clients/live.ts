import type { Live } from '../../live-tools.ts';
import { CLIENT_KEYS } from './keys.ts';

export const clientsLive: Live = (push, { stale }) => {
  if (push.kind === 'event' && push.type.startsWith('client.')) stale(CLIENT_KEYS.clients(push.lawyer_id));
};
