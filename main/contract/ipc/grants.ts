import { z } from 'zod';
import { GRANT_BODY, Grant } from '../grant.ts';
import { GrantId, LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';
import { NamedChat } from './named-chat.ts';
import { Cursor, pageOf } from './page.ts';

/** With the first few of its chats by their titles: a number does not say what may be read. */
const ShownGrant = Grant.extend({ chats: z.array(NamedChat) });
export type ShownGrant = z.infer<typeof ShownGrant>;

/** What support may read of a lawyer's. The owner of this machine gives it in the lawyer's place. */
export const GRANT_CALLS = {
  'grants.list': {
    input: z.strictObject({ lawyer_id: LawyerId, cursor: Cursor }),
    output: pageOf(ShownGrant),
    audit: null,
    access: 'lawyer',
  },
  'grants.create': {
    input: z.strictObject({ lawyer_id: LawyerId, ...GRANT_BODY }),
    output: Grant,
    audit: 'act',
    changes: 'grants',
    access: 'lawyer',
  },
  'grants.revoke': {
    input: z.strictObject({ lawyer_id: LawyerId, id: GrantId }),
    output: Grant,
    audit: 'act',
    changes: 'grants',
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
