import { Button, Group, Loader } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppConductChange } from '../../../main/contract/app-settings.ts';
import type { Updates } from '../../../main/contract/updates.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useToday } from '../../ui/use-today.ts';
import classes from '../settings/settings-parts.module.css';
import { LookSwitch } from './look-switch.tsx';
import { ReleaseNotes } from './release-notes.tsx';
import { useUpdateAct, useUpdates } from './update-queries.ts';

interface UpdatesSectionProps {
  allowed: boolean;
  onChange: (change: AppConductChange) => void;
}

/** Which version this is, whether there is a newer one, and what is done about it. */
export function UpdatesSection({ allowed, onChange }: UpdatesSectionProps) {
  const { t } = useTranslation();
  const { data: updates, isPending, isError } = useUpdates();
  return (
    <section className={classes.part} aria-label={t('updates.title')}>
      <h2 className={classes.title}>{t('updates.title')}</h2>
      {isPending && <Loader size="sm" />}
      {isError && <p role="alert">{t('settings.failed')}</p>}
      {updates && <p className={classes.line}>{t('updates.this_is', { version: updates.version })}</p>}
      {updates && updates.support !== 'possible' && (
        <p className={classes.text}>{t(`updates.support.${updates.support}`)}</p>
      )}
      {updates?.support === 'possible' && (
        <>
          <LookSwitch
            allowed={allowed}
            feed={updates.feed}
            onChange={(look_for_updates) => onChange({ look_for_updates })}
          />
          {(allowed || 'release' in updates.state) && <Found updates={updates} />}
        </>
      )}
    </section>
  );
}

function Found({ updates }: { updates: Updates }) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const act = useUpdateAct();
  const status = useRef<HTMLParagraphElement>(null);
  const { state, problem, looked_at: lookedAt } = updates;
  const begin = (what: 'look' | 'download' | 'install') => {
    // The button goes when it has done its work; what comes of it is read here.
    status.current?.focus();
    act.mutate(what);
  };
  const canLook = state.step === 'idle' || state.step === 'current' || state.step === 'available';
  useErrand('updates.look', () => {
    if (canLook) begin('look');
    // It has been found already.
    else status.current?.focus();
  });
  // It may have gone on meanwhile.
  useErrand('updates.download', () => (state.step === 'available' ? begin('download') : status.current?.focus()));
  useErrand('updates.install', () => (state.step === 'ready' ? begin('install') : status.current?.focus()));
  const version = 'release' in state ? state.release.version : '';
  return (
    <>
      <p className={classes.line} role="status" tabIndex={-1} ref={status}>
        {t(`updates.state.${state.step}`, { version })}
      </p>
      {problem && (
        <p className={classes.warning} role="alert">
          {t(`updates.problem.${problem}`)}
        </p>
      )}
      {state.step === 'downloading' && (
        <ProgressLine label={t('updates.progress', { version })} percent={state.percent} startedAt={state.started_at} />
      )}
      {'release' in state && <ReleaseNotes release={state.release} />}
      <Group gap="sm">
        {state.step === 'available' && (
          <Button loading={act.isPending} onClick={() => begin('download')}>
            {t('updates.download')}
          </Button>
        )}
        {state.step === 'ready' && (
          <Button loading={act.isPending} onClick={() => begin('install')}>
            {t('updates.install')}
          </Button>
        )}
        {canLook && (
          <Button variant="default" loading={act.isPending} onClick={() => begin('look')}>
            {t('updates.look')}
          </Button>
        )}
      </Group>
      {lookedAt !== null && (
        <p className={classes.text}>{t('updates.looked_at', { time: formatMoment(lookedAt, now, i18n.language) })}</p>
      )}
      <ProblemLine error={act.error} />
    </>
  );
}
