import { expect, test } from '@playwright/test';
import ar from '../../../renderer/i18n/ar.json' with { type: 'json' };
import { createI18n } from '../../../renderer/i18n/create-i18n.ts';
import { isolated } from '../../../renderer/ui/isolated.ts';

test('a name that turns nothing stands as it is', () => {
  for (const name of ['Anna', 'Dr. Müller (Köln)', '+49 151 1234', '']) expect(isolated(name)).toBe(name);
});

test('a name that is read from the right is isolated, and one that opens something has that taken from it', () => {
  expect(isolated('نور 12')).toBe('\u2068نور 12\u2069');
  expect(isolated('X\u2067')).toBe('X');
  expect(isolated('X\u2069\u2067Y')).toBe('XY');
  expect(isolated('\u202bX\u202e\u202c')).toBe('X');
  expect(isolated('نور\u2067\u202b')).toBe('\u2068نور\u2069');
});

test('what is isolated within a text stays so, and is not isolated once more', () => {
  expect(isolated('a \u2068نور\u2069 b')).toBe('\u2068a \u2068نور\u2069 b\u2069');
  expect(isolated(isolated('نور'))).toBe(isolated('نور'));
});

test('within Arabic everything but a plain number is isolated', () => {
  expect(isolated('+49 151 1234', 'rtl')).toBe('\u2068+49 151 1234\u2069');
  expect(isolated('1,234', 'rtl')).toBe('1,234');
});

test('whatever is filled into a text of the window is isolated there, whoever forgets it', async () => {
  const i18n = createI18n('en');
  const values = { name: 'X\u2067', time: '10:30' };
  expect(i18n.t('message.revoked_by_them', values)).toBe('Deleted for everyone by X at 10:30. It is kept here.');
  expect(i18n.t('message.unknown', { kind: 'نوع\u202e' })).toContain(': \u2068نوع\u2069.');
  expect(i18n.t('chat.replying', { name: '<b>Anna</b> & Co.' })).toBe('Answer to <b>Anna</b> & Co.');
  i18n.addResourceBundle('ar', 'translation', ar);
  await i18n.changeLanguage('ar');
  expect(i18n.t('message.revoked_by_them', { ...values, name: 'Anna' })).toContain('\u2068Anna\u2069');
});
