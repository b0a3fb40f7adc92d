import { z } from 'zod';
import { Broker } from '../broker.ts';
import { LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';

/** The message brokers to which the lawyer's events go. They are set over the API. */
export const BROKER_CALLS = {
  'brokers.list': {
    input: z.strictObject({ lawyer_id: LawyerId }),
    output: z.array(Broker),
    audit: null,
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
