import { IconHelpHexagon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './card-content.module.css';

/** A kind that came after us: named, and shown as it came to whoever wants to see it. */
export function UnknownContent({ kind, json }: { kind: string; json: string | null }) {
  const { t } = useTranslation();
  return (
    <div className={classes.card}>
      <span className={classes.inline}>
        <IconHelpHexagon size={17} aria-hidden="true" />
        <span>{t('message.unknown', { kind })}</span>
      </span>
      {json !== null && (
        <details className={classes.came}>
          <summary>{t('message.unknown_show')}</summary>
          <pre dir="ltr">
            <SafeText>{json}</SafeText>
          </pre>
        </details>
      )}
    </div>
  );
}
