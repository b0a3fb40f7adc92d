import type { LinkName } from '../../contract/health-chain.ts';
import type { LawyerId } from '../../contract/ids.ts';
import type { SampleKind } from '../../contract/samples.ts';
import type { Millis } from '../../domain/clock.ts';

/** How the app was doing. */
export interface HealthTables {
  samples: { kind: SampleKind; at: Millis; value: number };
  good_links: { lawyer_id: LawyerId; link: LinkName; at: Millis };
}
