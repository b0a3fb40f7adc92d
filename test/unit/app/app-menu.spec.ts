import { expect, test } from '@playwright/test';
import { applicationMenu } from '../../../main/app/app-menu.ts';
import { WORDS, wordsIn } from '../../../main/app/words.ts';

type Menu = ReturnType<typeof applicationMenu>;

const menuOf = (given: { isPackaged: boolean; isMac: boolean }, language: 'en' | 'de' | 'es' | 'pt' | 'ar' = 'en') =>
  applicationMenu({ ...given, say: wordsIn(language, []).say });

/** All of its entries, those of submenus too. */
const entriesOf = (menu: Menu): Menu =>
  menu.flatMap((entry) => [entry, ...(Array.isArray(entry.submenu) ? entriesOf(entry.submenu) : [])]);
const rolesOf = (menu: Menu) => entriesOf(menu).flatMap(({ role }) => role ?? []);

test('the menu of the packed app edits and zooms, and neither reloads nor opens the developer tools', () => {
  const packed = rolesOf(menuOf({ isPackaged: true, isMac: false }));
  const wanted = [
    'undo',
    'redo',
    'cut',
    'copy',
    'paste',
    'selectAll',
    'zoomIn',
    'zoomOut',
    'resetZoom',
    'quit',
    'close',
  ];
  expect(packed).toEqual(expect.arrayContaining(wanted));
  const builders = rolesOf(menuOf({ isPackaged: false, isMac: true }));
  expect(builders).toEqual(expect.arrayContaining([...packed, 'appMenu', 'reload', 'toggleDevTools']));
  for (const role of ['reload', 'forceReload', 'toggleDevTools', 'viewMenu']) expect(packed).not.toContain(role);
});

for (const language of ['de', 'es', 'pt', 'ar'] as const) {
  test(`the menu is in the language that is set, with a label for each entry (${language})`, () => {
    for (const isMac of [true, false]) {
      const shown = entriesOf(menuOf({ isPackaged: true, isMac }, language)).filter(
        ({ type, role }) => type !== 'separator' && role !== 'appMenu',
      );
      const texts = Object.values(WORDS[language] ?? {});
      for (const { role, label } of shown) expect(texts, `${role}`).toContain(label);
      const english = entriesOf(menuOf({ isPackaged: true, isMac })).map(({ label }) => label);
      expect(shown.some(({ role, label }) => role === 'paste' && !english.includes(label))).toBe(true);
    }
  });
}
