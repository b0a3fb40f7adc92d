import { z } from 'zod';
import { Client } from '../entities.ts';
import { ClientId, LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';

const Pair = z.strictObject({ lawyer_id: LawyerId, from: ClientId, into: ClientId });

export const CLIENT_CALLS = {
  'clients.get': {
    input: z.strictObject({ lawyer_id: LawyerId, id: ClientId }),
    output: Client,
    audit: null,
    access: 'lawyer',
  },
  'clients.merge': { input: Pair, output: Client, audit: 'act', changes: 'clients', access: 'lawyer' },
  'clients.unmerge': { input: Pair, output: Client, audit: 'act', changes: 'clients', access: 'lawyer' },
} as const satisfies IpcEntries;
