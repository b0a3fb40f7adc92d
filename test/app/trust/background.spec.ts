import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InspectedApp } from './inspected-app.ts';
import { expect, test } from './inspected-app.ts';

/** Of our own window; null: it is gone. */
function isVisible({ electron }: InspectedApp): Promise<boolean | null> {
  return electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? null);
}

/** As a person closes it. */
async function close({ electron }: InspectedApp): Promise<void> {
  await electron.evaluate(({ BrowserWindow }) => setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()));
}

/** Resolves with the code that the app ends with. */
function ended({ electron }: InspectedApp): Promise<number | null> {
  return new Promise((resolve) => electron.process().once('exit', resolve));
}

test.describe('in the background', () => {
  test.use({ inBackground: true });

  test('it begins hidden, a second start shows it, closing hides it, and only quitting ends it', async ({
    inspected,
  }) => {
    expect(await isVisible(inspected)).toBe(false);
    await inspected.electron.evaluate(({ app }) => void app.emit('second-instance'));
    await expect.poll(() => isVisible(inspected)).toBe(true);
    await close(inspected);
    await expect.poll(() => isVisible(inspected)).toBe(false);
    expect((await inspected.call('GET', '/v1/conversations')).status).toBe(200);
    const exit = ended(inspected);
    await inspected.electron.evaluate(({ app }) => setImmediate(() => app.quit()));
    expect(await exit).toBe(0);
  });

  test.describe('with a window that was maximized', () => {
    test.use({ settingsBefore: { window: { width: 900, height: 700, isMaximized: true } } });

    test('it is still known as that when nobody has looked at it', async ({ inspected }) => {
      const exit = ended(inspected);
      await inspected.electron.evaluate(({ app }) => setImmediate(() => app.quit()));
      expect(await exit).toBe(0);
      const kept = JSON.parse(readFileSync(join(inspected.dataDir, 'settings.json'), 'utf8'));
      expect(kept).toMatchObject({ window: { isMaximized: true } });
    });
  });

  test('closing ends it when it is set not to go on', async ({ inspected }) => {
    await inspected.window.evaluate(() =>
      (window as unknown as { lexline: { call(name: string, input: object): Promise<unknown> } }).lexline.call(
        'appSettings.setConduct',
        { background: false },
      ),
    );
    const exit = ended(inspected);
    await close(inspected);
    expect(await exit).toBe(0);
  });
});

test('an app that is not installed ends with its window, as it says in the settings', async ({ inspected }) => {
  const support = await inspected.window.evaluate(() =>
    (window as unknown as { lexline: { call(name: string): Promise<{ value: object }> } }).lexline.call(
      'appSettings.support',
    ),
  );
  expect(support).toMatchObject({ value: { background: 'not_installed', start_at_login: 'not_installed' } });
  const exit = ended(inspected);
  await close(inspected);
  expect(await exit).toBe(0);
});
