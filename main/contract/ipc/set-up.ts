import { z } from 'zod';
import { LawyerId } from '../ids.ts';
import { FirstRunStep, SetUpState } from '../set-up.ts';
import type { IpcEntries } from './entry.ts';

export const SET_UP_CALLS = {
  /** Of a lawyer, or before there is one. */
  'setUp.state': {
    input: z.strictObject({ lawyer_id: LawyerId.nullable() }),
    output: SetUpState,
    audit: null,
    access: 'lawyer',
  },
  /** How far somebody has read is nobody else's matter: it is not written down. */
  'setUp.goTo': { input: z.strictObject({ step: FirstRunStep }), output: z.undefined(), audit: null, access: 'lawyer' },
  'setUp.dismiss': { input: z.undefined(), output: z.undefined(), audit: 'act', changes: null, access: 'lawyer' },
  /** Starts the app again, in the practice account. */
  'setUp.practise': { input: z.undefined(), output: z.undefined(), audit: 'outside', changes: null, access: 'owner' },
} as const satisfies IpcEntries;
