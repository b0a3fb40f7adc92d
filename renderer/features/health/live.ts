import type { IpcPush } from '../../../main/contract/ipc.ts';
import type { Live } from '../../live-tools.ts';
import { HEALTH_KEYS } from './keys.ts';

/** Told many times in a minute, and no link is another one for it. */
const OF_NO_LINK: ReadonlySet<string> = new Set([
  'message.received',
  'message.delivered',
  'message.read',
  'message.played',
  'message.reaction',
  'message.edited',
  'message.revoked',
  'message.attachment_stored',
]);

function isOfChain(push: IpcPush): boolean {
  if (push.kind === 'event') return !OF_NO_LINK.has(push.type);
  return push.kind === 'session' || push.kind === 'history' || push.kind === 'status' || push.kind === 'tunnel';
}

export const healthLive: Live = (push, { stale }) => {
  if (isOfChain(push)) {
    // Of the whole app are the status and the tunnel.
    if ('lawyer_id' in push && push.lawyer_id !== null) stale(HEALTH_KEYS.chain(push.lawyer_id));
    else stale(['health']);
  }
  if (push.kind === 'event' && push.type.startsWith('alert.')) stale(HEALTH_KEYS.alerts(push.lawyer_id));
};
