import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { imageSize } from '../../../main/practice/media-facts.ts';
import { MediaTooLarge, openMediaStore } from '../../../main/practice/media-store.ts';

let folder = '';
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'practice-media-'));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

async function* parts(...buffers: Buffer[]): AsyncGenerator<Uint8Array> {
  yield* buffers;
}

test('keeps bytes under their hash, once', async () => {
  const store = await openMediaStore(folder);
  const [a, b] = [randomBytes(70_000), randomBytes(10)];
  const sha256 = createHash('sha256').update(a).update(b).digest('hex');
  expect(await store.put(parts(a, b), 100_000)).toEqual({ sha256, size: 70_010 });
  expect(await store.put(parts(Buffer.concat([a, b])), 100_000)).toEqual({ sha256, size: 70_010 });
  expect(await readdir(folder)).toEqual([sha256]);
  expect(await store.read(sha256)).toEqual(Buffer.concat([a, b]));
  expect([await store.size(sha256), await store.size('0'.repeat(64))]).toEqual([70_010, null]);
});

test('takes nothing that is too large, and leaves nothing of it', async () => {
  const store = await openMediaStore(folder);
  await expect(store.put(parts(randomBytes(60), randomBytes(60)), 100)).rejects.toBeInstanceOf(MediaTooLarge);
  expect(await readdir(folder)).toEqual([]);
});

test('removes what a killed server left half written', async () => {
  await writeFile(join(folder, 'half.part'), 'x');
  await openMediaStore(folder);
  expect(await readdir(folder)).toEqual([]);
});

test('reads the size of pictures from their first bytes, and of nothing else', () => {
  const gif = Buffer.from('47494638396140010001', 'hex');
  const webp = Buffer.concat([
    Buffer.from('RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0', 'latin1'),
    Buffer.from('3f01001f0000', 'hex'),
  ]);
  const jpeg = Buffer.from('ffd8ffe000044a46ffc0001108006400c8030122', 'hex');
  expect(imageSize(gif)).toEqual({ width: 320, height: 256 });
  expect(imageSize(webp)).toEqual({ width: 320, height: 32 });
  expect(imageSize(jpeg)).toEqual({ width: 200, height: 100 });
  for (const other of ['', 'text', '%PDF-1.4 and more than thirty characters of it']) {
    expect(imageSize(Buffer.from(other))).toBeNull();
  }
});
