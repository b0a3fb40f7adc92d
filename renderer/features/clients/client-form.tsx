import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '../../../main/contract/entities.ts';
import { useLeaveGuard } from '../../routing/use-leave-guard.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { LeaveQuestion } from '../../ui/leave-question.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useToast } from '../../ui/toast.tsx';
import classes from './client-page.module.css';
import { useChangeClient } from './client-queries.ts';

/** What was typed; a field that was not touched shows what is stored, whoever changes it. */
type Typed = Partial<Record<'name' | 'email', string>>;

/** What the client is called, and where else they can be written to. Nothing that is typed is lost unasked. */
export function ClientForm({ lawyerId, client }: { lawyerId: string; client: Client }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [typed, setTyped] = useState<Typed>({});
  const change = useChangeClient(lawyerId, client.id);
  const next = {
    ...(isOther(typed.name, client.name) && { name: storedAs(typed.name) }),
    ...(isOther(typed.email, client.email) && { email: storedAs(typed.email) }),
  };
  const isChanged = Object.keys(next).length > 0;
  const guard = useLeaveGuard(isChanged);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isChanged || change.isPending) return;
    change.mutate(next, {
      onSuccess() {
        // What was typed while it was under way is not saved yet.
        setTyped((now) => ({
          ...(now.name !== typed.name && { name: now.name }),
          ...(now.email !== typed.email && { email: now.email }),
        }));
        toast({ text: t('clients.saved') });
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate className={classes.part} style={{ border: 0, padding: 0 }}>
      <div className={classes.fields}>
        <TextInput
          label={t('common.name')}
          dir="auto"
          maxLength={200}
          value={typed.name ?? client.name ?? ''}
          onChange={({ currentTarget: { value: name } }) => setTyped((now) => ({ ...now, name }))}
        />
        <TextInput
          label={t('common.email')}
          type="email"
          maxLength={254}
          value={typed.email ?? client.email ?? ''}
          onChange={({ currentTarget: { value: email } }) => setTyped((now) => ({ ...now, email }))}
        />
      </div>
      <ProblemLine error={change.error} />
      {isChanged && <Save busy={change.isPending} />}
      {guard.asked && (
        <LeaveQuestion
          text={t('clients.leave_form')}
          onLeave={() => {
            setTyped({});
            guard.leave();
          }}
          onStay={guard.stay}
        />
      )}
    </form>
  );
}

/** It goes when nothing is left to be saved. */
function Save({ busy }: { busy: boolean }) {
  const { t } = useTranslation();
  const area = useFocusReturn<HTMLDivElement>();
  return (
    <div ref={area} className={classes.actions}>
      <Button type="submit" size="xs" loading={busy}>
        {t('clients.save')}
      </Button>
    </div>
  );
}

const storedAs = (text = ''): string | null => text.trim() || null;

function isOther(typed: string | undefined, stored: string | null): boolean {
  return typed !== undefined && storedAs(typed) !== stored;
}
