import { ariaKeys, keyText } from './keys.ts';
import { keysOf, type ShortcutId } from './shortcuts.ts';
import { isMac } from './use-shortcut.tsx';

/** For a control that does what a shortcut does: the keys in its tooltip, and for who hears the window. */
export function shortcutHint(id: ShortcutId, label: string): { title: string; 'aria-keyshortcuts': string } {
  const keys = keysOf(id, isMac);
  return { title: `${label} (${keyText(keys, isMac)})`, 'aria-keyshortcuts': ariaKeys(keys, isMac) };
}
