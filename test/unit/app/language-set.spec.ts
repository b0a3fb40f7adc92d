import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { languageSet } from '../../../main/app/language-set.ts';

test('the language is read from what is kept, without opening it; what says none is the system’s', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lexline-language-'));
  const keep = (text: string) => writeFileSync(join(folder, 'settings.json'), text);
  expect(languageSet(folder)).toBe('auto');
  keep(JSON.stringify({ app: { language: 'de', theme: 'of another version' } }));
  expect(languageSet(folder)).toBe('de');
  for (const text of ['{"app": {"lang', 'null', '{}', '{"app": {"language": "xx"}}', '{"app": 7}']) {
    keep(text);
    expect(languageSet(folder), text).toBe('auto');
  }
  expect(languageSet(join(folder, 'settings.json', 'below'))).toBe('auto');
  rmSync(folder, { recursive: true });
});
