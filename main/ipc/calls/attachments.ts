import type { Attachment } from '../../contract/entities.ts';
import type { ATTACHMENT_CALLS } from '../../contract/ipc/attachments.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Clock } from '../../domain/clock.ts';
import type { AttachmentFiles, Database, Sessions } from '../../domain/ports.ts';
import { uploadAttachment } from '../../domain/upload-attachment.ts';
import { sameSitting, type WindowIdentity } from '../../domain/window-identity.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { createIncomingFiles } from '../incoming-files.ts';

export interface AttachmentDependencies {
  database: Database;
  files: AttachmentFiles;
  clock: Clock;
  sessions: Sessions;
  identity: WindowIdentity;
  /**
   * Asks the person where, and writes a stored file there unless `assertWanted`, which is asked when the person has
   * answered, throws. False: the person has changed their mind.
   */
  saveFile(attachment: Attachment, assertWanted: () => void): Promise<boolean>;
}

/** What is handed on at once of a file that came in one piece, in bytes. */
const PART = 1024 * 1024;

export function attachmentCalls(deps: AttachmentDependencies): HandlersOf<typeof ATTACHMENT_CALLS> {
  const { database, files, clock, sessions, identity } = deps;
  const incoming = createIncomingFiles(clock);
  return {
    'attachments.upload': ({ lawyer_id, file_name, bytes }) =>
      uploadAttachment({ database, files, clock }, lawyer_id, {
        fileName: file_name,
        declaredType: null,
        bytes: partsOf(bytes),
      }),
    async 'attachments.uploadParts'({ lawyer_id, file_name, size, upload }) {
      const file = incoming.open(upload);
      try {
        return await uploadAttachment({ database, files, clock }, lawyer_id, {
          ...{ fileName: file_name, declaredType: null, declaredSize: size },
          bytes: file.bytes,
        });
      } finally {
        file.close();
      }
    },
    'attachments.part': ({ upload, bytes, is_last: isLast }) => incoming.give(upload, bytes, isLast),
    async 'attachments.cancelUpload'({ upload }) {
      incoming.cancel(upload);
      return undefined;
    },
    async 'attachments.fetch'({ lawyer_id, id }) {
      const wanted = await database.write(async (stores) => {
        if (!(await stores.attachments.find(lawyer_id, id))) throw new AppError('attachment_not_found');
        return stores.attachments.retry(lawyer_id, id, clock.now());
      });
      if (wanted) sessions.wakeMedia(lawyer_id);
      return undefined;
    },
    async 'attachments.save'({ lawyer_id, id }) {
      const assertSameSitting = sameSitting(identity);
      const attachment = await database.read((stores) => stores.attachments.find(lawyer_id, id));
      if (!attachment) throw new AppError('attachment_not_found');
      if (attachment.status !== 'stored') throw new AppError('attachment_not_ready');
      assertSameSitting();
      return deps.saveFile(attachment, assertSameSitting);
    },
  };
}

async function* partsOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += PART) yield bytes.subarray(at, at + PART);
}
