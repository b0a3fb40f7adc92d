import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file of the built window: where it lies in its folder, and what is in it. */
export interface RendererFile {
  path: string;
  content: Buffer;
}

/** What the window loads before it knows what to show: all that its page names. `folder` is the built renderer's. */
export async function filesBegun(folder: string): Promise<string[]> {
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  return [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
}

/** What a screen is made of: its own script and style, and all that they import, without what is there already. */
export async function filesOfScreen(folder: string, screen: string, begun: readonly string[]): Promise<string[]> {
  const all = await readdir(join(folder, 'assets'));
  const found = all.filter((name) => name.startsWith(`${screen}-`));
  if (!found.some((name) => extname(name) === '.js')) throw new Error(`the built window has no ${screen}`);
  for (const name of found) {
    const code = await readFile(join(folder, 'assets', name), 'utf8');
    for (const [, imported] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) {
      const path = imported ?? '';
      if (!found.includes(path) && !begun.includes(`assets/${path}`)) found.push(path);
    }
    // The style of a script that is imported stands beside it under the same name.
    const style = all.filter((other) => other.endsWith('.css') && nameOf(other) === nameOf(name));
    found.push(...style.filter((other) => !found.includes(other) && !begun.includes(`assets/${other}`)));
  }
  return found.map((name) => `assets/${name}`);
}

/** Every script and style of the built window, needed or not. */
export async function allFiles(folder: string): Promise<string[]> {
  return (await readdir(join(folder, 'assets')))
    .filter((name) => ['.js', '.css'].includes(extname(name)))
    .map((name) => `assets/${name}`);
}

export function readFiles(folder: string, paths: readonly string[]): Promise<RendererFile[]> {
  return Promise.all([...new Set(paths)].map(async (path) => ({ path, content: await readFile(join(folder, path)) })));
}

/** Each compressed with gzip, together, in bytes. */
export function weightOf(files: readonly RendererFile[]): number {
  return files.reduce((sum, { content }) => sum + gzipSync(content).length, 0);
}

/** Without the mark of its content, and without its ending. */
function nameOf(file: string): string {
  return file.replace(/-.{8}\.\w+$/, '');
}
