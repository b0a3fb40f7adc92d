/** What of Electron's window is used. */
interface SystemWindow {
  show(): void;
  maximize(): void;
  isMaximized(): boolean;
}

/**
 * A window that was maximized is so again when it is shown for the first time, however late that is: to maximize it shows it,
 * so a start in the background must not. Until then it still counts as what it was.
 */
export function maximizedWindow(window: SystemWindow, wasMaximized: boolean): { show(): void; isMaximized(): boolean } {
  let isDue = wasMaximized;
  return {
    show() {
      if (isDue) window.maximize();
      isDue = false;
      window.show();
    },
    isMaximized: () => isDue || window.isMaximized(),
  };
}
