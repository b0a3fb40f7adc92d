import type { TunnelControl } from '../../domain/tunnel.ts';
import type { Handlers } from '../handler.ts';

export function tunnelRoutes(
  tunnel: TunnelControl,
): Pick<Handlers, 'getTunnel' | 'changeTunnel' | 'startTunnel' | 'stopTunnel'> {
  return {
    getTunnel: () => tunnel.get(),
    changeTunnel: ({ body }) => tunnel.change(body),
    startTunnel: () => tunnel.start(),
    stopTunnel: () => tunnel.stop(),
  };
}
