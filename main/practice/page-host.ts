import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { Router } from 'express';

/** Serves the page at `/` and its files below `/assets/`, the way WhatsApp serves its own. */
export function pageHost(assetsDir: string): Router {
  const routes = Router();

  routes.get('/', async (request, response) => {
    const supported = isSupportedBrowser(request.headers['user-agent'] ?? '');
    const template = await readFile(join(assetsDir, supported ? 'page.html' : 'unsupported.html'), 'utf8');
    const nonce = randomBytes(16).toString('base64');
    response.set({
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    response.type('html').send(template.replaceAll('%NONCE%', nonce));
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
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
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
