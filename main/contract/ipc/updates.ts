import { z } from 'zod';
import { Updates } from '../updates.ts';
import type { IpcEntries } from './entry.ts';

const act = { input: z.undefined(), output: Updates, audit: 'outside', changes: null } as const;

/** New versions of the app. Whoever may set the app may look; what is installed, its owner says. */
export const UPDATE_CALLS = {
  'updates.get': { input: z.undefined(), output: Updates, audit: null, access: 'lawyer' },
  'updates.look': { ...act, access: 'lawyer' },
  'updates.download': { ...act, access: 'owner' },
  'updates.install': { ...act, access: 'owner' },
} as const satisfies IpcEntries;
