import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/dialog.tsx';
import { KeyCaps } from './key-caps.tsx';
import classes from './shortcut-sheet.module.css';
import { GROUPS, SHORTCUT_IDS, SHORTCUTS, type ShortcutId } from './shortcuts.ts';

interface ShortcutSheetProps {
  /** Those that there are for whoever sits at the window. */
  ids?: readonly ShortcutId[];
  onClose: () => void;
}

/** All shortcuts, in their groups. */
export function ShortcutSheet({ ids = SHORTCUT_IDS, onClose }: ShortcutSheetProps) {
  const { t } = useTranslation();
  const groups = GROUPS.map((group) => ({ group, own: ids.filter((id) => SHORTCUTS[id].group === group) }));
  return (
    <Dialog title={t('shortcuts.title')} opened onClose={onClose} returnFocus={false} size={620}>
      <div className={classes.groups}>
        {groups
          .filter(({ own }) => own.length > 0)
          .map(({ group, own }) => (
            <section key={group} aria-label={t(`shortcuts.group_${group}`)}>
              <h3 className={classes.title}>{t(`shortcuts.group_${group}`)}</h3>
              <dl className={classes.list}>
                {own.map((id) => (
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
