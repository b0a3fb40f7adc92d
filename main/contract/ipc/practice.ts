import { z } from 'zod';
import { LawyerId } from '../ids.ts';
import { PracticeAction, PracticeFaults, PracticeFaultsChange, PracticeWrite } from '../practice.ts';
import { Phone } from '../values.ts';
import type { IpcEntries } from './entry.ts';

const Whose = z.strictObject({ lawyer_id: LawyerId });

export const PRACTICE_CALLS = {
  'practice.scan': { input: Whose, output: z.undefined(), audit: 'outside', changes: 'practice', access: 'lawyer' },
  'practice.write': {
    input: Whose.extend({ phone: Phone, message: PracticeWrite }),
    output: z.undefined(),
    audit: 'outside',
    changes: 'practice',
    access: 'lawyer',
  },
  'practice.act': {
    input: Whose.extend({ phone: Phone, action: PracticeAction }),
    output: z.undefined(),
    audit: 'outside',
    changes: 'practice',
    access: 'lawyer',
  },
  'practice.enterPairingCode': {
    input: Whose,
    output: z.undefined(),
    audit: 'outside',
    changes: 'practice',
    access: 'lawyer',
  },
  'practice.faults': { input: z.undefined(), output: PracticeFaults, audit: null, access: 'lawyer' },
  'practice.setFaults': {
    input: PracticeFaultsChange,
    output: PracticeFaults,
    audit: 'outside',
    changes: 'practice',
    access: 'lawyer',
  },
  /** Starts the app again, in the real account. */
  'practice.leave': { input: z.undefined(), output: z.undefined(), audit: 'outside', changes: null, access: 'lawyer' },
} as const satisfies IpcEntries;
