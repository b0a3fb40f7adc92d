import { execFileSync } from 'node:child_process';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { now } from '../demo/now.ts';
import { electronBinary, processes, ROOT } from '../support/running-app.ts';
import { median } from './statistics.ts';

/** Where and with what the figures were measured: without it they say nothing. */
export interface Machine {
  date: string;
  lexline: string;
  cores: number;
  cpu: string;
  /** In GB of 10^9 bytes. */
  memory: number;
  system: string;
  /** Of the bench, the stand-in and the receiver. */
  node: string;
  electron: string;
  /** Processes of Electrons that are not the bench's: they share memory and cores with ours, and falsify both. */
  otherElectrons: number;
  /** How long 4 kB take to be safe on the disk that the data folders are on, in ms. */
  diskSync: number;
  /** Over the last minute before the bench began: what else was going on. */
  load: number;
}

export function describeMachine(): Machine {
  const [cpu] = cpus();
  return {
    date: new Date().toISOString(),
    lexline: lexlineVersion(),
    cores: cpus().length,
    cpu: cpu?.model.trim() ?? 'unknown',
    memory: Math.round(totalmem() / 1e8) / 10,
    system: `${type()} ${release()}`,
    node: process.versions.node,
    electron: electronVersion(),
    otherElectrons: processes().filter(({ command }) => command.startsWith(electronBinary())).length,
    diskSync: Math.round(diskSync() * 100) / 100,
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

function lexlineVersion(): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  try {
    const commit = execFileSync('git', ['describe', '--always', '--dirty'], {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: 'pipe',
    });
    return `${version} (${commit.trim()})`;
  } catch {
    // A copy without its history.
    return version;
  }
}

function electronVersion(): string {
  const versions = execFileSync(electronBinary(), ['-p', 'JSON.stringify(process.versions)'], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { electron, chrome, node } = JSON.parse(versions) as Record<string, string>;
  return `${electron} (Chrome ${chrome}, Node ${node})`;
}

function diskSync(): number {
  const folder = mkdtempSync(join(tmpdir(), 'lexline-bench-'));
  const file = openSync(join(folder, 'sync'), 'w');
  try {
    const block = Buffer.alloc(4096);
    const times = Array.from({ length: 50 }, () => {
      const before = now();
      writeSync(file, block);
      fdatasyncSync(file);
      return now() - before;
    });
    return median(times);
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
}
