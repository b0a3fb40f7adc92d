import { expect, test } from './inspected-app.ts';

interface Shell {
  lexline: { call(name: string, input?: unknown): Promise<{ ok: boolean; value: unknown }> };
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
  expect(await call('lawyers.list')).toMatchObject({ ok: true, value: [{ id: lawyer.id, is_active: true }] });
});
