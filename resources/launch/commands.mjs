import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxSwitches } from './chromium-sandbox.mjs';
import { hasDisplay, provideDisplay } from './display.mjs';
import { runLint } from './lint.mjs';
import { packRelease, packTrial } from './pack-app.mjs';
import { runChild } from './run-child.mjs';
import { LaunchError, say } from './say.mjs';
import { setUp } from './set-up.mjs';
import { provideTestPackages } from './system-libraries.mjs';
import { provideTestServers } from './test-servers.mjs';

/** @typedef {import('./set-up.mjs').Ready} Ready */
/** @typedef {(root: string, args: string[]) => Promise<number>} Command resolves with the exit code */

const endsWithLauncher = new URL('./ends-with-launcher.mjs', import.meta.url).href;

/** @param {Ready} ready */
function electronOf({ electron }) {
  if (!electron) throw new LaunchError('No Electron runtime was set up.');
  return electron;
}

/**
 * Runs a program of ours with Node 24; it is stopped when we are.
 * @param {Ready} ready
 * @param {string[]} args script and arguments
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Signals} [stopSignal]
 */
async function runNode({ root, node }, args, env = {}, stopSignal = 'SIGTERM') {
  const script = args[0] ?? '';
  if (!existsSync(join(root, script))) throw new LaunchError(`${script} is missing.`, 'Restore it:  git checkout -- .');
  const { exitCode } = await runChild(node, ['--import', endsWithLauncher, ...args], {
    cwd: root,
    lifeline: true,
    stopSignal,
    env: { ...process.env, ...env, LEXLINE_LAUNCHER_PID: `${process.pid}:${stopSignal}` },
  });
  return exitCode;
}

/** @type {Command} */
export async function start(root, args) {
  const electron = electronOf(await setUp(root));
  const switches = sandboxSwitches(electron);
  const display = await provideDisplay();
  const { exitCode } = await runChild(electron.binary, [...switches, root, ...args], {
    lifeline: true,
    // LEXLINE_LAUNCHER tells the app that its stdin is our life line: it quits when that ends.
    env: { ...process.env, ...display, ELECTRON_OVERRIDE_DIST_PATH: electron.folder, LEXLINE_LAUNCHER: '1' },
  });
  return exitCode;
}

/** @type {Command} */
export async function demo(root, args) {
  const isReal = hasDisplay();
  const ready = await setUp(root);
  const display = await provideDisplay();
  return runNode(ready, ['test/demo/demo.ts', ...args], {
    ...display,
    ELECTRON_OVERRIDE_DIST_PATH: electronOf(ready).folder,
    LEXLINE_HAS_DISPLAY: isReal ? '1' : '0',
  });
}

/** @type {Command} */
export async function screenshots(root) {
  const ready = await setUp(root);
  const display = await provideDisplay();
  const env = { ...display, ELECTRON_OVERRIDE_DIST_PATH: electronOf(ready).folder };
  return runNode(ready, ['test/demo/screenshots.ts'], env);
}

/** @type {Command} */
export async function doctor(root, args) {
  const ready = await setUp(root);
  const display = await provideDisplay();
  const env = { ...display, ELECTRON_OVERRIDE_DIST_PATH: electronOf(ready).folder };
  return runNode(ready, ['test/doctor/doctor.ts', ...args], env, 'SIGINT');
}

/** @type {Command} */
export async function test(root, args) {
  const ready = await setUp(root);
  await provideTestPackages();
  await provideTestServers(root);
  const display = await provideDisplay();
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'test/playwright.config.ts', ...args];
  const env = { ...display, ELECTRON_OVERRIDE_DIST_PATH: electronOf(ready).folder };
  // On SIGINT Playwright stops its workers and the apps they opened; on SIGTERM it would leave them.
  return runNode(ready, playwright, env, 'SIGINT');
}

/** @type {Command} */
export async function bench(root, args) {
  const ready = await setUp(root);
  const display = await provideDisplay();
  return runNode(ready, ['test/bench/bench.ts', ...args], {
    ...display,
    ELECTRON_OVERRIDE_DIST_PATH: electronOf(ready).folder,
  });
}

/** @type {Command} */
export async function lint(root, args) {
  return runLint(await setUp(root, { electron: false, build: false }), args);
}

/** @type {Command} */
export async function build(root) {
  await setUp(root, { electron: false });
  say('The app is built in out/.');
  return 0;
}

/** @type {Command} */
export async function practice(root, args) {
  const ready = await setUp(root, { electron: false, build: false });
  return runNode(ready, ['main/practice/standalone.ts', ...args]);
}

/** @type {Command} */
export async function directory(root, args) {
  const ready = await setUp(root, { electron: false, build: false });
  return runNode(ready, ['test/directory/directory.ts', ...args]);
}

/** @type {Command} */
export async function setup(root) {
  await setUp(root);
  say('Ready.');
  return 0;
}

/** @type {Command} */
export async function dist(root, args) {
  return packTrial(await setUp(root), args);
}

/** @type {Command} */
export async function release(root, args) {
  return packRelease(await setUp(root), args);
}
