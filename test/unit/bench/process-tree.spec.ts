import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { memoryOfTree } from '../../bench/probe/process-tree.ts';

test.skip(process.platform !== 'linux', 'the proportional set size is told by Linux only');

test('the memory of a process counts with that of all that descend from it, by what each calls itself', async () => {
  const code = 'const held = Buffer.alloc(60e6, 1); console.log(held.length); setInterval(() => held, 1000)';
  // Put together there, so that it does not stand in the parent's own command line.
  const grandchild = `spawn(process.execPath, ['-e', ${JSON.stringify(code)}, '--', '--' + 'type=renderer'])`;
  const script = `require('node:child_process').${grandchild}.stdout.on('data', (data) => console.log(String(data)))`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  try {
    await once(child.stdout, 'data');
    const { total, byType } = memoryOfTree(child.pid ?? 0);
    expect(byType.renderer).toBeGreaterThan(60);
    expect(byType.main).toBeLessThan(60);
    expect(total).toBeCloseTo((byType.renderer ?? 0) + (byType.main ?? 0), 6);
  } finally {
    process.kill(-(child.pid ?? 0), 'SIGKILL');
  }
});
