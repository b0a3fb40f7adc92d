import { z } from 'zod';
import { LawyerId } from '../ids.ts';
import { Phone } from '../values.ts';
import type { IpcEntries } from './entry.ts';

const Whose = z.strictObject({ lawyer_id: LawyerId });

export const SESSION_CALLS = {
  'session.requestPairingCode': {
    input: Whose.extend({ phone: Phone.optional() }),
    output: z.undefined(),
    audit: 'outside',
    changes: 'sessions',
    access: 'lawyer',
  },
  'session.logOut': { input: Whose, output: z.undefined(), audit: 'outside', changes: 'sessions', access: 'lawyer' },
  'session.restart': { input: Whose, output: z.undefined(), audit: 'outside', changes: 'sessions', access: 'lawyer' },
  'session.sleep': { input: Whose, output: z.undefined(), audit: 'outside', changes: 'sessions', access: 'lawyer' },
  'session.wake': { input: Whose, output: z.undefined(), audit: 'outside', changes: 'sessions', access: 'lawyer' },
  /** In bytes, at this moment; null while no page is loaded. */
  'session.memory': { input: Whose, output: z.number().nullable(), audit: null, access: 'lawyer' },
} as const satisfies IpcEntries;
