import { Button } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { useLeaveGuard } from '../../routing/use-leave-guard.ts';
import { LeaveQuestion } from '../../ui/leave-question.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useFaultFocus } from '../../ui/use-fault-focus.ts';
import classes from '../settings/settings-parts.module.css';
import {
  changeOf,
  detailsOf,
  draftOf,
  LAWYER_FIELDS,
  type LawyerDraft,
  type LawyerField,
  refusalsOf,
  wrongIn,
} from './lawyer-draft.ts';
import { LawyerFields } from './lawyer-fields.tsx';
import { useChangeLawyer } from './lawyer-queries.ts';

/** Who the lawyer is, to be seen and corrected. Nothing is changed before it is saved, and nothing lost unasked. */
export function LawyerDetails({ lawyer }: { lawyer: Lawyer }) {
  const { t } = useTranslation();
  /** What nobody has typed in is as it is stored, also when that is changed elsewhere; what was typed stays. */
  const [typed, setTyped] = useState<Partial<LawyerDraft>>({});
  const [isTried, setTried] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const change = useChangeLawyer();
  const form = useRef<HTMLFormElement>(null);
  const faultFocus = useFaultFocus(form);
  const draft = { ...draftOf(lawyer), ...typed };
  const errors = { ...refusalsOf(change.error, t), ...(isTried && wrongIn(draft, t)) };
  const isUnsaved = LAWYER_FIELDS.some((field) => draft[field] !== draftOf(lawyer)[field]);
  const guard = useLeaveGuard(isUnsaved);
  const isToldAtField = Object.keys(errors).length > 0;

  const focus = (field: LawyerField) => form.current?.querySelector<HTMLElement>(`[name=${field}]`)?.focus();
  useErrand('lawyer.change', () => focus('name'));
  useErrand('lawyer.change_number', () => focus('phone_number'));

  const type = (field: LawyerField, text: string) => {
    faultFocus.rest();
    setTyped({ ...typed, [field]: text });
    setTried(false);
    setSaved(false);
    // What becomes of what is being saved is still to be told.
    if (!change.isPending) change.reset();
  };
  /** What was typed meanwhile is not saved yet. */
  const taken = () => {
    setTyped((now) =>
      Object.fromEntries(Object.entries(now).filter(([field, text]) => text !== typed[field as LawyerField])),
    );
    setSaved(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    setTried(true);
    faultFocus.lead();
    const details = detailsOf(draft);
    if (details === null) return;
    const { id, ...changed } = changeOf(details, lawyer);
    // Nothing is written of a lawyer who stays the same.
    if (Object.keys(changed).length === 0) taken();
    else change.mutate({ id, ...changed }, { onSuccess: taken });
  };

  return (
    <form ref={form} onSubmit={submit} noValidate aria-label={t('lawyers.details')}>
      <section className={classes.part}>
        <h2 className={classes.title}>{t('lawyers.details')}</h2>
        <p className={classes.text}>{t('lawyers.details_text')}</p>
        <div className={classes.fields}>
          <LawyerFields draft={draft} errors={errors} onType={type} />
        </div>
      </section>
      <div className={classes.save}>
        <Button type="submit" loading={change.isPending}>
          {t('settings.save')}
        </Button>
        {isSaved && Object.keys(typed).length === 0 && (
          <p className={classes.saved} role="status">
            {t('settings.saved')}
          </p>
        )}
        {change.isError && !isToldAtField && (
          <p role="alert">{t('settings.not_saved', { reason: problemText(t, change.error) })}</p>
        )}
      </div>
      {guard.asked && (
        <LeaveQuestion
          text={t('lawyers.leave_text')}
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
