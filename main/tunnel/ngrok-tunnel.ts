import type { Millis } from '../domain/clock.ts';
import { type OpenTunnel, TunnelFault, type TunnelLink } from './tunnel-provider.ts';

/** The part of `@ngrok/ngrok` that is used. */
export interface NgrokClient {
  forward(config: {
    addr: string;
    authtoken: string;
    domain?: string;
    onStatusChange(status: string): void;
  }): Promise<{ url(): string | null; close(): Promise<void> }>;
}

export interface NgrokOptions {
  authtoken: string;
  domain: string | null;
  load?(): Promise<NgrokClient>;
  patience?: Millis;
}

const PATIENCE: Millis = 60_000;

/** Loaded when it is first used: its native part is 11 MB, and not there for every system. */
const loadNgrok = (): Promise<NgrokClient> => import('@ngrok/ngrok');

/** By ngrok's library, which mends its connection itself. */
export function ngrokTunnel({ authtoken, domain, load = loadNgrok, patience = PATIENCE }: NgrokOptions): OpenTunnel {
  return async ({ port, signal, alive }) => {
    const client = await load().catch(() => {
      throw new TunnelFault('not_supported_here');
    });
    signal.throwIfAborted();
    const ended = Promise.withResolvers<TunnelFault>();
    const forwarding = client.forward({
      addr: `127.0.0.1:${port}`,
      authtoken,
      ...(domain === null ? {} : { domain }),
      onStatusChange: (status) => alive(status === 'connected'),
    });
    const listener = await within(patience, signal, forwarding);
    const close = async (): Promise<void> => {
      ended.resolve(new TunnelFault('connection_lost'));
      await listener.close().catch(() => {});
    };
    const address = listener.url();
    if (address === null || !/^https:\/\/[\w.-]+$/.test(address)) {
      await close();
      throw new TunnelFault('protocol_error');
    }
    return { address, ended: ended.promise, close } satisfies TunnelLink;
  };
}

/** The library offers no way to give up: what comes too late is closed when it comes. */
async function within<Listener extends { close(): Promise<void> }>(
  patience: Millis,
  signal: AbortSignal,
  forwarding: Promise<Listener>,
): Promise<Listener> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new TunnelFault('no_answer')), patience);
  const abort = (): void => reject(new TunnelFault('connection_lost'));
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([
      forwarding.catch((error: unknown) => {
        throw new TunnelFault(causeOf(error));
      }),
      over,
    ]);
  } catch (error) {
    forwarding.then((late) => late.close()).catch(() => {});
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}

/**
 * 100 to 120 are about the authtoken and the account, 3xx about domains that are not the account's.
 * Source: https://ngrok.com/docs/errors/
 */
function causeOf(error: unknown): 'credentials_refused' | 'no_answer' {
  const text = error instanceof Error ? error.message : '';
  return /ERR_NGROK_(?:1[01]\d|120|3\d\d)\b/.test(text) ? 'credentials_refused' : 'no_answer';
}
