import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ROOT } from '../../support/running-app.ts';

test.skip(process.platform !== 'linux', 'it is done on Linux');

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexline-test-'));
  mkdirSync(join(folder, 'bin'));
  // As root, apt is called through it.
  program('env', `PATH=${join(folder, 'bin')}; shift; exec "$@"`);
});

test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(join(folder, 'bin', name), `#!/bin/sh\nPATH=/usr/bin:/bin\n${script}\n`);
  chmodSync(join(folder, 'bin', name), 0o755);
}

/** Where nothing but those programs can be called. Answers with what it says and which servers it has brought. */
function provide(): { status: number | null; said: string; brought: string[] } {
  const script = `
    import { provideTestServers } from ${JSON.stringify(join(ROOT, 'resources/launch/test-servers.mjs'))};
    const servers = [{ name: 'one', program: '/nowhere/one' }, { name: 'two', program: '/nowhere/two' }];
    await provideTestServers(${JSON.stringify(folder)}, servers);`;
  const env = { PATH: join(folder, 'bin') };
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    ...{ env, encoding: 'utf8' },
  });
  const runtime = join(folder, '.runtime');
  return { status, said: stderr, brought: existsSync(runtime) ? readdirSync(runtime) : [] };
}

const called = (): string[] => readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');

const apt = (download: string): string => `
  echo "$@" >> ${join(folder, 'calls')}
  case "$*" in
    *--simulate*) echo "Inst package-of-it (1.0 Debian)";;
    *download*) ${download};;
    *update*) exit 100;;
  esac`;

test('where there is no apt nothing is done', () => {
  expect(provide()).toEqual({ status: 0, said: '', brought: [] });
});

test('a server that can be had is unpacked', () => {
  program('apt-get', apt('touch package-of-it.deb'));
  program('dpkg', 'mkdir -p "$3/usr"');
  const { status, said, brought } = provide();
  expect([status, brought]).toEqual([0, ['one', 'two']]);
  expect(said).not.toContain('skipped');
});

test('without a network it is asked for once, not for each, and says what is skipped and which command brings it', () => {
  program('apt-get', apt('echo "E: Could not connect" >&2; exit 100'));
  program('dpkg', 'exit 1');
  program('sudo', 'exit 1');
  const { status, said, brought } = provide();
  expect([status, brought]).toEqual([0, []]);
  expect(said).toContain('E: Could not connect');
  expect(said).toContain('sudo apt-get install one two');
  const downloads = called().filter((line) => line.includes('download'));
  expect(downloads.length).toBeLessThanOrEqual(2);
  // A network that answers nothing keeps nobody for minutes.
  for (const line of downloads) expect(line).toContain('Acquire::Retries=0');
});

test('what apt does not know is skipped, and the next one is had', () => {
  program(
    'apt-get',
    `case "$*" in *--simulate*one) exit 100;; *--simulate*) echo "Inst b (1)";; *download*) touch b.deb;; esac`,
  );
  program('dpkg', 'mkdir -p "$3/usr"');
  program('sudo', 'exit 1');
  const { said, brought } = provide();
  expect(brought).toEqual(['two']);
  expect(said).toContain('sudo apt-get install one\n');
});
