import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BrowserWindow, type Session, session } from 'electron';
import type { ReferencePage } from '../domain/show-reference.ts';
import { SMALLEST_WINDOW } from './window-bounds.ts';

/** What is shown in it, and with which key. */
export interface ReferenceToOpen {
  /** The API's own address. */
  apiUrl: string;
  /** The file with its certificate, where it is served over HTTPS. */
  certificate: string | null;
  key: string;
  closed(): void;
}

/** A profile that is kept nowhere, and is shared with nothing. */
const PARTITION = 'reference';

/**
 * Shows the API's reference page in a window that can do nothing but call this API: no bridge, no Node, no other address,
 * no permission, no download, no window of its own.
 */
export function openReferenceWindow(
  { apiUrl, certificate, key, closed }: ReferenceToOpen,
  iconFile: string,
): ReferencePage {
  const { origin } = new URL(apiUrl);
  const profile = session.fromPartition(PARTITION);
  confine(profile, origin);
  trustOnly(profile, certificate);
  const window = new BrowserWindow({
    ...{ width: 1100, height: 820, minWidth: SMALLEST_WINDOW.width, minHeight: SMALLEST_WINDOW.height },
    ...{ title: 'Lexline API', icon: iconFile, autoHideMenuBar: true },
    webPreferences: {
      session: profile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const contents = window.webContents;
  window.on('page-title-updated', (event) => event.preventDefault());
  window.on('closed', closed);
  // Within the page one still moves about, by what stands behind the hash sign.
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('dom-ready', () => void fillIn(window, key));
  // An address that does not answer leaves an empty window, which a person closes.
  window.loadURL(`${origin}/docs`).catch(() => {});
  return {
    focus() {
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    close() {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}

/** As if it had been typed in: the page forgets it when it is loaded again, and then it is given once more. */
async function fillIn({ webContents: contents }: BrowserWindow, key: string): Promise<void> {
  const code = `window.swaggerUi?.then((ui) => { ui.preauthorizeApiKey('bearer', ${JSON.stringify(key)}); })`;
  await contents.executeJavaScript(code).catch(() => {});
}

/** What it asks for beside the API is never sent. */
function confine(profile: Session, origin: string): void {
  profile.webRequest.onBeforeRequest(({ url }, answer) => {
    const { protocol, origin: asked } = new URL(url);
    answer({ cancel: asked !== origin && protocol !== 'data:' });
  });
  profile.setPermissionRequestHandler((_contents, _permission, allow) => allow(false));
  profile.setPermissionCheckHandler(() => false);
  profile.setDevicePermissionHandler(() => false);
  profile.removeAllListeners('will-download').on('will-download', (event) => event.preventDefault());
}

/** Of the API's certificate, which was made here perhaps, no authority needs to know; nor is any other one believed. */
function trustOnly(profile: Session, certificate: string | null): void {
  const own = certificate === null ? null : new X509Certificate(readFileSync(certificate)).fingerprint256;
  profile.setCertificateVerifyProc(({ certificate: { data } }, answer) =>
    answer(own !== null && new X509Certificate(data).fingerprint256 === own ? 0 : -2),
  );
}
