import type { IpcPush } from '../../../main/contract/ipc.ts';
import { expect, type InspectedApp, test } from './inspected-app.ts';

interface Shell {
  lexline: {
    call(name: string, input?: unknown): Promise<{ ok: boolean; code?: string; value?: unknown }>;
    onPush(listener: (push: IpcPush) => void): () => void;
  };
  told: IpcPush[];
}

/** From now on the window notes what it is told. */
async function listen({ window: page }: InspectedApp): Promise<void> {
  await page.evaluate(() => {
    const shell = window as unknown as Shell;
    shell.told = [];
    shell.lexline.onPush((push) => shell.told.push(push));
  });
}

function told({ window: page }: InspectedApp, kind: IpcPush['kind']): Promise<IpcPush[]> {
  return page.evaluate((wanted) => (window as unknown as Shell).told.filter((push) => push.kind === wanted), kind);
}

/** Of our own window, as the main process sees it. */
function windowNow({ electron }: InspectedApp) {
  return electron.evaluate(({ BrowserWindow, nativeTheme }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) throw new Error('there is no window');
    return {
      theme: nativeTheme.themeSource,
      zoom: window.webContents.getZoomFactor(),
      smallest: window.getMinimumSize(),
    };
  });
}

test('what is set for the app is in force at once, and the window is told', async ({ inspected }) => {
  await listen(inspected);
  expect(await windowNow(inspected)).toMatchObject({ theme: 'system', zoom: 1, smallest: [400, 520] });
  const set = (change: object) =>
    inspected.window.evaluate(
      (given) => (window as unknown as Shell).lexline.call('appSettings.setLook', given),
      change,
    );
  expect(await set({ theme: 'dark', zoom: 1.5 })).toMatchObject({ ok: true, value: { theme: 'dark', zoom: 1.5 } });
  expect(await set({ theme: 'black' })).toMatchObject({ ok: false, code: 'invalid_request' });
  const now = await windowNow(inspected);
  expect(now.theme).toBe('dark');
  expect(now.zoom).toBeCloseTo(1.5);
  await expect.poll(() => told(inspected, 'app_settings')).toHaveLength(1);
});

test('notifications are paused and shown again in the window, which is told of both', async ({ inspected }) => {
  await listen(inspected);
  const pause = (paused: boolean) =>
    inspected.window.evaluate(
      (given) => (window as unknown as Shell).lexline.call('appSettings.pauseNotifications', given),
      { paused },
    );
  const until = expect.stringMatching(/^20.*Z$/);
  expect(await pause(true)).toMatchObject({ ok: true, value: { notifications_paused_until: until } });
  expect(await pause(false)).toMatchObject({ ok: true, value: { notifications_paused_until: null } });
  await expect
    .poll(() => told(inspected, 'app_settings'))
    .toMatchObject([
      { settings: { notifications_paused_until: until } },
      { settings: { notifications_paused_until: null } },
    ]);
});

test('WhatsApp’s page lies where the zoomed window has its place', async ({ inspected }) => {
  await inspected.window.evaluate(() => (window as unknown as Shell).lexline.call('appSettings.setLook', { zoom: 2 }));
  await inspected.window.evaluate(
    (lawyer_id) =>
      (window as unknown as Shell).lexline.call('whatsappView.show', {
        lawyer_id,
        area: { x: 50, y: 25, width: 200, height: 100 },
      }),
    inspected.lawyer.id,
  );
  const bounds = await inspected.electron.evaluate(({ BrowserWindow }, address) => {
    const children = BrowserWindow.getAllWindows()[0]?.contentView.children ?? [];
    const views = children as unknown as Electron.WebContentsView[];
    return views.find((view) => view.webContents?.getURL() === address)?.getBounds();
  }, inspected.page.url);
  expect(bounds).toEqual({ x: 100, y: 50, width: 400, height: 200 });
});

test('what a program changes over the API, the window is told', async ({ inspected }) => {
  await listen(inspected);
  const variants = [{ language: 'en', text: 'Dear {{name}}' }];
  const template = { name: 'Greeting', variables: ['name'], default_language: 'en', variants };
  expect((await inspected.call('POST', '/v1/templates', { body: template })).status).toBe(201);
  await expect
    .poll(() => told(inspected, 'changed'))
    .toContainEqual({ kind: 'changed', what: 'templates', lawyer_id: inspected.lawyer.id });
});
