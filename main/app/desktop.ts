import { join } from 'node:path';
import { app, Menu, Notification, nativeImage, powerMonitor, Tray } from 'electron';
import type { DesktopState } from './desktop-state.ts';
import type { NotificationText } from './notification-text.ts';

/** What stands outside the window: the tray, the app's icon and notifications. */
export interface Desktop {
  show(state: DesktopState): void;
  notify(text: NotificationText, clicked: () => void): void;
  /** Somebody else may stand before the screen. Only macOS and Windows tell it. */
  isLocked(): boolean;
  close(): void;
}

/** Notifications that are still to be seen, at most: one that nothing holds may be collected, and then cannot be clicked. */
const HELD = 20;

/** The system's own, as far as it has them. `open` shows the window. */
export function openDesktop({
  hasTray,
  iconFolder,
  open,
}: {
  hasTray: boolean;
  iconFolder: string;
  open(): void;
}): Desktop {
  const isMac = process.platform === 'darwin';
  const tray = hasTray ? new Tray(imageOf('tray')) : null;
  const held: Notification[] = [];
  let icon: DesktopState['icon'] = 'tray';
  let shown = '';
  let locked = false;
  const lock = (): void => {
    locked = true;
  };
  const unlock = (): void => {
    locked = false;
  };
  powerMonitor.on('lock-screen', lock).on('unlock-screen', unlock);
  // On macOS a click opens the menu; on Linux it depends on the desktop.
  if (!isMac) tray?.on('click', open);

  function imageOf(name: DesktopState['icon']): Electron.NativeImage {
    // macOS colours a template itself, as the bar is light or dark; the file beside it with @2x is found by itself.
    const image = nativeImage.createFromPath(join(iconFolder, `${name}${isMac ? '-Template' : ''}.png`));
    image.setTemplateImage(isMac);
    return image;
  }

  return {
    show(state) {
      app.setBadgeCount(state.badge);
      // Linux shows a menu that is set anew as another one: an open one would close.
      const next = JSON.stringify(state);
      if (!tray || next === shown) return;
      shown = next;
      if (state.icon !== icon) tray.setImage(imageOf(state.icon));
      icon = state.icon;
      tray.setToolTip(state.tooltip);
      tray.setContextMenu(Menu.buildFromTemplate(state.menu));
    },
    notify({ title, body }, clicked) {
      if (!Notification.isSupported()) return;
      const notification = new Notification({ title, body });
      notification.on('click', clicked);
      held.push(notification);
      if (held.length > HELD) held.shift();
      notification.show();
    },
    isLocked: () => locked,
    close() {
      powerMonitor.off('lock-screen', lock).off('unlock-screen', unlock);
      app.setBadgeCount(0);
      tray?.destroy();
    },
  };
}
