import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './file-warning-list.module.css';
import type { FileWarning } from './file-warnings.ts';

/** Why a file deserves a second look. Nothing where there is no reason. */
export function FileWarningList({ warnings }: { warnings: readonly (FileWarning | 'not_as_sent')[] }) {
  const { t } = useTranslation();
  if (warnings.length === 0) return null;
  return (
    <div className={classes.warnings} role="note">
      <IconAlertTriangle size={16} aria-hidden="true" />
      <div>
        <strong>{t('attachment.warning.title')}</strong>
        <ul>
          {warnings.map((warning) => (
            <li key={warning}>{t(`attachment.warning.${warning}`)}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
