import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const read = (path: string) => readFileSync(join(import.meta.dirname, '../../../renderer', path), 'utf8');
const colours = (css: string) => css.match(/--lx-[a-z-]+: [^;]+;/g) ?? [];

test('the page that is shown while the database gets ready has the window’s colours', () => {
  const own = colours(read('public/getting-ready.css'));
  expect(own.length).toBeGreaterThan(0);
  const all = [...colours(read('tokens.css')), ...colours(read('high-contrast.css'))];
  expect(all).toEqual(expect.arrayContaining(own));
});

test('the page that is shown while the database gets ready runs nothing and asks for nothing but its style', () => {
  const html = read('public/getting-ready.html');
  expect(html).toContain(`content="default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"`);
  expect(html).not.toMatch(/<script|style=|\bon[a-z]+=/);
});
