import type { Attachment } from '../../contract/entities.ts';
import type { AttachmentId, ConversationId, LawyerId, MessageId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';

/** A file of WhatsApp's that is still to be fetched. */
export interface AttachmentJob {
  id: AttachmentId;
  messageId: MessageId;
  chat: string;
  whatsappId: string;
  fromMe: boolean;
  declaredSize: number | null;
  /** Hexadecimal, as WhatsApp has it. */
  declaredSha256: string | null;
  attempts: number;
  /** Somebody has asked for it (`retry`): its size does not matter any more. */
  isWanted: boolean;
}

export interface StoredFile {
  sha256: string;
  size: number;
  /** Found from the bytes. */
  mimeType: string;
}

export interface AttachmentStore {
  insert(attachment: {
    id: AttachmentId;
    lawyerId: LawyerId;
    /** Null: uploaded, to be sent with a message later. */
    messageId: MessageId | null;
    fileName: string | null;
    declaredType: string | null;
    declaredSize: number | null;
    declaredSha256: string | null;
    durationSeconds: number | null;
    width: number | null;
    height: number | null;
    /** The file, where its bytes are there already; else it is still to be fetched. */
    file: StoredFile | null;
    at: Millis;
  }): Promise<void>;
  find(lawyerId: LawyerId, id: AttachmentId): Promise<Attachment | null>;
  ofMessage(lawyerId: LawyerId, id: MessageId): Promise<{ id: AttachmentId; status: Attachment['status'] } | null>;
  /** They are the same: a message that has none gets what is known of the other's, one whose file is not stored the file. */
  copy(lawyerId: LawyerId, files: { from: MessageId; to: MessageId; newId: AttachmentId }): Promise<void>;
  /** Of all files of a conversation that are stored. */
  bytesIn(lawyerId: LawyerId, id: ConversationId): Promise<number>;
  /** The message that it belongs to. */
  holder(lawyerId: LawyerId, id: AttachmentId): Promise<MessageId | null>;
  /** False when it is not there, not stored, or belongs to a message already. */
  attach(lawyerId: LawyerId, id: AttachmentId, messageId: MessageId): Promise<boolean>;
  /** The next file to be fetched, if its time has come: the newest first. */
  next(lawyerId: LawyerId, at: Millis): Promise<AttachmentJob | null>;
  /** When, later than `after`, the next one becomes due. */
  nextDue(lawyerId: LawyerId, after: Millis): Promise<Millis | null>;
  stored(lawyerId: LawyerId, id: AttachmentId, file: StoredFile): Promise<void>;
  /** To be tried again not before `next`; null: it is `unavailable`, until somebody asks for it again. */
  failed(lawyerId: LawyerId, id: AttachmentId, error: string, next: Millis | null): Promise<void>;
  /** Somebody wants it after all. False when there is no such attachment to be fetched. */
  retry(lawyerId: LawyerId, id: AttachmentId, at: Millis): Promise<boolean>;
  setThumbnail(lawyerId: LawyerId, id: AttachmentId, sha256: string): Promise<void>;
  thumbnailOf(lawyerId: LawyerId, id: AttachmentId): Promise<string | null>;
  waiting(lawyerId: LawyerId): Promise<number>;
  /** Whether a file of a message since then was given up, and nobody has asked for it again. */
  hasGivenUp(lawyerId: LawyerId, since: Millis): Promise<boolean>;
  /** Whether any row of any lawyer points at these bytes. */
  isUsed(sha256: string): Promise<boolean>;
  /** Removes uploads of all lawyers that belong to no message, the oldest first; answers with how many they were. */
  removeUnused(before: Millis, limit: number): Promise<number>;
}
