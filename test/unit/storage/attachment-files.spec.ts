import { createHash, randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import nodeFileSystem, { type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { type FileSystem, MIN_FREE_BYTES, openAttachmentFiles } from '../../../main/storage/attachment-files.ts';
import { PART_BYTES } from '../../../main/storage/sealed-file.ts';

let folder: string;
let key: Buffer;

test.beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'lexline-files-')), 'attachments');
  key = randomBytes(32);
});

test.afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);

async function* inChunks(bytes: Buffer, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function all(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

/** Every file below the folder, by its path there. */
function filesIn(): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** The disk, with one or more of its calls replaced. */
function diskWith(change: Partial<FileSystem>): FileSystem {
  return { ...nodeFileSystem, ...change };
}

/** A disk whose files are opened as they are, but for what `change` does to each handle. */
function diskOf(change: (file: FileHandle, path: string) => void): FileSystem {
  return diskWith({
    open: async (path, ...rest) => {
      const file = await nodeFileSystem.open(path, ...rest);
      change(file, path);
      return file;
    },
  });
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

test('what was written is read back, whole and in any part', async () => {
  const files = openAttachmentFiles(folder, key);
  for (const size of [0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 3 * PART_BYTES + 17]) {
    const bytes = randomBytes(size);
    const stored = await files.write(inChunks(bytes));
    expect(stored).toMatchObject({ sha256: hashOf(bytes), size });
    expect(await files.has(stored.sha256)).toBe(true);
    expect((await all(files.read(stored.sha256))).equals(bytes)).toBe(true);
    for (const [start, end] of [
      [0, 1],
      [0, size],
      [PART_BYTES - 1, PART_BYTES + 1],
      [PART_BYTES, 2 * PART_BYTES],
      [size - 1, size],
      [size - 1, size + 100],
      [size, size + 1],
      [5, 5],
    ] as const) {
      if (start < 0) continue;
      const part = await all(files.read(stored.sha256, { start, end }));
      expect(part.equals(bytes.subarray(start, end)), `${size}: ${start}-${end}`).toBe(true);
    }
  }
});

test('the same bytes are there once, under their hash, and nothing of them can be read from the disk', async () => {
  const files = openAttachmentFiles(folder, key);
  const word = 'Geheimniskraemerei';
  const bytes = Buffer.from(word.repeat(10_000));
  const first = await files.write(inChunks(bytes));
  const before = readFileSync(pathOf(first.sha256));
  const again = await Promise.all([files.write(inChunks(bytes, 7)), files.write(inChunks(bytes, 99_999))]);
  expect(again).toEqual([first, first]);
  expect(filesIn()).toEqual([join(first.sha256.slice(0, 2), first.sha256)]);
  expect(readFileSync(pathOf(first.sha256)).equals(before)).toBe(true);
  expect(before.includes(word)).toBe(false);
  expect(before.includes(word.slice(0, 6))).toBe(false);
  expect(statSync(pathOf(first.sha256)).mode & 0o077).toBe(0);
  // Encrypted anew, the same bytes look different: nobody can tell that two accounts have the same file.
  const elsewhere = openAttachmentFiles(`${folder}-2`, key);
  await elsewhere.write(inChunks(bytes));
  const copy = readFileSync(pathOf(first.sha256).replace(folder, `${folder}-2`));
  expect(copy.subarray(0, 200).equals(before.subarray(0, 200))).toBe(false);
});

test('any flipped bit is found, wherever it is', async () => {
  const files = openAttachmentFiles(folder, key);
  const bytes = randomBytes(2 * PART_BYTES + 500);
  const { sha256 } = await files.write(inChunks(bytes));
  const whole = readFileSync(pathOf(sha256));
  const step = Math.floor(whole.length / 60);
  const places = [...Array(64).keys(), ...Array.from({ length: 60 }, (_, i) => i * step), whole.length - 1];
  for (const place of places) {
    const damaged = Buffer.from(whole);
    damaged.writeUInt8(damaged.readUInt8(place) ^ (1 << (place % 8)), place);
    writeFileSync(pathOf(sha256), damaged);
    await expect(all(files.read(sha256)), `byte ${place}`).rejects.toThrow('attachment_damaged');
  }
});

test('a part that is damaged spoils no other, and none is given out unproven', async () => {
  const files = openAttachmentFiles(folder, key);
  const bytes = randomBytes(3 * PART_BYTES);
  const { sha256 } = await files.write(inChunks(bytes));
  const damaged = readFileSync(pathOf(sha256));
  // In the second part.
  damaged.writeUInt8(damaged.readUInt8(PART_BYTES + 1000) ^ 1, PART_BYTES + 1000);
  writeFileSync(pathOf(sha256), damaged);
  const given: Uint8Array[] = [];
  const reading = (async () => {
    for await (const part of files.read(sha256)) given.push(part);
  })();
  await expect(reading).rejects.toThrow('attachment_damaged');
  expect(Buffer.concat(given).equals(bytes.subarray(0, PART_BYTES))).toBe(true);
  const last = { start: 2 * PART_BYTES, end: 3 * PART_BYTES };
  expect((await all(files.read(sha256, last))).equals(bytes.subarray(last.start))).toBe(true);
});

test('parts cannot be swapped, cut off, added or taken from another file', async () => {
  const files = openAttachmentFiles(folder, key);
  const bytes = randomBytes(3 * PART_BYTES);
  const { sha256 } = await files.write(inChunks(bytes));
  const other = await files.write(inChunks(randomBytes(3 * PART_BYTES)));
  const whole = readFileSync(pathOf(sha256));
  const header = 36;
  const sealed = PART_BYTES + 16;
  const part = (n: number, from = whole) => from.subarray(header + n * sealed, header + (n + 1) * sealed);
  const head = whole.subarray(0, header);
  const seal = whole.subarray(header + 3 * sealed);
  const theirs = readFileSync(pathOf(other.sha256));
  const forgeries: Record<string, Buffer> = {
    swapped: Buffer.concat([head, part(1), part(0), part(2), seal]),
    'the last one cut off': Buffer.concat([head, part(0), part(1), seal]),
    'one in the middle cut out': Buffer.concat([head, part(0), part(2), seal]),
    'one twice': Buffer.concat([head, part(0), part(0), part(1), part(2), seal]),
    'without a seal': whole.subarray(0, header + 3 * sealed),
    'cut in a part': whole.subarray(0, header + sealed + 99),
    'cut in the header': whole.subarray(0, 20),
    empty: Buffer.alloc(0),
    'more behind it': Buffer.concat([whole, Buffer.alloc(16)]),
    'a part of another file': Buffer.concat([head, part(0), part(1, theirs), part(2), seal]),
    'another file': theirs,
    'no file of ours': randomBytes(whole.length),
  };
  // Even the first part is refused: it is no part of a file with that end.
  for (const [name, forgery] of Object.entries(forgeries)) {
    writeFileSync(pathOf(sha256), forgery);
    const first = name === 'swapped' || name.startsWith('a part') ? undefined : { start: 0, end: 10 };
    await expect(all(files.read(sha256, first)), name).rejects.toThrow('attachment_damaged');
  }
  writeFileSync(pathOf(sha256), whole);
  expect((await all(files.read(sha256))).equals(bytes)).toBe(true);
  await expect(all(openAttachmentFiles(folder, randomBytes(32)).read(sha256))).rejects.toThrow('attachment_damaged');
});

test('a damaged file is made whole when its bytes come again', async () => {
  const files = openAttachmentFiles(folder, key);
  const bytes = randomBytes(100_000);
  const { sha256 } = await files.write(inChunks(bytes));
  writeFileSync(pathOf(sha256), readFileSync(pathOf(sha256)).subarray(0, 5000));
  await files.write(inChunks(bytes));
  expect((await all(files.read(sha256))).equals(bytes)).toBe(true);
  expect(filesIn()).toHaveLength(1);
});

test('what is gone is damage, and no name leads out of the folder', async () => {
  const files = openAttachmentFiles(folder, key);
  const missing = 'a'.repeat(64);
  expect(await files.has(missing)).toBe(false);
  await expect(all(files.read(missing))).rejects.toThrow('attachment_damaged');
  const secret = join(folder, '..', 'secret');
  writeFileSync(secret, 'x');
  for (const name of [
    '../secret',
    '../../etc/passwd',
    'A'.repeat(64),
    `${'a'.repeat(63)}/`,
    `${missing}\n`,
    '',
    `./${missing}`,
  ]) {
    await expect(files.has(name), name).rejects.toThrow('SHA-256');
    await expect(all(files.read(name)), name).rejects.toThrow('SHA-256');
  }
  expect(existsSync(secret)).toBe(true);
});

test('a source that breaks off leaves nothing behind', async () => {
  const files = openAttachmentFiles(folder, key);
  async function* breakingOff() {
    yield randomBytes(200_000);
    throw new Error('the page went away');
  }
  await expect(files.write(breakingOff())).rejects.toThrow('the page went away');
  expect(filesIn()).toEqual([]);
});

test('nothing is taken in when the disk is almost full, at the beginning or on the way', async () => {
  let free = MIN_FREE_BYTES - 1;
  const statfs = async () => ({ bavail: free, bsize: 1 });
  const files = openAttachmentFiles(folder, key, diskWith({ statfs }));
  expect(await files.freeBytes()).toBe(MIN_FREE_BYTES - 1);
  await expect(files.write(inChunks(Buffer.from('x')))).rejects.toThrow('disk_almost_full');
  free = MIN_FREE_BYTES;
  await files.write(inChunks(Buffer.from('x')));
  async function* growing() {
    const part = Buffer.alloc(1024 * 1024);
    for (let i = 0; i < 40; i++) {
      if (i === 20) free = 0;
      yield part;
    }
  }
  await expect(files.write(growing())).rejects.toThrow('disk_almost_full');
  expect(filesIn()).toHaveLength(1);
});

test('the real disk says how much is free', async () => {
  expect(await openAttachmentFiles(folder, key).freeBytes()).toBeGreaterThan(0);
});

test('short writes and short reads lose no byte', async () => {
  const disk = diskOf((file) => {
    const write = file.write.bind(file) as (...of: unknown[]) => Promise<unknown>;
    const read = file.read.bind(file) as (...of: unknown[]) => Promise<unknown>;
    Object.assign(file, {
      write: (bytes: Buffer, offset: number, length: number) => write(bytes, offset, Math.ceil(length / 3)),
      read: (bytes: Buffer, offset: number, length: number, at: number) =>
        read(bytes, offset, Math.ceil(length / 3), at),
    });
  });
  const files = openAttachmentFiles(folder, key, disk);
  const bytes = randomBytes(PART_BYTES + 12_345);
  const { sha256 } = await files.write(inChunks(bytes));
  expect((await all(files.read(sha256))).equals(bytes)).toBe(true);
  expect((await all(openAttachmentFiles(folder, key).read(sha256))).equals(bytes)).toBe(true);
});

/** Where taking in a file can fail, and whether the file may be there afterwards all the same. */
const FAULTS: Record<string, { disk: (error: Error) => FileSystem; mayBeKept?: true }> = {
  'opening the file': { disk: (error) => diskWith({ open: () => Promise.reject(error) }) },
  'writing to it': {
    disk: (error) => diskOf((file) => void Object.assign(file, { write: () => Promise.reject(error) })),
  },
  'writing to it for the third time': {
    disk: (error) =>
      diskOf((file) => {
        const write = file.write.bind(file) as (...of: unknown[]) => Promise<unknown>;
        let times = 0;
        Object.assign(file, {
          write: (...of: unknown[]) => {
            times += 1;
            return times === 3 ? Promise.reject(error) : write(...of);
          },
        });
      }),
  },
  'syncing it': {
    disk: (error) =>
      diskOf((file, path) => {
        if (path.includes('incoming')) Object.assign(file, { sync: () => Promise.reject(error) });
      }),
  },
  'making its folder': { disk: (error) => diskWith({ mkdir: () => Promise.reject(error) }) },
  'naming it': { disk: (error) => diskWith({ rename: () => Promise.reject(error) }) },
  'syncing its folder': {
    disk: (error) =>
      diskOf((file, path) => {
        if (!path.includes('incoming')) Object.assign(file, { sync: () => Promise.reject(error) });
      }),
    mayBeKept: true,
  },
};

for (const [step, { disk, mayBeKept }] of Object.entries(FAULTS)) {
  for (const code of ['ENOSPC', 'EIO']) {
    test(`${code} while ${step} is told, and leaves no half of a file`, async () => {
      const bytes = randomBytes(3 * PART_BYTES);
      const failing = openAttachmentFiles(folder, key, disk(failure(code)));
      await expect(failing.write(inChunks(bytes))).rejects.toThrow(code === 'ENOSPC' ? 'disk_almost_full' : code);
      const kept = filesIn();
      expect(kept.filter((path) => path.includes('incoming'))).toEqual([]);
      if (!mayBeKept) expect(kept).toEqual([]);
      // On a disk that works again, the same bytes are taken in.
      const files = openAttachmentFiles(folder, key);
      const { sha256 } = await files.write(inChunks(bytes));
      expect((await all(files.read(sha256))).equals(bytes)).toBe(true);
      expect(filesIn()).toHaveLength(1);
    });
  }
}

test('killed at any step, either the whole file is there or nothing of it', async () => {
  const bytes = randomBytes(2 * PART_BYTES + 5);
  const sha256 = hashOf(bytes);
  /** Calls to the disk until the file is kept; from the n-th on, no call ever answers, as in a process that is dead. */
  const writeUntil = async (calls: number): Promise<boolean> => {
    let left = calls;
    const never = new Promise<never>(() => {});
    const { promise: died, resolve: die } = Promise.withResolvers<false>();
    const alive = <Result>(work: () => Promise<Result>): Promise<Result> => {
      left -= 1;
      if (left >= 0) return work();
      die(false);
      return never;
    };
    const disk = diskWith({
      open: (...of) =>
        alive(async () => {
          const file = await nodeFileSystem.open(...of);
          closers.push(file.close.bind(file));
          for (const name of ['write', 'sync', 'close'] as const) {
            const real = file[name].bind(file) as (...of: unknown[]) => Promise<unknown>;
            Object.assign(file, { [name]: (...given: unknown[]) => alive(() => real(...given)) });
          }
          return file;
        }),
      rename: (...of) => alive(() => nodeFileSystem.rename(...of)),
      rm: (...of) => alive(() => nodeFileSystem.rm(...of)),
      mkdir: (...of) => alive(() => nodeFileSystem.mkdir(...of)),
    });
    const done = openAttachmentFiles(folder, key, disk)
      .write(inChunks(bytes))
      .then(() => true);
    return Promise.race([done, died]);
  };
  /** What the end of a process closes. */
  const closers: (() => Promise<void>)[] = [];
  let calls = 0;
  let ended = false;
  const outcomes = new Set<string>();
  while (!ended) {
    rmSync(folder, { recursive: true, force: true });
    ended = await writeUntil(calls);
    for (const close of closers.splice(0)) await close().catch(() => {});
    const files = openAttachmentFiles(folder, key);
    expect(
      filesIn().filter((path) => path.includes('incoming')),
      `after ${calls} calls`,
    ).toEqual([]);
    const isThere = await files.has(sha256);
    if (isThere) expect((await all(files.read(sha256))).equals(bytes), `after ${calls} calls`).toBe(true);
    outcomes.add(isThere ? 'whole' : 'nothing');
    calls += 1;
  }
  expect(calls).toBeGreaterThan(10);
  expect([...outcomes]).toEqual(['nothing', 'whole']);
});

test('what an earlier run has left unfinished is removed at the next opening', async () => {
  mkdirSync(join(folder, 'incoming'), { recursive: true });
  writeFileSync(join(folder, 'incoming', 'left-over'), 'x');
  const files = openAttachmentFiles(folder, key);
  expect(filesIn()).toEqual([]);
  await files.write(inChunks(Buffer.from('x')));
});

test('housekeeping removes what nobody uses, and never what was written just now', async () => {
  const earlier = openAttachmentFiles(folder, key);
  const used = await earlier.write(inChunks(Buffer.from('used')));
  const unused = await earlier.write(inChunks(Buffer.from('unused')));
  const isUsed = async (sha256: string) => sha256 === used.sha256;
  // Their rows may still be on the way.
  expect(await earlier.removeUnused(isUsed)).toBe(0);
  writeFileSync(join(folder, 'notes.txt'), 'not ours');

  const files = openAttachmentFiles(folder, key);
  const fresh = await files.write(inChunks(Buffer.from('fresh')));
  expect(await files.removeUnused(isUsed)).toBe(1);
  expect(await Promise.all([used, unused, fresh].map(({ sha256 }) => files.has(sha256)))).toEqual([true, false, true]);
  expect(existsSync(join(folder, 'notes.txt'))).toBe(true);
});

test('the same bytes written while housekeeping looks at them are there afterwards', async () => {
  const bytes = Buffer.from('the same');
  const { sha256 } = await openAttachmentFiles(folder, key).write(inChunks(bytes));
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: answer, resolve: giveAnswer } = Promise.withResolvers<boolean>();
  const { promise: written, resolve: tellWritten } = Promise.withResolvers<void>();
  const looks: string[] = [];
  const disk = diskOf((file, path) => {
    looks.push(path);
    const close = file.close.bind(file);
    const closeAndTell = () => close().then(tellWritten);
    if (path.includes('incoming')) Object.assign(file, { close: closeAndTell });
  });
  const files = openAttachmentFiles(folder, key, disk);
  const cleaning = files.removeUnused(() => {
    ask();
    return answer;
  });
  await asked;
  const writing = files.write(inChunks(bytes));
  await written;
  for (let turn = 0; turn < 50; turn++) await nextTurn();
  // It does not rely on a file that may be removed the next moment.
  expect(looks.filter((path) => path.endsWith(sha256))).toEqual([]);
  giveAnswer(false);
  expect(await cleaning).toBe(1);
  await writing;
  expect((await all(files.read(sha256))).equals(bytes)).toBe(true);
  expect(await files.removeUnused(async () => false)).toBe(0);
});
