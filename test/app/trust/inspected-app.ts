import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { PAGE_LOAD_NAME } from '../../../main/contract/page-channels.ts';
import { type Answer, type CallOptions, callApi, electronBinary, type Ready, ROOT } from '../../support/running-app.ts';
import { type HostilePage, startHostilePage } from './hostile-page.ts';

/** What the spy in the main process has seen. */
interface Seen {
  openedOutside: string[];
  navigations: string[];
  console: string[];
}

declare global {
  var lexlineSeen: Seen;
}

/** The built app with its main process open to the test, on a page of the test's own in WhatsApp's place. */
export class InspectedApp {
  readonly electron: ElectronApplication;
  readonly ready: Ready;
  readonly page: HostilePage;
  readonly lawyer: { id: string; key: string };
  /** Our own window's page. */
  readonly window: Page;
  readonly dataDir: string;

  constructor(
    electron: ElectronApplication,
    ready: Ready,
    page: HostilePage,
    lawyer: { id: string; key: string },
    window: Page,
    dataDir: string,
  ) {
    this.electron = electron;
    this.ready = ready;
    this.page = page;
    this.lawyer = lawyer;
    this.window = window;
    this.dataDir = dataDir;
  }

  call(method: string, path: string, options?: CallOptions): Promise<Answer> {
    return callApi(this.ready, method, path, { key: this.lawyer.key, ...options });
  }

  /** Runs code in the view's main world, as the page itself would, with a person's click behind it. */
  inView<Result>(code: string): Promise<Result> {
    return this.electron.evaluate(({ webContents }, given) => {
      const view = webContents.getAllWebContents().find((contents) => !contents.getURL().startsWith('app:'));
      if (!view) throw new Error('there is no view');
      return view.executeJavaScript(given, true);
    }, code) as Promise<Result>;
  }

  /** Lays the view over our window and gives it the keyboard, as for somebody who looks at it. */
  async showView(): Promise<void> {
    const area = { x: 0, y: 0, width: 500, height: 400 };
    await callOfWindow(this.window, 'whatsappView.show', { lawyer_id: this.lawyer.id, area });
    const focus = () =>
      this.electron.evaluate(({ BrowserWindow, webContents }) => {
        const view = webContents.getAllWebContents().find((contents) => !contents.getURL().startsWith('app:'));
        BrowserWindow.getAllWindows()[0]?.focus();
        view?.focus();
        return view?.isFocused();
      });
    await expect.poll(focus).toBe(true);
  }

  /** Where the view is. */
  address(): Promise<string> {
    return this.electron.evaluate(({ webContents }) => {
      const view = webContents.getAllWebContents().find((contents) => !contents.getURL().startsWith('app:'));
      return view?.getURL() ?? '';
    });
  }

  seen(): Promise<Seen> {
    return this.electron.evaluate(() => globalThis.lexlineSeen);
  }
}

/** Watches what the main process does on the view's behalf; nothing is really opened outside. */
async function spy(electron: ElectronApplication): Promise<void> {
  await electron.evaluate(({ app, shell, webContents }) => {
    globalThis.lexlineSeen = { openedOutside: [], navigations: [], console: [] };
    const seen = globalThis.lexlineSeen;
    shell.openExternal = async (url) => {
      seen.openedOutside.push(url);
    };
    const watch = (contents: Electron.WebContents): void => {
      contents.on('will-frame-navigate', ({ url }) => seen.navigations.push(url));
      contents.on('will-redirect', ({ url }) => seen.navigations.push(url));
      contents.on('console-message', ({ message }) => seen.console.push(message));
    };
    for (const contents of webContents.getAllWebContents()) watch(contents);
    app.on('web-contents-created', (_event, contents) => watch(contents));
  });
}

interface ShellWindow {
  lexline: { call(name: string, input?: unknown): Promise<{ ok: boolean; value: Record<string, string> }> };
}

async function callOfWindow(page: Page, name: string, input?: unknown): Promise<Record<string, string>> {
  const call = ([wanted, given]: [string, unknown]) => (window as unknown as ShellWindow).lexline.call(wanted, given);
  const { value } = await page.evaluate(call, [name, input] as [string, unknown]);
  return value;
}

function windowOf(electron: ElectronApplication): Page | undefined {
  return electron.windows().find((page) => page.url().startsWith('app://lexline/'));
}

/** A test with the app opened in live mode on a hostile page, one lawyer made, and the view loaded. */
export const test = base.extend<{ inBackground: boolean; settingsBefore: object | null; inspected: InspectedApp }>({
  /** As at log-in, on a desktop that is said to need no tray. */
  inBackground: [false, { option: true }],
  /** What the run before has left in `settings.json`. */
  settingsBefore: [null, { option: true }],
  inspected: async ({ inBackground, settingsBefore }, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'lexline-trust-'));
    if (settingsBefore) writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settingsBefore));
    const page = await startHostilePage();
    const electron = await _electron.launch({
      executablePath: electronBinary(),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ROOT,
        ...['--data-dir', dataDir, '--api-port', '0', '--whatsapp-url', page.url],
        ...(inBackground ? ['--background'] : []),
      ],
      ...(inBackground && { env: { ...process.env, LEXLINE_BACKGROUND: '1' } }),
      cwd: tmpdir(),
    });
    await spy(electron);
    // Playwright reads stdout before a test can: the window tells what the ready line would.
    await expect.poll(() => windowOf(electron) !== undefined).toBe(true);
    const window = windowOf(electron) as Page;
    const status = await callOfWindow(window, 'app.status');
    const lawyer = await callOfWindow(window, 'lawyers.create', {
      name: 'Dr. Erika Recht',
      email: 'erika@recht.example',
      phone_number: '+4915100000001',
    });
    const ready: Ready = { api: status.api_url ?? '', pid: electron.process().pid ?? 0 };
    const app = new InspectedApp(
      electron,
      ready,
      page,
      { id: lawyer.id ?? '', key: lawyer.api_key ?? '' },
      window,
      dataDir,
    );
    await expect.poll(() => app.address()).toBe(page.url);
    await expect.poll(() => app.inView('typeof window.lexlineReport')).toBe('function');
    await expect.poll(() => app.inView(`typeof window.${PAGE_LOAD_NAME}`)).toBe('number');
    await use(app);
    await electron.close();
    await page.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  },
});

export { expect };
