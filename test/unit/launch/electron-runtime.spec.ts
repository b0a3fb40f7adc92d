import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  binaryName,
  describeRuntime,
  provideElectron,
  retryAfterMs,
} from '../../../resources/launch/electron-runtime.mjs';
import { refuseUnofficial } from '../../../resources/launch/pack-app.mjs';
import { folderWith } from './launch-folder.ts';

const start = Date.UTC(2026, 0, 1);

/** A checkout with fake sources, which notes what was asked of them. */
function checkout({ reachable = false } = {}) {
  const root = folderWith({ 'node_modules/electron/package.json': '{"version":"45.4.1"}' });
  const asked: string[] = [];
  const provide = (env: NodeJS.ProcessEnv = {}, now = start, standInPossible = true) =>
    provideElectron({
      root,
      node: process.execPath,
      onStart: () => {},
      env,
      now,
      sources: {
        standInPossible,
        download: async ({ folder }: { folder: string }) => {
          asked.push('download');
          if (!reachable) return 'out of reach';
          mkdirSync(folder);
          return undefined;
        },
        standIn: async ({ store }: { store: string }) => {
          asked.push('stand-in');
          return join(store, 'stand-in');
        },
      },
    });
  return { root, asked, provide };
}

test('the official download is preferred, and not repeated', async () => {
  const { asked, provide } = checkout({ reachable: true });
  expect((await provide()).kind).toBe('official');
  expect((await provide()).kind).toBe('official');
  expect(asked).toEqual(['download']);
});

test('out of reach, the stand-in is used and the download is not tried again for a day', async () => {
  const { asked, provide } = checkout();
  expect((await provide()).kind).toBe('stand-in');
  await provide({}, start + retryAfterMs - 1);
  expect(asked).toEqual(['download', 'stand-in', 'stand-in']);
  await provide({}, start + retryAfterMs);
  expect(asked.filter((source) => source === 'download')).toHaveLength(2);
});

test('a failure noted in the future, by a clock since corrected, does not count', async () => {
  const { asked, provide } = checkout();
  await provide({}, start + retryAfterMs);
  await provide({}, start);
  expect(asked.filter((source) => source === 'download')).toHaveLength(2);
});

test('LEXLINE_ELECTRON_RETRY=1 asks the network again', async () => {
  const { asked, provide } = checkout();
  await provide();
  await provide({ LEXLINE_ELECTRON_RETRY: '1' });
  expect(asked.filter((source) => source === 'download')).toHaveLength(2);
});

test('where there is no stand-in, the download is tried each time and its failure says what to do', async () => {
  const { asked, provide } = checkout();
  for (const _ of [1, 2]) await expect(provide({}, start, false)).rejects.toThrow(/there is no stand-in/);
  expect(asked).toEqual(['download', 'download']);
});

test('ELECTRON_OVERRIDE_DIST_PATH comes first, and no network is asked', async () => {
  const { asked, provide } = checkout();
  const folder = folderWith({ [binaryName()]: '', version: 'v44.1.0' });
  chmodSync(join(folder, binaryName()), 0o755);
  const runtime = await provide({ ELECTRON_OVERRIDE_DIST_PATH: folder });
  expect(runtime).toMatchObject({ kind: 'override', folder, version: '44.1.0', pinned: '45.4.1' });
  expect(describeRuntime(runtime)).toContain('not the pinned 45.4.1');
  expect(asked).toEqual([]);
});

test('an override that holds no program is refused with what it should name', async () => {
  const { provide } = checkout();
  const problem = await provide({ ELECTRON_OVERRIDE_DIST_PATH: folderWith() }).catch((error: unknown) => error);
  expect(problem).toMatchObject({ instructions: [expect.stringContaining('unpacked Electron')] });
});

test('what an interrupted download left behind is removed', async () => {
  const { root, provide } = checkout();
  mkdirSync(join(root, '.runtime', 'unfinished-abc', 'electron'), { recursive: true });
  await provide();
  expect(readdirSync(join(root, '.runtime'))).toEqual(['download-failed.json']);
  expect(existsSync(join(root, 'node_modules', 'electron', 'path.txt'))).toBe(true);
});

test('the stand-in is always named as one that releases refuse', async () => {
  const { provide } = checkout();
  expect(describeRuntime(await provide())).toMatch(/STAND-IN.*development and tests only; release builds refuse it/);
});

test('a release is refused with the stand-in and with a folder somebody named', () => {
  const runtime = { folder: '/x', binary: '/x/electron', version: '45.4.1', pinned: '45.4.1' };
  expect(() => refuseUnofficial({ kind: 'stand-in', ...runtime })).toThrow(/never built with the stand-in/);
  expect(() => refuseUnofficial({ kind: 'override', ...runtime })).toThrow(/ELECTRON_OVERRIDE_DIST_PATH/);
  refuseUnofficial({ kind: 'official', ...runtime });
});
