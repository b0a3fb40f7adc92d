import { readFile } from 'node:fs/promises';
import { type Event, session as sessions, shell, WebContentsView } from 'electron';
import { PageReport } from '../contract/page.ts';
import {
  MAX_REPORT_LENGTH,
  PAGE_COMMAND_FUNCTION,
  PAGE_LOAD_NAME,
  PAGE_REPORT_CHANNEL,
} from '../contract/page-channels.ts';
import { isEmptyFrame, mayNavigate, mayOpenOutside } from './allowed-address.ts';
import { hardenSession } from './harden-session.ts';
import type { PageHost, PageHostListener } from './page-host.ts';

/** How long a command may take, in ms: longer than the page's own limit for a send. */
const COMMAND_TIMEOUT = 30_000;

/** ERR_ABORTED: a load that another load replaced. */
const ABORTED = -3;

export interface ViewOptions {
  url: URL;
  /** `persist:…`: one for each lawyer; it holds the log-in. */
  partition: string;
  userAgent: string;
  preloadFile: string;
  /** The unmodified wa-js bundle, and our own script that runs after it. */
  waJsFile: string;
  pageScriptFile: string;
}

export interface WhatsAppView extends PageHost {
  readonly view: WebContentsView;
}

/** Rejects after the time, so that a page that hangs cannot hang us. */
function withTimeout<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/**
 * A hardened view of WhatsApp's page: sandboxed, isolated, without Node, unable to leave its origin or to open windows.
 * wa-js runs in the page's main world, where alone it can find WhatsApp's modules; the way out is the one function that
 * the preload exposes, heard from this view's main frame and its own origin only.
 */
export function createWhatsAppView(options: ViewOptions): WhatsAppView {
  const { url } = options;
  const session = sessions.fromPartition(options.partition);
  hardenSession(session, url, options.userAgent);
  const view = new WebContentsView({
    webPreferences: {
      session,
      preload: options.preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      backgroundThrottling: false,
      spellcheck: false,
      // An alert() would freeze a view that nobody sees.
      disableDialogs: true,
    },
  });
  const contents = view.webContents;

  const stay = (event: Event & { url: string }): void => {
    if (!mayNavigate(event.url, url)) event.preventDefault();
  };
  // Frames too: a foreign one could ask for permissions, and lay itself over the page.
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame || !isEmptyFrame(event.url)) stay(event);
  });
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  // A page that wants to ask "leave this site?" keeps nobody from reloading it.
  contents.on('will-prevent-unload', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url: target }) => {
    // Only for somebody who is looking at the page: a hidden one has nobody who could have clicked.
    if (contents.isFocused() && mayOpenOutside(target)) void shell.openExternal(target);
    return { action: 'deny' };
  });

  function reload(): void {
    // A failure is told by `did-fail-load`.
    contents.loadURL(url.href).catch(() => {});
  }

  /** Counts the documents. What an earlier one still had to say about itself is not believed. */
  let load = 0;

  async function inject(): Promise<void> {
    const [waJs, pageScript] = await Promise.all([
      readFile(options.waJsFile, 'utf8'),
      readFile(options.pageScriptFile, 'utf8'),
    ]);
    // Without this, wa-js calls Google Analytics.
    const named = `window[${JSON.stringify(PAGE_LOAD_NAME)}] = ${load}`;
    await contents.executeJavaScript(`window.WPPConfig = { disableGoogleAnalytics: true }; ${named}; undefined`);
    await contents.executeJavaScript(`${waJs}\n;undefined`);
    await contents.executeJavaScript(`${pageScript}\n;undefined`);
  }

  return {
    view,
    start(listener: PageHostListener) {
      // Committed, not begun: a navigation that is prevented, or becomes a download, leaves the document as it is.
      contents.on('did-navigate', () => {
        load += 1;
        listener.loaded();
      });
      contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
        if (isMainFrame && code !== ABORTED) listener.loadFailed();
      });
      contents.on('render-process-gone', (_event, { reason }) => {
        if (reason !== 'clean-exit') listener.crashed();
      });
      contents.on('dom-ready', () => {
        if (!mayNavigate(contents.getURL(), url)) return;
        inject().catch(() => listener.loadFailed());
      });
      contents.ipc.handle(PAGE_REPORT_CHANNEL, async (event, json: unknown) => {
        const frame = event.senderFrame;
        if (
          !frame ||
          frame !== contents.mainFrame ||
          !mayNavigate(frame.url, url) ||
          typeof json !== 'string' ||
          json.length > MAX_REPORT_LENGTH
        )
          return false;
        const report = PageReport.safeParse(parseJson(json));
        if (!report.success || report.data.load !== load) return true;
        await listener.report(report.data.items);
        return true;
      });
      reload();
    },
    reload,
    command(name, input) {
      const call = `window[${JSON.stringify(PAGE_COMMAND_FUNCTION)}](${JSON.stringify(name)}, ${JSON.stringify(input ?? null)})`;
      return withTimeout(contents.executeJavaScript(call), COMMAND_TIMEOUT);
    },
    flush: () => session.flushStorageData(),
    close() {
      if (!contents.isDestroyed()) contents.close();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
