import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatSize } from '../../ui/format-size.ts';
import { formatSince } from '../../ui/format-time.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useToday } from '../../ui/use-today.ts';
import { useSessionAction, useSessionMemory } from '../session/session-queries.ts';
import { isLinked } from '../session/session-words.ts';
import { StateDot } from '../session/state-dot.tsx';
import classes from './settings-parts.module.css';

/** How it is with a lawyer's WhatsApp, and what can be pressed about it whatever the state. */
export function WhatsappSettings({ lawyer }: { lawyer: LawyerWithSession }) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const [asking, setAsking] = useState(false);
  const action = useSessionAction(lawyer.id);
  const logOut = useSessionAction(lawyer.id);
  const { state, since, account } = lawyer.session;
  const memory = useSessionMemory(lawyer.id);
  useErrand('session.restart', () => action.mutate('restart'));
  useErrand('session.sleep', () => action.mutate('sleep'));
  useErrand('session.wake', () => action.mutate('wake'));
  useErrand('session.log_out', () => setAsking(isLinked(lawyer.session)));
  const isBusy = (name: typeof action.variables) => action.isPending && action.variables === name;
  return (
    <section className={classes.part} aria-label={t('settings.whatsapp')}>
      <h2 className={classes.title}>{t('settings.whatsapp')}</h2>
      <p className={classes.state}>
        <StateDot state={state} />
        {t('settings.whatsapp_state', {
          state: t(`session.${state}`),
          time: formatSince(since, now, i18n.language),
        })}
        {account?.phone && <bdi>{formatPhoneNumber(account.phone)}</bdi>}
        {state !== 'asleep' && typeof memory === 'number' && (
          <span>{t('settings.memory', { size: formatSize(memory, i18n.language) })}</span>
        )}
      </p>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="xs"
          title={t('settings.restart_hint')}
          loading={isBusy('restart')}
          onClick={() => action.mutate('restart')}
        >
          {t('settings.restart')}
        </Button>
        {state === 'asleep' ? (
          <Button variant="default" size="xs" loading={isBusy('wake')} onClick={() => action.mutate('wake')}>
            {t('settings.wake')}
          </Button>
        ) : (
          <Button variant="default" size="xs" loading={isBusy('sleep')} onClick={() => action.mutate('sleep')}>
            {t('settings.sleep')}
          </Button>
        )}
        {isLinked(lawyer.session) && (
          <Button
            variant="outline"
            color="red"
            size="xs"
            title={t('settings.log_out_hint')}
            onClick={() => setAsking(true)}
          >
            {t('settings.log_out')}
          </Button>
        )}
      </div>
      <ProblemLine error={action.error} />
      {asking && (
        <ConfirmDialog
          title={t('settings.log_out_title')}
          text={t('settings.log_out_text')}
          confirm={t('settings.log_out_confirm')}
          dangerous
          pending={logOut.isPending}
          error={logOut.error}
          onConfirm={() => logOut.mutate('logOut', { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
