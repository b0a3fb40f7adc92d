import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useToast } from '../../ui/toast.tsx';
import classes from '../settings/settings-parts.module.css';
import { useRemoveLawyer, useSwitchLawyer } from './lawyer-queries.ts';

/** Whether Lexline works for the lawyer, and the way to put away one who was made by mistake. */
export function LawyerState({ lawyer }: { lawyer: Lawyer }) {
  const { t } = useTranslation();
  const toast = useToast();
  const [asked, setAsked] = useState<'off' | 'remove' | null>(null);
  const { id, name, is_active: isActive } = lawyer;
  const turn = useSwitchLawyer(id);
  const remove = useRemoveLawyer(id, () => toast({ text: t('lawyers.removed', { name }) }));
  const area = useRef<HTMLDivElement>(null);
  useErrand('lawyer.activate', () => area.current?.querySelector('button')?.focus());
  const close = () => {
    setAsked(null);
    turn.reset();
    remove.reset();
  };
  return (
    <section className={classes.part} aria-label={t('lawyers.state')}>
      <h2 className={classes.title}>{t('lawyers.state')}</h2>
      <p className={classes.text}>{t(isActive ? 'lawyers.active_text' : 'lawyers.inactive_text')}</p>
      <div ref={area} className={classes.buttons}>
        {/* One button, so that the focus stays in it when it has become the other. */}
        <Button
          variant="default"
          loading={turn.isPending && asked === null}
          onClick={() => (isActive ? setAsked('off') : turn.mutate(true))}
        >
          {t(isActive ? 'lawyers.switch_off' : 'lawyers.switch_on')}
        </Button>
        {!isActive && (
          <Button variant="outline" color="red" onClick={() => setAsked('remove')}>
            {t('lawyers.remove')}
          </Button>
        )}
      </div>
      {asked === null && <ProblemLine error={turn.error} />}
      {asked === 'off' && (
        <ConfirmDialog
          title={t('lawyers.switch_off_of', { name })}
          text={t('lawyers.switch_off_text')}
          confirm={t('lawyers.switch_off')}
          dangerous
          pending={turn.isPending}
          error={turn.error}
          onConfirm={() => turn.mutate(false, { onSuccess: close })}
          onClose={close}
        />
      )}
      {asked === 'remove' && (
        <ConfirmDialog
          title={t('lawyers.remove_of', { name })}
          text={t('lawyers.remove_text')}
          confirm={t('lawyers.remove')}
          dangerous
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={close}
        />
      )}
    </section>
  );
}
