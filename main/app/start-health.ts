import type { Clock } from '../domain/clock.ts';
import { type ChainSources, readChain } from '../domain/health-chain.ts';
import type { BackgroundDatabase, Log, Sessions } from '../domain/ports.ts';
import type { TunnelControl } from '../domain/tunnel.ts';
import { startSampling } from '../observability/sampler.ts';
import { watchAlerts } from '../observability/watch-alerts.ts';

interface Dependencies {
  database: BackgroundDatabase;
  clock: Clock;
  log: Log;
  sources: ChainSources & { sessions: Sessions; tunnel: TunnelControl };
  /** The processes of the app by their kind as Electron has it, in lower case, each with what it holds, in bytes. */
  processes(): readonly { kind: string; bytes: number }[];
}

/** Looks at how each link between WhatsApp and the directory is: raises alerts, and keeps samples for the charts. */
export function startHealth({ database, clock, log, sources, processes }: Dependencies): { stop(): void } {
  const { sessions, files, tunnel } = sources;
  const memoryBytes = (): number => processes().reduce((sum, { bytes }) => sum + bytes, 0);
  const stopAlerts = watchAlerts({ database, clock, log, sessions, files, tunnel, memoryBytes });
  const stopSampling = startSampling({
    ...{ database, clock, log, processes },
    chain: (stores, lawyerId, now) => readChain(stores, sources, lawyerId, now),
  });
  return {
    stop() {
      stopSampling();
      stopAlerts();
    },
  };
}
