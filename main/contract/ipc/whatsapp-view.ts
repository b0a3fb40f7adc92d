import { z } from 'zod';
import { LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';

/** The area of the window, in CSS pixels, in which WhatsApp's own page is shown. */
const Rectangle = z.strictObject({
  x: z.number().int().min(0),
  y: z.number().int().min(0),
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
});
export type Rectangle = z.infer<typeof Rectangle>;

export const WHATSAPP_VIEW_CALLS = {
  /** Shows WhatsApp's own page of that lawyer over the given area of the window. Call again to move it. */
  'whatsappView.show': {
    input: z.strictObject({ lawyer_id: LawyerId, area: Rectangle }),
    output: z.undefined(),
    audit: 'show',
    access: 'lawyer',
  },
  'whatsappView.hide': { input: z.undefined(), output: z.undefined(), audit: null, access: 'anyone' },
} as const satisfies IpcEntries;
