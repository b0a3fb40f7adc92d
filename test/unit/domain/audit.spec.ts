import { createHash, createHmac, randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { LawyerId } from '../../../main/contract/ids.ts';
import type { AuditEntry } from '../../../main/domain/audit-chain.ts';
import { createAuditCheck } from '../../../main/domain/audit-check.ts';
import { createMac } from '../../../main/domain/mac.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { recordAudit, startPublishingAuditHead } from '../../../main/domain/record-audit.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

let store: TempDatabase;
const clock = new FakeClock();

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

function entry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: clock.now(),
    actorRole: 'admin',
    actor: 'AAAAAAAAAAAA',
    keyId: null,
    lawyerId: null,
    action: 'createLawyer',
    subjects: [newId('law')],
    requestId: null,
    address: '127.0.0.1',
    outcome: 'done',
    ...change,
  };
}

async function write(count: number, change: Partial<AuditEntry> = {}): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, () => store.database.write((stores) => recordAudit(stores, entry(change)))),
  );
}

const verify = (head?: string) => createAuditCheck(store.database, clock).verify(head);

/** As somebody with the database's key and any tool would do it. */
function tamper(...statements: string[]): void {
  const triggers = store.rows<{ name: string; sql: string }>(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'audit_%'",
  );
  for (const { name } of triggers) store.run(`DROP TRIGGER ${name}`);
  for (const statement of statements) store.run(statement);
  for (const { sql } of triggers) store.run(sql);
}

test('a log that nobody touched is intact, empty or not', async () => {
  expect(await verify()).toMatchObject({ intact: true, rows: 0, first_broken: null, head_found: null });
  await write(600);
  const { head, ...whole } = await verify();
  expect(whole).toMatchObject({ intact: true, rows: 600, first_broken: null });
  expect(head).toMatch(/^600-[0-9a-f]{64}$/);
  await store.reopen();
  expect(await verify(head)).toMatchObject({ intact: true, rows: 600, head, head_found: true });
});

test('rows are chained in the order of their writing, whoever shares a commit, and one that is taken back leaves no hole', async () => {
  const failing = () =>
    store.database.write(async (stores) => {
      await recordAudit(stores, entry());
      throw new Error('no');
    });
  const writing = [write(40), failing(), write(40), failing(), write(1)];
  await Promise.allSettled(writing);
  expect(await verify()).toMatchObject({ intact: true, rows: 81 });
  const numbers = store.rows<{ number: number }>('SELECT number FROM audit_log WHERE number > 0 ORDER BY number');
  expect(numbers.map(({ number }) => number)).toEqual(Array.from({ length: 81 }, (_, index) => index + 1));
});

test('the database refuses to change, remove, replace or slip in a row', async () => {
  await write(3);
  const row = "20, 'admin', NULL, NULL, NULL, 'x', '[]', NULL, NULL, 'done', zeroblob(32), NULL";
  for (const statement of [
    "UPDATE audit_log SET outcome = 'refused' WHERE number = 2",
    'DELETE FROM audit_log WHERE number = 3',
    `INSERT OR REPLACE INTO audit_log VALUES (2, ${row})`,
    `INSERT INTO audit_log VALUES (-1, ${row})`,
    'UPDATE audit_log SET seal = zeroblob(32) WHERE number = 2',
    'DELETE FROM audit_log WHERE number = 0',
  ]) {
    expect(() => store.run(statement), statement).toThrow(/never|only appended/);
  }
  expect(await verify()).toMatchObject({ intact: true, rows: 3 });
});

const TAMPERINGS: [what: string, statements: string[], broken: number][] = [
  ['an outcome changed', ["UPDATE audit_log SET outcome = 'refused' WHERE number = 7"], 7],
  ['a time changed', ['UPDATE audit_log SET at = at + 1 WHERE number = 7'], 7],
  ['an actor changed', ["UPDATE audit_log SET actor = 'BBBBBBBBBBBB' WHERE number = 7"], 7],
  ['the subjects changed', [`UPDATE audit_log SET subjects = '["x"]' WHERE number = 7`], 7],
  ['the subjects made no list', ["UPDATE audit_log SET subjects = '{}' WHERE number = 7"], 7],
  ['an HMAC changed', ['UPDATE audit_log SET hmac = zeroblob(32) WHERE number = 7'], 7],
  ['the subjects written in another way', [`UPDATE audit_log SET subjects = ' ' || subjects WHERE number = 7`], 7],
  ['a seal changed', ['UPDATE audit_log SET seal = zeroblob(32) WHERE number = 12'], 13],
  ['the last row changed', ["UPDATE audit_log SET outcome = 'refused' WHERE number = 12"], 12],
  ['the first row removed', ['DELETE FROM audit_log WHERE number = 1'], 1],
  ['a row in the middle removed', ['DELETE FROM audit_log WHERE number = 7'], 7],
  [
    'a row removed and the gap closed',
    ['DELETE FROM audit_log WHERE number = 7', 'UPDATE audit_log SET number = number - 1 WHERE number > 7'],
    7,
  ],
  [
    'two rows in each other’s place',
    [
      'UPDATE audit_log SET number = -7 WHERE number = 7',
      'UPDATE audit_log SET number = 7 WHERE number = 8',
      'UPDATE audit_log SET number = 8 WHERE number = -7',
    ],
    7,
  ],
  [
    'a row slipped in, and those behind it moved',
    [
      'UPDATE audit_log SET number = -number WHERE number >= 7',
      'UPDATE audit_log SET number = 1 - number WHERE number < 0',
      'INSERT INTO audit_log SELECT 7, at, actor_role, actor, key_id, lawyer_id, action, subjects, request_id, address, outcome, hmac, seal FROM audit_log WHERE number = 6',
    ],
    7,
  ],
  [
    'a row put behind the last one',
    [
      'INSERT INTO audit_log SELECT 13, at, actor_role, actor, key_id, lawyer_id, action, subjects, request_id, address, outcome, hmac, seal FROM audit_log WHERE number = 6',
    ],
    13,
  ],
  ['the tail cut off', ['DELETE FROM audit_log WHERE number > 9'], 10],
  [
    'the tail cut off, and its seal put on the row before',
    [
      'UPDATE audit_log SET seal = (SELECT seal FROM audit_log WHERE number = 12) WHERE number = 9',
      'DELETE FROM audit_log WHERE number > 9',
    ],
    10,
  ],
  ['all rows removed but the beginning', ['DELETE FROM audit_log WHERE number > 0'], 1],
  ['all rows removed', ['DELETE FROM audit_log'], 1],
  ['rows before the beginning removed', ['UPDATE audit_log SET hmac = zeroblob(32) WHERE number = 0'], 1],
];

for (const [what, statements, broken] of TAMPERINGS) {
  test(`${what}: it is found, and the first broken row is named`, async () => {
    await write(12);
    tamper(...statements);
    expect(await verify()).toMatchObject({ intact: false, first_broken: broken });
    // What is written afterwards covers nothing up.
    await store.reopen();
    await write(5);
    expect(await verify()).toMatchObject({ intact: false, first_broken: broken });
  });
}

test('what is changed while the app runs is found, and what is written behind it does not cover it up', async () => {
  await write(12);
  tamper('DELETE FROM audit_log WHERE number > 9');
  await write(5);
  expect(await verify()).toMatchObject({ intact: false, first_broken: 10 });
});

test('a row with a seal of one’s own making, put behind the last one, is found and nothing is chained to it unseen', async () => {
  await write(3);
  const hash = createHash('sha256').update(Buffer.alloc(32, 7)).digest('hex');
  tamper(
    `INSERT INTO audit_log SELECT 4, at, actor_role, actor, key_id, lawyer_id, action, subjects, request_id, address, outcome,
      x'${hash}', x'${'07'.repeat(32)}' FROM audit_log WHERE number = 3`,
  );
  expect(await verify()).toMatchObject({ intact: false, first_broken: 4 });
  await write(3);
  expect(await verify()).toMatchObject({ intact: false, first_broken: 4 });
});

test('under another key no row is right', async () => {
  await write(2);
  await store.database.close();
  const other = openDatabase(store.file, store.key, randomBytes(32));
  expect(await createAuditCheck(other, clock).verify(undefined)).toMatchObject({ intact: false, first_broken: 1 });
  await other.close();
});

test('an older copy of the whole log is found out by a head that was kept elsewhere, and the first missing row is named', async () => {
  await write(5);
  const old = store.rows<{ seal: Buffer }>('SELECT seal FROM audit_log WHERE number = 5')[0]?.seal.toString('hex');
  await write(3);
  const { head } = await verify();
  tamper('DELETE FROM audit_log WHERE number > 5', `UPDATE audit_log SET seal = x'${old}' WHERE number = 5`);
  await store.reopen();
  // By itself it looks whole.
  expect(await verify()).toMatchObject({ intact: true, rows: 5, first_broken: null });
  expect(await verify(head)).toMatchObject({ intact: false, rows: 5, head_found: false, first_broken: 6 });
  // It went on from there: another row stands in the place of the one that was told.
  await write(6);
  expect(await verify(head)).toMatchObject({ intact: false, rows: 11, head_found: false, first_broken: 8 });
});

test('a log is looked through in parts, and a page that ends in the middle leads on', async () => {
  const rare = newId('msg');
  await write(1, { subjects: [rare], lawyerId: null });
  for (let part = 0; part < 110; part++) {
    await store.database.write(async (stores) => {
      for (let row = 0; row < 1_000; row++) await stores.audit.append(entry());
    });
  }
  const pageAt = (cursor?: string) =>
    store.database.read((stores) =>
      stores.audit.list(null, { subject: rare }, { limit: 5, ...(cursor === undefined ? {} : { cursor }) }),
    );
  const first = await pageAt();
  expect(first.rows).toEqual([]);
  const second = await pageAt(first.nextCursor ?? '');
  expect(second.rows.map(({ number }) => number)).toEqual([1]);
  expect(second.nextCursor).toBeNull();
});

/** What nobody but a forger writes; every row before it is as it was. */
const HIDINGS: [what: string, statement: string][] = [
  ['subjects that are no JSON', "UPDATE audit_log SET subjects = '[' WHERE number = 2"],
  ['a time that is none', 'UPDATE audit_log SET at = 9000000000000000000 WHERE number = 2'],
  ['a number far away', 'UPDATE audit_log SET number = 9000000000000000 WHERE number = 3'],
  ['a number below the beginning', 'UPDATE audit_log SET number = -1 WHERE number = 3'],
];

for (const [what, statement] of HIDINGS) {
  test(`${what}: the other rows are still listed`, async () => {
    await write(3, { action: 'createKey' });
    tamper(statement);
    const { rows, nextCursor } = await store.database.read((stores) =>
      stores.audit.list(null, { action: 'createKey' }, { limit: 5 }),
    );
    expect(rows.map(({ number }) => number)).toEqual(expect.arrayContaining([1]));
    expect(nextCursor).toBeNull();
    expect(rows.length).toBeGreaterThan(1);
    expect(await verify()).toMatchObject({ intact: false });
  });
}

/** The database, and what is to be done before each reading of it. */
function readingAfter(act: () => void) {
  const { database } = store;
  const read = (work: Parameters<typeof database.read>[0]) => {
    act();
    return database.read(work);
  };
  return { ...database, read } as typeof database;
}

test('those who ask at the same time share one walk, and others have their turn during it', async () => {
  await write(700);
  let reads = 0;
  const check = createAuditCheck(
    readingAfter(() => {
      reads += 1;
    }),
    clock,
  );
  let turns = 0;
  const counter = setInterval(() => {
    turns += 1;
  }, 0);
  const answers = await Promise.all([1, 2, 3].map(() => check.verify(undefined)));
  clearInterval(counter);
  expect(answers.map(({ rows }) => rows)).toEqual([700, 700, 700]);
  // The end, to say how far it is, and three slices.
  expect(reads).toBe(4);
  expect(turns).toBeGreaterThan(0);
});

test('while a long log is checked it is told how far that is and since when, and nothing when it is done', async () => {
  await write(600);
  const seen: unknown[] = [];
  const check = createAuditCheck(
    readingAfter(() => seen.push(check.progress())),
    clock,
  );
  expect(check.progress()).toBeNull();
  await check.verify(undefined);
  const started_at = new Date(clock.now()).toISOString();
  expect(seen).toEqual([0, 0, 41, 83].map((percent) => ({ percent, started_at })));
  expect(check.progress()).toBeNull();
});

async function headsOf(lawyerId: LawyerId): Promise<string[]> {
  return store
    .rows<{ payload: string }>(
      'SELECT payload FROM webhook_queue JOIN webhook_payloads ON queue_id = id WHERE lawyer_id = ? ORDER BY id',
      lawyerId,
    )
    .map(({ payload }) => (JSON.parse(payload) as { data: { audit: { head: string } } }).data.audit.head);
}

test('the head is told to every lawyer’s webhooks after every 1,000 rows', async () => {
  const at = clock.now();
  const lawyers = [await addLawyer(store.database, at), await addLawyer(store.database, at)];
  for (const { id: lawyerId } of lawyers) {
    await store.database.write((stores) =>
      stores.webhooks.insert({ id: newId('whk'), lawyerId, url: 'u', secret: 's', events: ['audit.*'], at }),
    );
  }
  await write(2_001);
  for (const { id } of lawyers) {
    const heads = await headsOf(id);
    expect(heads.map((head) => head.split('-')[0])).toEqual(['1000', '2000']);
    for (const head of heads) expect(await verify(head)).toMatchObject({ intact: true, head_found: true });
  }
});

test('the head is told once a day, and not when nothing was written', async () => {
  const daily = new FakeClock();
  const lawyer = await addLawyer(store.database, daily.now());
  const told = () => store.rows("SELECT 1 FROM events WHERE type = 'audit.head' AND lawyer_id = ?", lawyer.id).length;
  const stop = startPublishingAuditHead({ database: store.database, clock: daily, log: new FakeLog() });
  await settle();
  await daily.advance(DAY);
  expect(told()).toBe(0);
  await write(1);
  await daily.advance(HOUR);
  expect(told()).toBe(1);
  await write(1);
  await daily.advance(DAY - HOUR);
  expect(told()).toBe(1);
  await daily.advance(HOUR);
  expect(told()).toBe(2);
  await daily.advance(3 * DAY);
  expect(told()).toBe(2);
  stop();
  expect(daily.pending()).toBe(0);
});

test('after a clock that was wrong is set right, nobody waits for the head until it is as late again', async () => {
  const wrong = new FakeClock();
  const lawyer = await addLawyer(store.database, wrong.now());
  const told = () => store.rows("SELECT 1 FROM events WHERE type = 'audit.head' AND lawyer_id = ?", lawyer.id).length;
  const start = (clock: FakeClock) => startPublishingAuditHead({ database: store.database, clock, log: new FakeLog() });
  await write(1);
  const stop = start(wrong);
  await settle();
  stop();
  expect(told()).toBe(1);
  await write(1);
  const right = new FakeClock(wrong.now() - 100 * DAY);
  const stopAgain = start(right);
  await settle();
  expect(told()).toBe(2);
  await write(1);
  await right.advance(HOUR);
  expect(told()).toBe(2);
  stopAgain();
});

test('a proof is the HMAC-SHA256 of its text, whatever the key and the text', () => {
  for (const key of [randomBytes(1), randomBytes(32), randomBytes(64)]) {
    const mac = createMac(key);
    for (const text of ['', 'row', 'Köln 👍', 'x'.repeat(1_000)]) {
      expect(mac(text).toString('hex')).toBe(createHmac('sha256', key).update(text).digest('hex'));
    }
  }
  expect(() => createMac(randomBytes(65))).toThrow(RangeError);
});
