import { Button, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Client } from '../../../main/contract/entities.ts';
import { useLeaveGuard } from '../../routing/use-leave-guard.ts';
import { LeaveQuestion } from '../../ui/leave-question.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './client-page.module.css';
import { useNotes } from './use-notes.ts';

/** What the lawyer notes of a client. It saves itself, and says so. */
export function NotesField({ lawyerId, client }: { lawyerId: string; client: Client }) {
  const { t } = useTranslation();
  const { typed, type, save, state, error, theirs, settle } = useNotes(lawyerId, client);
  const guard = useLeaveGuard(state === 'conflict');
  const said = { saving: t('clients.notes_saving'), saved: t('clients.notes_saved') }[String(state)] ?? '';
  return (
    <>
      <Textarea
        aria-label={t('clients.notes')}
        description={t('clients.notes_hint')}
        rows={5}
        resize="vertical"
        dir="auto"
        maxLength={10_000}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
        onBlur={() => void save()}
      />
      <p className={classes.quiet} role="status">
        {said}
      </p>
      {state === 'failed' && (
        <div className={classes.actions}>
          <ProblemLine error={error} />
          <Button size="xs" variant="default" onClick={() => void save()}>
            {t('app.retry')}
          </Button>
        </div>
      )}
      {state === 'conflict' && (
        <div className={classes.conflict} role="alert">
          <p>{t('clients.conflict')}</p>
          <p className={classes.theirs}>
            <SafeText>{theirs ?? t('clients.conflict_empty')}</SafeText>
          </p>
          <div className={classes.actions}>
            <Button size="xs" variant="default" onClick={() => settle('theirs')}>
              {t('clients.take_theirs')}
            </Button>
            <Button size="xs" onClick={() => settle('mine')}>
              {t('clients.keep_mine')}
            </Button>
          </div>
        </div>
      )}
      {guard.asked && (
        <LeaveQuestion
          text={t('clients.leave_text')}
          onLeave={() => {
            settle('theirs');
            guard.leave();
          }}
          onStay={guard.stay}
        />
      )}
    </>
  );
}
