import type { Live } from '../../live-tools.ts';
import { CLIENT_KEYS } from './keys.ts';

export const clientsLive: Live = (push, { client, stale }) => {
  if (push.kind === 'client_export') {
    client.setQueryData(CLIENT_KEYS.exported(push.lawyer_id, push.client_id), push.progress);
  }
  if (push.kind !== 'event') return;
  if (push.type.startsWith('client.')) stale(CLIENT_KEYS.clients(push.lawyer_id));
  // Their order and their numbers are others then.
  else if (push.type === 'message.received' || push.type === 'message.queued') stale(CLIENT_KEYS.lists(push.lawyer_id));
};
