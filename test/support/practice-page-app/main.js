// A bare Electron app around the stand-in page: one hardened view at a time, with the unmodified wa-js run in its main world.
// Tests of the page use it so that they need nothing of the real app.
import { readFile } from 'node:fs/promises';
import { app, BaseWindow, WebContentsView } from 'electron';

/** @param {string} name */
function setting(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

app.setPath('userData', setting('PRACTICE_PROFILE'));
const bundle = readFile(setting('WA_JS_BUNDLE'), 'utf8');

/** @type {BaseWindow | undefined} */
let window;
/** @type {WebContentsView | undefined} */
let view;

/** @param {{ url: string, partition: string, userAgent?: string | undefined }} page `userAgent` stands in for Chrome's */
async function openPage({ url, partition, userAgent }) {
  await app.whenReady();
  // A BrowserWindow whose own contents never load anything would make Playwright wait for them for ever.
  window ??= new BaseWindow({ width: 1200, height: 820, show: true });
  view = new WebContentsView({
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
      partition,
    },
  });
  window.contentView.addChildView(view);
  view.setBounds({ x: 0, y: 0, width: 1200, height: 820 });
  const { webContents } = view;
  const plain = webContents.userAgent.replace(/ (Electron|practice-page-app)\/\S+/gi, '');
  webContents.setUserAgent(userAgent ?? plain);
  const waJs = await bundle;
  webContents.on('dom-ready', () => {
    void webContents.executeJavaScript(
      `window.WPPConfig = { disableGoogleAnalytics: true };\n${waJs}\n;window.__waJsInjected = true; 0`,
    );
  });
  // Not awaited: a test may look at a page that is still loading.
  void webContents.loadURL(url);
}

function closePage() {
  if (view) window?.contentView.removeChildView(view);
  view?.webContents.close();
  view = undefined;
}

Object.assign(globalThis, { openPage, closePage });
