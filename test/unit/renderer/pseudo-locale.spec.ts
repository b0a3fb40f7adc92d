import { expect, test } from '@playwright/test';
import { pseudoText, pseudoTexts } from '../../../renderer/i18n/pseudo-locale.ts';

test('a text has accents on all its letters, and is in brackets', () => {
  expect(pseudoText('Ok')).toBe('[Öķ ]');
  expect(pseudoText('Settings for all')).toMatch(/^\[Šéţţîñĝš ƒöŕ åļļ .*\]$/);
  expect(pseudoText('The quick brown fox jumps over the lazy dog')).not.toMatch(/[a-z]/i);
});

test('a text is about a third longer, and what is added breaks into lines', () => {
  for (const text of [
    'Language of the page',
    'Nothing has been lost: what was stored is on this computer.',
    'ab'.repeat(400),
  ]) {
    const added = pseudoText(text).length - text.length - '[]'.length;
    expect(added).toBe(Math.ceil(text.length * 0.35));
    expect(pseudoText(text).slice(-added - 1, -1)).toContain(' ');
  }
});

test('placeholders, their formats, texts within texts and tags stay as they are', () => {
  const text = pseudoText('Tap <b>Settings</b>: {{count, number}} of {{total}} $t(app.name) < 5');
  expect(text).toContain('<b>Šéţţîñĝš</b>: {{count, number}} öƒ {{total}} $t(app.name) < 5');
  expect(pseudoText('{{name}}')).toBe('[{{name}}]');
});

test('texts in a row and under keys keep their places', () => {
  expect(pseudoTexts({ a: { b: 'x', c: ['y', '{{z}}'] } })).toEqual({ a: { b: '[ẋ ]', c: ['[ý ]', '[{{z}}]'] } });
});
