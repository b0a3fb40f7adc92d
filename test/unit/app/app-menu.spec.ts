import { expect, test } from '@playwright/test';
import { applicationMenu } from '../../../main/app/app-menu.ts';

/** All roles, those of submenus too. */
const rolesOf = (menu: ReturnType<typeof applicationMenu>): string[] =>
  menu.flatMap(({ role, submenu }) => [...(role ? [role] : []), ...(Array.isArray(submenu) ? rolesOf(submenu) : [])]);

test('the menu of the packed app edits and zooms, and neither reloads nor opens the developer tools', () => {
  const packed = rolesOf(applicationMenu({ isPackaged: true, isMac: false }));
  expect(packed).toEqual(expect.arrayContaining(['editMenu', 'zoomIn', 'zoomOut', 'resetZoom']));
  const builders = rolesOf(applicationMenu({ isPackaged: false, isMac: true }));
  expect(builders).toEqual(expect.arrayContaining([...packed, 'appMenu', 'reload', 'toggleDevTools']));
  for (const role of ['reload', 'forceReload', 'toggleDevTools']) expect(packed).not.toContain(role);
  // Without one of our own, this role brings both.
  for (const { role, submenu } of applicationMenu({ isPackaged: true, isMac: false }))
    if (role === 'viewMenu') expect(submenu).toBeDefined();
});
