import { extname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { allFiles, filesBegun, filesOfScreen, readFiles, weightOf } from '../../support/renderer-weight.ts';

const out = process.env.LEXLINE_WINDOW_OUT ?? join(import.meta.dirname, '../../../out');

/**
 * What the first screen may weigh, script and style together, compressed with gzip. In bytes. The English words of all
 * screens are a part of it.
 */
const LIMIT = 310_000;

/** What all of it may weigh, every screen in every language. The window never loads so much. */
const LIMIT_OF_ALL = 600_000;

test('the first screen is light, and what is seldom needed comes when it is', async () => {
  const folder = join(out, 'renderer');
  const begun = await filesBegun(folder);
  expect(begun.length).toBeGreaterThan(1);
  const chats = await filesOfScreen(folder, 'chats-screen', begun);
  const own = chats.filter((path) => path.startsWith('assets/chats-screen-'));
  expect(own.map((path) => extname(path)).sort()).toEqual(['.css', '.js']);
  const files = await readFiles(folder, [...begun, ...chats]);
  expect(weightOf(files)).toBeLessThan(LIMIT);
  const code = files.map(({ content }) => content.toString()).join('\n');
  // The words are in the texts of every screen; what reads them is not.
  for (const seldom of ['practice.setFaults', 'settings.set', 'clients.merge', 'app.unlock'])
    expect(code).not.toContain(seldom);
  // English alone is there at first.
  for (const settings of ['Einstellungen', 'Configuración', 'Configurações', 'الإعدادات', 'Šéţţ'])
    expect(code).not.toContain(settings);
});

test('all of the window is light, and carries no library that checks what the main process has checked', async () => {
  const folder = join(out, 'renderer');
  const files = await readFiles(folder, await allFiles(folder));
  expect(weightOf(files)).toBeLessThan(LIMIT_OF_ALL);
  const withSchemas = files.filter(({ content }) => content.includes('ZodError'));
  expect(withSchemas.map(({ path }) => path)).toEqual([]);
});
