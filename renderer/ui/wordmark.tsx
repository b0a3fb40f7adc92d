import { useTranslation } from 'react-i18next';
import classes from './wordmark.module.css';

/** The name with its sign: a speech bubble that holds a line of text and a seal. Also drawn in resources/icons. */
export function Wordmark() {
  const { t } = useTranslation();
  return (
    <span className={classes.wordmark}>
      <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
        <path
          className={classes.bubble}
          d="M9 3h14a7 7 0 0 1 7 7v8a7 7 0 0 1-7 7H14l-6.2 4.6A1.1 1.1 0 0 1 6 28.7V24.3A7 7 0 0 1 2 18v-8a7 7 0 0 1 7-7z"
        />
        <path className={classes.line} d="M11.5 8.5v10.5h9" />
      </svg>
      {t('app.name')}
    </span>
  );
}
