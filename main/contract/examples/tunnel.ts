import type { TUNNEL_ROUTES } from '../routes/tunnel.ts';
import type { ExamplesOf } from './example.ts';
import { MORNING } from './values.ts';

const HOST_KEY = 'SHA256:tq0ZcXJkqQ0Yl3a5mQ0mJ5o0R6sYb1w9xW8cD2eF4gI';

const TUNNEL = {
  is_on: false,
  state: 'off' as const,
  since: MORNING,
  cause: null,
  address: null,
  attempts: 0,
  next_attempt_at: null,
  provider: 'ssh' as const,
  local_port: 0,
  ssh: {
    host: 'directory.example.org',
    port: 22,
    username: 'lexline',
    host_key: HOST_KEY,
    listen: 'loopback' as const,
    listen_port: 15_001,
    public_url: 'https://lexline.example.org',
    host_key_seen: null,
    public_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExhbXBsZUV4YW1wbGVFeGFtcGxlRXhhbXBsZUV4YW1w lexline',
  },
  cloudflared: { public_url: null, has_token: false },
  ngrok: { domain: null, has_authtoken: false },
};

const ON = { ...TUNNEL, is_on: true };

export const TUNNEL_EXAMPLES: ExamplesOf<keyof typeof TUNNEL_ROUTES> = {
  changeTunnel: [
    {
      summary:
        'Through a server of the directory’s, whose key is known; `ssh.public_key` goes into its authorized_keys',
      body: {
        provider: 'ssh',
        ssh: {
          host: TUNNEL.ssh.host,
          username: TUNNEL.ssh.username,
          host_key: HOST_KEY,
          listen_port: TUNNEL.ssh.listen_port,
          public_url: TUNNEL.ssh.public_url,
        },
      },
      answer: TUNNEL,
    },
  ],
  startTunnel: [{ summary: 'It is on its way', answer: { ...ON, state: 'connecting' } }],
  getTunnel: [{ summary: 'It is up', answer: { ...ON, state: 'up', address: TUNNEL.ssh.public_url } }],
  stopTunnel: [{ summary: 'Closed', answer: TUNNEL }],
};
