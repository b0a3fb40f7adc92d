import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageProgram } from './package-program.mjs';
import { releaseNeeds } from './release-needs.mjs';
import { runChild } from './run-child.mjs';
import { LaunchError, say } from './say.mjs';
import { signUpdates } from './sign-updates.mjs';

/** @typedef {import('./set-up.mjs').Ready} Ready */

/** Where the packed package.json says how the app was made; `main/app/updates/build-mark.ts` reads it. */
const mark = '-c.extraMetadata.lexline';

/**
 * What a release is made of comes from the official, verified download and nothing else: a folder somebody named cannot be
 * vouched for, and the stand-in is another version from another hand.
 * @param {import('./electron-runtime.mjs').Runtime} runtime
 */
export function refuseUnofficial({ kind, pinned }) {
  if (kind === 'official') return;
  throw new LaunchError(
    kind === 'stand-in'
      ? `A release is never built with the stand-in Electron; it needs the official ${pinned}.`
      : `A release is never built with the Electron of ELECTRON_OVERRIDE_DIST_PATH; it needs the official ${pinned}.`,
    'Where github.com can be reached:  LEXLINE_ELECTRON_RETRY=1 npm run release   (with ELECTRON_OVERRIDE_DIST_PATH unset)',
    'To try out a packed app here:  npm run dist',
  );
}

/**
 * The unpacked app for this machine, marked as one to try out.
 * @param {Ready} ready
 * @param {string[]} args for electron-builder
 * @returns {Promise<number>}
 */
export async function packTrial({ root, node, electron }, args) {
  if (!electron) throw new LaunchError('No Electron runtime was set up.');
  const fromRuntime = [`-c.electronDist=${electron.folder}`, `-c.electronVersion=${electron.version}`];
  const exitCode = await runBuilder(root, node, ['--dir', ...fromRuntime, ...args, `${mark}.kind=trial`]);
  if (exitCode === 0) {
    say('Packed into release/. It is a TRIAL BUILD and says so: it is not signed, and never looks for new versions.');
    if (electron.kind !== 'official')
      say('It is not made with the official Electron: it is limited to the practice account.');
  }
  return exitCode;
}

/**
 * The installers, signed, with what tells installed apps of them.
 * @param {Ready} ready
 * @param {string[]} args for electron-builder
 * @returns {Promise<number>}
 */
export async function packRelease({ root, node, electron }, args) {
  if (!electron) throw new LaunchError('No Electron runtime was set up.');
  refuseUnofficial(electron);
  const { feed, signingKey, publicKey, notes } = releaseNeeds({ root, args });
  const folder = join(root, 'release');
  // What an earlier run has left would be signed, too.
  for (const name of leftovers(folder)) rmSync(join(folder, name));
  mkdirSync(folder, { recursive: true });
  const notesFile = join(folder, 'release-notes.md');
  writeFileSync(notesFile, `${notes}\n`);
  // Ours come last: no argument takes the signature away. For other chips electron-builder fetches Electron by itself.
  const exitCode = await runBuilder(root, node, [
    ...args,
    '-c.forceCodeSigning=true',
    `-c.releaseInfo.releaseNotesFile=${notesFile}`,
    ...(feed === null ? [] : ['-c.publish.provider=generic', `-c.publish.url=${feed}`, `${mark}.feed=${feed}`]),
    `${mark}.kind=release`,
    `${mark}.key=${publicKey}`,
  ]);
  if (exitCode !== 0) return exitCode;
  const signed = signUpdates(folder, signingKey);
  if (feed !== null && signed.length === 0)
    throw new LaunchError('electron-builder wrote no latest*.yml to be signed.');
  say(signed.length === 0 ? 'Built. It never looks for new versions.' : `Built, and signed: ${signed.join(', ')}.`);
  return 0;
}

/** @param {string} folder */
function leftovers(folder) {
  try {
    return readdirSync(folder).filter((name) => /^latest.*\.yml(?:\.sig)?$/.test(name));
  } catch {
    return [];
  }
}

/**
 * @param {string} root
 * @param {string} node
 * @param {string[]} args
 */
async function runBuilder(root, node, args) {
  const builder = [packageProgram(root, 'electron-builder'), '--publish', 'never', ...args];
  const { exitCode } = await runChild(node, builder, { cwd: root, output: 'stderr' });
  return exitCode;
}
