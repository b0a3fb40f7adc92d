import type { TunnelCause } from '../contract/tunnel.ts';

/** Why a tunnel could not be opened, or is no more. */
export class TunnelFault extends Error {
  readonly tunnelCause: TunnelCause;
  /** The fingerprint that the server showed, where that is why. */
  readonly hostKeySeen: string | null;

  constructor(tunnelCause: TunnelCause, hostKeySeen: string | null = null) {
    super(tunnelCause);
    this.name = 'TunnelFault';
    this.tunnelCause = tunnelCause;
    this.hostKeySeen = hostKeySeen;
  }
}

export interface TunnelLink {
  /** Where this is reached from outside, such as `https://lexline.example.org`. */
  readonly address: string;
  /** When it is over, by itself or by `close`. */
  readonly ended: Promise<TunnelFault>;
  /** Nothing of it is left when this resolves. Never rejects. */
  close(): Promise<void>;
}

export interface OpenOptions {
  /** The port on 127.0.0.1 to which the calls are brought. */
  port: number;
  /** It is not wanted any more: what was begun is undone, and `open` rejects. */
  signal: AbortSignal;
  /** Of those that mend their connection themselves: whether it stands. */
  alive(isAlive: boolean): void;
}

/** One way to be reached. Rejects with TunnelFault; whatever else it rejects with is our own mistake. */
export type OpenTunnel = (options: OpenOptions) => Promise<TunnelLink>;
