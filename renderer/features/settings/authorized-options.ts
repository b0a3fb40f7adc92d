import type { Tunnel } from '../../../main/contract/tunnel.ts';

/**
 * All that this key may do there: have the server listen, on that port alone. What allows that allows to connect from there as
 * well, but to what is named, which is a port that nobody has; and whatever is asked to be run, that is run. Source: sshd(8).
 */
export function authorizedOptions(listen: Tunnel['ssh']['listen'], port: number): string {
  const address = listen === 'loopback' ? `127.0.0.1:${port}` : port;
  return `restrict,port-forwarding,permitlisten="${address}",permitopen="127.0.0.1:1",command="/bin/false"`;
}
