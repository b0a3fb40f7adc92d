import { useTranslation } from 'react-i18next';
import type { SetUpState } from '../../../main/contract/set-up.ts';
import classes from './set-up-parts.module.css';

/** All of it once more: what is done, and what is still open. */
export function FinishStep({ state }: { state: SetUpState }) {
  const { t } = useTranslation();
  return (
    <ul className={classes.items}>
      {state.items.map(({ item, is_done: isDone, hint }) => (
        <li key={item} className={classes.item} data-done={isDone || undefined}>
          <span>
            {t(`set_up.item.${item}`)}
            {hint && <span className={classes.hint}>{t(`set_up.hint.${hint}`)}</span>}
          </span>
          <span className={classes.mark}>{t(isDone ? 'set_up.done' : 'set_up.open')}</span>
        </li>
      ))}
    </ul>
  );
}
