import { BrowserWindow, type Event, nativeTheme, screen, type WebContentsView } from 'electron';
import { ZOOM } from '../contract/app-settings.ts';
import type { Attachment } from '../contract/entities.ts';
import type { IpcPush, Rectangle } from '../contract/ipc.ts';
import { IPC_CALL_CHANNEL, IPC_PUSH_CHANNEL } from '../contract/ipc-channels.ts';
import type { Archive } from '../domain/archive.ts';
import type { AttachmentFiles } from '../domain/ports.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import type { AppSettingsOfMachine } from './app-settings.ts';
import { chooseArchive } from './choose-archive.ts';
import { maximizedWindow } from './maximized-window.ts';
import { saveAttachment } from './save-attachment.ts';
import type { SettingsStore } from './settings.ts';
import { themeOf } from './theme-of.ts';
import { boundsOnDisplays, SMALLEST_WINDOW } from './window-bounds.ts';

/** Before a window whose page has crashed is loaded again, in ms: one that crashes at once must not do so in a loop. */
const RELOAD_PAUSE = 1_000;

/** What is saved goes by a call, which knows who sits there, and by the system's dialog: the page saves nothing by itself. */
function refuseDownload(event: Event): void {
  event.preventDefault();
}

const OWN_PAGE = `${APP_ORIGIN}/index.html`;

interface Options {
  view: 'app' | 'locked';
  preloadFile: string;
  iconFile: string;
  settings: SettingsStore;
  appSettings: AppSettingsOfMachine;
  /** It is there, and not shown before somebody asks for it. */
  isHidden: boolean;
  /** Whether closing it only hides it: the app goes on without it. */
  goesOnWithout(): boolean;
  answer(call: unknown, input: unknown): Promise<unknown>;
}

export interface MainWindow {
  push(push: IpcPush): void;
  /** Lays WhatsApp's own page over an area of the window; null takes it away. */
  showView(view: WebContentsView | null, area?: Rectangle): void;
  /** Asks the person where to, and saves it there unless `assertWanted` throws then. */
  saveFile(files: AttachmentFiles, attachment: Attachment, assertWanted: () => void): Promise<boolean>;
  /** Asks the person where an archive is to be written. */
  chooseArchive(name: string): Promise<Archive | null>;
  /** Shows it, and brings it to the front. */
  focus(): void;
  /** Where one is in it, while somebody looks at it; null: nobody does. */
  lookedAt(): string | null;
  setTitle(title: string): void;
  /** Called once, when it is gone. */
  onClosed(listener: () => void): void;
  close(): void;
}

/** Opens our window. Its page is ours alone: it cannot navigate, open windows or reach Node, and only it is answered. */
export function openMainWindow(options: Options): MainWindow {
  const { view, preloadFile, iconFile, settings, appSettings, isHidden, goesOnWithout, answer } = options;
  const before = settings.get('window');
  const primary = screen.getPrimaryDisplay();
  const displays = [primary, ...screen.getAllDisplays().filter(({ id }) => id !== primary.id)];
  const window = new BrowserWindow({
    ...boundsOnDisplays(
      before,
      displays.map(({ workArea }) => workArea),
    ),
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    show: false,
    title: 'Lexline',
    icon: iconFile,
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadFile,
      additionalArguments: [`--lexline-view=${view}`],
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      zoomFactor: appSettings.get().zoom,
    },
  });
  const contents = window.webContents;
  const maximized = maximizedWindow(window, before.isMaximized === true);
  let shown: WebContentsView | null = null;
  let isEnding = false;

  // The title is ours, whatever becomes of the page's.
  window.on('page-title-updated', (event) => event.preventDefault());
  // It may only load itself again, as after a person has signed out.
  contents.on('will-navigate', (event) => {
    if (event.url.split('#', 1)[0] !== OWN_PAGE) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // What is to be opened outside goes by a call, after a question.
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.session.setPermissionRequestHandler((_contents, permission, allow) =>
    allow(permission === 'clipboard-sanitized-write'),
  );
  contents.session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');

  // The session outlives a window, and there may be another one.
  contents.session.off('will-download', refuseDownload);
  contents.session.on('will-download', refuseDownload);

  contents.ipc.handle(IPC_CALL_CHANNEL, (event, call: unknown, input: unknown) => {
    const frame = event.senderFrame;
    if (!frame || frame !== contents.mainFrame || new URL(frame.url).host !== new URL(APP_ORIGIN).host)
      return undefined;
    return answer(call, input);
  });

  window.once('ready-to-show', () => {
    if (!isHidden) maximized.show();
  });
  // Chromium remembers another one for the page's address, if the menu's was used.
  contents.on('did-finish-load', () => contents.setZoomFactor(appSettings.get().zoom));
  nativeTheme.themeSource = themeOf(appSettings.get());
  const stopListening = appSettings.onChange((now) => {
    nativeTheme.themeSource = themeOf(now);
    contents.setZoomFactor(now.zoom);
    push({ kind: 'app_settings', settings: now });
  });
  window.on('closed', stopListening);
  // A window that crashed is only a view: it comes back with everything in it.
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    setTimeout(() => {
      if (!window.isDestroyed()) contents.reload();
    }, RELOAD_PAUSE);
  });
  window.on('close', (event) => {
    settings.set('window', { ...window.getNormalBounds(), isMaximized: maximized.isMaximized() });
    if (view === 'app') settings.set('place', placeIn(contents.getURL()));
    // The menu's own zoom is kept, too.
    const zoom = Math.min(ZOOM.most, Math.max(ZOOM.least, contents.getZoomFactor()));
    if (Math.abs(zoom - appSettings.get().zoom) >= 0.01) appSettings.change({ zoom });
    if (isEnding || !goesOnWithout()) return;
    event.preventDefault();
    window.hide();
  });
  // What has crashed, or was closed, comes back where it was.
  void window.loadURL(`${OWN_PAGE}${view === 'app' ? settings.get('place') : ''}`);

  function showView(next: WebContentsView | null, area?: Rectangle): void {
    if (window.isDestroyed()) return;
    // A view that was closed has no contents any more, or such as can be asked nothing.
    const page = shown?.webContents;
    const hadFocus = page && !page.isDestroyed() && page.isFocused();
    if (shown && shown !== next) window.contentView.removeChildView(shown);
    // It gives way to a dialog, which is answered by keys as well.
    if (hadFocus && !next) contents.focus();
    if (next && area) {
      if (shown !== next) window.contentView.addChildView(next);
      next.setBounds(inWindow(area));
    }
    shown = next;
  }

  /** The window's own page counts in pixels of its zoom, the window itself does not. */
  function inWindow({ x, y, width, height }: Rectangle): Rectangle {
    const zoom = contents.getZoomFactor();
    const edge = (at: number): number => Math.round(at * zoom);
    const [left, top] = [edge(x), edge(y)];
    return { x: left, y: top, width: edge(x + width) - left, height: edge(y + height) - top };
  }

  function push(message: IpcPush): void {
    if (!window.isDestroyed() && !contents.isDestroyed()) contents.send(IPC_PUSH_CHANNEL, message);
  }

  return {
    push,
    showView,
    saveFile: (files, attachment, assertWanted) => saveAttachment(window, files, attachment, assertWanted),
    chooseArchive: (name) => chooseArchive(window, name),
    focus() {
      if (window.isMinimized()) window.restore();
      maximized.show();
      window.focus();
    },
    lookedAt: () => (!window.isDestroyed() && window.isVisible() && window.isFocused() ? contents.getURL() : null),
    setTitle(title) {
      if (!window.isDestroyed()) window.setTitle(title);
    },
    onClosed: (listener) => void window.once('closed', listener),
    close() {
      isEnding = true;
      showView(null);
      if (!window.isDestroyed()) window.close();
    },
  };
}

/** The path in the hash of an address: ids and names of screens. What was looked for is a person's, and is left out. */
function placeIn(address: string): string {
  const [path = ''] = new URL(address).hash.split('?');
  return path;
}
