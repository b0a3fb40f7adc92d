import { useTranslation } from 'react-i18next';
import type { Session } from '../../../main/contract/entities.ts';
import { Dialog } from '../../ui/dialog.tsx';
import classes from './reduced-dialog.module.css';

/** Which abilities are missing, or are done in another way. */
export function ReducedDialog({ session, onClose }: { session: Session; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('session.reduced.title')} opened onClose={onClose}>
      <p className={classes.text}>{t('session.reduced.text')}</p>
      <dl className={classes.list}>
        {session.reduced.map(({ ability, driver }) => (
          <div key={ability} data-missing={driver === null || undefined}>
            <dt>{t(`ability.${ability}`)}</dt>
            <dd>{t(`session.reduced.${driver ?? 'none'}`)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
