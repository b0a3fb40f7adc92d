import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './run-child.mjs';
import { LaunchError, say } from './say.mjs';

/** What the built app is made of. */
const sources = [
  'main',
  'preload',
  'renderer',
  'resources',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vite.config.ts',
];
const notSources = new Set([join('resources', 'launch')]);

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]} the files at and below it, in an order that is the same everywhere
 */
function filesIn(root, path) {
  if (notSources.has(path) || !existsSync(join(root, path))) return [];
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => filesIn(root, join(path, name)));
}

/**
 * By content, not by time: git sets new times on files it did not change.
 * @param {string} root
 */
export function sourceHash(root) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((path) => filesIn(root, path))) {
    const content = readFileSync(join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} hash
 */
function isBuilt(root, hash) {
  const stamp = join(root, 'out', '.stamp');
  return existsSync(join(root, 'out', 'main', 'index.js')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/**
 * Builds main process, preloads and window into out/, unless they are there already, built from these very sources.
 * @param {string} root
 * @param {string} node
 * @param {(pid: number) => void} onStart
 */
export async function buildApp(root, node, onStart) {
  const hash = sourceHash(root);
  if (isBuilt(root, hash)) return;
  say('Building the app …');
  mkdirSync(join(root, 'out'), { recursive: true });
  rmSync(join(root, 'out', '.stamp'), { force: true });
  const args = [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app'];
  // Tests set NODE_ENV to their own value; what they test is the app as it is shipped.
  const env = { ...process.env, NODE_ENV: 'production' };
  const { exitCode, output } = await runChild(node, args, { cwd: root, env, output: 'capture', onStart });
  if (exitCode !== 0) {
    process.stderr.write(output);
    throw new LaunchError(
      'The app does not build; Vite’s own words are above.',
      'Correct what it names and run the command again.',
    );
  }
  writeFileSync(join(root, 'out', '.stamp'), hash);
}
