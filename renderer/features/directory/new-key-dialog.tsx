import { Button, Group, NativeSelect, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LawyerScope } from '../../../main/contract/lawyer-scopes.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { type MadeKey, useCreateKey } from './key-queries.ts';
import { ScopeFields } from './scope-fields.tsx';

/** After how many days a key can end by itself; 0: never. */
const LIFETIMES = [0, 1, 7, 30, 90, 365];
const DAY = 24 * 60 * 60_000;

interface NewKeyDialogProps {
  lawyerId: string;
  onMade: (made: MadeKey) => void;
  onClose: () => void;
}

/** Asks what a new key is for, what it may do, and for how long. */
export function NewKeyDialog({ lawyerId, onMade, onClose }: NewKeyDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [isLimited, setLimited] = useState(false);
  const [scopes, setScopes] = useState<readonly LawyerScope[]>([]);
  const [days, setDays] = useState(0);
  const [errors, setErrors] = useState<{ name?: string; scopes?: string }>({});
  const create = useCreateKey(lawyerId);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = {
      ...(name.trim() === '' && { name: t('directory.keys.name_missing') }),
      ...(isLimited && scopes.length === 0 && { scopes: t('directory.keys.scopes_missing') }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0) return;
    create.mutate(
      {
        name: name.trim(),
        scopes: isLimited ? [...scopes] : null,
        expires_at: days === 0 ? null : new Date(Date.now() + days * DAY).toISOString(),
      },
      { onSuccess: onMade },
    );
  };

  return (
    <FormDialog title={t('directory.keys.new')} opened onClose={onClose} size={600}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('common.name')}
            description={t('directory.keys.name_hint')}
            maxLength={100}
            value={name}
            error={errors.name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setErrors({});
            }}
            data-autofocus
          />
          <Radio.Group
            label={t('directory.keys.allow')}
            value={isLimited ? 'some' : 'all'}
            onChange={(value) => setLimited(value === 'some')}
          >
            <Stack gap={8} mt={6}>
              <Radio value="all" label={t('directory.keys.allow_all')} />
              <Radio value="some" label={t('directory.keys.allow_some')} />
            </Stack>
          </Radio.Group>
          {isLimited && (
            <ScopeFields
              chosen={scopes}
              error={errors.scopes}
              onChange={(next) => {
                setScopes(next);
                setErrors({});
              }}
            />
          )}
          <NativeSelect
            label={t('directory.keys.ends')}
            value={days}
            onChange={(event) => setDays(Number(event.currentTarget.value))}
            data={LIFETIMES.map((count) => ({
              value: String(count),
              label: count === 0 ? t('directory.keys.ends_never') : t('directory.keys.ends_after', { count }),
            }))}
          />
          <ProblemLine error={create.error} />
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('directory.keys.make')}
          </Button>
        </Group>
      </form>
    </FormDialog>
  );
}
