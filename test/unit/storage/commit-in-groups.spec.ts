import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import type { StoredEvent } from '../../../main/contract/events.ts';
import type { LawyerId } from '../../../main/contract/ids.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { createGroupedWriter, type GroupedWriter } from '../../../main/storage/commit-in-groups.ts';
import type { LogMover } from '../../../main/storage/log-mover.ts';
import { takeOverWriteAheadLog } from '../../../main/storage/write-ahead-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: LawyerId;
const opened: Sqlite.Database[] = [];

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = (await addLawyer(store.database, AT)).id;
});

test.afterEach(async () => {
  for (const sqlite of opened.splice(0)) sqlite.close();
  await store.remove();
});

function eventOf() {
  const none = { conversation_id: null, message_id: null, client_id: null };
  return { id: newId('evt'), type: 'session.qr' as const, lawyer_id: lawyer, ...none, at: AT };
}

const stored = () => store.rows('SELECT id FROM events').length;
const append = (stores: Stores) => stores.events.append(eventOf());

/** Nobody moves the log. */
const nobody: LogMover = { move: async () => false, close: async () => {} };

/** A writer of its own on a plain table, with the statements that it had SQLite execute. Each look at the clock takes `step` ms. */
function openBare(step = 0): {
  sqlite: Sqlite.Database;
  groups: GroupedWriter;
  statements: string[];
  values(): unknown[];
} {
  const statements: string[] = [];
  const file = `${store.folder}/bare.db`;
  const sqlite = new Sqlite(file, { verbose: (text) => statements.push(String(text)) });
  sqlite.pragma('journal_mode = WAL');
  sqlite.exec('CREATE TABLE kept (value TEXT UNIQUE) STRICT');
  let time = 0;
  const now = () => {
    time += step;
    return time;
  };
  const after = (delay: number, call: () => void) => {
    time += delay;
    statements.push('PAUSE');
    const timer = setImmediate(call);
    return () => clearImmediate(timer);
  };
  const groups = createGroupedWriter(sqlite, takeOverWriteAheadLog(sqlite, nobody), { now, after });
  statements.length = 0;
  const beside = new Sqlite(file, { readonly: true });
  opened.push(sqlite, beside);
  return { sqlite, groups, statements, values: () => beside.prepare('SELECT value FROM kept').pluck().all() };
}

test('writers of one turn of the event loop share a commit, and none hears of it before', async () => {
  const { sqlite, groups, statements, values } = openBare();
  const insert = sqlite.prepare('INSERT INTO kept VALUES (?)');
  const heard: number[] = [];
  const writers = Array.from({ length: 20 }, (_, i) =>
    groups.write(
      async () => {
        // What others wrote before in the same transaction is not told to anybody yet.
        expect(heard).toEqual([]);
        expect(values()).toEqual([]);
        insert.run(`value ${i}`);
        return i;
      },
      () => expect(values()).toHaveLength(20),
    ),
  );
  for (const writer of writers) void writer.then((i) => heard.push(i));
  expect(await Promise.all(writers)).toEqual(Array.from({ length: 20 }, (_, i) => i));
  expect(heard).toHaveLength(20);
  expect(statements.filter((text) => text === 'COMMIT')).toHaveLength(1);
});

test('one that fails takes back what it wrote, and nothing of the others', async () => {
  const told: StoredEvent[] = [];
  store.database.onCommitted((events) => told.push(...events));
  const writers = Array.from({ length: 9 }, (_, i) =>
    store.database.write(async (stores) => {
      await append(stores);
      if (i % 3 === 1) throw new Error(`writer ${i}`);
      await append(stores);
      return i;
    }),
  );
  const results = await Promise.allSettled(writers);
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : String(result.reason)))).toEqual([
    0,
    'Error: writer 1',
    2,
    3,
    'Error: writer 4',
    5,
    6,
    'Error: writer 7',
    8,
  ]);
  expect(stored()).toBe(12);
  expect(told).toHaveLength(12);
  expect(new Set(told.map(({ cursor }) => cursor)).size).toBe(12);
});

test('a statement that the database refuses fails its own writer only', async () => {
  const id = newId('evt');
  const results = await Promise.allSettled([
    store.database.write((stores) => stores.events.append({ ...eventOf(), id })),
    store.database.write((stores) => stores.events.append({ ...eventOf(), id })),
    store.database.write(append),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(stored()).toBe(2);
});

test('readers see all of a shared commit or nothing of it', async () => {
  const { sqlite, groups, values } = openBare();
  const insert = sqlite.prepare('INSERT INTO kept VALUES (?)');
  const seen = new Set<number>();
  const look = () => void seen.add(values().length);
  for (let round = 0; round < 5; round++) {
    const writers = Array.from({ length: 4 }, (_, i) =>
      groups.write(async () => {
        insert.run(`${round}/${i}/1`);
        look();
        await Promise.resolve();
        insert.run(`${round}/${i}/2`);
        look();
      }, look),
    );
    look();
    await Promise.all([...writers, nextTurn().then(look)]);
    look();
  }
  expect([...seen]).toEqual([0, 8, 16, 24, 32, 40]);
});

test('a long row of writers does not keep the first of them waiting', async () => {
  const { sqlite, groups, statements } = openBare(4);
  const insert = sqlite.prepare('INSERT INTO kept VALUES (?)');
  const write = (_: unknown, i: number) =>
    groups.write(
      async () => {
        insert.run(`value ${i}`);
      },
      () => {},
    );
  await Promise.all(Array.from({ length: 9 }, write));
  expect(statements.filter((text) => text === 'COMMIT')).toHaveLength(3);
});

/** Writes a name by either way. */
function writerOf(sqlite: Sqlite.Database, groups: GroupedWriter) {
  const insert = sqlite.prepare('INSERT INTO kept VALUES (?)');
  return (way: 'write' | 'writeBehind', name: string) =>
    groups[way](
      async () => void insert.run(name),
      () => {},
    );
}

test('who writes behind lets all others pass, and goes into each transaction with one all the same', async () => {
  const { sqlite, groups, statements } = openBare(4);
  const write = writerOf(sqlite, groups);
  const behind = Array.from({ length: 3 }, (_, i) => write('writeBehind', `behind ${i}`));
  const front = Array.from({ length: 7 }, (_, i) => write('write', `front ${i}`));
  await Promise.all([...behind, ...front]);
  await groups.drain();
  const order = statements.flatMap((text) => /'(\w+ \d)'|^(COMMIT)/.exec(text)?.slice(1).filter(Boolean) ?? []);
  // Each look at the clock is 4 ms after the one before: three writers fit into the time of a transaction.
  expect(order).toEqual([
    ...['front 0', 'front 1', 'front 2', 'behind 0', 'COMMIT'],
    ...['front 3', 'front 4', 'front 5', 'behind 1', 'COMMIT'],
    ...['front 6', 'behind 2', 'COMMIT'],
  ]);
  await expect(write('writeBehind', 'too late')).rejects.toThrow('closed');
});

test('who writes behind ends a transaction sooner, so that whoever comes meanwhile waits less', async () => {
  const { sqlite, groups, statements } = openBare(1);
  const write = writerOf(sqlite, groups);
  const writers = Array.from({ length: 5 }, (_, i) => write('writeBehind', `behind ${i}`));
  writers.push(...Array.from({ length: 2 }, (_, i) => write('write', `front ${i}`)));
  await Promise.all(writers);
  const order = statements.flatMap((text) => /'(\w+ \d)'|^(COMMIT)/.exec(text)?.slice(1).filter(Boolean) ?? []);
  expect(order).toEqual([
    ...['front 0', 'front 1', 'behind 0', 'COMMIT'],
    ...['behind 1', 'behind 2', 'COMMIT'],
    ...['behind 3', 'behind 4', 'COMMIT'],
  ]);
});

for (const [who, pauses] of [
  ['others', 4],
  ['nobody else', 0],
] as const) {
  test(`who writes behind pauses ${pauses} times between his transactions while ${who} came by the way in front`, async () => {
    const { sqlite, groups, statements } = openBare(1);
    const write = writerOf(sqlite, groups);
    if (who === 'others') await write('write', 'front');
    await Promise.all(Array.from({ length: 9 }, (_, i) => write('writeBehind', `behind ${i}`)));
    expect(statements.filter((text) => text === 'PAUSE')).toHaveLength(pauses);
    expect(statements.filter((text) => text === 'COMMIT')).toHaveLength(who === 'others' ? 6 : 5);
  });
}

test('whoever comes in front ends the pause of those behind, and one of them goes along', async () => {
  const { sqlite, groups, statements } = openBare(1);
  const write = writerOf(sqlite, groups);
  await write('write', 'front 0');
  const behind = Array.from({ length: 9 }, (_, i) => write('writeBehind', `behind ${i}`));
  await behind[3];
  await Promise.all([write('write', 'front 1'), ...behind]);
  const order = statements.flatMap((text) => /'(\w+ \d)'|^(COMMIT)/.exec(text)?.slice(1).filter(Boolean) ?? []);
  expect(order.slice(order.indexOf('front 1'), order.indexOf('front 1') + 2)).toEqual(['front 1', 'behind 4']);
});

test('what is written along goes into the transaction that is under way, behind its others, or else into the next', async () => {
  const { sqlite, groups, statements } = openBare();
  const insert = sqlite.prepare('INSERT INTO kept VALUES (?)');
  const write = (way: 'write' | 'writeAlong', name: string, meanwhile = () => {}) =>
    groups[way](
      async () => {
        meanwhile();
        insert.run(name);
      },
      () => {},
    );
  const along: Promise<unknown>[] = [];
  await Promise.all([
    write('write', 'front 1', () => along.push(write('writeAlong', 'along 1'))),
    write('write', 'front 2', () => along.push(write('writeAlong', 'along 2'))),
  ]);
  await Promise.all([...along, write('writeAlong', 'along 3')]);
  await groups.drain();
  const order = statements.flatMap((text) => /'(\w+ \d)'|^(COMMIT)/.exec(text)?.slice(1).filter(Boolean) ?? []);
  expect(order).toEqual(['front 1', 'front 2', 'along 1', 'along 2', 'COMMIT', 'along 3', 'COMMIT']);
  await expect(write('writeAlong', 'too late')).rejects.toThrow('closed');
});

test('when SQLite gives up the whole transaction, everyone in it hears so, and the next ones go on', async () => {
  const { sqlite, groups, values } = openBare();
  // Some errors, such as a full disk, end the transaction by themselves.
  sqlite.exec(`CREATE TRIGGER full BEFORE INSERT ON kept WHEN NEW.value = 'too much'
    BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END`);
  const insert = sqlite.prepare('INSERT INTO kept VALUES (?)');
  const write = (value: string) =>
    groups.write(
      async () => {
        insert.run(value);
      },
      () => {},
    );
  const results = await Promise.allSettled(['a', 'b', 'too much', 'c'].map(write));
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'fulfilled']);
  expect(results[0]).toMatchObject({ reason: { message: 'disk is full' } });
  expect(values()).toEqual(['c']);
});

for (const text of ['PRAGMA wal_checkpoint(NOOP)', 'ROLLBACK']) {
  test(`a disk that fails at ${text} holds up no later writer`, async () => {
    const { sqlite } = openBare();
    sqlite.exec(
      `CREATE TABLE child (id INTEGER PRIMARY KEY, of INTEGER REFERENCES child DEFERRABLE INITIALLY DEFERRED) STRICT`,
    );
    sqlite.pragma('foreign_keys = ON');
    const prepare = sqlite.prepare.bind(sqlite);
    let failures = 1;
    const failing = (statement: Sqlite.Statement, ...names: ('get' | 'run')[]) => {
      for (const name of names) {
        const execute = statement[name].bind(statement);
        statement[name] = ((...values: unknown[]) => {
          if (failures-- > 0) throw new Sqlite.SqliteError('disk I/O error', 'SQLITE_IOERR_READ');
          return execute(...values);
        }) as never;
      }
      return statement;
    };
    sqlite.prepare = ((asked: string) =>
      asked === text ? failing(prepare(asked), 'get', 'run') : prepare(asked)) as never;
    const groups = createGroupedWriter(sqlite, takeOverWriteAheadLog(sqlite, nobody));
    const write = (statement: string) =>
      groups.write(
        async () => void prepare(statement).run(),
        () => {},
      );
    await expect(write('INSERT INTO child VALUES (1, 2)')).rejects.toThrow('FOREIGN KEY');
    // Where it was not taken back, the next one meets the old transaction, and ends it.
    await Promise.allSettled([write("INSERT INTO kept VALUES ('a')")]);
    await write("INSERT INTO kept VALUES ('b')");
    expect(prepare('SELECT count(*) FROM child').pluck().get()).toBe(0);
    await groups.drain();
  });
}

test('a commit that fails is nobody’s success', async () => {
  const { sqlite, groups, values } = openBare();
  sqlite.exec('CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT');
  sqlite.exec(`CREATE TABLE child (
    id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED
  ) STRICT`);
  sqlite.pragma('foreign_keys = ON');
  const insert = sqlite.prepare('INSERT INTO kept VALUES (?)');
  const told: string[] = [];
  const write = (work: () => unknown) =>
    groups.write(
      async () => {
        work();
      },
      () => void told.push('told'),
    );
  const results = await Promise.allSettled([
    write(() => insert.run('a')),
    // Found only at the commit: nothing is there that it points at.
    write(() => sqlite.prepare('INSERT INTO child VALUES (1)').run()),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(values()).toEqual([]);
  await write(() => insert.run('b'));
  expect(values()).toEqual(['b']);
  expect(told).toEqual(['told']);
});

test('what was not awaited is not written on its own', async () => {
  let stray: Promise<unknown> = Promise.resolve();
  await store.database.write(async (stores) => {
    stray = nextTurn().then(() => append(stores));
    stray.catch(() => {});
  });
  await expect(stray).rejects.toThrow('outside of a transaction');
  expect(stored()).toBe(0);
});

test('a listener that throws changes nothing for those who wrote', async () => {
  const thrown: unknown[] = [];
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', (error) => thrown.push(error));
  try {
    const told: number[] = [];
    store.database.onCommitted(() => {
      throw new Error('a listener');
    });
    store.database.onCommitted((events) => told.push(events.length));
    await Promise.all([store.database.write(append), store.database.write(append)]);
    expect(stored()).toBe(2);
    expect(told).toEqual([1, 1]);
    await expect.poll(() => thrown.map(String)).toEqual(['Error: a listener', 'Error: a listener']);
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listener of others) process.on('uncaughtException', listener);
  }
});

test('closing waits for what was accepted, and takes nothing more', async () => {
  const writers = Array.from({ length: 5 }, () => store.database.write(append));
  const closing = store.database.close();
  await expect(store.database.write(append)).rejects.toThrow('closed');
  await Promise.all([...writers, closing]);
  await store.reopen();
  expect(stored()).toBe(5);
});
