import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
import type { ServeAttachment } from './serve-attachments.ts';

/** Our window's own scheme: unlike `file:` it gives the page no way to any other file. */
export const APP_ORIGIN = 'app://lexline';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * Must be called before Electron is ready. What V8 has made of a script is kept in the profile: the next start need not
 * make it anew.
 */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/**
 * Serves the built window from its folder, and nothing outside of it. `attachments` gives what answers for files of
 * messages; null while the database is closed.
 */
export function serveApp(folder: string, attachments: () => ServeAttachment | null): void {
  protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.host === 'lexline' && url.pathname.startsWith('/attachments/')) {
      return serveOne(attachments(), url.pathname, request.headers.get('range'));
    }
    const file = normalize(join(folder, decodeURIComponent(url.pathname)));
    const type = TYPES[extname(file)];
    if (url.host !== 'lexline' || !file.startsWith(folder + sep) || !type) return new Response(null, { status: 404 });
    try {
      return new Response(new Uint8Array(await readFile(file)), {
        headers: { 'content-type': type, 'x-content-type-options': 'nosniff' },
      });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

async function serveOne(serve: ServeAttachment | null, path: string, range: string | null): Promise<Response> {
  try {
    return (await serve?.(path, range)) ?? new Response(null, { status: 404 });
  } catch {
    return new Response(null, { status: 500 });
  }
}
