import type { Page } from '@playwright/test';
import { DRAWING, referenceDrawn } from '../../support/reference-drawn.ts';
import { expect, type InspectedApp, test } from './inspected-app.ts';

interface Shell {
  lexline: { call(name: string, input?: unknown): Promise<{ ok: boolean; value?: { data: unknown[] } }> };
}

const askOf = ({ window }: InspectedApp, name: string, input: object) =>
  window.evaluate(([call, given]) => (globalThis as unknown as Shell).lexline.call(call, given), [
    name,
    input,
  ] as const);

/** Swagger UI, as far as it is asked for the key that is filled in. */
interface Reference {
  swaggerUi: Promise<{ authSelectors: { authorized(): { toJS(): { bearer?: { value: string } } } } }>;
}

/** Opens the reference, as the window's button does. */
async function openReference(inspected: InspectedApp): Promise<Page> {
  expect(await askOf(inspected, 'reference.show', { lawyer_id: inspected.lawyer.id })).toMatchObject({ ok: true });
  // WhatsApp's view counts as a window, too, and may be told of as late.
  const find = () => inspected.electron.windows().find((page) => page.url() === `${inspected.ready.api}/docs`);
  await expect.poll(() => find() !== undefined).toBe(true);
  const page = find() as Page;
  await referenceDrawn(page);
  return page;
}

test('the reference reads with a key of its own, which ends when it is closed', async ({ inspected }) => {
  const page = await openReference(inspected);
  const filledIn = () =>
    page.evaluate(async () => {
      const ui = await (window as unknown as Reference).swaggerUi;
      return ui.authSelectors.authorized().toJS().bearer?.value ?? '';
    });
  await expect.poll(filledIn, DRAWING).toMatch(/^lx_/);
  const key = await filledIn();
  expect(await inspected.call('GET', '/v1/keys/current', { key })).toMatchObject({ status: 200 });
  expect(await inspected.call('GET', '/v1/conversations', { key })).toMatchObject({ status: 200 });
  expect(await inspected.call('POST', '/v1/templates', { key, body: {} })).toMatchObject({ status: 403 });
  await page.close();
  await expect.poll(async () => (await inspected.call('GET', '/v1/keys/current', { key })).status).toBe(401);
});

test('the reference leads nowhere else, opens nothing, is allowed nothing, and reaches no bridge', async ({
  inspected,
}) => {
  const page = await openReference(inspected);
  const address = page.url();
  expect(address).toBe(`${inspected.ready.api}/docs`);
  for (const url of [
    inspected.page.url,
    'https://example.com/',
    `${inspected.ready.api}/v1/health`,
    'data:text/html,x',
  ]) {
    await page.evaluate((target) => {
      location.href = target;
    }, url);
    await page.evaluate(() => new Promise(requestAnimationFrame));
    expect(page.url()).toBe(address);
  }
  const found = await page.evaluate(
    async (elsewhere) => ({
      opened: [window.open(elsewhere), window.open('about:blank')],
      bridges: ['lexline', 'require', 'process', 'module', 'ipcRenderer'].filter((name) => name in window),
      fetched: await fetch(elsewhere, { mode: 'no-cors' }).then(
        () => 'fetched',
        () => 'refused',
      ),
      notifications: await Notification.requestPermission(),
    }),
    `${inspected.page.url}from-reference`,
  );
  expect(found).toEqual({ opened: [null, null], bridges: [], fetched: 'refused', notifications: 'denied' });
  expect(inspected.page.requests.map(({ path }) => path)).not.toContain('/from-reference');
  expect((await inspected.seen()).openedOutside).toEqual([]);
});

test('the reference goes with our window', async ({ inspected }) => {
  const page = await openReference(inspected);
  const gone = page.waitForEvent('close');
  await inspected.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find((window) => window.webContents.getURL().startsWith('app:'))
      ?.close(),
  );
  await gone;
});
