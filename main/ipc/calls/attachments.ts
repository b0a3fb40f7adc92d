import { AppError } from '../../domain/app-error.ts';
import { uploadAttachment } from '../../domain/upload-attachment.ts';
import type { CallDependencies, CallHandlers } from '../call-dependencies.ts';

/** What is handed on at once of a file that came in one piece, in bytes. */
const PART = 1024 * 1024;

export function attachmentCalls(
  deps: CallDependencies,
): Pick<CallHandlers, 'attachments.upload' | 'attachments.fetch' | 'attachments.save'> {
  const { database, files, clock, sessions } = deps;
  return {
    'attachments.upload': ({ lawyer_id, file_name, bytes }) =>
      uploadAttachment({ database, files, clock }, lawyer_id, {
        fileName: file_name,
        declaredType: null,
        bytes: partsOf(bytes),
      }),
    async 'attachments.fetch'({ lawyer_id, id }) {
      const wanted = await database.write(async (stores) => {
        if (!(await stores.attachments.find(lawyer_id, id))) throw new AppError('attachment_not_found');
        return stores.attachments.retry(lawyer_id, id, clock.now());
      });
      if (wanted) sessions.wakeMedia(lawyer_id);
      return undefined;
    },
    async 'attachments.save'({ lawyer_id, id }) {
      const attachment = await database.read((stores) => stores.attachments.find(lawyer_id, id));
      if (!attachment) throw new AppError('attachment_not_found');
      if (attachment.status !== 'stored') throw new AppError('attachment_not_ready');
      return deps.saveFile(attachment);
    },
  };
}

async function* partsOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += PART) yield bytes.subarray(at, at + PART);
}
