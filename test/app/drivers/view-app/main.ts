// A bare Electron app around the real view, with nobody behind it: what the page reports is kept for the test to see,
// and commands are the test's.
import { app, BaseWindow } from 'electron';
import { PageItem } from '../../../../main/contract/page-reports.ts';
import { loadPageData } from '../../../../main/whatsapp/page-data.ts';
import { chromeUserAgent } from '../../../../main/whatsapp/user-agent.ts';
import { createWhatsAppPage } from '../../../../main/whatsapp/whatsapp-page.ts';
import { createWhatsAppView, type WhatsAppView } from '../../../../main/whatsapp/whatsapp-view.ts';
import type { ViewApp } from './view-app.ts';

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

app.setPath('userData', setting('VIEW_PROFILE'));
const userAgent = chromeUserAgent(app.userAgentFallback);
app.userAgentFallback = userAgent;

const viewApp: ViewApp = { items: [], refused: 0, events: [], open, close, reload, crash, command };
Object.assign(globalThis, { viewApp });

let view: WhatsAppView | null = null;
let window: BaseWindow | null = null;

function open(): void {
  view = createWhatsAppView({
    url: new URL(setting('VIEW_URL')),
    partition: 'persist:view-app',
    userAgent,
    preloadFile: setting('VIEW_PRELOAD'),
    pageScriptFile: setting('VIEW_PAGE_SCRIPT'),
    metrics: { add: () => {}, took: () => {} },
    pageData: () => loadPageData({ folder: setting('VIEW_PAGE_DATA'), waJsFile: setting('VIEW_WA_JS') }),
  });
  window?.contentView.addChildView(view.view);
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
  if (view) window?.contentView.removeChildView(view.view);
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

// Not awaited here: Electron becomes ready only after this file has run to its end.
void app.whenReady().then(() => {
  window = new BaseWindow({ width: 1200, height: 820, show: true });
  open();
});
