import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Build, packageType, readBuild, updateSupport } from '../../../main/app/updates/build-mark.ts';
import { createUpdateMemory, NO_MEMORY } from '../../../main/app/updates/update-memory.ts';

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lexline-mark-'));
});

test.afterEach(() => rmSync(folder, { recursive: true }));

function packedWith(lexline: unknown): Build {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'lexline', lexline }));
  return readBuild({ isPackaged: true, appPath: folder });
}

const FEED = 'https://updates.lexline.example/';

test('a packed app is a release only if our release has made it one', () => {
  expect(packedWith({ kind: 'release', feed: FEED, key: 'k' })).toEqual({ kind: 'release', feed: FEED, key: 'k' });
  expect(packedWith({ kind: 'release', key: 'k' })).toEqual({ kind: 'release', key: 'k' });
  for (const mark of [
    undefined,
    { kind: 'trial' },
    { kind: 'trial', feed: FEED, key: 'k' },
    { kind: 'release', feed: FEED },
    { kind: 'release', feed: 'http://updates.lexline.example/', key: 'k' },
    { kind: 'release', feed: 'http://127.0.0.1.evil.example/', key: 'k' },
    'release',
  ]) {
    expect(packedWith(mark), JSON.stringify(mark)).toEqual({ kind: 'trial' });
  }
  expect(readBuild({ isPackaged: true, appPath: join(folder, 'gone') })).toEqual({ kind: 'trial' });
  expect(readBuild({ isPackaged: false, appPath: folder })).toEqual({ kind: 'development' });
});

test('only a release that was installed and knows a feed can be updated', () => {
  const release = { kind: 'release', feed: FEED, key: 'k' } as const;
  expect(updateSupport(release, 'AppImage')).toBe('possible');
  expect(updateSupport(release, null)).toBe('not_installed');
  expect(updateSupport({ kind: 'release', key: 'k' }, 'deb')).toBe('no_feed');
  expect(updateSupport({ kind: 'trial' }, 'AppImage')).toBe('trial_build');
  expect(updateSupport({ kind: 'development' }, 'exe')).toBe('not_installed');
});

test('on Linux it is told from which package the app was installed', () => {
  expect(packageType(folder, {}, 'linux')).toBeNull();
  writeFileSync(join(folder, 'package-type'), 'deb');
  expect(packageType(folder, {}, 'linux')).toBe('deb');
  expect(packageType(folder, { APPIMAGE: '/home/anna/Lexline.AppImage' }, 'linux')).toBe('AppImage');
  expect([packageType(folder, {}, 'win32'), packageType(folder, {}, 'darwin')]).toEqual(['exe', 'zip']);
});

test('what is remembered of updates is read part by part, and what is none is forgotten', () => {
  const memoryOf = (kept: unknown) => createUpdateMemory({ get: () => kept, set() {} }).get();
  expect(memoryOf(undefined)).toEqual(NO_MEMORY);
  expect(memoryOf('0.2.0')).toEqual(NO_MEMORY);
  expect(memoryOf({ newest: '0.2.0', looked_at: 'yesterday' })).toEqual({ ...NO_MEMORY, newest: '0.2.0' });
  expect(memoryOf({ newest: 'latest', looked_at: 5, installing: '1.0.0' })).toEqual({
    ...{ newest: null, looked_at: 5, installing: '1.0.0' },
  });
});
