import { z } from 'zod';
import { Attachment } from '../entities.ts';
import { breaks } from '../faults.ts';
import { FileName } from '../file-name.ts';
import { AttachmentId, LawyerId } from '../ids.ts';
import { UPLOAD_PART_BYTES } from '../limits.ts';
import type { IpcEntries } from './entry.ts';

const Part = z
  .instanceof(Uint8Array)
  .refine(
    ({ byteLength }) => byteLength <= UPLOAD_PART_BYTES,
    breaks('file_too_large', `must be at most ${UPLOAD_PART_BYTES} bytes`, UPLOAD_PART_BYTES / 1024 / 1024),
  );
/** A name that the window makes up for what it gives in parts. */
const Upload = z.uuid();
const One = z.strictObject({ lawyer_id: LawyerId, id: AttachmentId });

export const ATTACHMENT_CALLS = {
  /** A small file in one piece. Bytes come as they are; the type is found from them. */
  'attachments.upload': {
    input: z.strictObject({
      lawyer_id: LawyerId,
      file_name: FileName,
      bytes: Part.refine(({ byteLength }) => byteLength > 0, breaks('missing', 'must not be empty')),
    }),
    output: Attachment,
    audit: 'act',
    changes: 'attachments',
    access: 'lawyer',
  },
  /** Takes in a larger file, whose parts are given with `attachments.part`. It answers when all of them are there. */
  'attachments.uploadParts': {
    input: z.strictObject({
      lawyer_id: LawyerId,
      file_name: FileName,
      /** In bytes. */
      size: z.number().int().min(1),
      upload: Upload,
    }),
    output: Attachment,
    audit: 'act',
    changes: 'attachments',
    access: 'lawyer',
  },
  /** The next part, answered when there is room for another one. False: no other is wanted, as after the last one. */
  'attachments.part': {
    input: z.strictObject({ upload: Upload, bytes: Part, is_last: z.boolean() }),
    output: z.boolean(),
    audit: null,
    access: 'lawyer',
  },
  /** Nothing is left of what was given so far. */
  'attachments.cancelUpload': {
    input: z.strictObject({ upload: Upload }),
    output: z.undefined(),
    audit: null,
    access: 'lawyer',
  },
  /** Fetches a file that was not taken in, or that WhatsApp had dropped. */
  'attachments.fetch': { input: One, output: z.undefined(), audit: 'act', changes: 'attachments', access: 'lawyer' },
  /** Saves a stored file where the person says. False: the person has changed their mind. */
  'attachments.save': { input: One, output: z.boolean(), audit: 'outside', changes: null, access: 'lawyer' },
} as const satisfies IpcEntries;
