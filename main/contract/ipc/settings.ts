import { z } from 'zod';
import { LawyerId } from '../ids.ts';
import { LawyerSettings } from '../lawyer-settings.ts';
import type { IpcEntries } from './entry.ts';

export const SETTINGS_CALLS = {
  'settings.get': {
    input: z.strictObject({ lawyer_id: LawyerId }),
    output: LawyerSettings,
    audit: null,
    access: 'lawyer',
  },
  'settings.set': {
    input: z.strictObject({ lawyer_id: LawyerId, settings: LawyerSettings }),
    output: LawyerSettings,
    audit: 'act',
    changes: 'lawyers',
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
