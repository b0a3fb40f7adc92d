import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LEAST_PASSWORD } from '../../../main/contract/limits.ts';

interface NewPasswordFieldProps {
  value: string;
  /** It was to be saved, and is too short. */
  isShort: boolean;
  onType: (value: string) => void;
  /** The dialog that it stands in begins with it. */
  isFirst?: boolean;
}

/** A password to be, with what makes a good one. */
export function NewPasswordField({ value, isShort, onType, isFirst = false }: NewPasswordFieldProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={t('people.password_new')}
      description={t('people.password_hint', { least: LEAST_PASSWORD })}
      autoComplete="off"
      visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }}
      {...(isFirst && { 'data-autofocus': true })}
      // Mantine does not say it of a password by itself.
      aria-invalid={isShort}
      value={value}
      error={isShort ? t('people.password_short', { least: LEAST_PASSWORD }) : null}
      onChange={(event) => onType(event.currentTarget.value)}
    />
  );
}
