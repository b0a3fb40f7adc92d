import type { TFunction } from 'i18next';
import type { Message } from '../../../main/contract/entities.ts';

/** Words for a message that is no text, in the place of its content; null for a text. */
export function kindText(kind: string, t: TFunction): string | null {
  switch (kind) {
    case 'text':
      return null;
    case 'image':
    case 'video':
    case 'audio':
    case 'voice':
    case 'document':
    case 'sticker':
    case 'location':
    case 'contact':
    case 'contacts':
      return t(`kind.${kind}`);
    default:
      return t('kind.other');
  }
}

/** Why a message of ours did not go its way, in plain words; null while all is well. */
export function troubleText(message: Pick<Message, 'status' | 'error'>, t: TFunction): string | null {
  switch (message.status) {
    case 'failed':
      if (message.error === null) return t('failure.none');
      if (message.error === 'not_on_whatsapp') return t('failure.not_on_whatsapp');
      return t('failure.other', { reason: message.error });
    case 'unknown':
      return t('failure.unknown');
    case 'cancelled':
      return t('failure.cancelled');
    default:
      return null;
  }
}
