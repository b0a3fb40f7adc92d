import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { dependencyStamp, isInstalled, npmCommand } from '../../../resources/launch/dependencies.mjs';
import { folderWith } from './launch-folder.ts';

const lock = JSON.stringify({
  packages: {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
});
const fresh = () => folderWith({ 'package-lock.json': lock });
const installed = () => folderWith({ 'package-lock.json': lock, 'node_modules/a/package.json': '{}' });
const stamp = (root: string) => join(root, 'node_modules', '.lexline-installed');
const record = (root: string) => join(root, 'node_modules', '.package-lock.json');

test('a fresh clone counts as not installed', () => {
  expect(isInstalled(fresh())).toBe(false);
});

test('a finished installation is not repeated, and packages for other systems are not missed', () => {
  const root = installed();
  writeFileSync(stamp(root), dependencyStamp(root));
  expect(isInstalled(root)).toBe(true);
});

test('an interrupted npm ci is noticed: packages lie there, but nothing says that it came to its end', () => {
  expect(isInstalled(installed())).toBe(false);
});

test('a package that somebody removed is noticed', () => {
  const root = installed();
  writeFileSync(stamp(root), dependencyStamp(root));
  rmSync(join(root, 'node_modules', 'a'), { recursive: true });
  expect(isInstalled(root)).toBe(false);
});

test('a changed lockfile is noticed', () => {
  const root = installed();
  writeFileSync(stamp(root), dependencyStamp(root));
  writeFileSync(join(root, 'package-lock.json'), lock.replace('"1.0.0"', '"1.0.1"'));
  expect(isInstalled(root)).toBe(false);
});

test('node_modules of another system, such as of a shared folder, are noticed', () => {
  const root = installed();
  writeFileSync(stamp(root), dependencyStamp(root, 'win32-arm64'));
  expect(isInstalled(root)).toBe(false);
});

test('an npm ci that somebody ran by hand is accepted when npm recorded this very lockfile', () => {
  const root = installed();
  writeFileSync(record(root), lock);
  expect(isInstalled(root)).toBe(true);
  writeFileSync(record(root), lock.replace('sha512-a', 'sha512-other'));
  expect(isInstalled(root)).toBe(false);
});

test('the npm that runs us is used, and another package manager or nothing means the npm on PATH', () => {
  const folder = folderWith({ 'npm-cli.js': '', 'yarn.js': '' });
  expect(npmCommand({ npm_execpath: join(folder, 'npm-cli.js') })).toEqual({
    command: process.execPath,
    before: [join(folder, 'npm-cli.js')],
  });
  for (const other of [join(folder, 'yarn.js'), join(folder, 'gone', 'npm-cli.js'), undefined]) {
    expect(npmCommand({ npm_execpath: other })).toEqual({ command: 'npm', before: [] });
  }
});
