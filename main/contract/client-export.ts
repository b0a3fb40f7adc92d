import { z } from 'zod';
import { Timestamp } from './values.ts';

/** How far the export of one client has come. */
export const ClientExport = z.object({ percent: z.number().int(), started_at: Timestamp });
export type ClientExport = z.infer<typeof ClientExport>;
