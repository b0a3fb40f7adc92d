import { useMutation } from '@tanstack/react-query';
import type { Attachment } from '../../../main/contract/entities.ts';
import { call } from '../../bridge.ts';

/** Asks for a file that is not here; it comes with an event when WhatsApp has given it. */
export function useFetchAttachment(lawyerId: string) {
  return useMutation({ mutationFn: (id: string) => call('attachments.fetch', { lawyer_id: lawyerId, id }) });
}

/** Saves a file where the person says. False: the person has changed their mind. */
export function useSaveAttachment(lawyerId: string) {
  return useMutation({ mutationFn: (id: string) => call('attachments.save', { lawyer_id: lawyerId, id }) });
}

/** Gives a file of this computer to the main process. Throws BridgeError when it is not taken. */
export async function uploadAttachment(lawyerId: string, file: File): Promise<Attachment> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return call('attachments.upload', { lawyer_id: lawyerId, file_name: file.name, bytes });
}
