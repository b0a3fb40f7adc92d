import type { TUNNEL_CALLS } from '../../contract/ipc/tunnel.ts';
import type { TunnelControl } from '../../domain/tunnel.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface TunnelDependencies {
  tunnel: TunnelControl;
}

/** The way in from outside. */
export function tunnelCalls({ tunnel }: TunnelDependencies): HandlersOf<typeof TUNNEL_CALLS> {
  return {
    'tunnel.get': () => tunnel.get(),
    'tunnel.change': (change) => tunnel.change(change),
    'tunnel.start': () => tunnel.start(),
    'tunnel.stop': () => tunnel.stop(),
  };
}
