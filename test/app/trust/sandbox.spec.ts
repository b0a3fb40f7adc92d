import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { livingOf, processes, startApp } from '../../support/running-app.ts';
import { noSandboxBecause, unprivileged } from './unprivileged.ts';

test('as a normal user every page runs inside Chromium’s sandbox', async () => {
  test.skip(process.platform !== 'linux', 'the sandbox is read from /proc');
  const user = unprivileged();
  const reason = noSandboxBecause(user);
  test.skip(reason !== null, reason ?? '');
  const app = await startApp({ ...user, dataDir: join(user.home, 'data'), args: ['--practice'] });
  // Its view has a page in it: a code can be scanned.
  await expect.poll(async () => (await app.call('POST', '/v1/practice/scan')).status).toBe(200);

  const family = processes().filter(({ pid }) => livingOf(app.process).includes(pid));
  expect(family.length).toBeGreaterThan(2);
  for (const { command } of family) expect(command).not.toMatch(/--no-sandbox|--disable-setuid-sandbox/);
  const renderers = family.filter(({ command }) => command.includes('--type=renderer'));
  expect(renderers.length).toBeGreaterThan(0);
  for (const { pid } of renderers) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(status).toMatch(/^CapEff:\t0+$/m);
  }
  const { body } = await app.call('GET', '/v1/health');
  expect(body.warnings.map(({ code }: { code: string }) => code)).not.toContain('no_sandbox');
  expect(await app.stop()).toEqual({ code: 0, signal: null });
  user.remove();
});
