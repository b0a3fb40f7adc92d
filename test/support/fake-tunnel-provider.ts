import type { TunnelCause } from '../../main/contract/tunnel.ts';
import { type OpenTunnel, TunnelFault, type TunnelLink } from '../../main/tunnel/tunnel-provider.ts';

export const FAKE_ADDRESS = 'https://lexline.example.org';

export interface FakeTunnelProvider {
  open: OpenTunnel;
  /** How often it was asked to open one. */
  readonly opened: number;
  /** Those that are open now. */
  readonly links: ReadonlySet<TunnelLink>;
  /** From now on it refuses for that reason; null: it opens again. */
  refuse(fault: TunnelFault | Error | null): void;
  /** The link that is open is lost. */
  lose(cause: TunnelCause): void;
  /** Of one that mends itself: whether it stands. */
  alive(isAlive: boolean): void;
}

/** A way to be reached that is as the test says; it opens at once. */
export function fakeTunnelProvider(): FakeTunnelProvider {
  const links = new Map<TunnelLink, (fault: TunnelFault) => void>();
  let refusal: Error | null = null;
  let opened = 0;
  let tellAlive = (_isAlive: boolean): void => {};
  return {
    async open({ signal, alive }) {
      opened += 1;
      tellAlive = alive;
      signal.throwIfAborted();
      if (refusal) throw refusal;
      const { promise: ended, resolve } = Promise.withResolvers<TunnelFault>();
      const link: TunnelLink = {
        address: FAKE_ADDRESS,
        ended,
        async close() {
          resolve(new TunnelFault('connection_lost'));
        },
      };
      links.set(link, resolve);
      ended.then(() => links.delete(link));
      return link;
    },
    get opened() {
      return opened;
    },
    get links() {
      return new Set(links.keys());
    },
    refuse(fault) {
      refusal = fault;
    },
    lose(cause) {
      for (const end of links.values()) end(new TunnelFault(cause));
    },
    alive: (isAlive) => tellAlive(isAlive),
  };
}
