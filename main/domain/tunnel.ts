import type { Tunnel, TunnelChange, TunnelSettings, TunnelState } from '../contract/tunnel.ts';
import { AppError, type FieldError } from './app-error.ts';
import type { Millis } from './clock.ts';
import type { TunnelConfig } from './stores/tunnel-store.ts';

/** The way in from outside, for those who show and steer it. */
export interface TunnelControl {
  get(): Promise<Tunnel>;
  /** Rejects with AppError `tunnel_not_configured`, `tunnel_port_taken`: then nothing is changed. */
  change(change: TunnelChange): Promise<Tunnel>;
  /** Opens it, now and after each start of the app. Rejects as `change` does. */
  start(): Promise<Tunnel>;
  stop(): Promise<Tunnel>;
  /** Where it is reached; null while it is not up. */
  address(): string | null;
  /** `downSince`: since when it is on and not up; null while it is up, or not meant to be. */
  health(): { state: TunnelState; downSince: Millis | null };
}

/** The change over what is set. Another server's key has to be confirmed anew. */
export function changedConfig(config: TunnelConfig, change: TunnelChange): TunnelConfig {
  const { settings, secrets } = config;
  const { token, ...cloudflared } = change.cloudflared ?? {};
  const { authtoken, ...ngrok } = change.ngrok ?? {};
  const isOtherServer =
    (change.ssh?.host !== undefined && change.ssh.host !== settings.ssh.host) ||
    (change.ssh?.port !== undefined && change.ssh.port !== settings.ssh.port);
  return {
    ...config,
    settings: {
      provider: change.provider === undefined ? settings.provider : change.provider,
      local_port: change.local_port ?? settings.local_port,
      ssh: { ...settings.ssh, ...(isOtherServer ? { host_key: null } : {}), ...known(change.ssh) },
      cloudflared: { ...settings.cloudflared, ...known(cloudflared) },
      ngrok: { ...settings.ngrok, ...known(ngrok) },
    },
    secrets: {
      ...secrets,
      cloudflaredToken: token === undefined ? secrets.cloudflaredToken : token,
      ngrokAuthtoken: authtoken === undefined ? secrets.ngrokAuthtoken : authtoken,
    },
  };
}

type Known<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Without the fields that are there and undefined: they stay as they are. */
function known<Fields extends object>(fields: Fields | undefined): Known<Fields> {
  const given = Object.entries(fields ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Known<Fields>;
}

/** Throws AppError `tunnel_not_configured`, with what is missing. */
export function assertConfigured({ settings, secrets }: TunnelConfig): void {
  const missing = missingOf(settings, secrets);
  if (missing.length > 0) throw new AppError('tunnel_not_configured', missing);
}

function missingOf(settings: TunnelSettings, secrets: TunnelConfig['secrets']): FieldError[] {
  const { provider, ssh, cloudflared, local_port } = settings;
  const needed = (field: string, why: string): FieldError => ({ field, message: why });
  switch (provider) {
    case null:
      return [needed('provider', 'must be set first')];
    case 'ssh':
      return (['host', 'username', 'listen_port'] as const)
        .filter((field) => ssh[field] === null)
        .map((field) => needed(`ssh.${field}`, 'must be set first'));
    case 'cloudflared': {
      if (secrets.cloudflaredToken === null) return [];
      const named = 'must be set for a tunnel with a token, as it is at Cloudflare';
      return [
        ...(cloudflared.public_url === null ? [needed('cloudflared.public_url', named)] : []),
        ...(local_port === 0 ? [needed('local_port', named)] : []),
      ];
    }
    case 'ngrok':
      return secrets.ngrokAuthtoken === null ? [needed('ngrok.authtoken', 'must be set first')] : [];
  }
}
