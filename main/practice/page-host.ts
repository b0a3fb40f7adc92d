import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router } from 'express';
import type { Faults } from './faults.ts';

/** Serves the page at `/` and its files below `/assets/`, the way WhatsApp serves its own. */
export function pageHost(assetsDir: string, faults: Faults): Router {
  const routes = Router();

  routes.get('/', async (request, response) => {
    const now = faults.current();
    const supported = !now.unsupported_browser && isSupportedBrowser(request.headers['user-agent'] ?? '');
    const file = now.blank ? 'blank.html' : supported ? 'page.html' : 'unsupported.html';
    const template = await readFile(join(assetsDir, file), 'utf8');
    const nonce = randomBytes(16).toString('base64');
    response.set({
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    const values: Record<string, string> = {
      NONCE: nonce,
      // Modules are registered before anything can be asked of the server.
      FAULTS: inAttribute(JSON.stringify(now)),
    };
    const html = template.replaceAll(/%([A-Z]+)%/g, (whole, name: string) => values[name] ?? whole);
    const direction = now.language === 'ar' ? 'rtl' : 'ltr';
    response.type('html').send(html.replace('lang="en" dir="ltr"', `lang="${now.language}" dir="${direction}"`));
  });

  // An app's data folder may lie below a dot folder; send() would take that for a hidden file.
  routes.use('/assets', express.static(assetsDir, { index: false, redirect: false, dotfiles: 'allow', maxAge: 0 }));
  return routes;
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "connect-src 'self' blob: data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

function inAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/**
 * As WhatsApp decides it: a plain Chrome of version 85 or later. `Electron/…` or an app's own token in the user agent
 * gets the "works with Google Chrome" page.
 */
function isSupportedBrowser(userAgent: string): boolean {
  const withoutComments = userAgent.replaceAll(/\([^)]*\)/g, ' ');
  const products = withoutComments.split(/\s+/).filter((token) => token !== '');
  const known = /^(Mozilla|AppleWebKit|Chrome|Safari|Edg)\/[\d.]+$/;
  if (!products.every((product) => known.test(product))) return false;
  const chrome = products.find((product) => product.startsWith('Chrome/'));
  return chrome !== undefined && Number.parseInt(chrome.slice('Chrome/'.length), 10) >= 85;
}
