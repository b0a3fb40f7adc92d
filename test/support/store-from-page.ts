import type { LawyerId } from '../../main/contract/ids.ts';
import type { Clock, Millis } from '../../main/domain/clock.ts';
import type { Database } from '../../main/domain/ports.ts';
import type { PageFact } from '../../main/domain/receive-from-page.ts';
import type { Source } from '../../main/domain/receiving.ts';
import { createStoreFacts, type StoreFacts } from '../../main/domain/store-facts.ts';

/** Stores what a page shows, where nothing is being typed on its screen. */
export function storeFactsOf(database: Database, clock: Clock, lawyerId: LawyerId): StoreFacts {
  return createStoreFacts({
    database,
    clock,
    lawyerId,
    metrics: { add: () => {}, took: () => {} },
    screenSends: {
      claim: async () => {},
      holdBack: async (facts: readonly PageFact[]) => ({ free: [...facts], held: [], typed: Promise.resolve() }),
    },
  });
}

/** The same at one time; answers with how many facts were lost. */
export async function storeFromPage(
  database: Database,
  lawyerId: LawyerId,
  facts: readonly PageFact[],
  source: Source,
  at: Millis,
): Promise<number> {
  const clock: Clock = { now: () => at, after: () => () => {} };
  return (await storeFactsOf(database, clock, lawyerId)(facts, source)).lost;
}
