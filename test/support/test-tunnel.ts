import type { Database } from '../../main/domain/ports.ts';
import { createTunnel } from '../../main/tunnel/tunnel.ts';
import type { OpenTunnel } from '../../main/tunnel/tunnel-provider.ts';
import type { FakeClock } from './fake-clock.ts';
import { FakeLog } from './fake-log.ts';
import { fakeTunnelProvider } from './fake-tunnel-provider.ts';

interface Parts {
  database: Database;
  clock: FakeClock;
  log?: FakeLog;
  provider?(): OpenTunnel;
  listen?(port: number): Promise<{ port: number; stop(): Promise<void> }>;
}

/** The tunnel as the app has it, by a provider that is a fake; `ports` are those that were listened on, and not left yet. */
export function openTestTunnel({ database, clock, log = new FakeLog(), provider: opener, listen }: Parts) {
  const provider = fakeTunnelProvider();
  const ports: number[] = [];
  const counts = { changes: 0, reconnects: 0 };
  const tunnel = createTunnel({
    ...{ database, clock, log, random: () => 0, provider: opener ?? (() => provider.open) },
    metrics: {
      add: () => {
        counts.reconnects += 1;
      },
    },
    listen:
      listen ??
      (async (port) => {
        ports.push(port);
        return {
          port: port || 40_001,
          stop: async () => {
            ports.splice(ports.indexOf(port), 1);
          },
        };
      }),
    changed: () => {
      counts.changes += 1;
    },
  });
  return { tunnel, provider, ports, counts, log };
}
