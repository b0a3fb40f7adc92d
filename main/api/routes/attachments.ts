import type { Attachment } from '../../contract/entities.ts';
import type { AttachmentId, LawyerId } from '../../contract/ids.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Clock } from '../../domain/clock.ts';
import type { AttachmentFiles, Database, Sessions } from '../../domain/ports.ts';
import type { Stores } from '../../domain/stores.ts';
import { uploadAttachment } from '../../domain/upload-attachment.ts';
import type { FileContent } from '../content.ts';
import type { Handlers } from '../handler.ts';

interface Dependencies {
  database: Database;
  files: AttachmentFiles;
  clock: Clock;
  sessions: Sessions;
}

type Names =
  | 'uploadAttachment'
  | 'getAttachment'
  | 'getAttachmentContent'
  | 'getAttachmentThumbnail'
  | 'fetchAttachment';

export function attachmentRoutes({ database, files, clock, sessions }: Dependencies): Pick<Handlers, Names> {
  return {
    uploadAttachment: ({ lawyerId, query, body }) =>
      uploadAttachment({ database, files, clock }, lawyerId, {
        fileName: query.file_name,
        declaredType: body.declaredType,
        bytes: body.bytes,
      }),
    getAttachment: ({ lawyerId, params, stores }) => attachmentOf(stores, lawyerId, params.id),
    async getAttachmentContent({ lawyerId, params, stores }) {
      return contentOf(await attachmentOf(stores, lawyerId, params.id), files);
    },
    async getAttachmentThumbnail({ lawyerId, params, stores }) {
      const { id } = await attachmentOf(stores, lawyerId, params.id);
      const sha256 = await stores.attachments.thumbnailOf(lawyerId, id);
      if (sha256 === null) throw new AppError('thumbnail_not_found');
      return { type: 'image/jpeg', bytes: await whole(files.read(sha256)) };
    },
    async fetchAttachment({ lawyerId, params, stores, at, afterCommit }) {
      // What is there already needs no fetching: then nothing is changed, and it is shown as it is.
      const wanted = await stores.attachments.retry(lawyerId, params.id, at);
      if (wanted) afterCommit(() => sessions.wakeMedia(lawyerId));
      return attachmentOf(stores, lawyerId, params.id);
    },
  };
}

/** Rejects with AppError `attachment_not_found`. */
export async function attachmentOf(stores: Stores, lawyerId: LawyerId, id: AttachmentId): Promise<Attachment> {
  const attachment = await stores.attachments.find(lawyerId, id);
  if (!attachment) throw new AppError('attachment_not_found');
  return attachment;
}

/** Throws AppError `attachment_not_ready`. */
export function contentOf(file: Attachment, files: AttachmentFiles): FileContent {
  const { status, sha256, size, mime_type: type, file_name: fileName } = file;
  if (status !== 'stored' || sha256 === null || size === null || type === null) {
    throw new AppError('attachment_not_ready');
  }
  return { type, size, sha256, fileName, read: (part) => files.read(sha256, part) };
}

/** Of a small file. */
async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}
