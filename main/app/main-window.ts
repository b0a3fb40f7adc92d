import { BrowserWindow, shell, type WebContentsView } from 'electron';
import type { Attachment } from '../contract/entities.ts';
import type { IpcPush, Rectangle } from '../contract/ipc.ts';
import { IPC_CALL_CHANNEL, IPC_PUSH_CHANNEL } from '../contract/ipc-channels.ts';
import type { AttachmentFiles } from '../domain/ports.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { saveAttachment } from './save-attachment.ts';
import type { SettingsStore } from './settings.ts';

/** Before a window whose page has crashed is loaded again, in ms: one that crashes at once must not do so in a loop. */
const RELOAD_PAUSE = 1_000;

interface Options {
  view: 'app' | 'locked';
  preloadFile: string;
  iconFile: string;
  settings: SettingsStore;
  answer(call: unknown, input: unknown): Promise<unknown>;
}

export interface MainWindow {
  push(push: IpcPush): void;
  /** Lays WhatsApp's own page over an area of the window; null takes it away. */
  showView(view: WebContentsView | null, area?: Rectangle): void;
  /** Asks the person where to, and saves it there. */
  saveFile(files: AttachmentFiles, attachment: Attachment): Promise<boolean>;
  focus(): void;
  close(): void;
}

/** Opens our window. Its page is ours alone: it cannot navigate, open windows or reach Node, and only it is answered. */
export function openMainWindow({ view, preloadFile, iconFile, settings, answer }: Options): MainWindow {
  const window = new BrowserWindow({
    ...settings.get('window'),
    minWidth: 400,
    minHeight: 520,
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
    },
  });
  const contents = window.webContents;
  let shown: WebContentsView | null = null;

  // The title is ours, whatever becomes of the page's.
  window.on('page-title-updated', (event) => event.preventDefault());
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (url.startsWith('https://')) void shell.openExternal(url);
    return { action: 'deny' };
  });
  contents.session.setPermissionRequestHandler((_contents, permission, allow) =>
    allow(permission === 'clipboard-sanitized-write'),
  );
  contents.session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');

  contents.ipc.handle(IPC_CALL_CHANNEL, (event, call: unknown, input: unknown) => {
    const frame = event.senderFrame;
    if (!frame || frame !== contents.mainFrame || new URL(frame.url).host !== new URL(APP_ORIGIN).host)
      return undefined;
    return answer(call, input);
  });

  window.once('ready-to-show', () => window.show());
  // A window that crashed is only a view: it comes back with everything in it.
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    setTimeout(() => {
      if (!window.isDestroyed()) contents.reload();
    }, RELOAD_PAUSE);
  });
  window.on('close', () => settings.set('window', window.getNormalBounds()));
  void window.loadURL(`${APP_ORIGIN}/index.html`);

  function showView(next: WebContentsView | null, area?: Rectangle): void {
    if (window.isDestroyed()) return;
    if (shown && shown !== next) window.contentView.removeChildView(shown);
    if (next && area) {
      if (shown !== next) window.contentView.addChildView(next);
      next.setBounds(area);
    }
    shown = next;
  }

  return {
    push(push) {
      if (!window.isDestroyed() && !contents.isDestroyed()) contents.send(IPC_PUSH_CHANNEL, push);
    },
    showView,
    saveFile: (files, attachment) => saveAttachment(window, files, attachment),
    focus() {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    close() {
      showView(null);
      if (!window.isDestroyed()) window.close();
    },
  };
}
