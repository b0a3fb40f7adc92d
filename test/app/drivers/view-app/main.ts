// A bare Electron app around the real view, with nobody behind it: what the page reports is kept for the test to see,
// and commands are the test's. Tests open one view after another, each with a profile of its own.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { app, BaseWindow } from 'electron';
import { PageItem } from '../../../../main/contract/page-reports.ts';
import { loadPageData } from '../../../../main/whatsapp/page-data.ts';
import { chromeUserAgent } from '../../../../main/whatsapp/user-agent.ts';
import { createWhatsAppPage } from '../../../../main/whatsapp/whatsapp-page.ts';
import { createWhatsAppView, type WhatsAppView } from '../../../../main/whatsapp/whatsapp-view.ts';
import type { ViewApp, ViewSettings } from './view-app.ts';

const profile = process.env.VIEW_PROFILE;
if (profile === undefined) throw new Error('VIEW_PROFILE is not set');
app.setPath('userData', profile);
const userAgent = chromeUserAgent(app.userAgentFallback);
app.userAgentFallback = userAgent;

let window: BaseWindow | null = null;

function createViewApp(settings: ViewSettings, shownIn: BaseWindow): ViewApp {
  const viewApp: ViewApp = { items: [], refused: 0, events: [], open, close, reload, crash, command };
  let view: WhatsAppView | null = null;

  function open(): void {
    view = createWhatsAppView({
      url: new URL(settings.url),
      partition: settings.partition,
      userAgent,
      preloadFile: settings.preloadFile,
      pageScriptFile: settings.pageScriptFile,
      metrics: { add: () => {}, took: () => {} },
      linkFollowed: () => {},
      pageData: () => loadPageData({ folder: settings.pageDataFolder, waJsFile: settings.waJsFile }),
    });
    shownIn.contentView.addChildView(view.view);
    view.view.setBounds({ x: 0, y: 0, width: 1200, height: 820 });
    view.start({
      loaded: () => viewApp.events.push('loaded'),
      loadFailed: () => viewApp.events.push('loadFailed'),
      crashed: () => viewApp.events.push('crashed'),
      unresponsive: () => viewApp.events.push('unresponsive'),
      report: async (items) => {
        const parsed = items.flatMap((item) => PageItem.safeParse(item).data ?? []);
        viewApp.items.push(...parsed);
        viewApp.refused += items.length - parsed.length;
      },
    });
  }

  function close(): void {
    if (view) shownIn.contentView.removeChildView(view.view);
    view?.close();
    view = null;
  }

  function reload(): void {
    view?.reload();
  }

  function crash(): void {
    view?.view.webContents.forcefullyCrashRenderer();
  }

  async function command(name: string, input: unknown): Promise<unknown> {
    const host = view;
    if (!host) throw new Error('the view is closed');
    const page = createWhatsAppPage(host);
    try {
      return { ok: true, value: await page.command(name as never, input as never) };
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : 'unknown' };
    }
  }

  return viewApp;
}

let viewApp: ViewApp | null = null;

async function openViewApp(settings: ViewSettings): Promise<void> {
  await app.whenReady();
  window ??= new BaseWindow({ width: 1200, height: 820, show: true });
  viewApp = createViewApp(settings, window);
  viewApp.open();
}

/** What a test has run here: with a new view, or with the view that is there. */
async function run({ open, act }: { open?: ViewSettings; act?: string }): Promise<unknown> {
  if (open) return openViewApp(open);
  return new Function('viewApp', `return (${act})(viewApp)`)(viewApp);
}

// Not by Playwright's inspector: V8 forgets an answer of its when the garbage of a hostile page is collected before it is sent.
const server = createServer(async (request, response) => {
  try {
    response.end(JSON.stringify({ value: await run(JSON.parse(await text(request))) }));
  } catch (error) {
    response.end(JSON.stringify({ error: String(error) }));
  }
});
server.listen(0, '127.0.0.1', () => {
  Object.assign(globalThis, { viewAppPort: (server.address() as AddressInfo).port });
});
