import type { Attachment } from '../../../main/contract/entities.ts';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import { familyOf } from '../attachments/file-type.ts';
import type { Draft, StagedFile } from './draft-store.ts';

/** One message to be sent, with the file in it, which leaves the draft when the message is taken. */
export interface Piece {
  message: Omit<IpcInput<'messages.send'>, 'lawyer_id' | 'to' | 'conversation_id'>;
  file: string | null;
}

/**
 * The messages that a draft makes: one for each file, and the text and the answered message with the first of them that
 * can carry a text; or the text alone, before those that cannot. Files that were refused stay behind.
 */
export function piecesOf({ text, reply, files }: Draft): Piece[] {
  const head = { ...(text.trim() !== '' && { text }), ...(reply && { reply_to: reply.id }) };
  const ready = files.flatMap(({ key, taken, asDocument }) =>
    taken.state === 'done' ? [{ key, attachment: taken.attachment, asDocument }] : [],
  );
  const isAlone = 'text' in head && !ready.some(hasCaption);
  const bearer = 'text' in head ? ready.findIndex(hasCaption) : 0;
  const pieces = ready.map(({ key, attachment: { id }, asDocument }, index) => ({
    message: {
      ...(index === bearer && head),
      attachment: { id, ...(asDocument && { use: 'document' as const }) },
    },
    file: key,
  }));
  return isAlone ? [{ message: head, file: null }, ...pieces] : pieces;
}

/** WhatsApp shows no text with a sound. */
function hasCaption({ attachment, asDocument }: { attachment: Attachment; asDocument: boolean }): boolean {
  return asDocument || familyOf(attachment.mime_type) !== 'audio';
}

/** A file on its way in could still be refused: nothing is sent before that is known. */
export function isBeingTakenIn(files: readonly StagedFile[]): boolean {
  return files.some(({ taken }) => taken.state === 'under-way');
}
