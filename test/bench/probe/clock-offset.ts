import { now } from '../../demo/now.ts';
import type { DevTools } from './dev-tools.ts';

/** Questions asked to learn how far another process' clock is from ours: the quickest answer tells best. */
const CLOCK_QUESTIONS = 25;

/** How far a process' clock is ahead of ours, in ms. Both come from one machine, yet each process starts its own. */
export async function clockOffset(there: DevTools): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, offset: 0 };
  for (let question = 0; question < CLOCK_QUESTIONS; question++) {
    const before = now();
    const time = await there.evaluate<number>('performance.timeOrigin + performance.now()');
    const after = now();
    const took = after - before;
    if (took < best.took) best = { took, offset: time - (before + after) / 2 };
  }
  return best.offset;
}
