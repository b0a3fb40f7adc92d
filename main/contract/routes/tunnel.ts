import type { Route } from '../route.ts';
import { Tunnel, TunnelChange } from '../tunnel.ts';

/** The way in from outside. */
export const TUNNEL_ROUTES = {
  getTunnel: {
    method: 'GET',
    path: '/v1/tunnel',
    summary: 'Whether the API can be reached from outside, where, and what is set for it',
    access: 'admin',
    fromOutside: false,
    resource: 'tunnel',
    status: 200,
    output: Tunnel,
    problems: [],
  },
  changeTunnel: {
    method: 'PATCH',
    path: '/v1/tunnel',
    summary: 'Set it up; what is left out stays as it is, and secrets are taken and never shown',
    access: 'admin',
    fromOutside: false,
    resource: 'tunnel',
    outside: true,
    body: TunnelChange,
    status: 200,
    output: Tunnel,
    problems: ['tunnel_not_configured', 'tunnel_port_taken'],
  },
  startTunnel: {
    method: 'POST',
    path: '/v1/tunnel/start',
    summary: 'Open the way in and keep it open, also after a restart; one that waits or has failed is tried now',
    access: 'admin',
    fromOutside: false,
    resource: 'tunnel',
    outside: true,
    status: 202,
    output: Tunnel,
    problems: ['tunnel_not_configured', 'tunnel_port_taken'],
  },
  stopTunnel: {
    method: 'POST',
    path: '/v1/tunnel/stop',
    summary: 'Close the way in, until it is started again',
    access: 'admin',
    fromOutside: false,
    resource: 'tunnel',
    outside: true,
    status: 202,
    output: Tunnel,
    problems: [],
  },
} as const satisfies Record<string, Route>;
