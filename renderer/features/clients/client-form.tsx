import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '../../../main/contract/entities.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useToast } from '../../ui/toast.tsx';
import classes from './client-page.module.css';
import { useChangeClient } from './client-queries.ts';

/** What the client is called, and where else they can be written to. */
export function ClientForm({ lawyerId, client }: { lawyerId: string; client: Client }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [name, setName] = useState(client.name ?? '');
  const [email, setEmail] = useState(client.email ?? '');
  const change = useChangeClient(lawyerId, client.id);
  const next = { name: name.trim() || null, email: email.trim() || null };
  const isChanged = next.name !== client.name || next.email !== client.email;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged) change.mutate(next, { onSuccess: () => toast({ text: t('clients.saved') }) });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.part} style={{ border: 0, padding: 0 }}>
      <div className={classes.fields}>
        <TextInput
          label={t('common.name')}
          dir="auto"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('common.email')}
          type="email"
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <ProblemLine error={change.error} />
      {isChanged && (
        <div className={classes.actions}>
          <Button type="submit" size="xs" loading={change.isPending}>
            {t('clients.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
