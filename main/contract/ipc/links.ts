import { z } from 'zod';
import type { IpcEntries } from './entry.ts';

export const LINK_CALLS = {
  /**
   * Opens an address of a message in the browser, the mail program or what makes calls. It is read again here, and refused
   * (`invalid_request`) unless it is a page, a mailbox or a number. What it leads to is written down nowhere.
   */
  'links.open': {
    input: z.strictObject({ address: z.string().min(1).max(4096) }),
    output: z.undefined(),
    audit: null,
    access: 'support',
  },
} as const satisfies IpcEntries;
