import type { IpcPush, Rectangle } from '../contract/ipc.ts';
import { createWindowIdentity, type WindowIdentityDependencies, type WindowSignIn } from '../domain/window-identity.ts';
import type { WhatsAppView } from '../whatsapp/whatsapp-view.ts';
import { gatePushes } from './gate-pushes.ts';
import { lockMinutes } from './lock-minutes.ts';
import type { SettingsStore } from './settings.ts';
import { type AwayMonitor, watchIdle } from './watch-idle.ts';

export type ShowView = (view: WhatsAppView['view'] | null, area?: Rectangle) => void;

interface Dependencies extends WindowIdentityDependencies {
  settings: SettingsStore;
  awayMonitor: AwayMonitor;
  push(message: IpcPush): void;
  showView: ShowView;
}

export interface WindowIdentityAtWork {
  identity: WindowSignIn;
  /** Whoever sits at the window may read every chat. */
  seesAll(): boolean;
  /** Tells the window what whoever sits there may know. */
  push(message: IpcPush): void;
  /** Lays WhatsApp's page over the window, for whom every chat is. */
  showView: ShowView;
  lockMinutes: ReturnType<typeof lockMinutes>;
  stop(): void;
}

/** Who sits at the window: found again from before, locked when they are away, and told and shown nothing that is not theirs. */
export async function startWindowIdentity({
  settings,
  awayMonitor,
  push,
  showView,
  ...dependencies
}: Dependencies): Promise<WindowIdentityAtWork> {
  const { database, clock, log } = dependencies;
  const identity = createWindowIdentity(dependencies);
  await identity.refresh();
  const seesAll = (): boolean => ['owner', 'lawyer-without-sign-in'].includes(identity.now().user);
  const lockAfter = lockMinutes(settings);
  return {
    identity,
    seesAll,
    push: gatePushes({ database, clock, log, identity, push }),
    showView: (view, area) => showView(seesAll() ? view : null, area),
    lockMinutes: lockAfter,
    stop: watchIdle({
      ...{ clock, monitor: awayMonitor, minutes: lockAfter.get },
      usedSince: () => identity.now().since,
      lock: () => void identity.lock(),
    }),
  };
}
