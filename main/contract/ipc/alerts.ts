import { z } from 'zod';
import { Alert } from '../entities.ts';
import { LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';
import { Cursor, pageOf } from './page.ts';

export const ALERT_CALLS = {
  'alerts.open': { input: z.undefined(), output: z.array(Alert), audit: null, access: 'lawyer' },
  /** Of one lawyer, open ones and those that are over, the newest first. */
  'alerts.list': {
    input: z.strictObject({ lawyer_id: LawyerId, cursor: Cursor }),
    output: pageOf(Alert),
    audit: null,
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
