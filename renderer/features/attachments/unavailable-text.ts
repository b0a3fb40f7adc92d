import type { TFunction } from 'i18next';

/** Why a file is not here, in words. */
export function unavailableText(error: string | null, t: TFunction): string {
  switch (error) {
    case null:
      return t('attachment.reason.none');
    case 'media_gone':
    case 'media_failed':
    case 'message_not_found':
    case 'no_answer':
    case 'too_large':
      return t(`attachment.reason.${error}`);
    case 'hash_differs':
    case 'malformed_answer':
      return t('attachment.reason.damaged');
    default:
      return t('attachment.reason.other', { code: error });
  }
}
