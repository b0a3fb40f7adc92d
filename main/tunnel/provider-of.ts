import type { TunnelConfig } from '../domain/stores/tunnel-store.ts';
import { cloudflaredTunnel } from './cloudflared-tunnel.ts';
import { ngrokTunnel } from './ngrok-tunnel.ts';
import { sshTunnel } from './ssh-tunnel.ts';
import type { OpenTunnel } from './tunnel-provider.ts';

/** How a tunnel is opened that is configured, see `assertConfigured`. */
export function providerOf({ settings, secrets }: TunnelConfig): OpenTunnel {
  switch (settings.provider) {
    case 'ssh': {
      const { host, port, username, host_key: hostKey, listen, listen_port: listenPort, public_url } = settings.ssh;
      const { sshKey } = secrets;
      if (host === null || username === null || listenPort === null || sshKey === null) break;
      const { privateKey } = sshKey;
      return sshTunnel({ ...{ host, port, username, hostKey, privateKey, listen, listenPort }, publicUrl: public_url });
    }
    case 'cloudflared': {
      const { cloudflaredToken: token } = secrets;
      const { public_url: address } = settings.cloudflared;
      return cloudflaredTunnel({ named: token !== null && address !== null ? { token, address } : null });
    }
    case 'ngrok':
      if (secrets.ngrokAuthtoken === null) break;
      return ngrokTunnel({ authtoken: secrets.ngrokAuthtoken, domain: settings.ngrok.domain });
    case null:
  }
  throw new Error('the tunnel is not configured');
}
