import { expect, test } from '@playwright/test';
import { addressDoubts } from '../../../main/contract/address-doubts.ts';
import { hasWebLink, linksIn } from '../../../main/contract/links.ts';
import { readableHost } from '../../../main/contract/punycode.ts';
import { readAddress } from '../../../main/contract/web-address.ts';

/** The parts of a text that are links, as they are written. */
const written = (text: string) => linksIn(text).map(({ start, end }) => text.slice(start, end));
const doubts = (text: string) => {
  const address = readAddress(text);
  return address ? addressDoubts(address) : null;
};

test('pages, mailboxes and numbers are links, and nothing else is', () => {
  expect(written('a http://a.example b HTTPS://b.example/x?y#z c mailto:a@b.example d tel:+49-30-1234 e')).toEqual([
    'http://a.example',
    'HTTPS://b.example/x?y#z',
    'mailto:a@b.example',
    'tel:+49-30-1234',
  ]);
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<b>',
    'file:///etc/passwd',
    'vbscript:x blob:https ftp://a.example',
    'xhttps://a.example',
    'view-source:+https://a.example',
    'https:// http:/a mailto: tel: www. www.a',
    'tel:*#06# tel:12 mailto:a@b mailto:@b.example',
    'a.www.b.example me@www.b.example',
    'at 12:30: yes',
  ]) {
    expect.soft(written(text), text).toEqual([]);
  }
});

test('a name that begins with www. is opened by https', () => {
  expect(linksIn('See Www.example.org/a.')).toEqual([{ start: 4, end: 21, address: 'https://Www.example.org/a' }]);
});

test('what ends a sentence, or was opened before the address, is no part of it', () => {
  for (const [text, link] of [
    ['Is it https://a.example/b?', 'https://a.example/b'],
    ['https://a.example/b?c=d!', 'https://a.example/b?c=d'],
    ['(see https://a.example/b)', 'https://a.example/b'],
    ['(https://a.example/wiki/B_(c)).', 'https://a.example/wiki/B_(c)'],
    ['[https://a.example], more', 'https://a.example'],
    ['"https://a.example"', 'https://a.example'],
    ['„https://a.example“', 'https://a.example'],
    ['<https://a.example>', 'https://a.example'],
    ['*https://a.example* _https://b.example_', 'https://a.example'],
    ['انظر https://a.example؟', 'https://a.example'],
    ['見る「https://a.example」。', 'https://a.example'],
    ['https://a.example…', 'https://a.example'],
    ['https://a.example/a_b_', 'https://a.example/a_b_'],
  ] as const) {
    expect.soft(written(text)[0], text).toBe(link);
  }
});

test('a link ends where something is that cannot be seen, or that turns the direction', () => {
  for (const sign of ['\u200b', '\u200d', '\u2060', '\ufeff', '\u202e', '\u2066', '\u00ad', '\u0000', '\ud800'])
    expect
      .soft(written(`https://a.example/b${sign}c.exe`), sign.charCodeAt(0).toString(16))
      .toEqual(['https://a.example/b']);
  expect(written('https://a.example/😀x')).toEqual(['https://a.example/😀x']);
});

test('a very long text is looked through at once, whatever it is made of', () => {
  for (const piece of ['http://[', 'www.', 'https://a.de ', 'mailto:', ')', ' https://a.de/(', 'h', ':', 'https://']) {
    const text = `${piece.repeat(Math.ceil(65_000 / piece.length))} https://`;
    const begun = performance.now();
    expect(linksIn(text).length).toBeLessThanOrEqual(200);
    expect.soft(performance.now() - begun, piece).toBeLessThan(300);
  }
  expect(written(`https://a.example/${'x'.repeat(2000)}`)).toHaveLength(1);
  expect(written(`https://a.example/${'x'.repeat(2100)}`)).toEqual([]);
});

test('only the address of a page makes a message one with a link', () => {
  expect(hasWebLink('www.example.org')).toBe(true);
  expect(hasWebLink('mailto:a@b.example, ftp://x')).toBe(false);
});

test('an address is shown as it is opened: in its parts, by the letters that the network knows', () => {
  expect(readAddress('https://Bücher.example:8080/ä?q#h')).toEqual({
    scheme: 'https:',
    before: 'https://',
    host: 'xn--bcher-kva.example:8080',
    after: '/%C3%A4?q#h',
    href: 'https://xn--bcher-kva.example:8080/%C3%A4?q#h',
    hasUserInfo: false,
  });
  expect(readAddress('https://bank.example\\@evil.example/')?.host).toBe('bank.example');
  expect(readAddress('https:///evil.example')?.host).toBe('evil.example');
  expect(readAddress('mailto:a@b.example?attach=/etc/passwd')?.href).toBe('mailto:a@b.example');
  for (const text of ['', 'x', 'javascript:alert(1)', 'https://', 'file:///a', 'mailto:a', 'tel:1', 'https://a b'])
    expect.soft(readAddress(text), text).toBeNull();
});

test('an address that pretends to be another one is doubted, and says why', () => {
  for (const [text, expected] of [
    ['https://bank.example/a', []],
    ['https://bank.example@evil.example', ['user_info']],
    ['https://a:b@evil.example', ['user_info']],
    ['https://аррӏе.com', ['look_alike']],
    ['https://xn--80ak6aa92e.com', ['look_alike']],
    ['https://pаypal.example', ['look_alike']],
    ['https://bücher.example', ['foreign_letters']],
    ['https://пример.рф', ['foreign_letters']],
    ['https://東京タワーtv.example', ['foreign_letters']],
    ['https://2130706433/', ['number_host']],
    ['https://0x7f.1/', ['number_host']],
    ['https://[::1]:80/', ['number_host']],
    ['http://a.example', ['not_encrypted']],
    ['mailto:a@b.example', []],
    ['tel:+49301234', []],
  ] as const) {
    expect.soft(doubts(text), text).toEqual(expected);
  }
});

test('the letters behind xn-- are found again, and what has none stays', () => {
  for (const host of ['bücher.example', 'пример.рф', '例え.jp', 'παράδειγμα.example', 'a.example', 'مثال.example']) {
    expect.soft(readableHost(new URL(`https://${host}`).hostname), host).toBe(host);
  }
  expect(readableHost('xn--.example')).toBe('.example');
  expect(readableHost('xn--99999999999.example')).toBe('xn--99999999999.example');
});
