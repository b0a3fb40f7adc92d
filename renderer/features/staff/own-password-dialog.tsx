import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_PASSWORD } from '../../../main/contract/limits.ts';
import { BridgeError } from '../../bridge.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useToast } from '../../ui/toast.tsx';
import { useFaultFocus } from '../../ui/use-fault-focus.ts';
import { useChangePassword } from './identity-queries.ts';
import { NewPasswordField } from './new-password-field.tsx';

/** Another password for whoever sits there, who knows the one until now. */
export function OwnPasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [wrong, setWrong] = useState({ current: false, next: false });
  const form = useRef<HTMLFormElement>(null);
  const faultFocus = useFaultFocus(form);
  const toast = useToast();
  const change = useChangePassword();
  const isRefused = change.error instanceof BridgeError && change.error.code === 'wrong_password';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    const found = { current: current === '', next: next.length < LEAST_PASSWORD };
    setWrong(found);
    faultFocus.lead();
    if (found.current || found.next) return;
    change.mutate(
      { current_password: current, password: next },
      {
        onError: () => faultFocus.lead(),
        onSuccess() {
          onClose();
          toast({ text: t('identity.password_changed') });
        },
      },
    );
  };
  const type = (set: (typed: string) => void) => (typed: string) => {
    set(typed);
    setWrong({ current: false, next: false });
    faultFocus.rest();
    change.reset();
  };
  const typeCurrent = type(setCurrent);
  return (
    <Dialog title={t('identity.change_password')} opened onClose={onClose}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('identity.change_password_text')}
          </Text>
          <PasswordInput
            label={t('identity.password_now')}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }}
            data-autofocus
            aria-invalid={wrong.current || isRefused}
            value={current}
            error={wrong.current ? t('identity.unlock_empty') : isRefused ? problemText(t, change.error) : null}
            onChange={(event) => typeCurrent(event.currentTarget.value)}
          />
          <NewPasswordField value={next} isShort={wrong.next} onType={type(setNext)} />
          <ProblemLine error={isRefused ? null : change.error} />
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('identity.change_password')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
