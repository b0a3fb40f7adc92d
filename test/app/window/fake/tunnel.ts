import type { TUNNEL_CALLS } from '../../../../main/contract/ipc/tunnel.ts';
import { DEFAULT_TUNNEL, type Tunnel } from '../../../../main/contract/tunnel.ts';
import type { AnswersOf, Push } from './answers-of.ts';
import { ago } from './fake-id.ts';

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

  readonly answers: AnswersOf<typeof TUNNEL_CALLS> = {
    'tunnel.get': () => this.now,
    'tunnel.start': () => this.change({ is_on: true, state: 'connecting' }),
    'tunnel.stop': () => this.change({ is_on: false, state: 'off', address: null, cause: null }),
  };
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
