import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { authorityFile, connectToDisplay } from './display-connection.mjs';
import { LaunchError, say } from './say.mjs';

const startTimeoutMs = 15_000;
const folderPrefix = 'lexline-display-';

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * The display to run on: the one there is, or an Xvfb of our own on a free number.
 *
 * That Xvfb ends with its last client (`-terminate`). We are a client ourselves as long as we live, so it survives between
 * two runs of the app; killed with SIGKILL, we are gone as a client too, and it ends with the app. Other users of the machine
 * cannot look at it: it asks for a cookie that only we and our children can read.
 * @returns {Promise<NodeJS.ProcessEnv>} what children need in their environment
 */
export async function provideDisplay() {
  if (hasDisplay()) return {};
  removeLeftovers();
  const folder = mkdtempSync(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  const authority = join(folder, 'Xauthority');
  const cookie = randomBytes(16);
  writeFileSync(authority, authorityFile(cookie), { mode: 0o600 });
  const server = startServer(authority);
  process.once('exit', () => {
    server.child.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });
  try {
    const number = await server.number;
    await connectToDisplay(number, cookie);
    say(`No display here: using Xvfb on :${number}.`);
    return { DISPLAY: `:${number}`, XAUTHORITY: authority };
  } catch (error) {
    throw new LaunchError(
      `Xvfb, the display for machines without one, did not start: ${/** @type {Error} */ (error).message}`,
      'Try it by hand and see what it says:  Xvfb -displayfd 1 -nolisten tcp',
      'Or name a display that exists:  DISPLAY=:0 npm start',
    );
  }
}

/**
 * @param {string} authority
 * @returns {{ child: import('node:child_process').ChildProcess, number: Promise<string> }}
 */
function startServer(authority) {
  const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-terminate', '-auth', authority];
  // A session of its own: Ctrl-C must stop the app first, not pull the display away from under it.
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  const number = new Promise((resolve, reject) => {
    let printed = '';
    let complaint = '';
    const timer = setTimeout(() => reject(new Error('no answer within 15 s')), startTimeoutMs);
    child.stderr?.setEncoding('utf8').on('data', (text) => (complaint += text));
    child.stdio[3]?.on('data', (text) => {
      printed += text;
      if (!printed.includes('\n')) return;
      clearTimeout(timer);
      resolve(printed.trim());
    });
    child.on('error', (error) => reject(error));
    child.on('exit', (code) => reject(new Error(`it ended with ${code}. ${complaint.trim()}`)));
  });
  child.unref();
  return { child, number };
}

/** A launcher killed with SIGKILL leaves its cookie's folder behind; the process id in its name tells whose it was. */
function removeLeftovers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    try {
      process.kill(Number(name.slice(folderPrefix.length).split('-')[0]), 0);
    } catch (error) {
      // Not ours to remove, or not there any more: either way it does no harm.
      if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH') tryToRemove(join(tmpdir(), name));
    }
  }
}

/** @param {string} folder */
function tryToRemove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Another user's.
  }
}
