import type { Lawyer } from '../../../main/contract/entities.ts';
import type { LawyerId } from '../../../main/contract/ids.ts';
import { NO_TRACING } from '../../../main/domain/trace-context.ts';
import { createSessions } from '../../../main/whatsapp/sessions.ts';
import { FakeMetrics } from '../../support/app-life.ts';
import { type Core, expect, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeAccount, type FakePageHost, showingQr } from '../../support/fake-page-host.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';
import { addLawyer } from '../../support/temp-database.ts';

const BEA = '+4917000001';
const BEA_CHAT = '4917000001@c.us';

interface Other {
  lawyer: Lawyer;
  account: FakeAccount;
}

async function withOthers(core: Core, count: number): Promise<Other[]> {
  const others: Other[] = [];
  for (let i = 0; i < count; i++) {
    others.push({ lawyer: await addLawyer(core.store.database, core.clock.now()), account: new FakeAccount() });
  }
  return others;
}

const named = (others: Other[]) => others.map(({ lawyer, account }) => ({ lawyerId: lawyer.id, account }));
const textsOf = (core: Core, id: LawyerId) =>
  core.store
    .rows<{ content: string }>('SELECT content FROM messages WHERE lawyer_id = ? ORDER BY content', id)
    .map(({ content }) => content);

test('many lawyers are opened one after another, by the clock, whatever becomes of those before', async ({ core }) => {
  const others = await withOthers(core, 9);
  await core.live({
    others: named(others),
    // None of them ever says anything.
    prepare(host) {
      host.stateAfterLoad = null;
    },
  });
  expect(core.life.hosts).toHaveLength(1);
  for (let opened = 2; opened <= 10; opened++) {
    await core.clock.advance(1_500);
    expect(core.life.hosts).toHaveLength(opened);
  }
  for (const { lawyer } of others) expect(core.life.sessions.get(lawyer.id).state).toBe('starting');
});

test('a session that is put to sleep before its turn to open stays closed, and is woken as any other', async ({
  core,
}) => {
  const [other] = await withOthers(core, 1);
  if (!other) throw new Error('there is one');
  await core.live({ others: named([other]) });
  const { sessions } = core.life;
  const stands = () => [sessions.get(other.lawyer.id).state, core.life.hosts.length];
  await sessions.sleep(other.lawyer.id);
  await core.clock.advance(5_000);
  expect(stands()).toEqual(['asleep', 1]);
  await sessions.wake(other.lawyer.id);
  await settle();
  expect(stands()).toEqual(['ready', 2]);
  await core.clock.advance(5 * MINUTE);
  expect(stands()).toEqual(['ready', 2]);
});

test('a lawyer whose page hangs, fails or is logged out delays no other', async ({ core }) => {
  const [hung, lost, well] = await withOthers(core, 3);
  if (!hung || !lost || !well) throw new Error('there are three');
  const mute = (host: FakePageHost, id: LawyerId): void => {
    if (id !== hung.lawyer.id) return;
    for (const name of ['listChats', 'resolvePhone', 'checkHealth', 'findMessage']) host.silent.add(name);
  };
  await core.live({ others: named([hung, lost, well]), prepare: mute });
  await core.clock.advance(6_000);
  await core.life.hostOf(lost.lawyer.id).state(showingQr('code'));
  core.life.hostOf(core.lawyer.id).crash();
  for (const { lawyer } of [hung, lost, well]) void core.life.send(BEA, `from ${lawyer.id}`, lawyer.id);
  const message = well.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'In' });
  await core.life.hostOf(well.lawyer.id).messages(message);
  await settle();
  expect(textsOf(core, well.lawyer.id)).toEqual(['In', `from ${well.lawyer.id}`]);
  expect(well.account.arrivals(`from ${well.lawyer.id}`)).toBe(1);
  expect([hung.account.arrived, lost.account.arrived]).toEqual([[], []]);
  const states = [core.lawyer, hung.lawyer, lost.lawyer, well.lawyer].map(({ id }) => core.life.sessions.get(id).state);
  expect(states).toEqual(['reconnecting', 'ready', 'qr', 'ready']);
});

test('two lawyers with the same client keep their chats apart, asleep or awake', async ({ core }) => {
  const [other] = await withOthers(core, 1);
  if (!other) throw new Error('there is one');
  await core.live({ others: named([other]) });
  await core.clock.advance(2_000);
  await core.life.sessions.sleep(other.lawyer.id);
  await settle();
  await core.life.send(BEA, 'from one');
  await core.life.send(BEA, 'from the other', other.lawyer.id);
  await core.host.messages(core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'to one' }));
  other.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'to the other' });
  await core.clock.advance(MINUTE);
  expect([textsOf(core, core.lawyer.id), textsOf(core, other.lawyer.id)]).toEqual([
    ['from one', 'to one'],
    ['from the other', 'to the other'],
  ]);
  expect([core.account.arrived.length, other.account.arrived.length]).toEqual([1, 1]);
});

test('whoever shows views hears of each that is opened, and of each that is closed', async ({ core }) => {
  await core.live();
  const heard: [LawyerId, FakePageHost | null][] = [];
  const off = core.life.sessions.onHost((id, host) => heard.push([id, host]));
  await core.life.sessions.restart(core.lawyer.id);
  await settle();
  await core.life.sessions.sleep(core.lawyer.id);
  await core.clock.advance(MINUTE);
  await core.life.sessions.wake(core.lawyer.id);
  await settle();
  const [first, second, third] = core.life.hosts;
  expect(first?.closed).toBe(true);
  const { id } = core.lawyer;
  expect(heard).toEqual([
    [id, null],
    [id, second],
    [id, null],
    [id, third],
  ]);
  off();
  await core.life.sessions.restart(core.lawyer.id);
  expect(heard).toHaveLength(4);
});

test('on a machine that may open no page, every session says why', async ({ core }) => {
  const { store, clock } = core;
  const files = new MemoryAttachmentFiles();
  const common = {
    database: store.database,
    clock,
    log: new FakeLog(),
    metrics: new FakeMetrics(),
    files,
    tracing: NO_TRACING,
  };
  const sessions = createSessions({ ...common, mode: 'live', random: Math.random, openHost: null });
  sessions.open(core.lawyer.id);
  expect(sessions.get(core.lawyer.id)).toMatchObject({
    state: 'failed',
    cause: 'runtime_limited',
    steps: ['use_official_build'],
  });
  await expect(sessions.restart(core.lawyer.id)).rejects.toMatchObject({ code: 'session_unavailable' });
});

test('a session that was stopped does nothing more', async ({ core }) => {
  const host = await core.live();
  await core.life.send(BEA, 'Out');
  core.life.sessions.stop();
  await settle();
  const { asked } = host;
  const before = asked.length;
  await core.clock.advance(24 * 60 * MINUTE);
  expect([asked.length, host.closed, host.loads, core.life.hosts.length]).toEqual([before, true, 1, 1]);
  expect(core.clock.pending()).toBe(0);
});

test('history is read as soon as a session is ready, again from time to time, and when somebody asks', async ({
  core,
}) => {
  core.account.write(BEA_CHAT, { timestamp: core.seconds() - 1000, text: 'while away' });
  const host = await core.live();
  expect([core.texts(), core.life.sessions.history(core.lawyer.id).state]).toEqual([['while away'], 'complete']);
  const read = host.count('listChats');
  await core.clock.advance(2 * MINUTE);
  await core.life.sessions.syncHistory(core.lawyer.id);
  await settle();
  expect(host.count('listChats')).toBeGreaterThan(read + 1);
  await host.state({ socket: 'OPENING' });
  await expect(core.life.sessions.syncHistory(core.lawyer.id)).rejects.toMatchObject({ code: 'session_unavailable' });
});

test('a chat that could not be read is read soon, while what else there is goes on', async ({ core }) => {
  core.account.write(BEA_CHAT, { timestamp: core.seconds() - 1000, text: 'while away' });
  const host = await core.live((one) => {
    one.refused.add('readMessages');
  });
  expect(core.texts()).toEqual([]);
  await core.clock.advance(MINUTE);
  host.refused.clear();
  await core.clock.advance(MINUTE);
  expect(core.texts()).toEqual(['while away']);
});

test('history that cannot be read for long is told to a person, until it can', async ({ core }) => {
  const host = await core.live((one) => {
    one.refused.add('listChats');
  });
  await core.clock.advance(9 * MINUTE);
  expect([await core.alerts(), host.loads]).toEqual([[], 1]);
  await core.clock.advance(2 * MINUTE);
  expect(await core.alerts()).toEqual([['history_incomplete', null]]);
  host.refused.clear();
  await core.clock.advance(MINUTE);
  expect(await core.alerts()).toEqual([]);
});

test('the page of a lawyer who is not active is closed until it is opened again, and what is queued waits', async ({
  core,
}) => {
  await core.live();
  const { sessions } = core.life;
  const { id } = core.lawyer;
  sessions.close(id);
  await settle();
  const { state, cause, steps } = sessions.get(id);
  expect([state, cause, steps, sessions.host(id)]).toEqual(['asleep', 'lawyer_not_active', [], null]);
  await core.life.send(BEA, 'waits');
  await core.clock.advance(30 * MINUTE);
  expect([core.statusOf('waits'), core.account.arrived, core.life.hosts.length]).toEqual([['queued'], [], 1]);
  for (const step of ['wake', 'restart', 'sleep', 'syncHistory'] as const) {
    await expect(sessions[step](id)).rejects.toMatchObject({ code: 'lawyer_not_active' });
  }
  sessions.open(id);
  await core.clock.advance(5 * MINUTE);
  expect([sessions.get(id).state, core.account.arrivals('waits')]).toEqual(['ready', 1]);
});
