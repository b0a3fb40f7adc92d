import { Button } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useAppStatus } from '../status/status-queries.ts';
import classes from './leave-practice.module.css';
import { useLeavePractice } from './use-leave-practice.ts';

/** The way back to the real account, or how to come there where the app cannot start itself again. */
export function LeavePractice() {
  const { t } = useTranslation();
  const status = useAppStatus();
  const leave = useLeavePractice();
  if (!status.data) return null;
  const canLeave = status.data.can_leave_practice;
  return (
    <div className={classes.leave}>
      {canLeave && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDoorExit size={16} aria-hidden="true" />}
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          {t('practice.leave')}
        </Button>
      )}
      <p className={classes.text}>{t(canLeave ? 'practice.leave_text' : 'practice.leave_by_hand')}</p>
      <ProblemLine error={leave.error} />
    </div>
  );
}
