import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './running-app.ts';

/** The practice account's server as a process of its own: it and its ledger outlive the app. */
export async function startStandIn(ledgerFile: string): Promise<{ url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [join(ROOT, 'main/practice/standalone.ts'), '--ledger', ledgerFile], {
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
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
