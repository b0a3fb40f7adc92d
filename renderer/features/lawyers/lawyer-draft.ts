import type { TFunction } from 'i18next';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import { BridgeError } from '../../bridge.ts';
import { oneOf } from '../../ui/one-of.ts';
import { formatPhoneNumber, parsePhoneNumber } from '../../ui/phone-number.ts';
import { problemText } from '../../ui/problem-text.ts';

/** What a person says of a lawyer, by the names that it has in the contract. */
export const LAWYER_FIELDS = ['name', 'email', 'phone_number'] as const;
export type LawyerField = (typeof LAWYER_FIELDS)[number];

/** What is typed. */
export type LawyerDraft = Readonly<Record<LawyerField, string>>;
export type LawyerErrors = Readonly<Partial<Record<LawyerField, string>>>;

/** A lawyer as it stands in the fields. */
export function draftOf({ name, email, phone_number: phone }: Lawyer): LawyerDraft {
  return { name, email, phone_number: formatPhoneNumber(phone) };
}

/** What is typed, as the main process is asked to take it; null where some of it cannot be that: see `wrongIn`. */
export function detailsOf(draft: LawyerDraft): Record<LawyerField, string> | null {
  const phone = parsePhoneNumber(draft.phone_number);
  if (phone === null || !hasName(draft) || !hasEmail(draft)) return null;
  return { name: draft.name.trim(), email: draft.email.trim(), phone_number: phone };
}

/** Those of the details that are not as they are stored, and nothing else. */
export function changeOf(details: Record<LawyerField, string>, { id, ...stored }: Lawyer): IpcInput<'lawyers.change'> {
  const changed = LAWYER_FIELDS.filter((field) => details[field] !== stored[field]);
  return { id, ...Object.fromEntries(changed.map((field) => [field, details[field]])) };
}

/** What is seen to be missing or wrong before anybody is asked. The main process decides. */
export function wrongIn(draft: LawyerDraft, t: TFunction): LawyerErrors {
  return {
    ...(!hasName(draft) && { name: t('first.name_missing') }),
    ...(!hasEmail(draft) && { email: t('first.email_missing') }),
    ...(parsePhoneNumber(draft.phone_number) === null && { phone_number: t('common.phone_invalid') }),
  };
}

/** Puts a refusal beside the field that it names. */
export function refusalsOf(error: unknown, t: TFunction): LawyerErrors {
  if (!(error instanceof BridgeError)) return {};
  if (error.code === 'email_taken') return { email: problemText(t, error) };
  if (error.code === 'phone_taken') return { phone_number: problemText(t, error) };
  return Object.fromEntries(
    error.errors.flatMap(({ field }) => {
      const known = oneOf(LAWYER_FIELDS, field);
      return known === null ? [] : [[known, t(`lawyers.refused.${known}`)]];
    }),
  );
}

function hasName({ name }: LawyerDraft): boolean {
  return name.trim() !== '';
}

function hasEmail({ email }: LawyerDraft): boolean {
  return email.includes('@');
}
