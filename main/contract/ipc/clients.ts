import { z } from 'zod';
import { AssignedStatus, Assignment, ClientStatus } from '../assignment.ts';
import { ClientExport } from '../client-export.ts';
import { MergePreview } from '../client-merge.ts';
import { ClientOrder, ClientRow } from '../client-rows.ts';
import { Client } from '../entities.ts';
import { ClientId, LawyerId } from '../ids.ts';
import { MANAGE_CLIENT_ROUTES } from '../routes/manage-clients.ts';
import { Phone } from '../values.ts';
import type { IpcEntries } from './entry.ts';
import { pageOf } from './page.ts';

const One = z.strictObject({ lawyer_id: LawyerId, id: ClientId });
const Pair = z.strictObject({ lawyer_id: LawyerId, from: ClientId, into: ClientId });
const { notes: Notes, ...Fields } = MANAGE_CLIENT_ROUTES.changeClient.body.shape;

export const CLIENT_CALLS = {
  'clients.list': {
    input: z.strictObject({
      lawyer_id: LawyerId,
      /** A part of the name, of the email address, or of a number. */
      q: z.string().max(200),
      status: ClientStatus.optional(),
      order: ClientOrder,
      /** It holds a name, where it is by name. */
      cursor: z.string().max(4000).optional(),
    }),
    output: pageOf(ClientRow),
    audit: null,
    access: 'lawyer',
  },
  'clients.get': { input: One, output: Client, audit: null, access: 'lawyer' },
  'clients.create': {
    input: z.strictObject({ lawyer_id: LawyerId, client: MANAGE_CLIENT_ROUTES.createClient.body }),
    output: Client,
    audit: 'act',
    changes: 'clients',
    access: 'lawyer',
  },
  'clients.change': {
    input: One.extend({ change: z.strictObject(Fields) }),
    output: Client,
    audit: 'act',
    changes: 'clients',
    access: 'lawyer',
  },
  /** Keeps notes if they are still as they were before, when one began to write; else tells what they are now. */
  'clients.note': {
    input: One.extend({ notes: Notes.unwrap(), before: z.string().nullable() }),
    output: z.object({ is_kept: z.boolean(), client: Client }),
    audit: 'act',
    changes: 'clients',
    access: 'lawyer',
  },
  /** Removes one with whom nothing was exchanged. */
  'clients.remove': { input: One, output: z.undefined(), audit: 'act', changes: 'clients', access: 'lawyer' },
  'clients.addPhone': {
    input: One.extend({ phone: Phone }),
    output: Client,
    audit: 'act',
    changes: 'clients',
    access: 'lawyer',
  },
  'clients.removeAlias': {
    input: One.extend({ alias: z.string().min(1).max(100) }),
    output: z.undefined(),
    audit: 'act',
    changes: 'clients',
    access: 'lawyer',
  },
  'clients.assignments': { input: One, output: z.array(Assignment), audit: null, access: 'lawyer' },
  'clients.assign': {
    input: One.extend({ to: LawyerId, status: AssignedStatus }),
    output: Assignment,
    audit: 'act',
    changes: 'clients',
    access: 'lawyer',
  },
  'clients.unassign': {
    input: One.extend({ from: LawyerId }),
    output: z.undefined(),
    audit: 'act',
    changes: 'clients',
    access: 'lawyer',
  },
  'clients.mergePreview': { input: Pair, output: MergePreview, audit: null, access: 'lawyer' },
  'clients.merge': { input: Pair, output: Client, audit: 'act', changes: 'clients', access: 'lawyer' },
  'clients.unmerge': { input: Pair, output: Client, audit: 'act', changes: 'clients', access: 'lawyer' },
  /** Writes all of one client where the person says; answers when it has ended. Pushes tell how far it has come. */
  'clients.export': {
    input: One,
    output: z.enum(['done', 'cancelled', 'not_chosen']),
    audit: 'outside',
    changes: null,
    access: 'lawyer',
  },
  'clients.exportProgress': { input: One, output: ClientExport.nullable(), audit: null, access: 'lawyer' },
  'clients.cancelExport': { input: One, output: z.undefined(), audit: 'act', changes: null, access: 'lawyer' },
} as const satisfies IpcEntries;
