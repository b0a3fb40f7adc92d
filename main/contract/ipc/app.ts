import { z } from 'zod';
import { WarningCode } from '../entities.ts';
import { Mode } from '../values.ts';
import type { IpcEntries } from './entry.ts';

const AppStatus = z.object({
  version: z.string(),
  mode: Mode,
  api_url: z.string(),
  warnings: z.array(z.object({ code: WarningCode, message: z.string() })),
  /** Webhook deliveries that wait for another try. */
  webhooks_waiting: z.number().int(),
  /** It is the practice account, and the app can start itself again in the real one. */
  can_leave_practice: z.boolean(),
  /** Present until the person has confirmed that it is written down; then never again. */
  recovery_key: z.string().nullable(),
});
export type AppStatus = z.infer<typeof AppStatus>;

export const APP_CALLS = {
  'app.status': { input: z.undefined(), output: AppStatus, audit: null, access: 'lawyer' },
  'app.confirmRecoveryKey': {
    input: z.undefined(),
    output: z.undefined(),
    audit: 'outside',
    changes: null,
    access: 'owner',
  },
  /** Opens the database of a data folder whose keychain has changed. False: the recovery key is wrong. */
  'app.unlock': {
    input: z.strictObject({ recovery_key: z.string().max(200) }),
    output: z.boolean(),
    audit: null,
    access: 'anyone',
  },
} as const satisfies IpcEntries;
