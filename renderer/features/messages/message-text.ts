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
    case 'contacts':
    case 'poll':
    case 'call':
    case 'notice':
    case 'revoked':
      return t(`kind.${kind}`);
    default:
      return t('kind.other');
  }
}

/** Why a message of ours did not go its way, in plain words; null while all is well. */
export function troubleText(message: Pick<Message, 'status' | 'error'>, t: TFunction): string | null {
  switch (message.status) {
    case 'failed':
      return failureText(message.error, t);
    case 'unknown':
      return t('failure.unknown');
    case 'cancelled':
      return t('failure.cancelled');
    default:
      return null;
  }
}

function failureText(error: string | null, t: TFunction): string {
  switch (error) {
    case null:
      return t('failure.none');
    case 'not_on_whatsapp':
    case 'number_changed_hands':
    case 'refused_by_whatsapp':
    case 'internal_error':
      return t(`failure.${error}`);
    default:
      return t('failure.other', { reason: error });
  }
}

/** WhatsApp's names for its notices (`subtype` of its notification messages), and the words that we have for them. */
const NOTICES = new Map([
  ['encrypt', 'encrypt'],
  ['identity', 'identity'],
  ['e2e_identity_changed', 'identity'],
  ['disappearing_mode', 'disappearing_mode'],
  ['ephemeral', 'disappearing_mode'],
  ['ephemeral_setting', 'disappearing_mode'],
  ['change_number', 'number_changed'],
  ['biz_intro_bottom', 'business'],
  ['biz_privacy_mode_init_fb', 'business'],
  ['biz_privacy_mode_init_bsp', 'business'],
  ['block_contact', 'blocked'],
  ['contact_block', 'blocked'],
  ['create', 'group_created'],
  ['add', 'group_joined'],
  ['invite', 'group_joined'],
  ['remove', 'group_left'],
  ['leave', 'group_left'],
  ['subject', 'group_changed'],
  ['description', 'group_changed'],
  ['picture', 'group_changed'],
  ['promote', 'group_changed'],
  ['demote', 'group_changed'],
] as const);

/** WhatsApp's own notice in words, or by WhatsApp's name for it. */
export function noticeText(code: string, t: TFunction): string {
  const known = [...NOTICES].find(([name]) => name === code)?.[1];
  return known ? t(`notice.${known}`) : t('message.notice_unknown', { code });
}
