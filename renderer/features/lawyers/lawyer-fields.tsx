import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LawyerDraft, LawyerErrors, LawyerField } from './lawyer-draft.ts';

interface LawyerFieldsProps {
  draft: LawyerDraft;
  errors: LawyerErrors;
  onType: (field: LawyerField, text: string) => void;
  /** It is asked for somebody whom nobody knows yet: what belongs into the fields is shown by an example. */
  isNew?: boolean;
}

/** Who a lawyer is, in the fields of a form. */
export function LawyerFields({ draft, errors, onType, isNew = false }: LawyerFieldsProps) {
  const { t } = useTranslation();
  const field = (name: LawyerField) => ({
    name,
    value: draft[name],
    error: errors[name],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => onType(name, event.currentTarget.value),
  });
  return (
    <>
      <TextInput
        label={t('common.name')}
        dir="auto"
        {...(isNew && { placeholder: t('first.name_placeholder'), autoFocus: true, 'data-autofocus': true })}
        {...field('name')}
      />
      <TextInput
        label={t('common.email')}
        type="email"
        {...(isNew && { placeholder: t('first.email_placeholder') })}
        {...field('email')}
      />
      <TextInput label={t('common.phone')} description={t('common.phone_hint')} type="tel" {...field('phone_number')} />
    </>
  );
}
