import { packageProgram } from './package-program.mjs';
import { runChild } from './run-child.mjs';
import { LaunchError, say } from './say.mjs';

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
 * `dist` makes the unpacked app for this machine; `release` the installers.
 * @param {import('./set-up.mjs').Ready} ready
 * @param {string[]} args for electron-builder
 * @param {{ release: boolean }} options
 * @returns {Promise<number>}
 */
export async function packApp({ root, node, electron }, args, { release }) {
  if (!electron) throw new LaunchError('No Electron runtime was set up.');
  if (release) refuseUnofficial(electron);
  else if (electron.kind !== 'official')
    say('The packed app is for trying out only: it is not made with the official Electron.');
  // A release may be for other architectures than this machine's: there electron-builder fetches and verifies by itself.
  const fromRuntime = [`-c.electronDist=${electron.folder}`, `-c.electronVersion=${electron.version}`];
  const what = release ? args : ['--dir', ...fromRuntime, ...args];
  const builder = [packageProgram(root, 'electron-builder'), '--publish', 'never', ...what];
  const { exitCode } = await runChild(node, builder, { cwd: root, output: 'stderr' });
  return exitCode;
}
