import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type ProcessEntry, processes, ROOT } from '../support/running-app.ts';

function startBench(args: readonly string[]) {
  const bench = spawn(process.execPath, [join(ROOT, 'test/bench/bench.ts'), ...args], { cwd: ROOT });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    bench[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  return { bench, output, ended: new Promise((resolve) => bench.once('close', resolve)) };
}

test('the bench measures from the page to the receiver, finds each message once, and gives JSON', async () => {
  const { output, ended } = startBench(['--quick', '--only', 'in', '--json', '-']);
  expect(await ended, output.stderr).toBe(0);
  const { machine, results } = JSON.parse(output.stdout);
  expect(machine.electron).toContain('Chrome');
  expect(results).toEqual([expect.objectContaining({ name: 'in', failure: null })]);
  const ids = results[0].figures.map(({ id }: { id: string }) => id);
  expect(ids).toEqual(['in.p50', 'in.p95', 'in.p99']);
  for (const { value } of results[0].figures) expect(value).toBeGreaterThan(0);
  expect(output.stderr).toContain('in page → webhook received, p50');
});

test('the bench measures our window by what a person sees in it, and what it weighs', async () => {
  // Three starts of the app and a database between them, beside whatever else is tested at the moment.
  test.setTimeout(300_000);
  const { output, ended } = startBench(['--quick', '--only', 'window', '--json', '-']);
  expect(await ended, output.stderr).toBe(0);
  const { results } = JSON.parse(output.stdout);
  expect(results).toEqual([expect.objectContaining({ name: 'window', failure: null })]);
  const figures = new Map<string, number>(
    results[0].figures.map(({ id, value }: { id: string; value: number }) => [id, value]),
  );
  const measured = ['start', 'switch.cold.p95', 'switch.warm.p95', 'search.p95', 'visible.p95', 'scroll.frames'];
  for (const id of [...measured, 'scroll.task', 'bundle.first', 'bundle.search', 'bundle.all'])
    expect(figures.get(`window.${id}`), id).toBeGreaterThan(0);
  // What a screen weighs beyond the first one is not all there is.
  expect(figures.get('window.bundle.search')).toBeLessThan(figures.get('window.bundle.first') ?? 0);
});

test('a bench that is stopped takes everything along that it had started', async () => {
  const { bench, output, ended } = startBench(['--quick', '--only', 'in']);
  // What it measures with, the app among it, which has processes of its own.
  let started: ProcessEntry[] = [];
  const lookFor = (): number => {
    started = descendantsOf(bench.pid ?? 0);
    return started.length;
  };
  await expect.poll(lookFor, { timeout: 60_000 }).toBeGreaterThan(4);
  bench.kill('SIGTERM');
  expect(await ended, output.stderr).toBe(143);
  const isStarted = (one: ProcessEntry) => started.some(({ pid, began }) => one.pid === pid && one.began === began);
  await expect.poll(() => processes().filter((one) => isStarted(one) && one.state !== 'Z')).toEqual([]);
});

/** Whom that process has started, and whom they have: another bench of this machine is none of ours. */
function descendantsOf(ancestor: number): ProcessEntry[] {
  const all = processes();
  const found = all.filter(({ parent }) => parent === ancestor);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}
