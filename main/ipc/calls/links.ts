import type { LINK_CALLS } from '../../contract/ipc/links.ts';
import { openableAddress } from '../../domain/openable-address.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface LinkDependencies {
  /** Gives an address to the system, which opens it in what it has for it. */
  openOutside(address: string): Promise<void>;
}

export function linkCalls({ openOutside }: LinkDependencies): HandlersOf<typeof LINK_CALLS> {
  return {
    async 'links.open'({ address }) {
      await openOutside(openableAddress(address));
      return undefined;
    },
  };
}
