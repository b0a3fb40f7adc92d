// A bare Electron app around the stand-in page: one hardened view with the unmodified wa-js run in its main world.
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
// Not awaited here: Electron becomes ready only after this file has run to its end.
void app.whenReady().then(async () => {
  const bundle = await readFile(setting('WA_JS_BUNDLE'), 'utf8');
  // A BrowserWindow whose own contents never load anything would make Playwright wait for them for ever.
  const window = new BaseWindow({ width: 1200, height: 820, show: true });
  const view = new WebContentsView({
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
      partition: 'persist:practice-page',
    },
  });
  window.contentView.addChildView(view);
  view.setBounds({ x: 0, y: 0, width: 1200, height: 820 });
  const plain = view.webContents.userAgent.replace(/ (Electron|practice-page-app)\/\S+/gi, '');
  view.webContents.setUserAgent(process.env.PRACTICE_USER_AGENT ?? plain);
  view.webContents.on('dom-ready', () => {
    void view.webContents.executeJavaScript(
      `window.WPPConfig = { disableGoogleAnalytics: true };\n${bundle}\n;window.__waJsInjected = true; 0`,
    );
  });
  await view.webContents.loadURL(setting('PRACTICE_URL'));
});
