import type { SessionState } from '../contract/values.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { PageLoader } from './page-loader.ts';

/** How long a page may take to find its way back after the machine has slept, once the network is there. */
const PATIENCE: Millis = 10_000;

/** Where somebody is in the middle of something, or nothing depends on a connection. */
const LEFT_ALONE: ReadonlySet<SessionState> = new Set(['pairing-code', 'passkey-required', 'asleep']);

interface Dependencies {
  clock: Clock;
  loader: Pick<PageLoader, 'host' | 'loads' | 'reload'>;
  state(): SessionState;
  /** Whether the page is well, by its own word. */
  look(): Promise<boolean>;
}

export interface ResumePage {
  /** The machine has slept. */
  resumed(): void;
  networkChanged(isOnline: boolean): void;
  stop(): void;
}

/**
 * After a sleep of the machine the page reloads before the network is back, and stays blank; or its connection is dead
 * and it has not noticed. So: wait for the network, look, and load it anew if it is not well.
 */
export function createResume({ clock, loader, state, look }: Dependencies): ResumePage {
  let isOnline = true;
  let isPending = false;
  let cancel = () => {};

  function begin(): void {
    isPending = false;
    cancel();
    cancel = clock.after(PATIENCE, () => void check());
  }

  async function check(): Promise<void> {
    if (!loader.host() || LEFT_ALONE.has(state())) return;
    const load = loader.loads();
    const isWell = state() === 'ready' && (await look());
    if (!isWell && loader.loads() === load) loader.reload();
  }

  return {
    resumed() {
      if (isOnline) begin();
      else isPending = true;
    },
    networkChanged(online) {
      isOnline = online;
      if (online && isPending) begin();
    },
    stop() {
      isPending = false;
      cancel();
    },
  };
}
