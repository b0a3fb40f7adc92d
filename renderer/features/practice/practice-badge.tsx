import { Popover, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LeavePractice } from './leave-practice.tsx';
import classes from './practice-badge.module.css';

/** Says that nothing here is real, and leads out of it. */
export function PracticeBadge() {
  const { t } = useTranslation();
  return (
    <Popover position="bottom-end" width={300} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.badge}>{t('app.practice_badge')}</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={classes.text}>{t('app.practice_badge_hint')}</p>
        <LeavePractice />
      </Popover.Dropdown>
    </Popover>
  );
}
