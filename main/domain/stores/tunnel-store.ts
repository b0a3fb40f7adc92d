import type { TunnelSettings } from '../../contract/tunnel.ts';
import type { Millis } from '../clock.ts';

/** What the tunnel proves itself with. Never shown, but for the public key. */
export interface TunnelSecrets {
  /** In OpenSSH's form: the private key as PEM, the public one as a line of authorized_keys. */
  sshKey: { privateKey: string; publicKey: string } | null;
  cloudflaredToken: string | null;
  ngrokAuthtoken: string | null;
}

export interface TunnelConfig {
  /** Whether it is meant to be up. */
  isOn: boolean;
  settings: TunnelSettings;
  secrets: TunnelSecrets;
}

/** One row, of the whole app. */
export interface TunnelStore {
  get(): Promise<TunnelConfig>;
  set(config: TunnelConfig, at: Millis): Promise<void>;
}
