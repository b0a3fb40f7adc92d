import type { ParseKeys } from 'i18next';

/** One shortcut: a line of the table. */
interface ShortcutEntry {
  /** `Mod` is Cmd on a Mac and Ctrl elsewhere; `Digit` is any key from 1 to 9. */
  keys: string;
  /** Where a Mac has other keys for it. */
  mac?: string;
  label: ParseKeys;
  group: ShortcutGroup;
}

export const GROUPS = ['go', 'chat', 'find', 'help'] as const;
export type ShortcutGroup = (typeof GROUPS)[number];

/** Every shortcut of the window: one line each. What the app's menu has (to edit, zoom, close) is not here. */
export const SHORTCUTS = {
  palette: { keys: 'Mod+K', label: 'palette.open', group: 'go' },
  search: { keys: 'Mod+Shift+F', label: 'search.label', group: 'go' },
  screen: { keys: 'Mod+Digit', label: 'shortcuts.screens', group: 'go' },
  settings: { keys: 'Mod+,', label: 'app.settings', group: 'go' },
  lock: { keys: 'Mod+Shift+L', label: 'identity.lock', group: 'go' },
  'chat.new': { keys: 'Mod+N', label: 'chats.new', group: 'chat' },
  'chat.next': { keys: 'Alt+ArrowDown', label: 'shortcuts.next_chat', group: 'chat' },
  'chat.previous': { keys: 'Alt+ArrowUp', label: 'shortcuts.previous_chat', group: 'chat' },
  'chat.unread': { keys: 'Alt+Shift+ArrowDown', label: 'shortcuts.next_unread', group: 'chat' },
  'chat.write': { keys: 'Mod+Shift+M', label: 'chat.compose', group: 'chat' },
  'chat.gallery': { keys: 'Mod+Shift+A', label: 'gallery.title', group: 'chat' },
  'chat.template': { keys: 'Mod+Shift+T', label: 'templates.insert', group: 'chat' },
  'find.open': { keys: 'Mod+F', label: 'search.find', group: 'find' },
  'find.next': { keys: 'F3', mac: 'Mod+G', label: 'search.next', group: 'find' },
  'find.previous': { keys: 'Shift+F3', mac: 'Mod+Shift+G', label: 'search.previous', group: 'find' },
  'find.end': { keys: 'Escape', label: 'search.end', group: 'find' },
  help: { keys: '?', label: 'shortcuts.title', group: 'help' },
} as const satisfies Record<string, ShortcutEntry>;

export type ShortcutId = keyof typeof SHORTCUTS;

export const SHORTCUT_IDS = Object.keys(SHORTCUTS).filter((id): id is ShortcutId => Object.hasOwn(SHORTCUTS, id));

export function keysOf(id: ShortcutId, isMac: boolean): string {
  const entry: ShortcutEntry = SHORTCUTS[id];
  return isMac ? (entry.mac ?? entry.keys) : entry.keys;
}
