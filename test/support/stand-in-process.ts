import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './running-app.ts';

export interface StandInProcess {
  url: string;
  /** Ends it as the system would. */
  stop(): Promise<void>;
  /** Ends it as a crash would; the same ledger can then be opened again. */
  kill(): Promise<void>;
}

/**
 * The practice account's server as a process of its own: it and its ledger outlive the app. With the `port` of an
 * earlier one it comes back at the same address.
 */
export async function startStandIn(ledgerFile: string, { port = 0 }: { port?: number } = {}): Promise<StandInProcess> {
  const entry = join(ROOT, 'main/practice/standalone.ts');
  const child = spawn(process.execPath, [entry, '--ledger', ledgerFile, '--port', `${port}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const line = /PRACTICE_READY (\{.*\})/.exec(output)?.[1];
      if (line) resolve((JSON.parse(line) as { url: string }).url);
    });
    ended.then(() => reject(new Error('the stand-in ended before it was ready')));
  });
  async function end(signal: NodeJS.Signals): Promise<void> {
    child.kill(signal);
    await ended;
  }
  return { url, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
