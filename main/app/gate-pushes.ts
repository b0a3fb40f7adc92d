import type { StaffId } from '../contract/ids.ts';
import type { IpcPush } from '../contract/ipc.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database, Log } from '../domain/ports.ts';
import type { GrantedConversation } from '../domain/stores/grant-store.ts';
import type { WindowIdentity } from '../domain/window-identity.ts';

interface Dependencies {
  database: Database;
  clock: Clock;
  log: Log;
  identity: WindowIdentity;
  push(message: IpcPush): void;
}

/**
 * Tells the window only what whoever sits there may know: nothing while it is locked or nobody has signed in, but that
 * another sits there and how the app is set; and of events, to support, those of the chats that it was granted. Of how it is
 * with WhatsApp, support is told nothing but to ask again.
 */
export function gatePushes({ database, clock, log, identity, push }: Dependencies): (message: IpcPush) => void {
  async function pushIf(
    isOf: (granted: GrantedConversation) => boolean,
    message: IpcPush,
    staffId: StaffId,
  ): Promise<void> {
    const before = identity.now();
    const open = await database.read((stores) => stores.grants.openTo(staffId, clock.now()));
    if (open.some(isOf) && identity.now() === before) push(message);
  }

  return (message) => {
    const { user, staff } = identity.now();
    if (message.kind === 'identity' || message.kind === 'app_settings') return push(message);
    if (user === 'owner' || user === 'lawyer-without-sign-in') return push(message);
    if (user !== 'support' || !staff) return;
    if (message.kind === 'changed' && message.what === 'grants') return push(message);
    const failed = (): void => log.warn({}, 'something could not be told to support');
    if (message.kind === 'event') {
      const { conversation_id: chat } = message;
      pushIf(({ conversationId }) => conversationId === chat, message, staff.id).catch(failed);
    }
    if (message.kind === 'session') {
      const { lawyer_id } = message;
      const again: IpcPush = { kind: 'changed', what: 'grants', lawyer_id };
      pushIf(({ lawyerId }) => lawyerId === lawyer_id, again, staff.id).catch(failed);
    }
  };
}
