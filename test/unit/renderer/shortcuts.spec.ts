import { expect, test } from '@playwright/test';
import { applicationMenu } from '../../../main/app/app-menu.ts';
import {
  ariaKeys,
  isPressed,
  keyCaps,
  keyText,
  type PressedKey,
  typesNothing,
} from '../../../renderer/shortcuts/keys.ts';
import { GROUPS, keysOf, SHORTCUT_IDS, SHORTCUTS } from '../../../renderer/shortcuts/shortcuts.ts';

/** The keys of Electron's roles in that menu, as its documentation and the systems have them. */
const MENU_KEYS: Record<'mac' | 'other', readonly string[]> = {
  mac: [
    ...['Mod+H', 'Mod+Alt+H', 'Mod+Q', 'Mod+W', 'Mod+M', 'Mod+Z', 'Mod+Shift+Z', 'Mod+X', 'Mod+C', 'Mod+V', 'Mod+A'],
    ...['Mod+Shift+V', 'Mod+Alt+Shift+V', 'Mod+0', 'Mod++', 'Mod+=', 'Mod+-', 'Mod+Control+F', 'Mod+R', 'Mod+Alt+I'],
  ],
  other: [
    ...['Mod+Q', 'Mod+W', 'Mod+M', 'Mod+Z', 'Mod+Y', 'Mod+Shift+Z', 'Mod+X', 'Mod+C', 'Mod+V', 'Mod+A', 'Mod+Shift+V'],
    ...['Mod+0', 'Mod++', 'Mod+=', 'Mod+-', 'F11', 'Mod+R', 'Mod+Shift+I', 'Alt+F4'],
  ],
};

const NO_KEY: PressedKey = { key: '', code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (change: Partial<PressedKey>): PressedKey => ({ ...NO_KEY, ...change });

for (const system of ['mac', 'other'] as const) {
  test(`no two shortcuts have the same keys, nor those of the app's menu (${system})`, () => {
    const isMac = system === 'mac';
    const keys = SHORTCUT_IDS.map((id) => keysOf(id, isMac));
    expect(new Set(keys).size).toBe(keys.length);
    const single = keys.flatMap((one) =>
      one.endsWith('Digit') ? Array.from({ length: 9 }, (_, index) => one.replace('Digit', `${index + 1}`)) : [one],
    );
    expect(single.filter((one) => MENU_KEYS[system].includes(one))).toEqual([]);
    expect(new Set(single).size).toBe(single.length);
  });
}

test("the app's menu has no role whose keys nobody has looked at", () => {
  type Menu = ReturnType<typeof applicationMenu>;
  const rolesIn = (menu: Menu): (string | undefined)[] =>
    menu.flatMap(({ role, submenu }) => [role, ...(Array.isArray(submenu) ? rolesIn(submenu) : [])]);
  const roles = [true, false].flatMap((isMac) =>
    rolesIn(applicationMenu({ isPackaged: false, isMac, say: (word) => word })),
  );
  const looked = [
    ...['appMenu', 'about', 'services', 'hide', 'hideOthers', 'unhide', 'quit', 'close', 'undo', 'redo', 'cut', 'copy'],
    ...['paste', 'pasteAndMatchStyle', 'delete', 'selectAll', 'reload', 'toggleDevTools', 'resetZoom', 'zoomIn'],
    ...['zoomOut', 'togglefullscreen', 'window', 'minimize', 'front'],
  ];
  expect(new Set(roles)).toEqual(new Set([...looked, undefined]));
});

test('each shortcut is in a group, and each group has some', () => {
  expect(new Set(SHORTCUT_IDS.map((id) => SHORTCUTS[id].group))).toEqual(new Set(GROUPS));
});

test('keys are those of the system, with all that is held and nothing more', () => {
  const held = press({ key: 'k', code: 'KeyK', ctrlKey: true });
  expect(isPressed('Mod+K', held, false)).toBe(true);
  expect(isPressed('Mod+K', held, true)).toBe(false);
  expect(isPressed('Mod+K', press({ key: 'k', code: 'KeyK', metaKey: true }), true)).toBe(true);
  expect(isPressed('Mod+K', { ...held, shiftKey: true }, false)).toBe(false);
  // AltGr is Ctrl and Alt together.
  expect(isPressed('Mod+K', { ...held, altKey: true }, false)).toBe(false);
  expect(isPressed('Mod+Shift+F', press({ key: 'F', code: 'KeyF', ctrlKey: true, shiftKey: true }), false)).toBe(true);
});

test('letters, digits and signs are found on keyboards of other scripts and layouts', () => {
  expect(isPressed('Mod+K', press({ key: 'ن', code: 'KeyK', ctrlKey: true }), false)).toBe(true);
  // On a Dvorak keyboard another key has the letter.
  expect(isPressed('Mod+K', press({ key: 't', code: 'KeyK', ctrlKey: true }), false)).toBe(false);
  expect(isPressed('Mod+Digit', press({ key: 'é', code: 'Digit2', ctrlKey: true }), false)).toBe(true);
  expect(isPressed('Mod+Digit', press({ key: '0', code: 'Digit0', ctrlKey: true }), false)).toBe(false);
  for (const shiftKey of [true, false])
    expect(isPressed('?', press({ key: '?', code: 'Minus', shiftKey }), false)).toBe(true);
});

test('while one types, only keys count that type nothing', () => {
  const counting = SHORTCUT_IDS.filter((id) => typesNothing(keysOf(id, false)));
  expect(counting).toContain('palette');
  expect(counting).toContain('find.next');
  expect(counting).toEqual(expect.arrayContaining(['chat.next', 'chat.previous', 'chat.unread']));
  for (const id of ['help', 'find.end'] as const) expect(counting).not.toContain(id);
});

test('keys are written as each system writes them', () => {
  expect([keyText('Mod+Shift+F', false), keyText('Mod+Shift+F', true)]).toEqual(['Ctrl+Shift+F', '⇧⌘F']);
  expect(keyCaps('Alt+ArrowDown', false)).toEqual(['Alt', '↓']);
  expect(ariaKeys('Mod+K', true)).toBe('Meta+K');
});
