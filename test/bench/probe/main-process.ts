import type { DevTools } from './dev-tools.ts';

/** Between two looks of the histogram's timer, in ms: a block is seen with at most this much added to it. */
const RESOLUTION = 5;

/** What the main process' own event loop says of itself, asked by its inspector. */
export interface MainProcess {
  /** The longest time for which the event loop turned to nothing new since the last call, in ms. */
  longestBlock(): Promise<number>;
}

/**
 * Watches the main process' event loop by Node's own `monitorEventLoopDelay`, which is switched on by the inspector:
 * nothing of it is in the product. A process that the machine did not let run counts as blocked, too.
 */
export async function watchMainProcess(main: DevTools): Promise<MainProcess> {
  await main.evaluate(
    `globalThis.benchDelay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: ${RESOLUTION} });
     globalThis.benchDelay.enable()`,
  );
  return {
    async longestBlock() {
      const nanoseconds = await main.evaluate<number>(
        '(() => { const { max } = globalThis.benchDelay; globalThis.benchDelay.reset(); return max; })()',
      );
      return nanoseconds / 1e6;
    },
  };
}

/** What its JavaScript has in use once all garbage is collected, in MB (10^6 bytes): the rest V8 may keep for a while. */
export async function liveMemory(main: DevTools): Promise<number> {
  await main.send('HeapProfiler.collectGarbage');
  const bytes = await main.evaluate<number>('(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())');
  return bytes / 1e6;
}
