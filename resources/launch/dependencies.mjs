import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runChild } from './run-child.mjs';
import { LaunchError, say } from './say.mjs';

/** npm's own waits between its three attempts add up to more than a minute without a word; these to 12 s. */
const quickRetries = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} Locked */

/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.lexline-installed');
/** @param {string} root npm writes it when, and only when, an installation has come to its end */
const npmsRecord = (root) => join(root, 'node_modules', '.package-lock.json');

/**
 * What node_modules must have been installed for.
 * @param {string} root
 * @param {string} [system]
 */
export function dependencyStamp(root, system = `${process.platform}-${process.arch}`) {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${system}`;
}

/**
 * @param {string} root
 * @returns {boolean} whether node_modules is what the lockfile says, whole and for this platform
 */
export function isInstalled(root) {
  const stamp = readOr(stampFile(root), '');
  if (stamp === dependencyStamp(root)) return missingPackages(root).length === 0;
  // Somebody ran `npm ci` themselves: npm's own record tells whether it was for this lockfile.
  return stamp === '' && recordAgrees(root) && missingPackages(root).length === 0;
}

/**
 * @param {string} file
 * @param {string} fallback
 */
function readOr(file, fallback) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return fallback;
  }
}

/**
 * @param {string} text
 * @returns {[string, Locked][]} the packages that every platform needs
 */
function requiredPackages(text) {
  const { packages = {} } = /** @type {{ packages?: Record<string, Locked> }} */ (JSON.parse(text));
  return Object.entries(packages).filter(([path, { optional, devOptional, link }]) => {
    return path !== '' && !optional && !devOptional && !link;
  });
}

/** @param {string} root */
function missingPackages(root) {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  return requiredPackages(lock).filter(([path]) => !existsSync(join(root, path, 'package.json')));
}

/** @param {string} root */
function recordAgrees(root) {
  try {
    const record = new Map(requiredPackages(readFileSync(npmsRecord(root), 'utf8')));
    const wanted = requiredPackages(readFileSync(join(root, 'package-lock.json'), 'utf8'));
    return wanted.every(([path, { version, integrity }]) => {
      const found = record.get(path);
      return found?.version === version && found?.integrity === integrity;
    });
  } catch {
    return false;
  }
}

/**
 * The npm that runs us, so that its settings and version are the ones the person chose; else the one on PATH.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ command: string, before: string[] }}
 */
export function npmCommand(env) {
  const script = env.npm_execpath ?? '';
  const isNpm = /^npm(-cli)?\.c?js$/.test(basename(script));
  return isNpm && existsSync(script) ? { command: process.execPath, before: [script] } : { command: 'npm', before: [] };
}

/**
 * Installs what the lockfile says, unless it is there.
 * @param {string} root
 * @param {(pid: number) => void} onStart told npm's process id
 */
export async function installDependencies(root, onStart) {
  if (isInstalled(root)) {
    if (!existsSync(stampFile(root))) writeFileSync(stampFile(root), dependencyStamp(root));
    return;
  }
  say('Installing npm packages from package-lock.json (about a minute the first time) …');
  // Both marks go first: an interrupted installation must not look like a finished one.
  rmSync(stampFile(root), { force: true });
  rmSync(npmsRecord(root), { force: true });
  const { command, before } = npmCommand(process.env);
  // NODE_ENV=production or an `omit` setting would leave out what builds the app.
  // Packages that want a newer Node get one: everything but npm itself runs on the Node 24 that is installed here.
  const quiet = ['--loglevel=error'];
  const args = [
    ...before,
    'ci',
    '--include=dev',
    '--include=optional',
    ...quickRetries,
    '--no-audit',
    '--no-fund',
    ...quiet,
  ];
  const { exitCode } = await runChild(command, args, { cwd: root, output: 'stderr', onStart }).catch(noNpm);
  if (exitCode !== 0) throw npmFailed(exitCode);
  writeFileSync(stampFile(root), dependencyStamp(root));
}

/**
 * @param {NodeJS.ErrnoException} error
 * @returns {never}
 */
function noNpm(error) {
  if (error.code !== 'ENOENT') throw error;
  throw new LaunchError(
    'npm was not found.',
    'Install Node with npm from https://nodejs.org, then run the command again.',
  );
}

/** @param {number} exitCode */
function npmFailed(exitCode) {
  return new LaunchError(
    `The npm packages could not be installed (npm ci ended with ${exitCode}; its own words are above).`,
    'See whether npm reaches its registry:  npm ping',
    'Behind a proxy or with a mirror, tell npm:  npm config set proxy …  or  npm config set registry …',
    'Then run the same command again; it starts over where that is needed.',
  );
}
