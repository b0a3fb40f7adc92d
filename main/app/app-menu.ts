import type { MenuItemConstructorOptions } from 'electron';
import type { Word } from './words.ts';

interface MenuOf {
  isPackaged: boolean;
  isMac: boolean;
  /** In the language that is set: Electron's own labels are English everywhere. */
  say(word: Word): string;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The app's menu, whose shortcuts also work while it is not shown: to edit, to zoom and to close. Who uses the app cannot
 * load its window again by accident, or look into it; who builds it can.
 */
export function applicationMenu({ isPackaged, isMac, say }: MenuOf): MenuItemConstructorOptions[] {
  const item = (role: NonNullable<MenuItemConstructorOptions['role']>, word: Word): MenuItemConstructorOptions => ({
    role,
    label: say(word),
  });
  const ofSystem: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      ...[item('about', 'menu_about'), SEPARATOR, item('services', 'menu_services'), SEPARATOR],
      ...[item('hide', 'menu_hide'), item('hideOthers', 'menu_hide_others'), item('unhide', 'menu_unhide'), SEPARATOR],
      item('quit', 'tray_quit'),
    ],
  };
  return [
    ...(isMac ? [ofSystem] : []),
    {
      label: say('menu_file'),
      submenu: [isMac ? item('close', 'menu_close') : item('quit', 'tray_quit')],
    },
    {
      label: say('menu_edit'),
      submenu: [
        ...[item('undo', 'menu_undo'), item('redo', 'menu_redo'), SEPARATOR],
        ...[item('cut', 'menu_cut'), item('copy', 'menu_copy'), item('paste', 'menu_paste')],
        ...[item('pasteAndMatchStyle', 'menu_paste_plain'), item('delete', 'menu_delete'), SEPARATOR],
        item('selectAll', 'menu_select_all'),
      ],
    },
    {
      label: say('menu_view'),
      submenu: [
        ...(isPackaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }, SEPARATOR] as const)),
        ...[item('resetZoom', 'menu_actual_size'), item('zoomIn', 'menu_larger'), item('zoomOut', 'menu_smaller')],
        ...[SEPARATOR, item('togglefullscreen', 'menu_fullscreen')],
      ],
    },
    {
      // By this role macOS adds the open windows.
      role: 'window',
      label: say('menu_window'),
      submenu: [item('minimize', 'menu_minimize'), isMac ? item('front', 'menu_front') : item('close', 'menu_close')],
    },
  ];
}
