import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ssh2, { type Connection, type ServerChannel } from 'ssh2';
import { fingerprintOf } from '../../main/tunnel/host-keys.ts';
import { makeSshKey } from '../../main/tunnel/ssh-key.ts';

export interface FakeSshServer {
  readonly port: number;
  readonly hostKey: string;
  /** How many have connected so far. */
  readonly connected: number;
  /** The last one that was let in and asked for a port to be listened on. */
  client(): Connection;
  /** As if somebody had called on that port. Rejects when the other side does not take it. */
  call(): Promise<ServerChannel>;
  stop(): Promise<void>;
}

interface Behaviour {
  /** How it encrypts, compresses and proves who it is. */
  algorithms?: ssh2.ServerConfig['algorithms'];
  hostKeys?: readonly string[];
  port?: number;
}

/** What it listens on for the other side. */
export const LISTENED = { host: '127.0.0.1', port: 15_001 };

/** An SSH server in this process that lets everybody in, and does to them what a test says. */
export async function startFakeSshServer({
  algorithms,
  hostKeys,
  port: wanted = 0,
}: Behaviour = {}): Promise<FakeSshServer> {
  const keys = hostKeys ?? [(await makeSshKey()).privateKey];
  const connections = new Set<Connection>();
  let last: Connection | null = null;
  let connected = 0;
  const server = new ssh2.Server({ hostKeys: [...keys], ...(algorithms && { algorithms }) }, (connection) => {
    connected += 1;
    connections.add(connection);
    connection.on('error', () => {});
    connection.on('close', () => connections.delete(connection));
    connection.on('authentication', (context) => context.accept());
    connection.on('request', (accept) => {
      last = connection;
      accept?.();
    });
  });
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = (): Connection => {
    if (!last) throw new Error('nobody was let in');
    return last;
  };
  const [first = ''] = keys;
  return {
    port,
    hostKey: fingerprintOfPrivate(first),
    get connected() {
      return connected;
    },
    client,
    call: () =>
      new Promise((resolve, reject) => {
        client().forwardOut(LISTENED.host, LISTENED.port, '203.0.113.7', 40_000, (error, channel) =>
          error ? reject(error) : resolve(channel),
        );
      }),
    async stop() {
      for (const connection of connections) connection.end();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The fingerprint of the public half. */
export function fingerprintOfPrivate(privateKey: string): string {
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  return fingerprintOf(parsed.getPublicSSH());
}
