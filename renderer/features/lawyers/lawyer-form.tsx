import { Button, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcOutput } from '../../../main/contract/ipc.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { detailsOf, type LawyerDraft, refusalsOf, wrongIn } from './lawyer-draft.ts';
import { LawyerFields } from './lawyer-fields.tsx';
import { useCreateLawyer } from './lawyer-queries.ts';

/** A new lawyer with the API key, which is shown once. */
export type CreatedLawyer = IpcOutput<'lawyers.create'>;

/** Asks whose WhatsApp is to be linked. */
export function LawyerForm({
  onCreated,
  children,
}: {
  onCreated: (lawyer: CreatedLawyer) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<LawyerDraft>({ name: '', email: '', phone_number: '' });
  const [isTried, setTried] = useState(false);
  const create = useCreateLawyer();
  const errors = { ...refusalsOf(create.error, t), ...(isTried && wrongIn(draft, t)) };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    setTried(true);
    const details = detailsOf(draft);
    if (details) create.mutate(details, { onSuccess: onCreated });
  };
  return (
    <form onSubmit={submit} noValidate aria-label={t('first.whose')}>
      <Stack gap="md">
        <LawyerFields
          draft={draft}
          errors={errors}
          isNew
          onType={(field, text) => {
            setDraft({ ...draft, [field]: text });
            setTried(false);
            // What becomes of what was asked for is still to be told.
            if (!create.isPending) create.reset();
          }}
        />
        {Object.keys(errors).length === 0 && <ProblemLine error={create.error} />}
        <Button type="submit" size="md" loading={create.isPending} fullWidth>
          {t('first.create')}
        </Button>
        {children}
      </Stack>
    </form>
  );
}
