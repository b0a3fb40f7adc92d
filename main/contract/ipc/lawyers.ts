import { z } from 'zod';
import { Lawyer, Session } from '../entities.ts';
import { LawyerId } from '../ids.ts';
import { MANAGE_LAWYER_ROUTES } from '../routes/manage-lawyers.ts';
import { PersonName, Phone } from '../values.ts';
import type { IpcEntries } from './entry.ts';

const LawyerWithSession = Lawyer.extend({ session: Session });
export type LawyerWithSession = z.infer<typeof LawyerWithSession>;

export const LAWYER_CALLS = {
  'lawyers.list': { input: z.undefined(), output: z.array(LawyerWithSession), audit: null, access: 'lawyer' },
  /** Messages that nobody has read yet: of each lawyer what the title and the tray count of them all, if there are any. */
  'lawyers.unread': {
    input: z.undefined(),
    output: z.array(z.object({ lawyer_id: LawyerId, unread_count: z.number().int().positive() })),
    audit: null,
    access: 'lawyer',
  },
  'lawyers.create': {
    input: z.strictObject({ name: PersonName, email: z.email().max(254), phone_number: Phone }),
    output: Lawyer.extend({ api_key: z.string() }),
    audit: 'act',
    changes: 'lawyers',
    access: 'owner',
  },
  /** What is left out stays as it is. */
  'lawyers.change': {
    input: MANAGE_LAWYER_ROUTES.changeLawyer.body.extend({ id: LawyerId }),
    output: Lawyer,
    audit: 'act',
    changes: 'lawyers',
    access: 'owner',
  },
  'lawyers.activate': {
    input: z.strictObject({ id: LawyerId }),
    output: Lawyer,
    audit: 'act',
    changes: 'lawyers',
    access: 'owner',
  },
  'lawyers.deactivate': {
    input: z.strictObject({ id: LawyerId }),
    output: Lawyer,
    audit: 'act',
    changes: 'lawyers',
    access: 'owner',
  },
  /** One who is not active and never had clients or conversations. */
  'lawyers.remove': {
    input: z.strictObject({ id: LawyerId }),
    output: z.undefined(),
    audit: 'act',
    changes: 'lawyers',
    access: 'owner',
  },
} as const satisfies IpcEntries;
