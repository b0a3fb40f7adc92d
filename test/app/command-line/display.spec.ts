import { createRequire } from 'node:module';
import { join } from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { provideDisplay } from '../../../resources/launch/display.mjs';
import { ROOT } from '../../support/running-app.ts';
import { newFolder, removeFolders } from './folders.ts';

const require = createRequire(import.meta.url);
const { DISPLAY, WAYLAND_DISPLAY } = process.env;

test.afterEach(() => {
  Object.assign(process.env, { ...(DISPLAY && { DISPLAY }), ...(WAYLAND_DISPLAY && { WAYLAND_DISPLAY }) });
  removeFolders();
});

test('on a display of our own nothing is pointed at', async () => {
  test.skip(process.platform !== 'linux', 'elsewhere there is always a display');
  delete process.env.DISPLAY;
  delete process.env.WAYLAND_DISPLAY;
  const display = await provideDisplay();
  const app = await _electron.launch({
    executablePath: require('electron') as string,
    args: [
      join(ROOT, 'test/support/browser-app'),
      `--user-data-dir=${newFolder()}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: { ...(process.env as Record<string, string>), ...(display as Record<string, string>) },
  });
  try {
    const { pointer, corner } = await app.evaluate(({ screen }) => {
      const { width, height } = screen.getPrimaryDisplay().bounds;
      return { pointer: screen.getCursorScreenPoint(), corner: { x: width - 1, y: height - 1 } };
    });
    expect(pointer).toEqual(corner);
  } finally {
    await app.close();
  }
});
