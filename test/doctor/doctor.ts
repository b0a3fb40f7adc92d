import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import QRCode from 'qrcode';
import { Phone } from '../../main/contract/values.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { type AppProcess, startApp } from '../demo/app-process.ts';
import { createDoctorApi, createLawyer } from './doctor-api.ts';
import { CHECKS, type DoctorReport, type Finding, toMarkdown } from './findings.ts';
import { createHttp } from './http.ts';
import { createTerminalPerson, type Person } from './person.ts';
import { createPracticePerson } from './practice-person.ts';
import { type Walked, walk } from './walk.ts';

const USAGE = 'Usage: npm run doctor [-- --practice] [-- --report FILE]\n';

/**
 * `npm run doctor`: with a phone in hand, finds out what works on the real WhatsApp Web, and writes a report that holds
 * no message, no name and no number. `--practice` walks the same way with simulated phones. Exit code 0 when nothing
 * that was tried is missing.
 */
async function doctor(): Promise<number> {
  const options = readOptions();
  if (options === null) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { practice } = options;
  const reportFile = resolve(options.report);
  const stopped = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => stopped.abort(new Error(`stopped by ${signal}`)));
  }
  say('Lexline doctor: what works on WhatsApp Web.');
  say('A folder of its own is used, and removed in the end. Nothing is sent anywhere unless you agree to it.');
  const home = join(homedir(), '.lexline-doctor');
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const dataDir = mkdtempSync(join(home, 'run-'));
  const startedAt = new Date();
  const app = startApp({
    root: join(import.meta.dirname, '../..'),
    dataDir,
    debuggable: false,
    args: [...(practice ? ['--practice'] : []), '--print-admin-key'],
  });
  try {
    const findings = await examine(app, practice, AbortSignal.any([stopped.signal, app.ended]));
    const report: DoctorReport = {
      lexline: packageJson.version,
      electron: packageJson.devDependencies.electron,
      platform: `${process.platform} ${process.arch}`,
      account: practice ? 'practice' : 'live',
      started_at: startedAt.toISOString(),
      finished_at: new Date().toISOString(),
      ...findings,
    };
    writeFileSync(reportFile, options.report.endsWith('.json') ? JSON.stringify(report, null, 2) : toMarkdown(report));
    say(`The report is in ${reportFile}. It holds no message, no name and no number.`);
    return report.findings.some(({ outcome }) => outcome === 'not_seen') ? 1 : 0;
  } catch (error) {
    process.stderr.write(`The doctor could not go on: ${error instanceof Error ? error.message : 'unknown'}\n`);
    return 1;
  } finally {
    await app.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function examine(app: AppProcess, practice: boolean, stopped: AbortSignal): Promise<Walked> {
  const { api: baseUrl, adminKey, practiceKey } = await app.ready;
  let person: Person | null = null;
  try {
    let lawyer: { id: string; key: string };
    if (practice && practiceKey) {
      const http = createHttp(baseUrl, practiceKey);
      const { data } = await http.get<{ id: string; phone_number: Phone }>('/v1/lawyers/me');
      lawyer = { id: data.id, key: practiceKey };
      person = createPracticePerson(http, data.phone_number);
    } else {
      person = createTerminalPerson(
        (text) => Phone.safeParse(text).data ?? null,
        (text) => QRCode.toString(text, { type: 'terminal', small: true }),
      );
      lawyer = { id: '', key: '' };
    }
    const phones = await person.phones();
    if (!practice) lawyer = await createLawyer(baseUrl, adminKey ?? '', phones.own);
    const api = createDoctorApi(baseUrl, lawyer);
    return await walk({ api, person, phones, tell, stopped });
  } finally {
    person?.close();
  }
}

function tell({ check, outcome, facts }: Finding): void {
  const figures = Object.entries(facts).map(([name, value]) => `${name} ${value}`);
  const mark = { seen: '✓', not_seen: '✗', skipped: '–' }[outcome];
  say(`${mark} ${CHECKS[check]}${figures.length === 0 ? '' : ` (${figures.join(', ')})`}`);
}

function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}

/** Null when the command line cannot be followed. */
function readOptions(): { practice: boolean; report: string } | null {
  try {
    return parseArgs({
      options: {
        practice: { type: 'boolean', default: false },
        report: { type: 'string', default: 'lexline-doctor-report.md' },
      },
    }).values;
  } catch {
    return null;
  }
}

process.exitCode = await doctor();
