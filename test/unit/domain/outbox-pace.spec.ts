import { DEFAULT_SETTINGS, type LawyerSettings, type PaceSettings } from '../../../main/contract/lawyer-settings.ts';
import { MessageText, Phone } from '../../../main/contract/values.ts';
import { cancelMessage } from '../../../main/domain/cancel-queued.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { READY } from '../../support/fake-page-host.ts';

const ZONE = process.env.TZ;
const BEA = '+4917000001';
const BEA_CHAT = '4917000001@c.us';
const CARL = '+4917000002';

// The fake clock begins at 09:00 UTC.
test.beforeAll(() => {
  process.env.TZ = 'UTC';
});
test.afterAll(() => {
  if (ZONE === undefined) delete process.env.TZ;
  else process.env.TZ = ZONE;
});

const paced = (change: Partial<PaceSettings> = {}): LawyerSettings => ({
  ...DEFAULT_SETTINGS,
  pace: { ...DEFAULT_SETTINGS.pace, characters_per_minute: 60, max_typing_seconds: 10, jitter: 0, ...change },
});

async function writes(core: Core, text: string, chat = BEA_CHAT): Promise<void> {
  await core.host.messages(core.account.write(chat, { timestamp: core.seconds(), text }));
  await settle();
}

const waits = (core: Core) =>
  core.store.database.read(async (stores) => (await stores.outbox.list(core.lawyer.id, { limit: 50 })).rows);

test('a message is typed for as long as it is long, and then sent', async ({ core }) => {
  const host = await core.live({ settings: paced() });
  await core.life.send(BEA, 'seven c');
  await settle();
  expect([core.account.typing, host.count('sendText')]).toEqual([[BEA_CHAT], 0]);
  expect(await waits(core)).toMatchObject([
    { state: 'queued', waits_for: 'pace', due_at: new Date(core.clock.now() + 7_000).toISOString() },
  ]);
  await core.clock.advance(6_999);
  expect(core.account.arrivals('seven c')).toBe(0);
  await core.clock.advance(1);
  expect([core.account.arrivals('seven c'), core.statusOf('seven c')]).toEqual([1, ['sent']]);
});

test('what a client has written is seen before it is answered; nobody else is shown anything', async ({ core }) => {
  const host = await core.live({ settings: paced() });
  await writes(core, 'A question');
  await core.life.send(BEA, 'An answer');
  await core.life.send(CARL, 'Out of the blue');
  await core.clock.advance(MINUTE);
  expect(core.account.markedRead).toEqual([BEA_CHAT]);
  expect(host.asked.indexOf('markRead')).toBeLessThan(host.asked.indexOf('showTyping'));
  expect(host.asked.indexOf('showTyping')).toBeLessThan(host.asked.indexOf('sendText'));
  expect(core.account.arrived).toHaveLength(2);
});

test('a page that can neither show typing nor mark as read is written in all the same, at the same pace', async ({
  core,
}) => {
  const host = await core.live({ settings: paced() });
  await host.capability('show_typing', null);
  host.refused.add('markRead');
  await writes(core, 'A question');
  await core.life.send(BEA, 'seven c');
  await core.clock.advance(6_000);
  expect(core.account.arrivals('seven c')).toBe(0);
  await core.clock.advance(2_000);
  expect([core.account.arrivals('seven c'), core.account.typing]).toEqual([1, []]);
});

test('between two chats there is a pause, and within one there is none', async ({ core }) => {
  const times = new Map<string, number>();
  const host = await core.live({ settings: paced({ max_typing_seconds: 0, gap_between_chats_seconds: 20 }) });
  host.onStep = (where) => {
    if (where === 'after sendText') times.set(core.account.arrived.at(-1)?.text ?? '', core.clock.now());
  };
  const start = core.clock.now();
  for (const [to, text] of [
    [BEA, 'b1'],
    [CARL, 'c1'],
    [BEA, 'b2'],
  ] as const) {
    await core.life.send(to, text);
  }
  await settle();
  expect([...times.keys()]).toEqual(['b1', 'b2']);
  expect(await waits(core)).toMatchObject([
    { waits_for: 'pace', due_at: new Date(start + 20_000).toISOString(), state: 'queued' },
  ]);
  await core.clock.advance(MINUTE);
  expect([...times].map(([text, at]) => [text, at - start])).toEqual([
    ['b1', 0],
    ['b2', 0],
    ['c1', 20_000],
  ]);
});

test('quiet hours hold what nobody waits for, and never an answer', async ({ core }) => {
  // 09:00 to 10:00, and the fake clock begins at 09:00.
  await core.live({ settings: paced({ max_typing_seconds: 0, quiet_hours: { from: '08:00', to: '10:00' } }) });
  await core.life.send(CARL, 'Out of the blue');
  await writes(core, 'A question');
  await core.life.send(BEA, 'An answer');
  await core.life.send(BEA, 'And more of it');
  await core.clock.advance(MINUTE);
  expect(core.account.arrived.map(({ text }) => text)).toEqual(['An answer', 'And more of it']);
  expect(await waits(core)).toMatchObject([
    { waits_for: 'quiet_hours', due_at: '2026-11-20T10:00:00.000Z', state: 'queued' },
  ]);
  await core.clock.advance(59 * MINUTE + 30_000);
  expect(core.account.arrivals('Out of the blue')).toBe(1);
});

test('what quiet hours hold goes out when its client writes, and an answer does not wait behind it', async ({
  core,
}) => {
  await core.live({ settings: paced({ max_typing_seconds: 0, quiet_hours: { from: '08:00', to: '20:00' } }) });
  await core.life.send(CARL, 'to another');
  await core.life.send(BEA, 'first');
  await settle();
  await writes(core, 'A question');
  expect(core.account.arrived.map(({ text }) => text)).toEqual(['first']);
  await core.life.send(BEA, 'the answer');
  await core.clock.advance(MINUTE);
  expect(core.account.arrived.map(({ text }) => text)).toEqual(['first', 'the answer']);
  expect(await waits(core)).toMatchObject([{ waits_for: 'quiet_hours', due_at: '2026-11-20T20:00:00.000Z' }]);
});

test('what the daily cap holds goes out when its client writes, also when that is found in the history', async ({
  core,
}) => {
  const settings = paced({ max_typing_seconds: 0, gap_between_chats_seconds: 0, first_contacts_per_day: 1 });
  const host = await core.live({ settings });
  await core.life.send(CARL, 'first of the day');
  await core.life.send(BEA, 'second');
  await settle();
  expect(await waits(core)).toMatchObject([{ waits_for: 'daily_cap' }]);
  // The page does not tell of it.
  core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'A question' });
  host.reload();
  await core.clock.advance(MINUTE);
  expect(core.account.arrived.map(({ text }) => text)).toEqual(['first of the day', 'second']);
});

test('a client who has waited for days is answered at any hour', async ({ core }) => {
  await core.live({ settings: paced({ max_typing_seconds: 0, quiet_hours: { from: '08:00', to: '10:00' } }) });
  await writes(core, 'A question');
  await core.clock.advance(3 * 24 * HOUR);
  await core.life.send(BEA, 'An answer');
  await settle();
  expect(core.account.arrivals('An answer')).toBe(1);
  // Answered, and silent since: nobody waits any more.
  await core.clock.advance(2 * 24 * HOUR);
  await core.life.send(BEA, 'By the way');
  await settle();
  expect([core.account.arrivals('By the way'), (await waits(core))[0]?.waits_for]).toEqual([0, 'quiet_hours']);
});

test('chats begun by us are capped for each day; the rest goes out on the next, and answers always', async ({
  core,
}) => {
  const settings = paced({ max_typing_seconds: 0, gap_between_chats_seconds: 0, first_contacts_per_day: 2 });
  await core.live({ settings });
  for (let i = 1; i <= 5; i++) await core.life.send(`+491700010${i}`, `first ${i}`);
  await settle();
  // Somebody who was written to already is no first contact.
  await core.life.send('+4917000101', 'second 1');
  await writes(core, 'A question');
  await core.life.send(BEA, 'An answer');
  await core.clock.advance(HOUR);
  expect(core.account.arrived.map(({ text }) => text).sort()).toEqual(['An answer', 'first 1', 'first 2', 'second 1']);
  expect((await waits(core)).map(({ waits_for, due_at }) => [waits_for, due_at])).toEqual(
    Array(3).fill(['daily_cap', '2026-11-21T00:00:00.000Z']),
  );
  await core.clock.advance(15 * HOUR);
  expect(core.account.arrived).toHaveLength(6);
  await core.clock.advance(24 * HOUR);
  expect([core.account.arrived.length, await waits(core)]).toEqual([7, []]);
});

test('a message that is taken back while it is typed is not sent, and typing ends', async ({ core }) => {
  const host = await core.live({ settings: paced() });
  const id = await core.life.send(BEA, 'Never mind');
  await core.clock.advance(3_000);
  await core.life.write((stores) => cancelMessage(stores, core.lawyer.id, id as never, core.clock.now()));
  await core.clock.advance(MINUTE);
  expect([core.account.arrived, core.statusOf('Never mind'), core.told('message')]).toEqual([
    [],
    ['cancelled'],
    ['message.cancelled'],
  ]);
  expect(host.asked.filter((name) => name === 'showTyping' || name === 'sendText')).toEqual([
    'showTyping',
    'showTyping',
  ]);
});

test('a connection that drops while a message is typed sends it once when it is back', async ({ core }) => {
  const host = await core.live({ settings: paced() });
  await core.life.send(BEA, 'seven c');
  await core.clock.advance(3_000);
  await host.state({ ...READY, socket: 'OPENING' });
  await core.clock.advance(MINUTE);
  expect(core.account.arrived).toEqual([]);
  await host.state({});
  await core.clock.advance(MINUTE);
  expect([core.account.arrivals('seven c'), host.count('sendText')]).toEqual([1, 1]);
});

test('an app that is killed while it types sends the message once in its next life', async ({ core }) => {
  await core.live({ settings: paced() });
  await core.life.send(BEA, 'seven c');
  await core.clock.advance(3_000);
  await core.restart({ settings: paced() });
  await core.clock.advance(MINUTE);
  expect(core.account.arrivals('seven c')).toBe(1);
});

test('a live account keeps the pace, whatever its setting says', async ({ core }) => {
  const host = await core.live({ settings: paced({ enabled: false }), mode: 'live' });
  await core.life.send(BEA, 'seven c');
  await core.clock.advance(6_000);
  expect([core.account.arrived, host.count('showTyping')]).toEqual([[], 1]);
  await core.clock.advance(2_000);
  expect(core.account.arrivals('seven c')).toBe(1);
});

test('settings that change while something waits are followed at once', async ({ core }) => {
  await core.live({ settings: paced({ first_contacts_per_day: 0 }) });
  await core.life.send(BEA, 'seven c');
  await core.clock.advance(MINUTE);
  expect(core.account.arrived).toEqual([]);
  core.life.settings = paced({ enabled: false });
  core.life.sessions.settingsChanged(core.lawyer.id);
  await settle();
  expect(core.account.arrivals('seven c')).toBe(1);
});

test('a file without a caption takes no typing, and keeps all the rest of the pace', async ({ core }) => {
  await core.live({ settings: paced({ quiet_hours: { from: '08:00', to: '10:00' } }) });
  await core.life.accept({ to: Phone.parse(BEA), text: MessageText.parse('held') });
  await settle();
  expect((await waits(core))[0]?.waits_for).toBe('quiet_hours');
});
