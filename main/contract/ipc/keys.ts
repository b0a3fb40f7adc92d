import { z } from 'zod';
import { KeyId, LawyerId } from '../ids.ts';
import { Key } from '../key.ts';
import { KEY_ROUTES } from '../routes/keys.ts';
import type { IpcEntries } from './entry.ts';
import { Cursor, pageOf } from './page.ts';

const Whose = z.strictObject({ lawyer_id: LawyerId });

/** The API keys of a lawyer's directory. A key's text is in the answer that makes it, and nowhere else. */
export const KEY_CALLS = {
  'keys.list': { input: Whose.extend({ cursor: Cursor }), output: pageOf(Key), audit: null, access: 'lawyer' },
  'keys.create': {
    input: KEY_ROUTES.createKey.body.extend({ lawyer_id: LawyerId }),
    output: KEY_ROUTES.createKey.output,
    audit: 'act',
    changes: 'keys',
    access: 'lawyer',
  },
  /** Makes a key that takes its place; the old one works for `overlap_seconds` more. */
  'keys.rotate': {
    input: KEY_ROUTES.rotateKey.body.unwrap().extend({ lawyer_id: LawyerId, id: KeyId }),
    output: KEY_ROUTES.rotateKey.output,
    audit: 'act',
    changes: 'keys',
    access: 'lawyer',
  },
  'keys.revoke': {
    input: Whose.extend({ id: KeyId }),
    output: z.undefined(),
    audit: 'act',
    changes: 'keys',
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
