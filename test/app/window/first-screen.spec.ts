import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const out = process.env.LEXLINE_WINDOW_OUT ?? join(import.meta.dirname, '../../../out');

/** What the first screen may weigh, script and style together, compressed with gzip. In bytes. */
const LIMIT = 300_000;

test('the first screen is light, and what is seldom needed comes when it is', async () => {
  const html = await readFile(join(out, 'renderer/index.html'), 'utf8');
  const files = [...new Set([...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => path ?? ''))];
  expect(files.length).toBeGreaterThan(1);
  const parts = await Promise.all(files.map((file) => readFile(join(out, 'renderer', file))));
  const weight = parts.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0);
  expect(weight).toBeLessThan(LIMIT);
  const code = parts.map((bytes) => bytes.toString()).join('\n');
  // The words are in the texts of every screen; what reads them is not.
  for (const seldom of ['practice.setFaults', 'settings.set', 'clients.merge', 'app.unlock'])
    expect(code).not.toContain(seldom);
});
