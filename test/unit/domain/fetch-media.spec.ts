import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { AttachmentId } from '../../../main/contract/ids.ts';
import { DEFAULT_SETTINGS } from '../../../main/contract/lawyer-settings.ts';
import type { PageMedia, PageMessage } from '../../../main/contract/page-reports.ts';
import { createMediaFetcher, type MediaFetcher } from '../../../main/domain/fetch-media.ts';
import { PageError } from '../../../main/domain/page-error.ts';
import { FakeMetrics } from '../../support/app-life.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakePage } from '../../support/fake-page.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';
import { CHAT, GROUP } from '../../support/page-facts.ts';
import { storeFromPage } from '../../support/store-from-page.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), Buffer.alloc(4200, 7)]);
const JPEG = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.alloc(200, 3)]);

let store: TempDatabase;
let clock: FakeClock;
let page: FakePage;
let files: MemoryAttachmentFiles;
let metrics: FakeMetrics;
let log: FakeLog;
let lawyer: Lawyer;
let fetchers: MediaFetcher[];
/** What was told last; null: nothing. */
let isNotTakenIn: boolean | null;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  page = new FakePage();
  files = new MemoryAttachmentFiles();
  metrics = new FakeMetrics();
  log = new FakeLog();
  fetchers = [];
  isNotTakenIn = null;
  lawyer = await addLawyer(store.database, clock.now());
});

test.afterEach(async () => {
  for (const fetcher of fetchers) fetcher.stop();
  await store.remove();
});

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const tools = () => ({
  database: store.database,
  clock,
  page,
  files,
  log,
  metrics,
  lawyerId: lawyer.id,
  notTakenIn(isSo: boolean) {
    isNotTakenIn = isSo;
  },
});

async function start(): Promise<MediaFetcher> {
  const fetcher = createMediaFetcher(tools());
  fetchers.push(fetcher);
  await quiet();
  return fetcher;
}

/** The page takes no time of the clock, but some turns of the event loop. */
async function quiet(): Promise<void> {
  for (let i = 0; i < 30; i++) await settle();
}

/** A message with a file, as the page holds and reports it. */
async function send(
  media: Buffer | 'media_gone' | 'media_failed',
  { message = {}, declared = {} }: { message?: Partial<PageMessage>; declared?: Partial<PageMedia> } = {},
): Promise<PageMessage> {
  const bytes = Buffer.isBuffer(media) ? media : null;
  const sent = page.write(message.chat ?? CHAT, {
    type: 'image',
    timestamp: Math.floor(clock.now() / 1000) + page.chat(CHAT).messages.length,
    media: {
      mimeType: 'application/x-msdownload',
      fileName: '../../evil.exe',
      size: bytes?.length ?? null,
      sha256: bytes && sha256(bytes),
      seconds: null,
      width: null,
      height: null,
      thumbnail: null,
      ...declared,
    },
    ...message,
  });
  page.media.set(sent.id, media);
  await storeFromPage(store.database, lawyer.id, [{ kind: 'message', message: sent }], 'live', clock.now());
  return sent;
}

const rows = () =>
  store.rows('SELECT status, error, sha256, mime_type, attempts FROM attachments ORDER BY sending_date');
const told = () => store.rows("SELECT id FROM events WHERE type = 'message.attachment_stored'").length;
const opened = () => page.count('openMedia');

test('a file is fetched part by part, its type found from its bytes, stored under their hash, and told', async () => {
  await send(PNG);
  await start();
  expect(rows()).toEqual([{ status: 'stored', error: null, sha256: sha256(PNG), mime_type: 'image/png', attempts: 0 }]);
  expect(files.stored.get(sha256(PNG))?.equals(PNG)).toBe(true);
  expect(page.count('readMedia')).toBe(5);
  expect([told(), metrics.counts.get('media_stored'), page.open.size]).toEqual([1, 1, 0]);
});

test('the newest file comes first, and one at a time', async () => {
  const messages = [];
  for (let i = 0; i < 4; i++) messages.push(await send(Buffer.concat([PNG, Buffer.from([i])])));
  let most = 0;
  const order: string[] = [];
  page.before = (command) => {
    most = Math.max(most, page.open.size);
    if (command === 'closeMedia') order.push(String([...files.stored.keys()].length));
  };
  await start();
  expect([most, order, opened()]).toEqual([1, ['1', '2', '3', '4'], 4]);
  const last = messages.map((_, i) => sha256(Buffer.concat([PNG, Buffer.from([i])]))).reverse();
  expect([...files.stored.keys()]).toEqual(last);
});

test('what comes in while it waits wakes it', async () => {
  await start();
  expect(opened()).toBe(0);
  await send(PNG);
  await quiet();
  expect(rows()).toMatchObject([{ status: 'stored' }]);
});

test('bytes that are not those that WhatsApp has declared are refused, and nothing of them is kept', async () => {
  await send(PNG, { declared: { sha256: 'ab'.repeat(32) } });
  await start();
  expect(rows()).toMatchObject([{ status: 'pending', error: 'hash_differs', sha256: null, attempts: 1 }]);
  expect([files.stored.size, page.open.size, told(), metrics.counts.get('media_failed')]).toEqual([0, 0, 0, 1]);
});

test('a file that fails is tried again after longer and longer pauses, and then given up until somebody asks', async () => {
  const message = await send('media_failed');
  const fetcher = await start();
  const pauses = [5 * SECOND, 30 * SECOND, 5 * MINUTE, HOUR, 6 * HOUR];
  for (const [i, pause] of pauses.entries()) {
    expect([opened(), rows()]).toMatchObject([i + 1, [{ status: 'pending', error: 'media_failed' }]]);
    expect(isNotTakenIn).toBe(false);
    await clock.advance(pause - 1);
    await quiet();
    expect(opened()).toBe(i + 1);
    await clock.advance(1);
    await quiet();
  }
  expect(rows()).toMatchObject([{ status: 'unavailable', error: 'media_failed' }]);
  expect(isNotTakenIn).toBe(true);
  await clock.advance(100 * HOUR);
  await quiet();
  expect(opened()).toBe(6);
  page.media.set(message.id, PNG);
  await retry();
  fetcher.wake();
  await quiet();
  expect(rows()).toMatchObject([{ status: 'stored', error: null }]);
  expect(isNotTakenIn).toBe(false);
});

test('that files were given up is told for 30 days, and by the next fetcher too', async () => {
  await send('media_gone', { declared: { size: 200_000_000 } });
  const fetcher = await start();
  expect([rows(), isNotTakenIn]).toMatchObject([[{ status: 'unavailable', error: 'too_large' }], true]);
  await clock.advance(29 * 24 * HOUR);
  isNotTakenIn = null;
  fetcher.stop();
  const next = await start();
  expect(isNotTakenIn).toBe(true);
  await clock.advance(2 * 24 * HOUR);
  next.wake();
  await quiet();
  expect(isNotTakenIn).toBe(false);
});

test('old messages whose files nobody has any more are not told of', async () => {
  await send('media_gone', {
    declared: { size: 200_000_000 },
    message: { timestamp: Math.floor(clock.now() / 1000) - 90 * 24 * 3600 },
  });
  await start();
  expect([rows(), isNotTakenIn]).toMatchObject([[{ status: 'unavailable' }], false]);
});

async function retry(): Promise<boolean> {
  const [row] = store.rows<{ id: string }>('SELECT id FROM attachments');
  const id = AttachmentId.parse(row?.id);
  return store.database.write((stores) => stores.attachments.retry(lawyer.id, id, clock.now()));
}

test('what WhatsApp has dropped is asked for for days, as the phone may have to come online to upload it again', async () => {
  const message = await send('media_gone');
  await start();
  for (const pause of [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR]) {
    await clock.advance(pause);
    await quiet();
  }
  expect([opened(), rows()]).toMatchObject([6, [{ status: 'pending', error: 'media_gone' }]]);
  page.media.set(message.id, PNG);
  await clock.advance(72 * HOUR);
  await quiet();
  expect(rows()).toMatchObject([{ status: 'stored' }]);
});

test('and is unavailable when it never comes', async () => {
  await send('media_gone');
  await start();
  for (let i = 0; i < 7; i++) {
    await clock.advance(72 * HOUR);
    await quiet();
  }
  expect([opened(), rows()]).toMatchObject([7, [{ status: 'unavailable', error: 'media_gone' }]]);
});

test.describe('a file that is larger than the lawyer has said', () => {
  test.beforeEach(() =>
    store.database.write((stores) =>
      stores.lawyerSettings.set(lawyer.id, { ...DEFAULT_SETTINGS, max_attachment_bytes: 1000 }, clock.now()),
    ),
  );

  test('is not fetched, until somebody asks for it', async () => {
    await send(PNG);
    const fetcher = await start();
    expect([opened(), rows()]).toMatchObject([0, [{ status: 'unavailable', error: 'too_large' }]]);
    expect(isNotTakenIn).toBe(true);
    expect(await retry()).toBe(true);
    fetcher.wake();
    await quiet();
    expect(isNotTakenIn).toBe(false);
    expect(rows()).toMatchObject([{ status: 'stored' }]);
  });

  test('is found to be so when it is opened, whatever its sender declared', async () => {
    await send(PNG, { declared: { size: 10 } });
    await start();
    expect(rows()).toMatchObject([{ status: 'unavailable', error: 'too_large' }]);
    expect([page.count('readMedia'), page.open.size]).toEqual([0, 0]);
  });

  test('holds up no other', async () => {
    await send(JPEG);
    await send(PNG);
    await start();
    expect(rows().map(({ status }) => status)).toEqual(['stored', 'unavailable']);
  });
});

test('while the disk is almost full nothing is fetched and nothing is given up; it goes on when there is room', async () => {
  await send(PNG);
  await send(PNG, { message: { id: 'SECOND' } });
  files.free = 0;
  await start();
  expect(rows()).toMatchObject([
    { status: 'pending', error: null, attempts: 0 },
    { status: 'pending', error: null, attempts: 0 },
  ]);
  expect([opened(), page.open.size]).toEqual([1, 0]);
  expect([log.errors(), isNotTakenIn]).toEqual([[], true]);
  files.free = 1;
  await clock.advance(MINUTE);
  await quiet();
  expect(rows().map(({ status }) => status)).toEqual(['stored', 'stored']);
  expect(isNotTakenIn).toBe(false);
});

test('a file that the disk does not take holds up no other, and is never given up for it', async () => {
  await send(JPEG);
  await send(PNG, { message: { id: 'NEWER' } });
  const write = files.write.bind(files);
  let isIll = true;
  files.write = async (bytes) => {
    const file = await write(bytes);
    if (!isIll || file.mimeType !== 'image/png') return file;
    throw Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' });
  };
  await start();
  expect(rows()).toMatchObject([
    { status: 'stored', mime_type: 'image/jpeg' },
    { status: 'pending', error: 'not_stored', attempts: 1 },
  ]);
  for (let i = 0; i < 12; i++) {
    await clock.advance(6 * HOUR);
    await quiet();
  }
  isIll = false;
  await clock.advance(6 * HOUR);
  await quiet();
  expect(rows().map(({ status }) => status)).toEqual(['stored', 'stored']);
  expect(log.errors()).toEqual([]);
});

test('while the database fails nothing is given up; it goes on when it is well again', async () => {
  await send(PNG);
  const write = store.database.write.bind(store.database);
  let isIll = true;
  const database = {
    ...store.database,
    write: (async (work) => {
      if (isIll) throw new Error('the disk image is malformed');
      return write(work);
    }) as typeof write,
  };
  fetchers.push(createMediaFetcher({ ...tools(), database }));
  await quiet();
  expect([rows(), log.errors().length]).toMatchObject([[{ status: 'pending', attempts: 0, error: null }], 1]);
  isIll = false;
  await clock.advance(MINUTE);
  await quiet();
  expect(rows()).toMatchObject([{ status: 'stored' }]);
});

test('a page that gives no bytes, or more than it said, is not asked for ever', async () => {
  await send(PNG);
  const command = page.command.bind(page);
  let answer = '';
  page.command = async (name, input) =>
    name === 'readMedia' ? (structuredClone({ base64: answer }) as never) : command(name, input);
  await start();
  expect(rows()).toMatchObject([{ status: 'pending', error: 'malformed_answer', attempts: 1 }]);
  answer = Buffer.alloc(1_000_000).toString('base64');
  await clock.advance(5 * SECOND);
  await quiet();
  expect(rows()).toMatchObject([{ status: 'pending', error: 'malformed_answer', attempts: 2 }]);
  expect([files.stored.size, page.open.size]).toEqual([0, 0]);
});

test('a page that does not answer is asked again, and the file never given up for it', async () => {
  await send(PNG);
  page.before = (command) => {
    if (command === 'openMedia') throw new PageError('no_answer', 'openMedia');
  };
  await start();
  for (let i = 0; i < 12; i++) {
    await clock.advance(6 * HOUR);
    await quiet();
  }
  expect(opened()).toBeGreaterThanOrEqual(13);
  expect(rows()).toMatchObject([{ status: 'pending', error: 'no_answer' }]);
});

test('a page’s own words are not kept as a reason', async () => {
  await send(PNG);
  page.before = (command) => {
    if (command === 'openMedia') throw new PageError('refused', '<b>call +49 151 12345678</b>');
  };
  await start();
  expect(rows()).toMatchObject([{ error: 'media_failed' }]);
});

test('one that is stopped in the middle leaves no trace, and the next one begins anew', async () => {
  await send(PNG);
  let stop = () => {};
  page.before = (command) => {
    if (command === 'readMedia' && page.count('readMedia') === 3) stop();
  };
  const first = createMediaFetcher(tools());
  stop = () => first.stop();
  await quiet();
  expect([rows(), files.stored.size]).toMatchObject([[{ status: 'pending', attempts: 0, error: null }], 0]);
  await clock.advance(100 * HOUR);
  expect(opened()).toBe(1);
  page.before = () => {};
  await start();
  expect(rows()).toMatchObject([{ status: 'stored' }]);
});

test.describe('the thumbnail', () => {
  const thumbnail = () => store.rows<{ t: string | null }>('SELECT thumbnail_sha256 AS t FROM attachments')[0]?.t;

  test('is read again with the message and kept, also when the file itself is gone', async () => {
    await send('media_gone', { declared: { thumbnail: JPEG.toString('base64') } });
    await start();
    expect(thumbnail()).toBe(sha256(JPEG));
    expect(files.stored.get(sha256(JPEG))?.equals(JPEG)).toBe(true);
    // And only once.
    await clock.advance(MINUTE);
    await quiet();
    expect([opened(), page.count('findMessage')]).toEqual([2, 1]);
  });

  test('is kept of a file that is too large to be taken in', async () => {
    await store.database.write((stores) =>
      stores.lawyerSettings.set(lawyer.id, { ...DEFAULT_SETTINGS, max_attachment_bytes: 0 }, clock.now()),
    );
    await send(PNG, { declared: { thumbnail: JPEG.toString('base64') } });
    await start();
    expect([thumbnail(), rows()]).toMatchObject([sha256(JPEG), [{ status: 'unavailable', error: 'too_large' }]]);
  });

  test('that is no JPEG is not kept', async () => {
    await send(PNG, { declared: { thumbnail: Buffer.from('<svg onload="alert(1)"/>').toString('base64') } });
    await start();
    expect([thumbnail(), files.stored.size, rows()]).toMatchObject([null, 1, [{ status: 'stored' }]]);
  });

  test('of another message than was asked for is not kept', async () => {
    await send(PNG);
    const other = await send(JPEG, { declared: { thumbnail: JPEG.toString('base64') } });
    const command = page.command.bind(page);
    page.command = async (name, input) =>
      name === 'findMessage' && (input as { id: string }).id !== other.id
        ? (structuredClone(other) as never)
        : command(name, input);
    await start();
    expect(store.rows('SELECT thumbnail_sha256 AS t FROM attachments ORDER BY sending_date')).toEqual([
      { t: null },
      { t: sha256(JPEG) },
    ]);
  });

  test('that cannot be read keeps nobody from the file', async () => {
    await send(PNG);
    page.before = (command) => {
      if (command === 'findMessage') throw new PageError('refused', 'x');
    };
    await start();
    expect(rows()).toMatchObject([{ status: 'stored' }]);
  });
});

test('in a group the file is asked for together with its author', async () => {
  await store.database.write((stores) =>
    stores.lawyerSettings.set(lawyer.id, { ...DEFAULT_SETTINGS, groups: 'read_only' }, clock.now()),
  );
  const author = '4917000001@c.us';
  await send(PNG, { message: { chat: GROUP, author } });
  const authors: unknown[] = [];
  const command = page.command.bind(page);
  page.command = (name, input) => {
    if (name === 'openMedia') authors.push((input as { author?: unknown }).author);
    return command(name, input);
  };
  await start();
  expect([authors, rows()]).toMatchObject([[author], [{ status: 'stored' }]]);
});

test('another lawyer’s files are not fetched', async () => {
  await send(PNG);
  const other = await addLawyer(store.database, clock.now());
  const fetcher = createMediaFetcher({ ...tools(), lawyerId: other.id });
  fetchers.push(fetcher);
  await quiet();
  expect(opened()).toBe(0);
});
