import type { TunnelCause, TunnelState } from '../contract/tunnel.ts';
import { backOff } from '../domain/back-off.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Log } from '../domain/ports.ts';
import { PAUSES, STABLE_AFTER } from './back-off.ts';
import { type OpenTunnel, TunnelFault, type TunnelLink } from './tunnel-provider.ts';

/** What trying again does not mend: a person has to act. */
const NEEDS_A_PERSON: ReadonlySet<TunnelCause> = new Set<TunnelCause>([
  'host_key_not_confirmed',
  'host_key_changed',
  'program_missing',
  'credentials_refused',
  'not_supported_here',
]);

export interface TunnelStatus {
  state: TunnelState;
  since: Millis;
  cause: TunnelCause | null;
  address: string | null;
  /** Tries in vain, and losses soon after, in a row. */
  attempts: number;
  nextAttempt: Millis | null;
  hostKeySeen: string | null;
  /** Since when it is not up. */
  downSince: Millis | null;
}

export interface KeptTunnel {
  status(): TunnelStatus;
  /** Nothing of it is left when this resolves. */
  stop(): Promise<void>;
}

interface Dependencies {
  open: OpenTunnel;
  port: number;
  clock: Clock;
  /** From 0 to below 1. */
  random(): number;
  log: Log;
  changed(): void;
  /** It is up again after it was lost. */
  reconnected(): void;
}

/** Opens a tunnel and keeps it open until it is stopped, or until only a person can help. */
export function keepOpen({ open, port, clock, random, log, changed, reconnected }: Dependencies): KeptTunnel {
  let status: TunnelStatus = {
    ...{ state: 'connecting', since: clock.now(), cause: null, address: null, attempts: 0 },
    ...{ nextAttempt: null, hostKeySeen: null, downSince: clock.now() },
  };
  const ending = new AbortController();
  let cancel = (): void => {};
  let link: TunnelLink | null = null;
  let upSince: Millis = 0;
  let wasUp = false;
  let running = attempt();

  function become(change: Partial<TunnelStatus>): void {
    if (ending.signal.aborted) return;
    const at = clock.now();
    const isSame = change.state === undefined || change.state === status.state;
    status = { ...status, ...change, since: isSame ? status.since : at };
    status.downSince = status.state === 'up' ? null : (status.downSince ?? at);
    changed();
  }

  function up(address: string): void {
    upSince = clock.now();
    if (wasUp) reconnected();
    wasUp = true;
    log.info({}, 'the tunnel is up');
    become({ state: 'up', cause: null, address, nextAttempt: null, hostKeySeen: null });
  }

  /** What mends itself is waited for; its address stays. */
  function alive(isAlive: boolean): void {
    if (!link || ending.signal.aborted || isAlive === (status.state === 'up')) return;
    if (isAlive) up(link.address);
    else become({ state: 'reconnecting', cause: 'connection_lost', address: null });
  }

  async function attempt(): Promise<void> {
    let fault: unknown;
    try {
      link = await open({ port, signal: ending.signal, alive });
      // Given up just now: nobody else knows of it.
      if (ending.signal.aborted) await link.close();
      else up(link.address);
      fault = await link.ended;
      if (clock.now() - upSince >= STABLE_AFTER) status = { ...status, attempts: 0 };
    } catch (error) {
      fault = error;
    } finally {
      link = null;
    }
    if (!ending.signal.aborted) lost(fault);
  }

  function lost(fault: unknown): void {
    const cause = fault instanceof TunnelFault ? fault.tunnelCause : 'internal_error';
    const hostKeySeen = fault instanceof TunnelFault ? fault.hostKeySeen : null;
    const attempts = status.attempts + 1;
    if (cause === 'internal_error') {
      log.error({ error: fault instanceof Error ? fault.name : 'unknown' }, 'the tunnel failed by a mistake of ours');
    } else log.warn({ cause, attempts }, 'the tunnel is not up');
    if (NEEDS_A_PERSON.has(cause)) {
      become({ state: 'failed', cause, address: null, attempts, nextAttempt: null, hostKeySeen });
      return;
    }
    const delay = backOff(attempts, random(), PAUSES);
    const nextAttempt = clock.now() + delay;
    become({ state: 'reconnecting', cause, address: null, attempts, nextAttempt, hostKeySeen });
    cancel = clock.after(delay, () => {
      become({ nextAttempt: null });
      running = attempt();
    });
  }

  return {
    status: () => status,
    async stop() {
      ending.abort();
      cancel();
      await link?.close();
      await running;
    },
  };
}
