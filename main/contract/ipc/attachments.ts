import { z } from 'zod';
import { Attachment } from '../entities.ts';
import { breaks } from '../faults.ts';
import { FileName } from '../file-name.ts';
import { AttachmentId, LawyerId } from '../ids.ts';
import type { IpcEntries } from './entry.ts';

/** A file goes through the window's call in one piece, in bytes. Larger ones are uploaded over the API. */
const MAX_UPLOAD = 100 * 1024 * 1024;

const One = z.strictObject({ lawyer_id: LawyerId, id: AttachmentId });

export const ATTACHMENT_CALLS = {
  /** Bytes come as they are; the type is found from them. */
  'attachments.upload': {
    input: z.strictObject({
      lawyer_id: LawyerId,
      file_name: FileName,
      bytes: z
        .instanceof(Uint8Array)
        .refine(({ byteLength }) => byteLength > 0, breaks('missing', 'must not be empty'))
        .refine(
          ({ byteLength }) => byteLength <= MAX_UPLOAD,
          breaks('file_too_large', `must be at most ${MAX_UPLOAD} bytes`, MAX_UPLOAD / 1024 / 1024),
        ),
    }),
    output: Attachment,
    audit: 'act',
    changes: 'attachments',
    access: 'lawyer',
  },
  /** Fetches a file that was not taken in, or that WhatsApp had dropped. */
  'attachments.fetch': { input: One, output: z.undefined(), audit: 'act', changes: 'attachments', access: 'lawyer' },
  /** Saves a stored file where the person says. False: the person has changed their mind. */
  'attachments.save': { input: One, output: z.boolean(), audit: 'outside', changes: null, access: 'lawyer' },
} as const satisfies IpcEntries;
