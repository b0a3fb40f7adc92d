import type { TFunction } from 'i18next';
import type { Webhook } from '../../../main/contract/webhook.ts';
import type { Look } from './state-badge.tsx';

/** How it is with an address, in words. */
export function webhookState(webhook: Webhook, t: TFunction, moment: (at: string) => string): [Look, string] {
  const { state, disabled_reason: reason, failing_since: failing, updated_at: updated } = webhook;
  if (state === 'disabled') return ['bad', t(`directory.hooks.state.${reason ?? 'off'}`, { time: moment(updated) })];
  if (state === 'paused') return ['quiet', t('directory.hooks.state.paused')];
  if (failing !== null) return ['bad', t('directory.hooks.failing_since', { time: moment(failing) })];
  return state === 'active'
    ? ['good', t('directory.hooks.state.active')]
    : ['notice', t('directory.hooks.state.catching_up')];
}

/** How much is to be delivered to it. */
export function waitingText(waiting: number, t: TFunction): string {
  return waiting === 0 ? t('directory.hooks.waiting_none') : t('directory.hooks.waiting', { count: waiting });
}
