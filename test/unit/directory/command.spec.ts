import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const COMMAND = join(import.meta.dirname, '../../directory/directory.ts');
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexline-directory-'));
});

test.afterEach(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { ...process.env, LEXLINE_KEY: '' } });
  let output = '';
  const told = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const url = /http:\/\/127\.0\.0\.1:\d+(?=\s)/.exec(output)?.[0];
      if (url) told.resolve(url);
    });
  }
  const code = new Promise<number | null>((resolve) => {
    child.once('close', (exitCode) => {
      told.reject(new Error(output));
      resolve(exitCode);
    });
  });
  told.promise.catch(() => {});
  return { child, code, pageUrl: told.promise, output: () => output };
}

test('it starts without Lexline, says so on its page, keeps its file to its owner, and ends when it is told', async () => {
  const file = join(folder, 'kept', 'directory.db');
  const one = run('--key', 'lx_test_x', '--api', NOWHERE, '--port', '0', '--data', file);
  const html = await (await fetch(await one.pageUrl)).text();
  expect(html).toContain('Lexline not reached since');
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  one.child.kill('SIGTERM');
  expect(await one.code, one.output()).toBe(0);
});

for (const args of [[], ['--key', 'k', '--port', '70000'], ['--key', 'k', '--api', 'x'], ['--key', 'k', '--what']]) {
  test(`it says how it is used when it is started with ${JSON.stringify(args)}`, async () => {
    const one = run(...args);
    expect(await one.code).toBe(2);
    expect(one.output()).toContain('Usage: npm run directory');
  });
}
