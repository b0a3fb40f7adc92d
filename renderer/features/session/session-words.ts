import type { TFunction } from 'i18next';
import type { Session } from '../../../main/contract/entities.ts';

/** A session in plain words: what it is, why, and what follows from it. */
export interface SessionWords {
  title: string;
  cause: string | null;
  text: string;
}

export function sessionWords({ state, cause }: Pick<Session, 'state' | 'cause'>, t: TFunction): SessionWords {
  // Beside a QR code there is still the same to be done; elsewhere that it was the wrong phone is what matters.
  const isOtherPhone = cause === 'other_account' && state !== 'qr';
  return {
    title: isOtherPhone ? t('session.other_account') : t(`session.screen.${state}.title`),
    cause: cause ? t(`session.cause.${cause}`) : null,
    text: t(`session.screen.${state}.text`),
  };
}

/** States that pass by themselves. */
export function isPassing({ state }: Pick<Session, 'state'>): boolean {
  return state === 'starting' || state === 'syncing' || state === 'reconnecting';
}

/** States in which there is no link between this computer and the phone. */
export function isUnlinked({ state }: Pick<Session, 'state'>): boolean {
  return state === 'qr' || state === 'pairing-code' || state === 'passkey-required' || state === 'logged-out';
}

/** States in which there is a link to be ended. */
export function isLinked({ state }: Pick<Session, 'state'>): boolean {
  return state === 'syncing' || state === 'ready' || state === 'reconnecting';
}

/** States in which WhatsApp takes nothing and a person has to look. */
export function isAlarming({ state }: Pick<Session, 'state'>): boolean {
  return (
    state === 'failed' || state === 'logged-out' || state === 'unsupported-browser' || state === 'passkey-required'
  );
}
