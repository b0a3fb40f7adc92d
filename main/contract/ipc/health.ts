import { z } from 'zod';
import { ChainLink } from '../health-chain.ts';
import { LawyerId } from '../ids.ts';
import { SampleSeries, SampleSpan } from '../samples.ts';
import type { IpcEntries } from './entry.ts';

const Whose = z.strictObject({ lawyer_id: LawyerId });

export const HEALTH_CALLS = {
  'health.chain': { input: Whose, output: z.array(ChainLink), audit: null, access: 'lawyer' },
  /** Those of the lawyer's webhooks that were switched off by themselves; what a person has paused stays so. */
  'health.resumeWebhooks': { input: Whose, output: z.undefined(), audit: 'act', changes: 'webhooks', access: 'lawyer' },
  /** In the system's own view of files. */
  'health.showDataFolder': {
    input: z.undefined(),
    output: z.undefined(),
    audit: 'outside',
    changes: null,
    access: 'lawyer',
  },
  /** Tries the port of the API that another program has held. False: it still does. */
  'health.tryApi': { input: z.undefined(), output: z.boolean(), audit: 'outside', changes: null, access: 'lawyer' },
  'samples.list': {
    input: z.strictObject({ span: SampleSpan }),
    output: SampleSeries,
    audit: null,
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
