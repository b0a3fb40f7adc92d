import { expect, test } from '@playwright/test';
import { newId } from '../../../main/domain/new-id.ts';
import { AppLife, DELIVERED } from '../../support/app-life.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeAccount, type SendFault } from '../../support/fake-page-host.ts';
import { addLawyer, openTempDatabase } from '../../support/temp-database.ts';

const CLIENTS = ['4917000001', '4917000002', '4917000003'];
const FAULTS: SendFault[] = [
  'hangs',
  'takes-then-hangs',
  'refuses',
  'takes-then-refuses',
  'keeps-pending',
  'dies',
  'takes-then-dies',
  'answers-nonsense',
];
const ACTIONS = 60;
const SENT = ['sent', 'delivered', 'read', 'played'];

/** Numbers that look random and are the same for a seed (mulberry32). */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** One history of an account in which the app dies, the page misbehaves and the receiver fails. Then all is well again. */
async function liveThrough(seed: number): Promise<{ deaths: number; sent: number }> {
  const random = randomFrom(seed);
  const oneOf = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const store = openTempDatabase();
  const clock = new FakeClock();
  const account = new FakeAccount();
  const lawyer = await addLawyer(store.database, clock.now());
  const hook = {
    id: newId('whk'),
    lawyerId: lawyer.id,
    url: 'u',
    secret: `whsec_${'AAAA'.repeat(11)}`,
    at: clock.now(),
  };
  await store.database.write((stores) => stores.webhooks.insert({ ...hook, events: ['*'] }));
  await clock.advance(1000);

  const posted: string[] = [];
  let receiverFails = true;
  const post = async (_url: string, headers: Record<string, string>) => {
    if (receiverFails && random(5) === 0) return { ...DELIVERED, statusCode: 500 };
    posted.push(headers['webhook-id'] ?? '');
    return DELIVERED;
  };
  const start = (): AppLife => new AppLife({ store, account, clock, lawyerId: lawyer.id, post });

  const accepted = new Map<string, string>();
  const seconds = () => Math.floor(clock.now() / 1000);
  let life = start();
  let deaths = 0;
  let count = 0;
  await settle();

  function clientWrites(): void {
    const jid = `${oneOf(CLIENTS)}@c.us`;
    count += 1;
    const message = account.write(jid, { timestamp: seconds(), text: `in ${seed}.${count}` });
    if (random(4) === 0) void life.host.messages({ ...message, type: 'ciphertext', text: '' });
    // Sometimes the page says nothing, sometimes it says it twice.
    for (let times = random(3); times > 0; times--) void life.host.messages(message);
  }

  function lawyerSends(): void {
    count += 1;
    const text = `out ${seed}.${count}`;
    void life.send(`+${oneOf(CLIENTS)}`, text).then((id) => accepted.set(text, id));
  }

  function acknowledge(): void {
    const own = [...account.chats.values()].flat().filter(({ fromMe, ack }) => fromMe && (ack ?? 0) > 0);
    if (own.length > 0) void life.host.ack(oneOf(own), 1 + random(3));
  }

  const actions: (() => unknown)[] = [
    clientWrites,
    clientWrites,
    clientWrites,
    lawyerSends,
    lawyerSends,
    lawyerSends,
    acknowledge,
    () => life.host.faults.push(oneOf(FAULTS), oneOf(FAULTS)),
    () => life.host.faults.push(oneOf(FAULTS), oneOf(FAULTS)),
    () => life.host.faults.push(oneOf(FAULTS)),
    () => life.host.timeOut(),
    () => void life.host.takeLate(),
    () => {
      for (const name of ['findMessage', 'resolvePhone']) if (random(2) === 0) life.host.silent.add(name);
    },
    () => life.host.silent.add('findMessage'),
    () => life.host.silent.clear(),
    () => {
      // WhatsApp Web comes to it just after we have looked.
      const step = life.host.onStep;
      life.host.onStep = async (where) => {
        if (where === 'after findMessage') await life.host.takeLate();
        await step(where);
      };
    },
    () => life.host.crash(),
    () => life.host.state({ socket: 'OPENING' }),
    () => life.host.state({}),
    () => account.flushPending(),
    () => {
      // What WhatsApp's server never had is lost when the page is loaded anew.
      for (const message of [...account.chats.values()].flat()) {
        if (message.fromMe && message.ack === 0 && random(2) === 0) account.forget(message.id);
      }
      life.host.reload();
    },
    () => clock.advance(random(20_000)),
    () => clock.advance(random(400_000)),
    () => {
      let left = random(80);
      life.diesAt = () => left-- <= 0;
    },
  ];

  for (let i = 0; i < ACTIONS; i++) {
    const action = oneOf(actions)();
    await Promise.race([action, settle()]);
    if (random(3) > 0) await settle();
    if (!life.dead && random(25) === 0) life.kill();
    if (!life.dead) continue;
    deaths += 1;
    if (random(2) === 0) clientWrites();
    if (random(2) === 0) await clock.advance(random(100_000));
    await store.reopen();
    life = start();
    if (random(2) === 0) await settle();
  }

  // Everything is well from now on.
  life.diesAt = () => false;
  life.kill();
  await store.reopen();
  receiverFails = false;
  life = start();
  for (let i = 0; i < 400 && !(await isQuiet()); i++) {
    for (const message of account.flushPending()) void life.host.ack(message, 1);
    life.host.timeOut();
    await clock.advance(15 * 60_000);
  }

  async function isQuiet(): Promise<boolean> {
    await settle();
    const open = store.rows("SELECT id FROM outbox UNION ALL SELECT id FROM webhook_queue WHERE status = 'pending'");
    return open.length === 0 && clock.now() > Date.UTC(2026, 10, 21);
  }

  try {
    const where = `seed ${seed}`;
    expect(life.log.errors(), where).toEqual([]);
    expect(store.rows('SELECT id FROM outbox'), where).toEqual([]);

    const held = [...account.chats.values()].flat();
    const stored = store.rows<{ id: string; content: string; status: string; direction: string; whatsapp_id: string }>(
      'SELECT id, content, status, direction, whatsapp_id FROM messages',
    );
    const textsOf = (direction: string) =>
      stored.filter((row) => row.direction === direction).map((row) => row.content);
    const inPage = held.filter(({ fromMe }) => !fromMe).map(({ text }) => text);
    expect(textsOf('inbound').sort(), where).toEqual(inPage.sort());

    for (const [text, id] of accepted)
      expect(
        stored.filter((row) => row.id === id),
        `${where}: ${text}`,
      ).toHaveLength(1);
    for (const row of stored.filter(({ direction }) => direction === 'outbound')) {
      const expected = SENT.includes(row.status) ? 1 : 0;
      expect([row.status, account.arrivals(row.content)], `${where}: ${row.content}`).toEqual([row.status, expected]);
      expect([...SENT, 'failed', 'unknown'], where).toContain(row.status);
    }
    expect(account.arrived.map(({ text }) => text).sort(), where).toEqual(
      stored
        .filter(({ direction, status }) => direction === 'outbound' && SENT.includes(status))
        .map(({ content }) => content)
        .sort(),
    );

    const events = store.rows<{ id: string; type: string; message_id: string | null }>('SELECT * FROM events');
    const delivered = new Set(posted);
    expect(
      events.filter(({ id }) => !delivered.has(id)),
      where,
    ).toEqual([]);
    expect(
      [...delivered].filter((id) => !events.some((event) => event.id === id)),
      where,
    ).toEqual([]);
    const facts = events.filter(({ message_id }) => message_id !== null).map((one) => `${one.type} ${one.message_id}`);
    expect(facts.length, where).toBe(new Set(facts).size);
    expect(
      events.filter(({ type }) => type === 'message.received'),
      where,
    ).toHaveLength(inPage.length);
    return { deaths, sent: account.arrived.length };
  } finally {
    life.kill();
    await store.remove();
  }
}

// A seed from the environment replays one history: LEXLINE_SEED=17.
const only = process.env.LEXLINE_SEED;
const PARTS = 6;
const SEEDS_IN_PART = 50;

for (let part = 0; part < PARTS; part++) {
  const first = part * SEEDS_IN_PART + 1;
  test(`random crashes lose nothing and send nothing twice (seeds ${first} to ${first + SEEDS_IN_PART - 1})`, async () => {
    test.skip(only !== undefined && part > 0);
    test.setTimeout(300_000);
    let deaths = 0;
    let sent = 0;
    const seeds = only ? [Number(only)] : Array.from({ length: SEEDS_IN_PART }, (_, i) => first + i);
    for (const seed of seeds) {
      const run = await liveThrough(seed);
      deaths += run.deaths;
      sent += run.sent;
    }
    // The histories are worth something only if the app did die and messages did go out.
    if (!only)
      expect([deaths > SEEDS_IN_PART / 2, sent > SEEDS_IN_PART], `${deaths} deaths, ${sent} sent`).toEqual([
        true,
        true,
      ]);
  });
}
