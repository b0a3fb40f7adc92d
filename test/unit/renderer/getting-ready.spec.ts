import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../../../renderer', path), 'utf8');
const colours = (css: string) => css.match(/--lx-[a-z-]+: [^;]+;/g) ?? [];

test('the page that is shown while the database gets ready has the window’s colours', () => {
  const [normal = '', high = ''] = read('public/getting-ready.css').split(':root[data-contrast="high"] {');
  for (const [own, of] of [
    [colours(normal), 'tokens.css'],
    [colours(high), 'high-contrast.css'],
  ] as const) {
    expect(own.length).toBeGreaterThan(0);
    expect(colours(read(of))).toEqual(expect.arrayContaining(own));
  }
  // Whatever it shows in a colour has one in high contrast, too.
  const names = (css: string) => colours(css).map((colour) => colour.split(':')[0]);
  expect(names(high)).toEqual(expect.arrayContaining(names(normal)));
});

test('the page that is shown while the database gets ready runs nothing and asks for nothing but its style', () => {
  const html = read('public/getting-ready.html');
  expect(html).toContain(`content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"`);
  expect(html).not.toMatch(/<script|style=|\bon[a-z]+=/);
});
