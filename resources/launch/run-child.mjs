import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/**
 * How long a child may take to stop before it is killed. The app promises 5 s; this is the net below that promise.
 */
const patienceMs = 8000;

/** @typedef {{ child: import('node:child_process').ChildProcess, lifeline: boolean, stopSignal: NodeJS.Signals | undefined }} Running */

/** @type {Set<Running>} */
const running = new Set();
/** @type {NodeJS.Signals | undefined} */
let stopping;

/** A set-up step ended because we were asked to stop: not an error, and nothing to explain. */
export class Stopped extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Stopped by ${signal}`);
    this.exitCode = exitCodeOf(null, signal);
  }
}

/**
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 * @returns {number} as a shell gives it: 128 + the signal's number for a death by signal
 */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal ?? 'SIGKILL'] ?? 0);
}

/**
 * @typedef {object} ChildOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'pass' | 'stderr' | 'capture'} [output] where its stdout goes; 'capture' gathers stdout and stderr
 * @property {boolean} [lifeline] it is what was asked for, not a step towards it: it gets a pipe as stdin whose end tells it
 *   that we are gone, and a process group of its own, so that Ctrl-C reaches it once (through us) and not its helpers
 * @property {NodeJS.Signals} [stopSignal] sent instead of the signal we received
 * @property {((pid: number) => void) | undefined} [onStart]
 */

/**
 * Runs a program to its end.
 * @param {string} command
 * @param {string[]} args
 * @param {ChildOptions} [options]
 * @returns {Promise<{ exitCode: number, output: string }>} rejects when the program cannot be started, and with `Stopped`
 */
export function runChild(command, args, options = {}) {
  if (stopping) return Promise.reject(new Stopped(stopping));
  return new Promise((resolve, reject) => {
    const { lifeline = false, output: where = 'pass' } = options;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: stdioFor(lifeline, where),
      detached: lifeline && process.platform !== 'win32',
      // On Windows npm is a .cmd file, which only a shell can start.
      shell: process.platform === 'win32' && command === 'npm',
    });
    /** @type {Running} */
    const entry = { child, lifeline, stopSignal: options.stopSignal };
    let output = '';
    running.add(entry);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (data) => (output += data));
    child.stdin?.on('error', () => {});
    child.on('error', (error) => {
      running.delete(entry);
      reject(error);
    });
    child.on('close', (code, signal) => {
      running.delete(entry);
      if (stopping && !lifeline) reject(new Stopped(stopping));
      else resolve({ exitCode: exitCodeOf(code, signal), output });
    });
    if (child.pid) options.onStart?.(child.pid);
  });
}

/**
 * @param {boolean} lifeline
 * @param {'pass' | 'stderr' | 'capture'} where
 * @returns {import('node:child_process').StdioOptions}
 */
function stdioFor(lifeline, where) {
  const input = lifeline ? 'pipe' : 'ignore';
  if (where === 'capture') return [input, 'pipe', 'pipe'];
  return [input, where === 'stderr' ? 2 : 'inherit', 'inherit'];
}

/**
 * Asks every running child to stop; when the last has ended, whoever awaits it goes on. With none running we end at once.
 * @param {NodeJS.Signals} signal
 */
export function stopAll(signal) {
  if (stopping) return;
  stopping = signal;
  if (running.size === 0) process.exit(exitCodeOf(null, signal));
  for (const entry of running) askToStop(entry, signal);
  setTimeout(killAll, patienceMs).unref();
}

/**
 * @param {Running} entry
 * @param {NodeJS.Signals} signal
 */
function askToStop({ child, lifeline, stopSignal }, signal) {
  // Windows knows no gentle signal: the end of its stdin is what the child understands there.
  if (process.platform === 'win32' && lifeline) child.stdin?.end();
  else child.kill(stopSignal ?? signal);
}

function killAll() {
  for (const { child, lifeline } of running) {
    try {
      // The whole group: what hangs is often a helper of the one we started.
      if (lifeline && process.platform !== 'win32' && child.pid) process.kill(-child.pid, 'SIGKILL');
      else child.kill('SIGKILL');
    } catch {
      // It ended in this very moment.
    }
  }
}
