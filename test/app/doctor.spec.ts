import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CHECKS, type Check, type DoctorReport } from '../doctor/findings.ts';
import { ROOT } from '../support/running-app.ts';

test('the doctor walks through the practice account, and its report holds no message, name or number', async () => {
  test.setTimeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'lexline-doctor-'));
  const file = join(folder, 'report.json');
  const doctor = spawn(process.execPath, [join(ROOT, 'test/doctor/doctor.ts'), '--practice', '--report', file], {
    cwd: ROOT,
    env: { ...process.env, HOME: folder },
  });
  let output = '';
  for (const stream of [doctor.stdout, doctor.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise((resolve) => doctor.once('close', resolve));
  expect(code, output).toBe(0);
  const text = readFileSync(file, 'utf8');
  const report = JSON.parse(text) as DoctorReport;
  expect(report.findings.map(({ check }) => check).sort()).toEqual(Object.keys(CHECKS).sort());
  expect(report.findings.filter(({ outcome }) => outcome === 'not_seen')).toEqual([]);
  expect(report.findings.filter(({ outcome }) => outcome === 'skipped').map(({ check }) => check)).toEqual([
    'receive_sticker',
  ]);
  const factsOf = (check: Check) => report.findings.find((finding) => finding.check === check)?.facts;
  expect(factsOf('link_by_code')).toMatchObject({ codes: 1 });
  expect(factsOf('receive_video')).toMatchObject({ file: 'stored' });
  expect(factsOf('receive_view_once')).toMatchObject({ view_once: true, file_held: false });
  expect(factsOf('receive_disappearing')).toMatchObject({ disappears_after: 86_400 });
  expect(factsOf('mark_read')).toMatchObject({ unread_after: 0, blue_ticks: true });
  expect(factsOf('mark_read')?.unread_before).toBeGreaterThan(0);
  for (const told of ['4915112349876', '2025550100', 'first words', 'Gone in', 'Practice Contact', 'This is']) {
    expect(text).not.toContain(told);
  }
  rmSync(folder, { recursive: true, force: true });
});
