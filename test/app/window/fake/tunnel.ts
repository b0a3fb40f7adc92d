import type { TUNNEL_CALLS } from '../../../../main/contract/ipc/tunnel.ts';
import { DEFAULT_TUNNEL, type Tunnel, type TunnelChange } from '../../../../main/contract/tunnel.ts';
import { AppError } from '../../../../main/domain/app-error.ts';
import type { TunnelConfig } from '../../../../main/domain/stores/tunnel-store.ts';
import { assertConfigured, changedConfig } from '../../../../main/domain/tunnel.ts';
import type { AnswersOf, Push } from './answers-of.ts';
import { ago } from './fake-id.ts';
import { FakeProblem } from './problem.ts';

const PUBLIC_KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ6a2fXc0Qw6r0t9uQ5p1mYd8kQm1Zf3o4sB7vN2xLhT lexline';

/** The way in from outside, before anybody has set it up. */
export class FakeTunnel {
  now: Tunnel = noTunnel();
  readonly #push: Push;

  constructor(push: Push) {
    this.#push = push;
  }

  change(change: Partial<Tunnel>): Tunnel {
    this.now = { ...this.now, ...change };
    this.#push({ kind: 'tunnel' });
    return this.now;
  }

  /** Set up by SSH, and on; what the server shows is as `cause` says. */
  shows(cause: 'host_key_not_confirmed' | 'host_key_changed', seen: string): void {
    const { ssh } = this.now;
    const server = { host: 'gate.example.org', username: 'lexline', listen_port: 15_001 };
    this.change({
      ...{ provider: 'ssh', is_on: true, state: 'failed', cause },
      ssh: { ...ssh, ...server, public_key: PUBLIC_KEY, host_key_seen: seen },
    });
  }

  /** By the rules of the real one, which has never more of a secret to show than that it is there. */
  #set(change: TunnelChange): Tunnel {
    const { is_on: isOn, state, cause } = this.now;
    const after = changedConfig(configOf(this.now), change);
    if (isOn) assertComplete(after);
    const { ssh, cloudflared, ngrok, ...settings } = after.settings;
    return this.change({
      ...settings,
      // What is on is opened anew.
      ...(isOn ? { state: 'connecting', cause: null } : { state, cause }),
      ssh: { ...ssh, host_key_seen: null, public_key: PUBLIC_KEY },
      cloudflared: { ...cloudflared, has_token: after.secrets.cloudflaredToken !== null },
      ngrok: { ...ngrok, has_authtoken: after.secrets.ngrokAuthtoken !== null },
    });
  }

  readonly answers: AnswersOf<typeof TUNNEL_CALLS> = {
    'tunnel.get': () => this.now,
    'tunnel.change': (change) => this.#set(change),
    'tunnel.start': () => this.change({ is_on: true, state: 'connecting' }),
    'tunnel.stop': () => this.change({ is_on: false, state: 'off', address: null, cause: null }),
  };
}

function configOf({ is_on: isOn, provider, local_port, ssh, cloudflared, ngrok }: Tunnel): TunnelConfig {
  const { host_key_seen: _seen, public_key: _key, ...server } = ssh;
  return {
    isOn,
    settings: {
      ...{ provider, local_port, ssh: server },
      cloudflared: { public_url: cloudflared.public_url },
      ngrok: { domain: ngrok.domain },
    },
    secrets: {
      sshKey: null,
      cloudflaredToken: cloudflared.has_token ? 'stored' : null,
      ngrokAuthtoken: ngrok.has_authtoken ? 'stored' : null,
    },
  };
}

function assertComplete(config: TunnelConfig): void {
  try {
    assertConfigured(config);
  } catch (error) {
    if (error instanceof AppError) throw new FakeProblem(error.code, [...error.fields]);
    throw error;
  }
}

function noTunnel(): Tunnel {
  const { ssh, cloudflared, ngrok, ...settings } = DEFAULT_TUNNEL;
  return {
    ...settings,
    ...{ is_on: false, state: 'off', since: ago(12), cause: null, address: null, attempts: 0, next_attempt_at: null },
    ssh: { ...ssh, host_key_seen: null, public_key: null },
    cloudflared: { ...cloudflared, has_token: false },
    ngrok: { ...ngrok, has_authtoken: false },
  };
}
