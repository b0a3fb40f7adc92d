import type { BackgroundDatabase, Metrics } from '../domain/ports.ts';

/** The same database; how long its work takes is measured. What fails is measured, too. */
export function timedDatabase<Timed extends BackgroundDatabase>(
  database: Timed,
  metrics: Pick<Metrics, 'took'>,
): Timed {
  async function timed<Result>(kind: 'read' | 'write', work: () => Promise<Result>): Promise<Result> {
    const began = performance.now();
    try {
      return await work();
    } finally {
      metrics.took('database', (performance.now() - began) / 1000, { kind });
    }
  }
  return {
    ...database,
    read: (work) => timed('read', () => database.read(work)),
    write: (work) => timed('write', () => database.write(work)),
    writeBehind: (work) => timed('write', () => database.writeBehind(work)),
    writeAlong: (work) => timed('write', () => database.writeAlong(work)),
  };
}
