import type { TFunction } from 'i18next';
import type { QueuedAction } from '../../../main/contract/entities.ts';
import { formatMoment } from '../../ui/format-time.ts';

/** Why something waits, and until when, where that is known. */
export function waitingText(
  action: Pick<QueuedAction, 'state' | 'waits_for' | 'due_at'>,
  now: Date,
  locale: string,
  t: TFunction,
): string {
  if (action.state === 'sending') return t('waits.sending');
  const why = t(`waits.${action.waits_for ?? 'turn'}`);
  if (action.due_at === null || Date.parse(action.due_at) <= now.getTime()) return why;
  return `${why} ${t('waits.due', { time: formatMoment(action.due_at, now, locale) })}`;
}

/** Why WhatsApp did not do it. */
export function actionFailureText(error: string | null, t: TFunction): string {
  switch (error) {
    case null:
    case 'refused_by_whatsapp':
      return t('failure.action_refused');
    case 'no_answer_from_whatsapp':
      return t('failure.action_no_answer');
    case 'not_on_whatsapp':
      return t('failure.action_not_on_whatsapp');
    case 'number_changed_hands':
      return t('failure.action_number_changed_hands');
    case 'internal_error':
      return t('failure.action_internal_error');
    default:
      return t('failure.action_other', { code: error });
  }
}
