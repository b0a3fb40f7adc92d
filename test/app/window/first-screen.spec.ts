import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const out = process.env.LEXLINE_WINDOW_OUT ?? join(import.meta.dirname, '../../../out');

/** What the first screen may weigh, script and style together, compressed with gzip. In bytes. */
const LIMIT = 300_000;

test('the first screen is light, and what is seldom needed comes when it is', async () => {
  const html = await readFile(join(out, 'renderer/index.html'), 'utf8');
  const begun = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
  expect(begun.length).toBeGreaterThan(1);
  const files = [...new Set([...begun, ...(await filesOfChats(begun))])];
  const parts = await Promise.all(files.map((file) => readFile(join(out, 'renderer', file))));
  const weight = parts.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0);
  expect(weight).toBeLessThan(LIMIT);
  const code = parts.map((bytes) => bytes.toString()).join('\n');
  // The words are in the texts of every screen; what reads them is not.
  for (const seldom of ['practice.setFaults', 'settings.set', 'clients.merge', 'app.unlock'])
    expect(code).not.toContain(seldom);
  // English alone is there at first.
  for (const settings of ['Einstellungen', 'Configuración', 'Configurações', 'الإعدادات', 'Šéţţ'])
    expect(code).not.toContain(settings);
});

/** What the screen that the window begins with is made of: its own script and style, and all that they import. */
async function filesOfChats(begun: readonly string[]): Promise<string[]> {
  const all = await readdir(join(out, 'renderer/assets'));
  const found = all.filter((name) => name.startsWith('chats-screen-'));
  expect(found.map((name) => extname(name)).sort()).toEqual(['.css', '.js']);
  for (const name of found) {
    const code = await readFile(join(out, 'renderer/assets', name), 'utf8');
    for (const [, imported] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
      const path = imported ?? '';
      if (!found.includes(path) && !begun.includes(`assets/${path}`)) found.push(path);
    }
    // The style of a script that is imported stands beside it under the same name.
    const style = all.filter((other) => other.endsWith('.css') && nameOf(other) === nameOf(name));
    found.push(...style.filter((other) => !found.includes(other)));
  }
  return found.map((name) => `assets/${name}`);
}

/** Without the mark of its content, and without its ending. */
function nameOf(file: string): string {
  return file.replace(/-.{8}\.\w+$/, '');
}
