import { useTranslation } from 'react-i18next';
import classes from './problem-line.module.css';
import { problemText } from './problem-text.ts';

/** A refused call in words, in the place where it was asked for. Nothing while all is well. */
export function ProblemLine({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  return (
    <p className={classes.problem} role="alert">
      {problemText(t, error)}
    </p>
  );
}
