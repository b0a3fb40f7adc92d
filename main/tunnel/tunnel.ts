import type { Tunnel } from '../contract/tunnel.ts';
import { AppError } from '../domain/app-error.ts';
import { backOff } from '../domain/back-off.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database, Log, Metrics } from '../domain/ports.ts';
import type { TunnelConfig } from '../domain/stores/tunnel-store.ts';
import { assertConfigured, changedConfig, type TunnelControl } from '../domain/tunnel.ts';
import { PAUSES } from './back-off.ts';
import { type KeptTunnel, keepOpen, type TunnelStatus } from './keep-open.ts';
import { makeSshKey } from './ssh-key.ts';
import type { OpenTunnel } from './tunnel-provider.ts';

/** The API's other listener, on 127.0.0.1. */
export interface OutsideListener {
  port: number;
  stop(): Promise<void>;
}

interface Dependencies {
  database: Database;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, 'add'>;
  random(): number;
  /** How it is opened, of what is set. */
  provider(config: TunnelConfig): OpenTunnel;
  /** Port 0: any that is free. Rejects with AppError `tunnel_port_taken`. */
  listen(port: number): Promise<OutsideListener>;
  changed(): void;
}

/** Runs the way in from outside as it is set in the database. */
export function createTunnel(dependencies: Dependencies): TunnelControl & {
  /** At the start of the app: opens it if it was on. */
  resume(): Promise<void>;
  /** At the app's end: it stays on for the next start. */
  close(): Promise<void>;
} {
  const { database, clock, log, metrics, random, provider, listen, changed } = dependencies;
  let running: { kept: KeptTunnel; listener: OutsideListener; localPort: number } | null = null;
  let offSince: Millis = clock.now();
  /** It is on, and there is nothing to be kept open: why. */
  let stuck: TunnelStatus | null = null;
  let cancelRetry = (): void => {};
  let isClosed = false;
  let turn: Promise<unknown> = Promise.resolve();

  /** One after another: what is asked for twice at once is not done in the middle of itself. */
  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const mine = turn.then(act, act);
    turn = mine.catch(() => {});
    return mine;
  }

  async function begin(config: TunnelConfig, listener: OutsideListener): Promise<void> {
    await end(listener);
    try {
      const kept = keepOpen({
        ...{ open: provider(config), port: listener.port, clock, random, log, changed },
        reconnected: () => metrics.add('tunnel_reconnects'),
      });
      running = { kept, listener, localPort: config.settings.local_port };
    } catch (error) {
      await listener.stop();
      log.error({ error: nameOf(error) }, 'the tunnel could not be begun');
      const at = clock.now();
      stuck = { ...NOTHING, state: 'failed', since: at, downSince: at, cause: 'internal_error' };
    }
    changed();
  }

  /** What is to be set is kept only if there is a listener for it. Rejects with AppError `tunnel_port_taken`. */
  async function keepAndBegin(port: number, change: (config: TunnelConfig) => TunnelConfig): Promise<TunnelConfig> {
    // The one that is there has the port: whoever listens once more is refused.
    const mine = running?.localPort === port ? running.listener : null;
    const listener = mine ?? (await listen(port));
    const config = await keep(change).catch(async (error: unknown) => {
      if (!mine) await listener.stop();
      throw error;
    });
    await begin(config, listener);
    return config;
  }

  /** Nobody is there to be told that the port is taken, or to try again. */
  async function resume(attempts = 1): Promise<void> {
    try {
      const config = await read();
      if (!config.isOn || running || isClosed) return;
      await begin(config, await listen(config.settings.local_port));
    } catch (error) {
      const cause = isTaken(error) ? 'local_port_taken' : 'internal_error';
      if (cause === 'internal_error') log.error({ error: nameOf(error) }, 'the tunnel could not be begun');
      else log.warn({ cause, attempts }, 'the tunnel is not up');
      const at = clock.now();
      const since = stuck?.since ?? at;
      const pause = backOff(attempts, random(), PAUSES);
      const waits = { state: 'reconnecting', since, downSince: since, attempts, nextAttempt: at + pause } as const;
      stuck = { ...NOTHING, ...waits, cause };
      cancelRetry = clock.after(pause, () => void inTurn(() => resume(attempts + 1)));
      changed();
    }
  }

  /** `keeping`: the listener that is still needed. */
  async function end(keeping: OutsideListener | null = null): Promise<void> {
    cancelRetry();
    stuck = null;
    if (!running) return;
    const { kept, listener } = running;
    running = null;
    offSince = clock.now();
    await kept.stop();
    if (listener !== keeping) await listener.stop();
    changed();
  }

  function status(): TunnelStatus {
    if (running) return running.kept.status();
    return stuck ?? { ...NOTHING, state: 'off', since: offSince, downSince: null };
  }

  function shown({ isOn, settings, secrets }: TunnelConfig): Tunnel {
    const { state, since, cause, address, attempts, nextAttempt, hostKeySeen } = status();
    return {
      is_on: isOn,
      ...{ state, since: toTime(since), cause, address, attempts },
      next_attempt_at: nextAttempt === null ? null : toTime(nextAttempt),
      provider: settings.provider,
      local_port: settings.local_port,
      ssh: { ...settings.ssh, host_key_seen: hostKeySeen, public_key: secrets.sshKey?.publicKey ?? null },
      cloudflared: { ...settings.cloudflared, has_token: secrets.cloudflaredToken !== null },
      ngrok: { ...settings.ngrok, has_authtoken: secrets.ngrokAuthtoken !== null },
    };
  }

  /**
   * What is set, changed and kept. The key pair is made when somebody first sets something: its public half is shown before
   * the tunnel can be used.
   */
  async function keep(change: (config: TunnelConfig) => TunnelConfig): Promise<TunnelConfig> {
    const sshKey = (await read()).secrets.sshKey ?? (await makeSshKey());
    return database.write(async (stores) => {
      const before = await stores.tunnel.get();
      const config = change({ ...before, secrets: { ...before.secrets, sshKey } });
      await stores.tunnel.set(config, clock.now());
      return config;
    });
  }

  const read = (): Promise<TunnelConfig> => database.read((stores) => stores.tunnel.get());

  return {
    get: async () => shown(await read()),
    change: (change) =>
      inTurn(async () => {
        const alter = (before: TunnelConfig): TunnelConfig => {
          const after = changedConfig(before, change);
          // What is on is never left with less than it needs.
          if (after.isOn) assertConfigured(after);
          return after;
        };
        const { isOn, settings } = alter(await read());
        return shown(isOn ? await keepAndBegin(settings.local_port, alter) : await keep(alter));
      }),
    start: () =>
      inTurn(async () => {
        const before = await read();
        assertConfigured(before);
        const turnOn = (config: TunnelConfig): TunnelConfig => ({ ...config, isOn: true });
        const isUp = running?.kept.status().state === 'up';
        return shown(isUp ? await keep(turnOn) : await keepAndBegin(before.settings.local_port, turnOn));
      }),
    stop: () =>
      inTurn(async () => {
        const config = await keep((before) => ({ ...before, isOn: false }));
        await end();
        return shown(config);
      }),
    address: () => status().address,
    health() {
      const { state, downSince } = status();
      return { state, downSince };
    },
    resume: () => inTurn(() => resume()),
    close: () =>
      inTurn(async () => {
        isClosed = true;
        await end();
      }),
  };
}

const NOTHING = { cause: null, address: null, attempts: 0, nextAttempt: null, hostKeySeen: null };

function isTaken(error: unknown): boolean {
  return error instanceof AppError && error.code === 'tunnel_port_taken';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}

function toTime(at: Millis): string {
  return new Date(at).toISOString();
}
