import { type ChildProcess, spawn } from 'node:child_process';
import { devNull } from 'node:os';
import type { Millis } from '../domain/clock.ts';
import { factOf } from './cloudflared-output.ts';
import { findProgram } from './find-program.ts';
import { linesOf } from './lines-of.ts';
import { type OpenTunnel, TunnelFault, type TunnelLink } from './tunnel-provider.ts';

export interface CloudflaredOptions {
  /** Null: a quick tunnel, which needs no account and has another address each time. */
  named: { token: string; address: string } | null;
  /** Where the program lies; null when it is not installed. */
  find?(): Promise<string | null>;
  patience?: Millis;
}

/** How long it may take until it is connected. */
const PATIENCE: Millis = 60_000;

/** After it was asked to end. */
const ENDING: Millis = 2_000;

/**
 * What it may see of our environment: what it needs to run. Left out with all else: proxies, by which it would reach
 * Cloudflare another way than is wanted, and `TUNNEL_…`, by which settings of somebody else's tunnel would get in.
 */
const PASSED_ON = ['PATH', 'HOME', 'USERPROFILE', 'SystemRoot', 'LOCALAPPDATA', 'TEMP', 'TMP', 'TMPDIR', 'LANG'];

/** By Cloudflare's own program. It mends its connections itself. */
export function cloudflaredTunnel({ named, find, patience = PATIENCE }: CloudflaredOptions): OpenTunnel {
  return async ({ port, signal, alive }) => {
    const program = await (find ?? (() => findProgram('cloudflared')))();
    signal.throwIfAborted();
    if (program === null) throw new TunnelFault('program_missing');
    const child = run(program, named ? NAMED : quick(port), named?.token);
    const ended = Promise.withResolvers<TunnelFault>();
    const opened = Promise.withResolvers<TunnelLink>();
    const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const connections = new Set<number>();
    let address = named?.address ?? null;
    let isOpen = false;

    function end(fault: TunnelFault): void {
      ended.resolve(fault);
      opened.reject(fault);
      stop(child);
    }

    const tooLate = setTimeout(() => end(new TunnelFault('no_answer')), patience);
    const abort = (): void => end(new TunnelFault('connection_lost'));
    signal.addEventListener('abort', abort, { once: true });
    ended.promise.then(() => {
      clearTimeout(tooLate);
      signal.removeEventListener('abort', abort);
    });
    child.on('error', () => end(new TunnelFault('program_missing')));
    child.on('close', () => end(new TunnelFault('program_ended')));

    function hear(line: string): void {
      const fact = factOf(line);
      if (fact?.kind === 'credentials_refused') end(new TunnelFault('credentials_refused'));
      // A named tunnel has the address that was set, whatever is printed.
      if (fact?.kind === 'address') address ??= fact.address;
      if (fact?.kind === 'connected') connections.add(fact.connection);
      if (fact?.kind === 'disconnected') connections.delete(fact.connection);
      if (isOpen) alive(connections.size > 0);
      else if (address !== null && connections.size > 0) open(address);
    }

    function open(at: string): void {
      isOpen = true;
      clearTimeout(tooLate);
      opened.resolve({
        address: at,
        ended: ended.promise,
        async close() {
          abort();
          await gone;
        },
      });
    }

    if (child.stdout) linesOf(child.stdout, hear);
    if (child.stderr) linesOf(child.stderr, hear);
    try {
      return await opened.promise;
    } catch (error) {
      // The next try must not meet this one.
      await gone;
      throw error;
    }
  };
}

/** No settings file: one that lies on this machine could say to bring the calls elsewhere. */
const USUAL = ['tunnel', '--config', devNull, '--no-autoupdate', '--grace-period', '1s', '--metrics', '127.0.0.1:0'];

/** The token goes through the environment: everybody on a machine can read the arguments of a program. */
const NAMED = [...USUAL, 'run'];

function quick(port: number): string[] {
  return [...USUAL, '--url', `http://127.0.0.1:${port}`];
}

/**
 * It must not outlive us, even if we are killed: what it leads to could be another program's port by then. On Windows libuv
 * has put it into a job that ends with us. Elsewhere a second process waits for the end of a pipe that we hold, which comes
 * whatever ends us, and ends what the shell has become.
 */
const WITH_US = 'exec 3<&0; (cat <&3; kill -9 $$) >/dev/null 2>&1 & exec "$@" 3<&- </dev/null';

function run(program: string, args: readonly string[], token: string | undefined): ChildProcess {
  const [file, before] = process.platform === 'win32' ? [program, []] : ['/bin/sh', ['-c', WITH_US, 'sh', program]];
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const child = spawn(file, [...before, ...args], {
    shell: false,
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(passedOn), ...(token === undefined ? {} : { TUNNEL_TOKEN: token }) },
  });
  child.stdin.on('error', () => {});
  return child;
}

function stop(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), ENDING);
  child.once('close', () => clearTimeout(timer));
}
