import type { IpcInput } from '../../../main/contract/ipc.ts';
import type { Draft, StagedFile } from './draft-store.ts';

/** One message to be sent, with the file in it, which leaves the draft when the message is taken. */
export interface Piece {
  message: Omit<IpcInput<'messages.send'>, 'lawyer_id' | 'to' | 'conversation_id'>;
  file: string | null;
}

/**
 * The messages that a draft makes: one for each file, and the text and the answered message with the first of them; or
 * the text alone. Files that were refused stay behind.
 */
export function piecesOf({ text, reply, files }: Draft): Piece[] {
  const head = { ...(text.trim() !== '' && { text }), ...(reply && { reply_to: reply.id }) };
  const ready = files.flatMap(({ key, taken, asDocument }) =>
    taken.state === 'done' ? [{ key, id: taken.attachment.id, asDocument }] : [],
  );
  if (ready.length === 0) return 'text' in head ? [{ message: head, file: null }] : [];
  return ready.map(({ key, id, asDocument }, index) => ({
    message: {
      ...(index === 0 && head),
      attachment: { id, ...(asDocument && { use: 'document' as const }) },
    },
    file: key,
  }));
}

/** A file on its way in could still be refused: nothing is sent before that is known. */
export function isBeingTakenIn(files: readonly StagedFile[]): boolean {
  return files.some(({ taken }) => taken.state === 'under-way');
}
