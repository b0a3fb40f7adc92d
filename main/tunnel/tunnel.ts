import type { Tunnel } from '../contract/tunnel.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database, Log, Metrics } from '../domain/ports.ts';
import type { TunnelConfig } from '../domain/stores/tunnel-store.ts';
import { assertConfigured, changedConfig, type TunnelControl } from '../domain/tunnel.ts';
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
  /** Port 0: any that is free. */
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
  let running: { kept: KeptTunnel; listener: OutsideListener } | null = null;
  let offSince: Millis = clock.now();
  /** A listener could not be had: on, and not up. */
  let failedSince: Millis | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  /** One after another: what is asked for twice at once is not done in the middle of itself. */
  function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const mine = turn.then(act, act);
    turn = mine.catch(() => {});
    return mine;
  }

  async function begin(config: TunnelConfig): Promise<void> {
    await end();
    try {
      const open = provider(config);
      const listener = await listen(config.settings.local_port);
      const kept = keepOpen({
        ...{ open, port: listener.port, clock, random, log, changed },
        reconnected: () => metrics.add('tunnel_reconnects'),
      });
      running = { kept, listener };
    } catch (error) {
      failedSince = clock.now();
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the tunnel could not be begun');
    }
    changed();
  }

  async function end(): Promise<void> {
    failedSince = null;
    if (!running) return;
    const { kept, listener } = running;
    running = null;
    offSince = clock.now();
    await kept.stop();
    await listener.stop();
    changed();
  }

  function status(): TunnelStatus {
    if (running) return running.kept.status();
    const nothing = { address: null, attempts: 0, nextAttempt: null, hostKeySeen: null };
    return failedSince === null
      ? { ...nothing, state: 'off', since: offSince, cause: null, downSince: null }
      : { ...nothing, state: 'failed', since: failedSince, cause: 'internal_error', downSince: failedSince };
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
        const config = await keep((before) => {
          const after = changedConfig(before, change);
          // What is on is never left with less than it needs.
          if (after.isOn) assertConfigured(after);
          return after;
        });
        if (config.isOn) await begin(config);
        return shown(config);
      }),
    start: () =>
      inTurn(async () => {
        assertConfigured(await read());
        const config = await keep((before) => ({ ...before, isOn: true }));
        if (running?.kept.status().state !== 'up') await begin(config);
        return shown(config);
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
    resume: () =>
      inTurn(async () => {
        const config = await read();
        if (config.isOn) await begin(config);
      }),
    close: () => inTurn(end),
  };
}

function toTime(at: Millis): string {
  return new Date(at).toISOString();
}
