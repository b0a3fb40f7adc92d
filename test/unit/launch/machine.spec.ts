import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { sourceHash } from '../../../resources/launch/build.mjs';
import { hasDisplay } from '../../../resources/launch/display.mjs';
import { findNode, packagedNode } from '../../../resources/launch/node-runtime.mjs';
import { describeFailure, LaunchError } from '../../../resources/launch/say.mjs';
import { missingDebianPackages, notFoundIn } from '../../../resources/launch/system-libraries.mjs';
import { folderWith } from './launch-folder.ts';

const old = { path: '/usr/bin/node', major: 20 };
const everything = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'libatk-bridge2.0-0'];

function folderWithNode(version: string) {
  const root = folderWith();
  const binary = packagedNode(root, 'linux-x64') ?? '';
  mkdirSync(join(binary, '..'), { recursive: true });
  writeFileSync(binary, `#!/bin/sh\necho ${version}\n`);
  chmodSync(binary, 0o755);
  return { root, binary };
}

test('the packaged Node is used, whatever Node runs the launcher', () => {
  test.skip(process.platform === 'win32', 'the fake Node is a shell script');
  const { root, binary } = folderWithNode('v24.21.0');
  expect(findNode(root, { system: 'linux-x64', own: old })).toBe(binary);
});

test('without a packaged Node a system Node of 24 or newer is used, and an older one is refused with what to do', () => {
  expect(findNode(folderWith(), { system: 'linux-x64', own: { path: '/n', major: 25 } })).toBe('/n');
  expect(() => findNode(folderWith(), { system: 'freebsd-x64', own: old })).toThrow(
    /no packaged Node 24 for freebsd-x64/,
  );
});

test('a packaged Node that does not run here is named as such', () => {
  const { root, binary } = folderWithNode('');
  chmodSync(binary, 0o644);
  expect(() => findNode(root, { system: 'linux-x64', own: old })).toThrow(/does not run on this machine/);
});

test('what is missing on Debian 12 is asked for under its old names', () => {
  const installed = new Set([...everything.filter((name) => name !== 'libasound2'), 'libdrm2', 'libxkbcommon0']);
  expect(missingDebianPackages(installed, true)).toEqual(['libasound2']);
});

test('what is missing on Ubuntu 24.04 and Debian 13 is asked for under the names it has there', () => {
  const installed = new Set(['libssl3t64', 'libgtk-3-0t64', 'libnss3', 'libgbm1', 'libdrm2', 'libxkbcommon0']);
  const missing = ['libasound2t64', 'libxss1', 'libxtst6', 'libatk-bridge2.0-0t64'];
  expect(missingDebianPackages(installed, true)).toEqual(missing);
});

test('Xvfb is asked for only where there is no display', () => {
  const installed = new Set([...everything, 'libdrm2', 'libxkbcommon0']);
  expect(missingDebianPackages(installed, true)).toEqual([]);
  expect(missingDebianPackages(installed, false)).toEqual(['xvfb']);
});

test('the libraries that ldd does not find are named', () => {
  const ldd = '\tlibc.so.6 => /lib/libc.so.6 (0x7)\n\tlibgtk-3.so.0 => not found\n\tlibgbm.so.1 => not found\n';
  expect(notFoundIn(ldd)).toEqual(['libgtk-3.so.0', 'libgbm.so.1']);
});

test('X11 and Wayland are displays on Linux; elsewhere there always is one', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'darwin')).toBe(true);
});

test('the build depends on the content, names and place of sources, and not on the launcher or the tests', () => {
  const files = { 'main/a.ts': '1', 'main/b.ts': '2', 'resources/icons/x': '3', 'vite.config.ts': '' };
  const hash = (more: Record<string, string>) => sourceHash(folderWith({ ...files, ...more }));
  expect(hash({})).toBe(hash({ 'resources/launch/cli.mjs': 'x', 'test/a.ts': 'x', 'README.md': 'x' }));
  const changes = [{ 'main/a.ts': '11' }, { 'main/c.ts': '' }, { 'preload/a.ts': '1' }, { 'resources/icons/x': '' }];
  expect(new Set([{}, ...changes].map(hash)).size).toBe(changes.length + 1);
});

test('a failure is told as what happened and what to do, never as a stack trace', () => {
  expect(describeFailure(new LaunchError('It broke.', 'mend it'))).toBe('It broke.\n  What to do:\n    mend it');
  expect(describeFailure(Object.assign(new Error('open x'), { code: 'ENOSPC' }))).toContain('Free at least');
  expect(describeFailure(new TypeError('x is undefined'))).not.toMatch(/\n\s+at /);
});
