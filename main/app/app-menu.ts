import type { MenuItemConstructorOptions } from 'electron';

/**
 * The app's menu, whose shortcuts also work while it is not shown: to edit, to zoom and to close. Who uses the app cannot
 * load its window again by accident, or look into it; who builds it can.
 */
export function applicationMenu({
  isPackaged,
  isMac,
}: {
  isPackaged: boolean;
  isMac: boolean;
}): MenuItemConstructorOptions[] {
  const forBuilders: MenuItemConstructorOptions[] = isPackaged
    ? []
    : [{ role: 'reload' }, { role: 'toggleDevTools' }, { type: 'separator' }];
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      role: 'viewMenu',
      submenu: [
        ...forBuilders,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
  ];
}
