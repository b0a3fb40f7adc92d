import { readFile } from 'node:fs/promises';
import { app, type Event, session as sessions, WebContentsView } from 'electron';
import {
  MAX_ANSWER_LENGTH,
  PAGE_COMMAND_FUNCTION,
  PAGE_DATA_NAME,
  PAGE_LOAD_NAME,
  PAGE_REPORT_CHANNEL,
} from '../contract/page-channels.ts';
import type { Metrics } from '../domain/ports.ts';
import { isEmptyFrame, mayNavigate, mayOpenOutside } from './allowed-address.ts';
import { commandLimit } from './command-limits.ts';
import { hardenSession } from './harden-session.ts';
import type { PageHost, PageHostListener } from './page-host.ts';
import { readPageJson } from './page-json.ts';
import { createReportDoor } from './report-door.ts';

/** ERR_ABORTED: a load that another load replaced. */
const ABORTED = -3;

export interface ViewOptions {
  url: URL;
  /** `persist:…`: one for each lawyer; it holds the log-in. */
  partition: string;
  userAgent: string;
  preloadFile: string;
  /** The wa-js bundle as it was published, and the selectors by name. Asked for at every start of the page. */
  pageData(): Promise<{ waJsSource: string; selectors: Readonly<Record<string, string>> }>;
  /** Our own script, which runs after wa-js. */
  pageScriptFile: string;
  metrics: Metrics;
  /** A web link was followed by somebody who looks at the page. A stranger may have written it: nothing is opened here. */
  linkFollowed(address: string): void;
}

export interface WhatsAppView extends PageHost {
  readonly view: WebContentsView;
}

/**
 * A hardened view of WhatsApp's page: sandboxed, isolated, without Node, unable to leave its origin or to open windows.
 * wa-js runs in the page's main world, where alone it can find WhatsApp's modules; the way out is the one function that
 * the preload exposes, heard from this view's main frame and its own origin only.
 */
export function createWhatsAppView(options: ViewOptions): WhatsAppView {
  const { url, metrics } = options;
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
    if (contents.isFocused() && mayOpenOutside(target)) options.linkFollowed(target);
    return { action: 'deny' };
  });

  function refused(): void {
    metrics.add('page_reports_refused');
  }

  function reload(): void {
    // A failure is told by `did-fail-load`.
    contents.loadURL(url.href).catch(() => {});
  }

  /** Counts the documents. What an earlier one still had to say about itself is not believed. */
  let load = 0;
  let isHanging = false;
  /** Ends each command that a document has not answered yet. */
  const unanswered = new Set<(reason: Error) => void>();

  /** In the page's main world, at once: the page may go on loading for as long as it likes. */
  async function runInPage(code: string): Promise<unknown> {
    return contents.mainFrame.executeJavaScript(code);
  }

  /** No command outlives its document: nobody else can answer it. */
  function abandonCommands(reason: string): void {
    for (const reject of unanswered) reject(new Error(reason));
    unanswered.clear();
  }

  async function inject(): Promise<void> {
    const of = load;
    const [{ waJsSource, selectors }, pageScript] = await Promise.all([
      options.pageData(),
      readFile(options.pageScriptFile, 'utf8'),
    ]);
    if (of !== load) return;
    const named = [
      // Without this, wa-js calls Google Analytics.
      'window.WPPConfig = { disableGoogleAnalytics: true };',
      `window[${JSON.stringify(PAGE_LOAD_NAME)}] = ${load};`,
      `window[${JSON.stringify(PAGE_DATA_NAME)}] = ${JSON.stringify(selectors)};`,
    ];
    await runInPage(`${named.join('\n')}\nundefined`);
    // A bundle that cannot be run is no reason to give up: the second driver needs none.
    await runInPage(`${waJsSource}\n;undefined`).catch(() => {});
    await runInPage(`${pageScript}\n;undefined`);
  }

  return {
    view,
    start(listener: PageHostListener) {
      // Committed, not begun: a navigation that is prevented, or becomes a download, leaves the document as it is.
      contents.on('did-navigate', () => {
        load += 1;
        isHanging = false;
        listener.loaded();
        abandonCommands('the page was loaded anew');
      });
      contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
        if (isMainFrame && code !== ABORTED) listener.loadFailed();
      });
      contents.on('render-process-gone', (_event, { reason }) => {
        if (reason !== 'clean-exit') listener.crashed();
      });
      contents.on('unresponsive', () => {
        isHanging = true;
        listener.unresponsive();
      });
      contents.on('responsive', () => {
        isHanging = false;
      });
      contents.on('dom-ready', () => {
        if (!mayNavigate(contents.getURL(), url)) return;
        const of = load;
        inject().catch(() => {
          if (of === load && !contents.isDestroyed()) listener.loadFailed();
        });
      });
      const takeReport = createReportDoor({ load: () => load, report: listener.report, refused });
      contents.ipc.handle(PAGE_REPORT_CHANNEL, async (event, json: unknown) => {
        const frame = event.senderFrame;
        if (frame && frame === contents.mainFrame && mayNavigate(frame.url, url)) return takeReport(json);
        refused();
        return false;
      });
      reload();
    },
    reload,
    command(name, input) {
      const call = `window[${JSON.stringify(PAGE_COMMAND_FUNCTION)}](${JSON.stringify(name)}, ${JSON.stringify(input ?? null)})`;
      return new Promise((resolve, reject) => {
        // A page that hangs cannot hang us.
        const timer = setTimeout(() => reject(new Error('timeout')), commandLimit(name));
        const end = () => {
          clearTimeout(timer);
          unanswered.delete(reject);
        };
        unanswered.add(reject);
        runInPage(call)
          .then((said) => resolve(readPageJson(said, MAX_ANSWER_LENGTH)), reject)
          .finally(end);
      });
    },
    flush: () => session.flushStorageData(),
    memoryBytes() {
      if (contents.isDestroyed()) return null;
      // No other page shares the process: each lawyer has a partition, and pages of two never meet in one.
      const pid = contents.getOSProcessId();
      const found = app.getAppMetrics().find((one) => one.pid === pid);
      return found ? found.memory.workingSetSize * 1024 : null;
    },
    close() {
      abandonCommands('the page was closed');
      if (contents.isDestroyed()) return;
      // A process that hangs would not hear of it, and could be given to the next view.
      if (isHanging) contents.forcefullyCrashRenderer();
      contents.close();
    },
  };
}
