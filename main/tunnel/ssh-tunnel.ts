import { connect } from 'node:net';
import type { TunnelCause, TunnelSettings } from '../contract/tunnel.ts';
import type { Millis } from '../domain/clock.ts';
import { bringCalls } from './bring-calls.ts';
import { algorithmsOf, fingerprintOf, HOST_KEY_KINDS, type HostKeyKind, kindOf } from './host-keys.ts';
import { type OpenOptions, type OpenTunnel, TunnelFault, type TunnelLink } from './tunnel-provider.ts';

export interface SshServer {
  host: string;
  port: number;
  username: string;
  /** The only one that is connected to; null: nobody has confirmed one yet, and none is. */
  hostKey: string | null;
  privateKey: string;
  listen: TunnelSettings['ssh']['listen'];
  listenPort: number;
  publicUrl: string | null;
}

export interface SshPatience {
  /** From the first packet until the server lets us in. */
  ready: Millis;
  /** A link on which nothing comes back for four times as long is dead. */
  keepalive: Millis;
}

const PATIENCE: SshPatience = { ready: 20_000, keepalive: 15_000 };

/** Questions of whether it is still there that may be left without an answer. */
const UNANSWERED = 3;

/** How long a server may take to say goodbye. */
const CLOSING: Millis = 1_000;

/**
 * Not by the name of `localhost`: OpenSSH would be content with `::1` where somebody else has the port of 127.0.0.1. Empty:
 * on all addresses (RFC 4254, section 7.1).
 */
const LISTEN_ADDRESS = { loopback: '127.0.0.1', everywhere: '' } as const;

type SshError = Error & { level?: string; code?: string };

/** The server shows another key than the confirmed one. It may have that one, too, if it is of another kind. */
class OtherKeyFault extends TunnelFault {
  readonly kind: HostKeyKind | null;

  constructor(hostKey: Buffer) {
    super('host_key_changed', fingerprintOf(hostKey));
    this.kind = kindOf(hostKey);
  }
}

/**
 * A reverse tunnel by SSH (RFC 4254, section 7): the server listens, and what connects there is brought here. Nothing is
 * sent to a server with another host key than the confirmed one, not even the user's name: the key exchange ends there.
 */
export function sshTunnel(server: SshServer, patience: SshPatience = PATIENCE): OpenTunnel {
  /** As OpenSSH's client does, that of the confirmed key is asked for first: its fingerprint alone does not say which it is. */
  let kinds = HOST_KEY_KINDS;
  const recognized = (kind: HostKeyKind): void => {
    kinds = [kind, ...HOST_KEY_KINDS.filter((other) => other !== kind)];
  };

  return async (options) => {
    let refused: OtherKeyFault | null = null;
    // One connection for each kind that the server has, until it shows the confirmed key.
    for (let left = kinds; left.length > 0; ) {
      try {
        return await openWith({ server, patience, kinds: left, recognized }, options);
      } catch (error) {
        // It has no key of any other kind.
        if (refused && error instanceof TunnelFault && error.tunnelCause === 'protocol_error') throw refused;
        if (!(error instanceof OtherKeyFault)) throw error;
        const { kind } = error;
        refused ??= error;
        left = kind === null ? [] : left.filter((other) => other !== kind);
      }
    }
    throw refused;
  };
}

interface Login {
  server: SshServer;
  patience: SshPatience;
  /** Of host keys, the most wanted first. */
  kinds: readonly HostKeyKind[];
  /** The confirmed key is of that kind. */
  recognized(kind: HostKeyKind): void;
}

async function openWith(login: Login, { port, signal }: OpenOptions): Promise<TunnelLink> {
  const { server, patience, kinds, recognized } = login;
  const { Client } = await import('ssh2');
  signal.throwIfAborted();
  const client = new Client();
  // Our own, because the library does not let go of one that it has said goodbye on.
  const socket = connect({ host: server.host, port: server.port, noDelay: true });
  /** Said by our own check; the library's error would only say that the key exchange failed. */
  let refusedKey: TunnelFault | null = null;
  let isReady = false;
  const ended = Promise.withResolvers<TunnelFault>();
  const opened = Promise.withResolvers<TunnelLink>();

  function end(fault: TunnelFault): void {
    ended.resolve(fault);
    opened.reject(fault);
    client.end();
    setTimeout(() => socket.destroy(), CLOSING).unref();
  }

  const abort = (): void => end(new TunnelFault('connection_lost'));
  signal.addEventListener('abort', abort, { once: true });
  ended.promise.then(() => signal.removeEventListener('abort', abort));

  // Kept to the end: an error that nobody listens to would end the app.
  client.on('error', (error: SshError) => end(refusedKey ?? new TunnelFault(causeOf(error, isReady))));
  client.on('close', () => end(refusedKey ?? new TunnelFault('connection_lost')));
  client.on('ready', () => {
    isReady = true;
    client.forwardIn(LISTEN_ADDRESS[server.listen], server.listenPort, (error) => {
      if (error) return end(new TunnelFault('forwarding_refused'));
      const closed = new Promise<void>((resolve) => client.once('close', resolve));
      opened.resolve({
        address: addressOf(server),
        ended: ended.promise,
        async close() {
          abort();
          await closed;
        },
      });
    });
  });
  client.on('tcp connection', bringCalls(port));

  try {
    client.connect({
      ...{ sock: socket, username: server.username, privateKey: server.privateKey },
      // Nothing else is ever tried: no agent, no password.
      authHandler: ['publickey'],
      // What is packed small can unpack to any length.
      algorithms: { compress: ['none'], serverHostKey: algorithmsOf(kinds) },
      readyTimeout: patience.ready,
      keepaliveInterval: patience.keepalive,
      keepaliveCountMax: UNANSWERED,
      hostVerifier: (key: Buffer) => {
        const seen = fingerprintOf(key);
        if (server.hostKey === null) refusedKey = new TunnelFault('host_key_not_confirmed', seen);
        else if (seen !== server.hostKey) refusedKey = new OtherKeyFault(key);
        else {
          const kind = kindOf(key);
          if (kind) recognized(kind);
        }
        return refusedKey === null;
      },
    });
  } catch (error) {
    socket.on('error', () => {}).destroy();
    ended.resolve(new TunnelFault('internal_error'));
    opened.reject(error);
  }
  return opened.promise;
}

/** The levels are the library's own. */
function causeOf({ level, code }: SshError, isReady: boolean): TunnelCause {
  if (level === 'client-authentication') return 'login_refused';
  if (isReady) return level === 'protocol' || level === 'handshake' ? 'protocol_error' : 'connection_lost';
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'host_not_found';
    case 'ECONNREFUSED':
      return 'connection_refused';
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'no_answer';
  }
  if (level === 'client-timeout') return 'no_answer';
  return level === 'client-socket' ? 'connection_lost' : 'protocol_error';
}

function addressOf({ publicUrl, listen, host, listenPort }: SshServer): string {
  if (publicUrl !== null) return publicUrl;
  // On its loopback address the server itself is all that can call.
  const name = listen === 'loopback' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${listenPort}`;
}
