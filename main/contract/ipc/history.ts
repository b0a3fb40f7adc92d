import { z } from 'zod';
import { HistoryProgress } from '../entities.ts';
import { LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';

const Whose = z.strictObject({ lawyer_id: LawyerId });

export const HISTORY_CALLS = {
  'history.progress': { input: Whose, output: HistoryProgress, audit: null, access: 'lawyer' },
  'history.sync': { input: Whose, output: z.undefined(), audit: 'outside', changes: 'sessions', access: 'lawyer' },
} as const satisfies IpcEntries;
