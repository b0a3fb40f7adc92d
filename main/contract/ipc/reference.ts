import { z } from 'zod';
import { LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';

export const REFERENCE_CALLS = {
  /** Shows the API's reference in a window of its own, with a key in it that reads, and ends with that window. */
  'reference.show': {
    input: z.strictObject({ lawyer_id: LawyerId }),
    output: z.undefined(),
    audit: 'act',
    changes: 'keys',
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
