import { type ChildProcess, spawn } from 'node:child_process';
import {
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { binaryName } from '../../resources/launch/electron-runtime.mjs';

/** The folder that holds `package.json` and the built `out/`. */
export const ROOT = resolve(import.meta.dirname, '../..');

/** The Electron that the launcher chose, or that the environment names. */
export function electronBinary(): string {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) throw new Error('ELECTRON_OVERRIDE_DIST_PATH is not set: run the tests through `npm test`');
  return join(folder, binaryName());
}

/** The ready line's content. */
export interface Ready {
  api: string;
  pid: number;
  adminKey?: string;
  practiceKey?: string;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** The parsed JSON body; null when there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of it, it says itself.
  body: any;
}

export interface CallOptions {
  /** Default: the practice key, if there is one. `null` sends none. */
  key?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Another user of this machine to run the app as, when the tests run as root. */
export interface User {
  uid: number;
  gid: number;
  /** A folder of that user's own. */
  home: string;
}

export interface StartOptions {
  /** After `--data-dir`, before nothing: a switch given here wins over the usual ones. */
  args?: readonly string[];
  /** Added to the environment; `undefined` takes a variable away. */
  env?: Record<string, string | undefined>;
  /** Default: a new folder, removed by `stop()`. One that is given is left for the next start. */
  dataDir?: string;
  asUser?: User;
  /** Default: a folder away from the repository, so that no wrong path can ever write into it. */
  cwd?: string;
  /** Started in its place, with the app's command line behind it, such as `['dbus-run-session', '--']`. */
  wrapper?: readonly string[];
  /** The program and what stands before our own arguments; default: Electron on the built app. */
  command?: readonly string[];
  /** Without the usual arguments: nothing but `--data-dir` and `args`. */
  bare?: boolean;
}

/** A process of the app, ready or not. */
export interface LaunchedApp {
  readonly process: ChildProcess;
  readonly dataDir: string;
  stdout(): string;
  stderr(): string;
  /** Rejects with everything it said when it ends before it is ready. */
  readonly ready: Promise<Ready>;
  readonly exit: Promise<Exit>;
  /** Sends the signal to the main process (to what was spawned, before it is ready) and waits for the end. */
  kill(signal?: NodeJS.Signals): Promise<Exit>;
  /** SIGTERM, the end, and a data folder of our own removed. Harmless on an app that has ended. */
  stop(): Promise<Exit>;
}

export interface StartedApp extends Omit<LaunchedApp, 'ready'> {
  readonly ready: Ready;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
}

/** What an app under test must not inherit from whoever runs the tests. */
const NOT_INHERITED = [
  'ELECTRON_RUN_AS_NODE',
  'NODE_OPTIONS',
  'LEXLINE_LAUNCHER_PID',
  'LEXLINE_PASSPHRASE',
  'LEXLINE_RECOVERY_KEY',
];

const STOP_PATIENCE = 15_000;

const launched = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of launched) killGroup(child);
});

/** What it started must not outlive it either: it leads a process group of its own. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}

/** The processes of its group that live: what it left behind, once it has ended. */
export function livingOf({ pid }: ChildProcess): number[] {
  return processes().flatMap(({ pid: id, state, group }) => (group === pid && state !== 'Z' ? [id] : []));
}

export interface ProcessEntry {
  pid: number;
  state: string;
  parent: number;
  group: number;
  /** When it began, in ticks since the machine did: with the pid it names one process for ever, the pid alone is used again. */
  began: number;
  command: string;
}

/** Every process of the machine, as Linux tells it. */
export function processes(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        // What stands behind the name, from the third field on. Source: proc_pid_stat(5)
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
        const [state = '', parent, group] = fields;
        const began = Number(fields[19]);
        return [{ pid: Number(name), state, parent: Number(parent), group: Number(group), began, command }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}

function environment(env: StartOptions['env'], user: User | undefined): NodeJS.ProcessEnv {
  // The app ends when its stdin does, so even a test runner that is killed leaves none behind.
  const result: NodeJS.ProcessEnv = { ...process.env, LEXLINE_LAUNCHER: '1' };
  for (const name of NOT_INHERITED) delete result[name];
  if (user) {
    mkdirSync(user.home, { recursive: true, mode: 0o700 });
    chownSync(user.home, user.uid, user.gid);
    Object.assign(result, { HOME: user.home, XDG_RUNTIME_DIR: user.home, TMPDIR: '/tmp', USER: 'lexline-test' });
    for (const name of ['XDG_CONFIG_HOME', 'XDG_CACHE_HOME', 'XDG_DATA_HOME']) delete result[name];
    const authority = process.env.XAUTHORITY;
    if (authority && existsSync(authority)) {
      const copy = join(user.home, '.Xauthority');
      copyFileSync(authority, copy);
      chownSync(copy, user.uid, user.gid);
      result.XAUTHORITY = copy;
    }
  }
  for (const [name, value] of Object.entries(env ?? {})) {
    if (value === undefined) delete result[name];
    else result[name] = value;
  }
  return result;
}

/**
 * Starts the built app as a process of its own, as a script would, and does not wait: for starts that are expected to
 * fail, or to be interrupted.
 */
export function launchApp(options: StartOptions = {}): LaunchedApp {
  const { asUser, wrapper = [], args = [] } = options;
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'lexline-test-'));
  if (asUser && existsSync(dataDir)) chownSync(dataDir, asUser.uid, asUser.gid);
  // As root Chromium's sandbox cannot work; only then, and never for another user, it is switched off.
  const sandbox = process.getuid?.() === 0 && !asUser ? ['--no-sandbox'] : [];
  const command = options.command ?? [electronBinary(), ...sandbox, ROOT];
  const usual = options.bare ? [] : ['--api-port', '0', '--ready-line', '--print-admin-key', '--headless'];
  const [program = '', ...rest] = [...wrapper, ...command, '--data-dir', dataDir, ...usual, ...args];
  const child = spawn(program, rest, {
    cwd: options.cwd ?? asUser?.home ?? tmpdir(),
    env: environment(options.env, asUser),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    ...(asUser && { uid: asUser.uid, gid: asUser.gid }),
  });
  launched.add(child);
  child.stdin.on('error', () => {});
  let stdout = '';
  let stderr = '';
  let found: Ready | null = null;
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const exit = new Promise<Exit>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (livingOf(child).length === 0) launched.delete(child);
      resolve({ code, signal });
    });
  });
  const ready = new Promise<Ready>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      const line = /^LEXLINE_READY (\{.*\})\n/m.exec(stdout)?.[1];
      if (!line || found) return;
      found = JSON.parse(line) as Ready;
      resolve(found);
    });
    exit.then(
      ({ code, signal }) => reject(new Error(`the app ended with ${code ?? signal} before it was ready:\n${stderr}`)),
      reject,
    );
  });
  // Whoever does not ask for it expects the app to end.
  ready.catch(() => {});

  function signal(name: NodeJS.Signals): void {
    if (child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(found?.pid ?? child.pid ?? 0, name);
    } catch {
      // It ended in this very moment.
    }
  }

  return {
    process: child,
    dataDir,
    stdout: () => stdout,
    stderr: () => stderr,
    ready,
    exit,
    kill(name = 'SIGKILL') {
      signal(name);
      return exit;
    },
    async stop() {
      signal('SIGTERM');
      const timer = setTimeout(() => killGroup(child), STOP_PATIENCE);
      const result = await exit.finally(() => clearTimeout(timer));
      if (launched.delete(child)) killGroup(child);
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
      return result;
    },
  };
}

/**
 * Starts the built app as a process of its own and waits until its API answers. Headless, on a free port, with an admin
 * key, in a new data folder, unless the options say otherwise; add `--practice` for the practice account. Needs a
 * display, as `npm test` provides it.
 *
 *     const app = await startApp({ args: ['--practice'] });
 *     const { status, body } = await app.call('GET', '/v1/conversations');
 *     await app.stop();
 */
export async function startApp(options: StartOptions = {}): Promise<StartedApp> {
  const app = launchApp(options);
  const ready = await app.ready;
  return { ...app, ready, call: (method, path, callOptions) => callApi(ready, method, path, callOptions) };
}

/** Calls the API of a running app. */
export async function callApi(
  ready: Ready,
  method: string,
  path: string,
  { key = ready.practiceKey ?? null, body, headers = {} }: CallOptions = {},
): Promise<Answer> {
  const response = await fetch(new URL(path, ready.api), {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) };
}

/** Whether a process with that id lives; a dead one that nobody has reaped yet does not. */
export function isAlive(pid: number): boolean {
  return processes().some((entry) => entry.pid === pid && entry.state !== 'Z');
}
