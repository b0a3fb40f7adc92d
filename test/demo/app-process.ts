import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { StepFailed } from './step.ts';

/** The app promises to stop within five seconds; what hangs after this is killed, in ms. */
const STOP_PATIENCE = 4_600;

/** The last lines of the app's stderr, which explain a failure. */
const KEPT_LINES = 12;

/** Chromium's complaints about a machine without a desktop, which explain nothing. */
const NOISE = /dbus|DevTools listening|vaapi|gpu|^\s*$/i;

const Ready = z.object({
  api: z.url(),
  pid: z.number(),
  practiceKey: z.string().optional(),
  adminKey: z.string().optional(),
});
export type Ready = z.infer<typeof Ready>;

interface AppOptions {
  root: string;
  dataDir: string;
  /** Of the app, after the usual ones; the practice account, for the demo. */
  args: readonly string[];
  /** Opens Chromium's debugging port, on a free port of the loopback address, for screenshots. */
  debuggable: boolean;
}

export interface AppProcess {
  /** What the `LEXLINE_READY` line says. */
  ready: Promise<Ready>;
  /** Where Chromium's debugging port listens. */
  debugger: Promise<string>;
  /** Aborted when the app has ended, with an error that says how. */
  ended: AbortSignal;
  /** Resolves when the process is gone. */
  stop(): Promise<void>;
}

/**
 * Starts the built app with its window. It ends with us, however we end. Throws StepFailed when
 * there is no Electron to start.
 */
export function startApp({ root, dataDir, debuggable, args }: AppOptions): AppProcess {
  const child = spawn(
    electronBinary(),
    [
      // As root Chromium's sandbox cannot work; the app then allows the practice account only.
      ...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(debuggable ? ['--remote-debugging-port=0'] : []),
      root,
      ...args,
      ...['--api-port', '0', '--ready-line', '--data-dir', dataDir],
    ],
    // The app quits when its stdin ends, and that is when we are gone.
    { cwd: root, env: { ...process.env, LEXLINE_LAUNCHER: '1' }, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  child.stdin.on('error', () => {});

  const ready = Promise.withResolvers<Ready>();
  const devTools = Promise.withResolvers<string>();
  // Whoever waits for them is told; nobody has to.
  for (const { promise } of [ready, devTools]) promise.catch(() => {});
  const ended = new AbortController();
  const complaints: string[] = [];

  createInterface(child.stdout).on('line', (line) => {
    if (line.startsWith('LEXLINE_READY ')) parseReady(line).then(ready.resolve, ready.reject);
  });
  createInterface(child.stderr).on('line', (line) => {
    const address = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) devTools.resolve(address);
    if (process.env.LEXLINE_DEBUG) process.stderr.write(`app: ${line}\n`);
    if (!NOISE.test(line))
      complaints.splice(0, complaints.length + 1 - KEPT_LINES, ...complaints.slice(1 - KEPT_LINES), line);
  });

  function end(how: string): void {
    const reason = new Error([`the app ${how}`, ...complaints].join('\n    '));
    ready.reject(reason);
    devTools.reject(reason);
    ended.abort(reason);
  }
  const closed = new Promise<void>((resolve) => {
    child.once('close', (code, signal) => {
      end(`has ended (${signal ?? `exit code ${code}`})`);
      resolve();
    });
    child.once('error', (error) => {
      end(`could not be started: ${error.message}`);
      resolve();
    });
  });

  return {
    ready: ready.promise,
    debugger: devTools.promise,
    ended: ended.signal,
    async stop() {
      if (process.platform === 'win32') child.stdin.end();
      else child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE);
      await closed;
      clearTimeout(impatience);
    },
  };
}

async function parseReady(line: string): Promise<Ready> {
  return Ready.parse(JSON.parse(line.slice('LEXLINE_READY '.length)));
}

function electronBinary(): string {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder)
    throw new StepFailed('The app starts', 'start the demo with `npm run demo`, which sets up what it needs');
  if (process.platform === 'darwin') return join(folder, 'Electron.app/Contents/MacOS/Electron');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}
