import { useMutation } from '@tanstack/react-query';
import type { Attachment } from '../../../main/contract/entities.ts';
import { UPLOAD_PART_BYTES } from '../../../main/contract/limits.ts';
import { call } from '../../bridge.ts';

/** Asks for a file that is not here; it comes with an event when WhatsApp has given it. */
export function useFetchAttachment(lawyerId: string) {
  return useMutation({ mutationFn: (id: string) => call('attachments.fetch', { lawyer_id: lawyerId, id }) });
}

/** Saves a file where the person says. False: the person has changed their mind. */
export function useSaveAttachment(lawyerId: string) {
  return useMutation({ mutationFn: (id: string) => call('attachments.save', { lawyer_id: lawyerId, id }) });
}

interface UploadOptions {
  /** Nothing is left of it when it is aborted; it throws. */
  signal: AbortSignal;
  /** How much of it is there, from 0 to 1. */
  onProgress: (share: number) => void;
}

/** Gives a file of this computer to the main process, a large one part by part. Throws BridgeError when it is not taken. */
export async function uploadAttachment(lawyerId: string, file: File, options: UploadOptions): Promise<Attachment> {
  const about = { lawyer_id: lawyerId, file_name: file.name };
  if (file.size <= UPLOAD_PART_BYTES) {
    return call('attachments.upload', { ...about, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  const upload = crypto.randomUUID();
  const taken = call('attachments.uploadParts', { ...about, size: file.size, upload });
  // Whether it is taken is asked for when the parts are given.
  taken.catch(() => {});
  try {
    await giveParts(upload, file, options);
  } catch (error) {
    await call('attachments.cancelUpload', { upload }).catch(() => {});
    throw error;
  }
  return taken;
}

async function giveParts(upload: string, file: File, { signal, onProgress }: UploadOptions): Promise<void> {
  for (let start = 0; start < file.size; start += UPLOAD_PART_BYTES) {
    signal.throwIfAborted();
    onProgress(start / file.size);
    const end = start + UPLOAD_PART_BYTES;
    const bytes = new Uint8Array(await file.slice(start, end).arrayBuffer());
    // What is refused is refused by the answer to the whole.
    if (!(await call('attachments.part', { upload, bytes, is_last: end >= file.size }))) return;
  }
}
