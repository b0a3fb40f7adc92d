// A bare browser: one page of an address, as Chromium shows it to anybody. It notes every address that is asked for.
import { app, BrowserWindow, session } from 'electron';

/** @param {string} name */
function setting(name) {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** @type {string[]} */
const requested = [];
Object.assign(globalThis, { requested });

app.setPath('userData', setting('BROWSER_PROFILE'));
// Not awaited here: Electron becomes ready only after this file has run to its end.
void app.whenReady().then(async () => {
  session.defaultSession.webRequest.onBeforeRequest((details, answer) => {
    requested.push(details.url);
    answer({});
  });
  const window = new BrowserWindow({ width: 1200, height: 900, webPreferences: { sandbox: true } });
  await window.loadURL(setting('BROWSER_URL'));
});
