import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openTlsIdentity, type TlsIdentity } from '../../../main/app/tls-identity.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { newWebhookSecret } from '../../../main/webhooks/sign.ts';
import { STANDING_CLOCK } from '../../support/fake-clock.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { addLawyer } from '../../support/temp-database.ts';
import { ALL_WAYS, createUnkindReceiver, type UnkindReceiver, type Way } from '../../support/unkind-receiver.ts';
import { startWebhooksProcess, type Told, type WebhooksCommand } from '../../support/webhooks-process.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 10, 20, 9, 0, 0);
const PHONES = ['4917000001', '4917000002', '4917000003', '4917000004', '4917000005', '4917000006'] as const;

/** How the receiver is for how many hours. `mixed`: takes every second, and does whatever servers do to the others. */
type Phase = 'mixed' | 'down' | 'wrong certificate' | Way;
const PHASES: readonly (readonly [Phase, number])[] = [
  ['mixed', 10],
  ['down', 6],
  ['mixed', 8],
  ['wrong certificate', 5],
  ['mixed', 6],
  ['isGone', 1],
  ['fails', 7],
  ['mixed', 7],
  ['neverAnswers', 4],
  ['mixed', 6],
  ['sendsGigabytes', 3],
  ['mixed', 8],
  ['hangsUp', 3],
  ['mixed', 10],
];

/** Where in its work the app is killed. */
const KILLS = ['on arrival', 'on an answer', 'while storing', 'at rest'] as const;

const NOT_TAKEN = ALL_WAYS.filter((way) => way !== 'takes' && way !== 'isGone');

for (const seed of process.env.CI ? [1] : [1, 2, 3]) {
  test(`80 hours against a receiver that fails in every way, the app killed ten times (seed ${seed})`, async () => {
    test.setTimeout(300_000);
    const folder = mkdtempSync(join(tmpdir(), 'lexline-test-'));
    try {
      await eightyHours(folder, seed);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

function identity(folder: string, name: string): Promise<TlsIdentity> {
  const keyring = { derive: () => randomBytes(32) };
  return openTlsIdentity('self-made', { dataDir: join(folder, name), keyring, now: Date.now() });
}

async function eightyHours(folder: string, seed: number): Promise<void> {
  const random = seededRandom(seed);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const file = join(folder, 'test.db');
  const [key, auditKey] = [randomBytes(32), randomBytes(32)];
  const [right, wrong] = [await identity(folder, 'right'), await identity(folder, 'wrong')];
  const receiver = createUnkindReceiver({ right, wrong });
  await receiver.comeBack('right');
  const database = openDatabase(file, key, auditKey, STANDING_CLOCK);
  const { id: lawyerId } = await addLawyer(database, START);
  const webhookId = newId('whk', START);
  const webhook = { id: webhookId, lawyerId, url: receiver.url, secret: newWebhookSecret(), at: START };
  await database.write((stores) => stores.webhooks.insert({ ...webhook, events: ['message.received'] }));
  await database.close();
  const sqlite = openSqlite(file, key, { readonly: true });
  const rows = <Row>(sql: string): Row[] => sqlite.prepare(sql).all() as Row[];

  let now = START;
  let nextAt: number | null = null;
  let phase: Phase = 'mixed';
  let kills = 0;
  let killAt: (typeof KILLS)[number] | null = null;
  let killing: Promise<void> | null = null;
  const start = () =>
    startWebhooksProcess({ file, key, auditKey, at: now, lawyerId, webhookId, trusted: right.certFile });
  let app = await start();

  function kill(): void {
    kills += 1;
    killAt = null;
    killing = app.kill();
  }

  /** Null: the app was killed meanwhile, and is running again. */
  async function ask(command: WebhooksCommand): Promise<Told | null> {
    const told = await app.ask(command);
    if (told) ({ now, nextAt } = told);
    if (!killing) return told;
    await killing;
    killing = null;
    // It is not started in the very moment of its end.
    now += Math.floor(random() * 30 * MINUTE);
    app = await start();
    return null;
  }

  /** Nothing is on its way but what the receiver does not answer. */
  async function rest(): Promise<void> {
    for (let seen = 0; seen < 2; ) {
      await ask({ look: true });
      const [count] = rows<{ n: number }>('SELECT count(*) AS n FROM webhook_under_way');
      seen = count?.n === receiver.held ? seen + 1 : 0;
    }
  }

  async function until(end: number): Promise<void> {
    while (now < end) {
      await rest();
      await ask({ until: Math.min(end, Math.max(nextAt ?? end, now)) });
    }
    await rest();
  }

  /** The first message of all is never taken. */
  const poison = (): string | undefined =>
    rows<{ id: string }>("SELECT id FROM events WHERE type = 'message.received' ORDER BY cursor LIMIT 1")[0]?.id;
  const taken = new Set<string>();
  /** What arrived although something before it in its conversation was neither taken nor given up. */
  const tooEarly: string[] = [];

  Object.assign(receiver, {
    now: () => now,
    choose(id: string): Way {
      tooEarly.push(...overtaken(id));
      if (killAt === 'on arrival') kill();
      const way = wayOf(id);
      if (way === 'takes') taken.add(id);
      return way;
    },
    answered() {
      if (killAt === 'on an answer') kill();
    },
  } satisfies Partial<UnkindReceiver>);

  function wayOf(id: string): Way {
    if (phase === 'isGone') return 'isGone';
    if (id === poison()) return pick(['fails', 'redirectsInside', 'hangsUp']);
    if (phase === 'mixed') return random() < 0.5 ? 'takes' : pick(NOT_TAKEN);
    return phase === 'down' || phase === 'wrong certificate' ? 'takes' : phase;
  }

  function overtaken(id: string): string[] {
    const earlier = rows<{ id: string; status: string }>(
      `SELECT e.id, q.status FROM events one JOIN events e ON e.conversation_id = one.conversation_id AND e.cursor < one.cursor
       JOIN webhook_queue q ON q.event_id = e.id WHERE one.id = '${id}'`,
    );
    return earlier.filter((event) => !taken.has(event.id) && event.status !== 'failed').map((event) => event.id);
  }

  try {
    await ask({ receive: [PHONES[0]] });
    const ends = PHASES.map(([name, hours], n) => {
      const before = PHASES.slice(0, n).reduce((sum, [, some]) => sum + some, 0);
      return { name, from: START + before * HOUR, to: START + (before + hours) * HOUR };
    });
    let nextKill = START + 4 * HOUR;
    for (const { name, to } of ends) {
      phase = name;
      if (name === 'down') await receiver.goDown();
      else await receiver.comeBack(name === 'wrong certificate' ? 'wrong' : 'right');
      while (now < to) {
        if (now >= nextKill && kills < 10) {
          killAt = KILLS[kills % KILLS.length] ?? null;
          nextKill += 7 * HOUR;
          if (killAt === 'at rest') kill();
        }
        const storing = ask({ receive: Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(PHONES)) });
        if (killAt === 'while storing') kill();
        await storing;
        await until(Math.min(to, now + 30 * MINUTE));
      }
      if (name !== 'isGone') continue;
      phase = 'mixed';
      while (!(await ask({ resume: true })));
    }
    // Well again: what is left comes when its schedule says so.
    phase = 'takes';
    const isLeft = () => rows("SELECT 1 FROM webhook_queue WHERE status = 'pending' LIMIT 1").length > 0;
    while (isLeft() && now < START + 200 * HOUR) await until(now + HOUR);

    const ids = rows<{ id: string; attempts: number }>(
      `SELECT e.id, (SELECT count(*) FROM webhook_attempts a JOIN webhook_queue q ON q.id = a.queue_id WHERE q.event_id = e.id)
         AS attempts FROM events e WHERE e.type = 'message.received' ORDER BY cursor`,
    );
    const arrivals = (id: string): number => receiver.arrivals.filter((one) => one.id === id).length;
    expect(ids.length).toBeGreaterThan(300);
    expect(ids.filter(({ id }) => arrivals(id) === 0)).toEqual([]);
    // Nothing is given up before its schedule of 75 hours is over.
    expect(ids.filter(({ id }) => !taken.has(id)).map(({ id }) => id)).toEqual([poison()]);
    expect(tooEarly).toEqual([]);
    expect(ids.filter(({ id, attempts }) => arrivals(id) > attempts)).toEqual([]);
    // All of it has happened.
    expect(kills).toBe(10);
    expect(new Set(receiver.arrivals.map(({ way }) => way))).toEqual(new Set(ALL_WAYS));
    expect(rows("SELECT 1 FROM webhook_attempts WHERE error = 'interrupted'").length).toBeGreaterThan(1);
    const errors = rows<{ error: string }>('SELECT DISTINCT error FROM webhook_attempts').map(({ error }) => error);
    expect(errors).toEqual(expect.arrayContaining(['ECONNREFUSED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'timeout']));
    expect(rows("SELECT tries FROM webhook_queue WHERE status = 'failed'")).toEqual([{ tries: 10 }]);
  } finally {
    await app.kill();
    await receiver.goDown();
    sqlite.close();
  }
}
