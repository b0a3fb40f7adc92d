import { useTranslation } from 'react-i18next';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './directory-parts.module.css';
import { failureText } from './failure-words.ts';

/** Why a receiver has not answered, in words; small behind them the code, for whoever looks after it. */
export function Failure({ error }: { error: string }) {
  const { t } = useTranslation();
  return (
    <p className={classes.quiet}>
      {failureText(t, error)} <SafeText className={classes.code}>{error}</SafeText>
    </p>
  );
}
