import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../support/running-app.ts';

/** The shell block below a heading of the README. */
function shellBlock(heading: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const block = readme.slice(readme.indexOf(`## ${heading}`)).match(/```sh\n([\s\S]*?)```/)?.[1];
  if (!block) throw new Error(`README has no shell block below "${heading}"`);
  return block;
}

test('the API lines of the README work when pasted', async () => {
  // Its own folder and a free port, so that nothing of the developer's is touched; the lines stay as they are.
  const folder = test.info().outputPath('try');
  const port = 5300 + (process.pid % 500);
  const script = shellBlock('The API in ten lines')
    .replaceAll('/tmp/lexline-try', folder)
    .replace('--ready-line', `--ready-line --api-port ${port}`)
    .replace('5001', String(port));
  const shell = spawn('bash', ['-c', `mkdir -p "${folder}"; set -e\n${script}\nkill %1; wait || true`], { cwd: ROOT });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise((resolve) => shell.once('close', resolve));
  expect(code, output).toBe(0);
  expect(output).toContain('"mode":"practice"');
  expect(output).toContain('{"scanned":true}');
  expect(output).toContain('"text":"I need a lawyer"');
  expect(output).toContain('"status":"queued"');
  expect(output).toMatch(/"data":\[\{"id":"3EB0[0-9A-F]+","kind":"text","text":"How can I help\?"/);
});
