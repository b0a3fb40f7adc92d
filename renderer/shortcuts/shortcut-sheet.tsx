import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { KeyCaps } from './key-caps.tsx';
import classes from './shortcut-sheet.module.css';
import { GROUPS, SHORTCUT_IDS, SHORTCUTS } from './shortcuts.ts';

/** All shortcuts, in their groups. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('shortcuts.title')} opened onClose={onClose} returnFocus={false} size={620}>
      <div className={classes.groups}>
        {GROUPS.map((group) => (
          <section key={group} aria-label={t(`shortcuts.group_${group}`)}>
            <h3 className={classes.title}>{t(`shortcuts.group_${group}`)}</h3>
            <dl className={classes.list}>
              {SHORTCUT_IDS.filter((id) => SHORTCUTS[id].group === group).map((id) => (
                <div key={id} className={classes.row}>
                  <dt>{t(SHORTCUTS[id].label)}</dt>
                  <dd className={classes.keys}>
                    <KeyCaps id={id} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
