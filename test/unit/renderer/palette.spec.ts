import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { IconKeyboard } from '@tabler/icons-react';
import { COMMANDS } from '../../../renderer/commands.ts';
import { matchScore, typedWords } from '../../../renderer/features/palette/match.ts';
import { fitting } from '../../../renderer/features/palette/palette-item.ts';

const score = (text: string, typed: string) => matchScore(text, typedWords(typed));

test('words fit in any order, begun, in any case and without their marks', () => {
  for (const [text, typed] of [
    ['Maria Müller', 'muller mar'],
    ['Elif Yılmaz-Öztürk', 'OZT yilm'],
    ['Große Straße', 'strasse gross'],
    ['ليلى حداد', 'حداد'],
    ['Julia Sommer +49 151 1234 5678', '1511234'],
  ] as const) {
    expect(score(text, typed), typed).not.toBeNull();
  }
  for (const typed of ['mario', 'muller x', 'ülle rx']) expect(score('Maria Müller', typed), typed).toBeNull();
});

test('what begins with it comes before what has it inside, and a whole word before a longer one', () => {
  const items = ['WhatsApp settings', 'Reset', 'Settings', 'Set'].map((title) => ({
    ...{ id: title, title, what: 'palette.action' as const, icon: IconKeyboard, run: () => {} },
  }));
  expect(fitting(items, 'set').map(({ title }) => title)).toEqual(['Set', 'Settings', 'WhatsApp settings', 'Reset']);
  expect(fitting(items, '').map(({ title }) => title)).toEqual(items.map(({ title }) => title));
  expect(fitting(items, '!!')).toEqual([]);
});

test('each command has a name of its own', () => {
  expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  expect(new Set(COMMANDS.map(({ label, of }) => `${of} ${label}`)).size).toBe(COMMANDS.length);
});

test('whatever the palette sends one for is taken by something in the window', () => {
  const renderer = join(import.meta.dirname, '../../../renderer');
  const code = globSync('**/*.tsx', { cwd: renderer }).map((path) => readFileSync(join(renderer, path), 'utf8'));
  const taken = new Set(
    code.flatMap((text) => [...text.matchAll(/useErrand\('([^']+)'/g)].map(([, errand]) => errand)),
  );
  const sent = COMMANDS.flatMap((command) => ('errand' in command ? [command.errand] : []));
  expect(sent.length).toBeGreaterThan(15);
  expect(sent.filter((errand) => !taken.has(errand))).toEqual([]);
});
