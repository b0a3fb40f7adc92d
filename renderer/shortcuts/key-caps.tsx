import classes from './key-caps.module.css';
import { keyCaps } from './keys.ts';
import { keysOf, type ShortcutId } from './shortcuts.ts';
import { isMac } from './use-shortcut.tsx';

/** The keys of a shortcut, each as a key. */
export function KeyCaps({ id }: { id: ShortcutId }) {
  return (
    <bdi className={classes.keys} dir="ltr">
      {keyCaps(keysOf(id, isMac), isMac).map((cap) => (
        <kbd key={cap} className={classes.key}>
          {cap}
        </kbd>
      ))}
    </bdi>
  );
}
