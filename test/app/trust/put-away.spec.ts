import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './inspected-app.ts';

interface Shell {
  lexline: { call(name: string, input?: unknown): Promise<{ ok: boolean; value: unknown }> };
}

/** Where the page that was opened last keeps what it has. */
const OF_LAST_PAGE = 'keptByLastPage';

/** Something is in its cache, as WhatsApp's pictures are. Where a page may go is not asked here. */
async function keepInCache(electron: ElectronApplication): Promise<void> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'cache-control': 'max-age=3600', 'content-type': 'image/png' }).end('a picture');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await electron.evaluate(
    async ({ webContents }, [name, address]) => {
      const pages = webContents.getAllWebContents().filter((one) => !one.getURL().startsWith('app:'));
      const [last] = pages.sort((a, b) => b.id - a.id);
      if (!last) throw new Error('there is no page');
      const kept = last.session;
      Object.assign(globalThis, { [name]: kept });
      kept.webRequest.onBeforeRequest(null);
      await (await kept.fetch(address)).text();
    },
    [OF_LAST_PAGE, `http://127.0.0.1:${port}/picture.png`] as const,
  );
  server.close();
}

/** In bytes. */
function cached(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(
    (_electron, name) => (globalThis as unknown as Record<string, Electron.Session>)[name]?.getCacheSize() ?? -1,
    OF_LAST_PAGE,
  );
}

test('a lawyer who was added by mistake is switched off and removed in the window, with the page, and the other one stays', async ({
  inspected,
}) => {
  const { window: page, electron, lawyer } = inspected;
  const call = (name: string, input?: unknown) =>
    page.evaluate(([wanted, given]) => (window as unknown as Shell).lexline.call(wanted, given), [name, input] as [
      string,
      unknown,
    ]);
  const pages = () =>
    electron.evaluate(
      ({ webContents }) => webContents.getAllWebContents().filter((one) => !one.getURL().startsWith('app:')).length,
    );
  await call('app.confirmRecoveryKey');
  const before = await pages();
  const mistake = { name: 'Mistake', email: 'mistake@example.org', phone_number: '+4930999999' };
  expect(await call('lawyers.create', mistake)).toMatchObject({ ok: true });
  await expect.poll(pages).toBe(before + 1);
  await keepInCache(electron);
  expect(await cached(electron)).toBeGreaterThan(0);

  await page.getByRole('button', { name: /^Mistake/ }).click();
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Lawyer’s details' }).click();
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Switch off' }).click();
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await expect.poll(pages).toBe(before);
  await page.getByRole('button', { name: 'Remove the lawyer' }).click();
  await dialog.getByRole('button', { name: 'Remove the lawyer' }).click();
  await expect(page.getByRole('button', { name: /^Mistake/ })).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain(lawyer.id);
  await expect.poll(() => cached(electron)).toBe(0);
  expect(await call('lawyers.list')).toMatchObject({ ok: true, value: [{ id: lawyer.id, is_active: true }] });
});
