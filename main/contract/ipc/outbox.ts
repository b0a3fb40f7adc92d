import { z } from 'zod';
import { QueuedAction } from '../entities.ts';
import { LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';
import { Cursor, pageOf } from './page.ts';

export const OUTBOX_CALLS = {
  'outbox.list': {
    input: z.strictObject({ lawyer_id: LawyerId, cursor: Cursor }),
    output: pageOf(QueuedAction),
    audit: null,
    access: 'lawyer',
  },
  'outbox.cancel': {
    input: z.strictObject({ lawyer_id: LawyerId, id: z.number().int() }),
    output: z.undefined(),
    audit: 'act',
    changes: 'messages',
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
