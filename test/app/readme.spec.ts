import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openApiDocument } from '../../main/contract/openapi/document.ts';
import { ROOT } from '../support/running-app.ts';

/** The shell block below a heading of the README. */
function shellBlock(heading: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const block = readme.slice(readme.indexOf(`## ${heading}`)).match(/```sh\n([\s\S]*?)```/)?.[1];
  if (!block) throw new Error(`README has no shell block below "${heading}"`);
  return block;
}

/** What lines of a shell print. The app that they start has its own folder and port, and is ended behind them. */
async function printed(lines: string): Promise<string> {
  const folder = test.info().outputPath('try');
  const port = 5300 + (process.pid % 500);
  const script = lines
    .replaceAll('/tmp/lexline-try', folder)
    .replace('--ready-line', `--ready-line --api-port ${port}`)
    .replaceAll('5001', String(port));
  const shell = spawn('bash', ['-c', `mkdir -p "${folder}"; set -e\n${script}\nkill %1; wait || true`], { cwd: ROOT });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise((resolve) => shell.once('close', resolve));
  expect(code, output).toBe(0);
  return output;
}

test('the API lines of the README work when pasted', async () => {
  const output = await printed(shellBlock('The API in ten lines'));
  expect(output).toContain('"mode":"practice"');
  expect(output).toContain('{"scanned":true}');
  expect(output).toContain('"text":"I need a lawyer"');
  expect(output).toContain('"status":"queued"');
  expect(output).toMatch(/"data":\[\{"id":"3EB0[0-9A-F]+","kind":"text","text":"How can I help\?"/);
});

test('the quick start of the reference works when pasted, once the app is started as the README says', async () => {
  const lines = shellBlock('The API in ten lines').split('\n');
  const start = lines.slice(0, lines.findIndex((line) => line.startsWith('KEY=')) + 1).join('\n');
  const quickStart = /```sh\n([\s\S]*?)```/.exec(openApiDocument('0.0.0').info.description)?.[1] ?? '';
  const output = await printed(`${start}\n${quickStart}`);
  expect(output).toContain('{"scanned":true}');
  expect(output).toContain('"text":"I need a lawyer"');
  expect(output).toMatch(/"kind":"text","text":"How can I help\?"/);
  expect(output).toContain('"secret":"whsec_');
});
