import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const launch = resolve(import.meta.dirname, '..', '..', '..', 'resources', 'launch');

/** The URL of a module of the launcher, for scripts that run as processes of their own. */
export const moduleUrl = (name: string) => pathToFileURL(join(launch, name)).href;

/** A real, empty folder with the given files in it. */
export function folderWith(files: Record<string, string> = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lexline-launch-test-')));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Runs an ES module given as text in a process of its own; `says` waits for a line of its stdout. */
export function runScript(script: string, env: NodeJS.ProcessEnv = {}, args: string[] = []) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, ...args], {
    env: { ...process.env, npm_lifecycle_event: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  async function says(pattern: RegExp): Promise<RegExpMatchArray> {
    for (;;) {
      const match = output.match(pattern);
      if (match) return match;
      if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${output}${errors}`);
      await Promise.race([once(child.stdout, 'data'), ended]);
    }
  }
  return { child, ended, says, errors: () => errors };
}

/** A launcher that runs `app`, a script of which each line of output is passed on. */
export function launcherOf(app: string): string {
  return `
    import { runChild, stopAll } from '${moduleUrl('run-child.mjs')}';
    import { watchParent } from '${moduleUrl('parent-watch.mjs')}';
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => stopAll(signal));
    watchParent(() => stopAll('SIGTERM'));
    const app = ${JSON.stringify(app)};
    const child = runChild(process.execPath, ['-e', app], { lifeline: true });
    process.exit((await child).exitCode);
  `;
}

/** Resolves when no process has this id any more; there is no event for a process that is not our child. */
export async function gone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((next) => setTimeout(next, 20));
  }
}
