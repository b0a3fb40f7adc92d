import { expect, test } from '@playwright/test';
import {
  isRealWhatsApp,
  mayNavigate,
  mayOpenOutside,
  parseWhatsAppUrl,
  WhatsAppUrlError,
} from '../../../main/whatsapp/allowed-address.ts';
import { chromeUserAgent } from '../../../main/whatsapp/user-agent.ts';

test('the user agent is Chrome’s own, with its true version', () => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.7778.56 Safari/537.36';
  const electron = chrome.replace('Chrome/', 'lexline/0.1.0 Chrome/').replace(' Safari', ' Electron/42.0.0 Safari');
  expect(chromeUserAgent(electron)).toBe(chrome);
  expect(chromeUserAgent(chrome)).toBe(chrome);
});

test('only the real WhatsApp Web or a page on this machine may be the page', () => {
  for (const url of [
    'https://web.whatsapp.com/',
    'http://127.0.0.1:8080/',
    'https://localhost/',
    'http://[::1]:1/',
    'http://127.1/',
  ]) {
    expect(isRealWhatsApp(parseWhatsAppUrl(url)), url).toBe(url.includes('whatsapp'));
  }
  for (const url of [
    '',
    'web.whatsapp.com',
    'http://web.whatsapp.com/',
    'https://web.whatsapp.com.evil.example/',
    'https://web.whatsapp.com@evil.example/',
    'https://web.whatsapp.com:444/',
    'https://whatsapp.com/',
    'http://10.0.0.1/',
    'http://localhost.evil.example/',
    'http://127.0.0.1.evil.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
  ]) {
    expect(() => parseWhatsAppUrl(url), url).toThrow(WhatsAppUrlError);
  }
});

test('the view stays on its own origin', () => {
  const page = new URL('https://web.whatsapp.com/');
  for (const url of ['https://web.whatsapp.com/', 'https://web.whatsapp.com/x?y#z'])
    expect(mayNavigate(url, page), url).toBe(true);
  for (const url of [
    'http://web.whatsapp.com/',
    'https://evil.example/',
    'https://web.whatsapp.com@evil.example/',
    'file:///etc/passwd',
    'data:text/html,x',
    'blob:https://web.whatsapp.com/0b7c',
    'about:blank',
    'javascript:alert(1)',
    'chrome://gpu',
    'whatsapp://send',
    'not an address',
  ]) {
    expect(mayNavigate(url, page), url).toBe(false);
  }
});

test('only web links are opened outside', () => {
  for (const url of ['https://example.org/', 'http://example.org/']) expect(mayOpenOutside(url), url).toBe(true);
  for (const url of [
    'file:///etc/passwd',
    'javascript:1',
    'data:text/html,x',
    'smb://host/x',
    'ms-msdt:/id',
    'mailto:a@b.c',
    'x',
    '',
  ]) {
    expect(mayOpenOutside(url), url).toBe(false);
  }
});
