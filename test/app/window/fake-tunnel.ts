import { DEFAULT_TUNNEL, type Tunnel } from '../../../main/contract/tunnel.ts';
import { ago } from './fake-id.ts';

/** The way in from outside before anybody has set it up. */
export function noTunnel(): Tunnel {
  const { ssh, cloudflared, ngrok, ...settings } = DEFAULT_TUNNEL;
  return {
    ...settings,
    ...{ is_on: false, state: 'off', since: ago(12), cause: null, address: null, attempts: 0, next_attempt_at: null },
    ssh: { ...ssh, host_key_seen: null, public_key: null },
    cloudflared: { ...cloudflared, has_token: false },
    ngrok: { ...ngrok, has_authtoken: false },
  };
}
