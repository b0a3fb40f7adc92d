import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './notices.module.css';
import type { AppStatus } from './status-queries.ts';

interface NoticesProps {
  warnings: AppStatus['warnings'];
  onCollapse: () => void;
}

/** What the person should know though the app works. Collapsed, it stays as a count in the status bar. */
export function Notices({ warnings, onCollapse }: NoticesProps) {
  const { t } = useTranslation();
  return (
    <section className={classes.notices} aria-label={t('notices.title')}>
      <IconInfoCircle size={18} aria-hidden="true" />
      <ul className={classes.list}>
        {warnings.map(({ code }) => (
          <li key={code}>{t(`notices.${code}`)}</li>
        ))}
      </ul>
      <button type="button" className={classes.collapse} onClick={onCollapse}>
        {t('notices.collapse')}
      </button>
    </section>
  );
}
