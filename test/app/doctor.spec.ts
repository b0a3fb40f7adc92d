import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CHECKS, type DoctorReport } from '../doctor/findings.ts';
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
  expect(report.findings.find(({ check }) => check === 'receive_voice')?.outcome).toBe('seen');
  for (const told of ['4915112349876', '2025550100', 'first words', 'Practice Contact', 'This is']) {
    expect(text).not.toContain(told);
  }
  rmSync(folder, { recursive: true, force: true });
});
