import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../support/running-app.ts';

test('the demo carries two conversations to the directory and back, and says so', async () => {
  const demo = spawn(process.execPath, [join(ROOT, 'test/demo/demo.ts'), '--once'], { cwd: ROOT });
  let output = '';
  for (const stream of [demo.stdout, demo.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise((resolve) => demo.once('close', resolve));
  expect(code, output).toBe(0);
  expect(output).toContain('caught up from its cursor');
  expect(output).toContain('Verified');
});
