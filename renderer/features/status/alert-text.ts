import type { TFunction } from 'i18next';
import type { Alert } from '../../../main/contract/entities.ts';
import type { Capability } from '../../../main/contract/values.ts';
import type en from '../../i18n/en.json';

/** An alert in plain words. Its subject is the name of an ability, for those that are about one. */
export function alertText({ code, subject }: Pick<Alert, 'code' | 'subject'>, t: TFunction): string {
  if (code === 'session_failed') return failureText(subject, t);
  if (code !== 'ability_missing' && code !== 'ability_reduced') return t(`alerts.${code}`);
  return t(`alerts.${code}`, { subject: abilityText(subject ?? '', t) });
}

/** Its subject is the cause, where there is one. */
function failureText(cause: string | null, t: TFunction): string {
  const known = t('session.cause', { returnObjects: true });
  const words = Object.entries(known).find(([name]) => name === cause)?.[1];
  return words === undefined ? t('alerts.session_failed') : t('alerts.session_failed_because', { cause: words });
}

type KnownAbility = keyof typeof en.ability & Capability;

function abilityText(name: string, t: TFunction): string {
  const known = t('ability', { returnObjects: true });
  return isKnown(name, known) ? known[name] : name;
}

function isKnown(name: string, known: object): name is KnownAbility {
  return Object.hasOwn(known, name);
}
