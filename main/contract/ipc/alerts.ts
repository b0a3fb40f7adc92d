import { z } from 'zod';
import { Alert } from '../entities.ts';
import type { IpcEntries } from './entry.ts';

export const ALERT_CALLS = {
  'alerts.open': { input: z.undefined(), output: z.array(Alert), audit: null, access: 'lawyer' },
} as const satisfies IpcEntries;
