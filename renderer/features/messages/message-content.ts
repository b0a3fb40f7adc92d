import type { Attachment, Message } from '../../../main/contract/entities.ts';
import type { MessageDetails } from '../../../main/contract/values.ts';
import { familyOf, isShownImage } from '../attachments/file-type.ts';

type DetailsOf<Type extends MessageDetails['type']> = Extract<MessageDetails, { type: Type }>;

/** What stands in a message's bubble beside its text. */
export type MessageContent =
  | { type: 'text' }
  | { type: 'picture'; attachment: Attachment; isFilm: boolean }
  | { type: 'sound'; attachment: Attachment; isVoice: boolean }
  | { type: 'sticker'; attachment: Attachment }
  /** `isAsSent`: it is no photo, film or sound that turned out to be something else. */
  | { type: 'file'; attachment: Attachment; isAsSent: boolean }
  /** A file that is not here, not yet or not any more. */
  | { type: 'missing'; attachment: Attachment }
  | { type: 'view-once' }
  /** It was taken back before it could be read. */
  | { type: 'unseen' }
  /** A kind that has a name, and nothing more that could be shown. */
  | { type: 'named' }
  | DetailsOf<'location'>
  | DetailsOf<'contacts'>
  | DetailsOf<'poll'>
  | DetailsOf<'call'>
  | DetailsOf<'notice'>
  | { type: 'unknown'; json: string | null };

/** Decides by what was found in the bytes, never by what the sender called them. */
export function contentOf(message: Pick<Message, 'kind' | 'attachment' | 'details' | 'view_once'>): MessageContent {
  const { kind, attachment, details } = message;
  switch (kind) {
    case 'text':
      return { type: 'text' };
    case 'image':
    case 'video':
    case 'voice':
    case 'audio':
    case 'document':
    case 'sticker':
      if (attachment === null) return { type: message.view_once ? 'view-once' : 'named' };
      return attachment.status === 'stored' ? fileContent(kind, attachment) : { type: 'missing', attachment };
    case 'location':
    case 'contacts':
    case 'poll':
    case 'call':
    case 'notice':
      return details?.type === kind ? details : { type: 'named' };
    case 'revoked':
      return { type: 'unseen' };
    default:
      // What is to be viewed once never comes to WhatsApp Web: its kind stays that of what cannot be decrypted.
      if (message.view_once) return { type: 'view-once' };
      return { type: 'unknown', json: details?.type === 'unknown' ? details.json : null };
  }
}

type FileKind = 'image' | 'video' | 'voice' | 'audio' | 'document' | 'sticker';

function fileContent(kind: FileKind, attachment: Attachment): MessageContent {
  const { mime_type: mimeType } = attachment;
  const family = familyOf(mimeType);
  if (kind === 'image' && isShownImage(mimeType)) return { type: 'picture', attachment, isFilm: false };
  if (kind === 'sticker' && isShownImage(mimeType)) return { type: 'sticker', attachment };
  if (kind === 'video' && family === 'video') return { type: 'picture', attachment, isFilm: true };
  if ((kind === 'voice' || kind === 'audio') && family === 'audio') {
    return { type: 'sound', attachment, isVoice: kind === 'voice' };
  }
  return { type: 'file', attachment, isAsSent: kind === 'document' };
}

/** The text beside what a message holds. A poll's is its question, which stands in the poll. */
export function shownText({ text, details }: Pick<Message, 'text' | 'details'>): string {
  return details?.type === 'poll' && details.question === text ? '' : text;
}

/** Lines of the chat rather than messages of somebody: they stand small, in the middle. */
export function isNotice({ kind }: Pick<Message, 'kind'>): boolean {
  return kind === 'notice';
}
