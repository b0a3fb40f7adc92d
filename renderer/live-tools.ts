import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { IpcPush } from '../main/contract/ipc.ts';
import { coalesce } from './coalesce.ts';

/** How long a burst of pushes is gathered, in milliseconds. */
const PAUSE = 80;

/** What a feature's `live.ts` has at hand to keep what it shows in step with the main process. */
export interface LiveTools {
  client: QueryClient;
  /** Reads again what is shown of it, and the rest when it is shown again. */
  stale(queryKey: QueryKey): void;
  /** Does something at once, and in a burst once more after it. */
  refresh(name: string, work: () => Promise<void>): void;
  /** The same with everything that was named since the last time; null names nothing. */
  gather(name: string, item: string | null, work: (items: ReadonlySet<string>) => Promise<void>): void;
}

/** What a feature does about a push. Those that are not its own it leaves alone. */
export type Live = (push: IpcPush, tools: LiveTools) => void;

export function createLiveTools(client: QueryClient): LiveTools {
  const refreshers = new Map<string, () => void>();
  const gathered = new Map<string, Set<string>>();
  const refresh = (name: string, work: () => Promise<void>) => {
    const known = refreshers.get(name);
    if (known) return known();
    const made = coalesce(work, PAUSE);
    refreshers.set(name, made);
    made();
  };
  return {
    client,
    refresh,
    stale: (queryKey) => refresh(queryKey.join(' '), () => client.invalidateQueries({ queryKey })),
    gather(name, item, work) {
      const items = gathered.get(name) ?? new Set();
      if (item !== null) items.add(item);
      gathered.set(name, items);
      refresh(name, () => {
        const wanted = gathered.get(name) ?? new Set();
        gathered.delete(name);
        return work(wanted);
      });
    },
  };
}
