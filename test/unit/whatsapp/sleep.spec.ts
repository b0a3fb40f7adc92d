import type { AttachmentId } from '../../../main/contract/ids.ts';
import type { LawyerSettings } from '../../../main/contract/lawyer-settings.ts';
import { PageMedia } from '../../../main/contract/page-reports.ts';
import { MessageText, Phone } from '../../../main/contract/values.ts';
import { acceptMessage } from '../../../main/domain/accept-message.ts';
import { AppError } from '../../../main/domain/app-error.ts';
import { UNPACED } from '../../support/app-life.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { READY, showingQr } from '../../support/fake-page-host.ts';

const BEA = '+4917000001';
const BEA_CHAT = '4917000001@c.us';
const sleeping = (change: Partial<LawyerSettings['sleep']> = {}): LawyerSettings => ({
  ...UNPACED,
  sleep: { after_idle_minutes: null, wake_every_minutes: 15, ...change },
});

const isOpen = (core: Core) => core.life.sessions.host(core.lawyer.id) !== null;
const sleep = async (core: Core) => {
  await core.life.sessions.sleep(core.lawyer.id);
  await settle();
};
const wake = async (core: Core) => {
  await core.life.sessions.wake(core.lawyer.id);
  await settle();
};

/** Lets time pass until the session has that state, and says how long that took. */
async function untilState(core: Core, state: string): Promise<number> {
  const start = core.clock.now();
  for (let second = 0; second < 3600 && core.stands()[0] !== state; second++) await core.clock.advance(1_000);
  return core.clock.now() - start;
}

test('a session that is put to sleep closes its view, and keeps its log-in', async ({ core }) => {
  const host = await core.live();
  await sleep(core);
  expect([core.stands(), core.session().steps, isOpen(core), host.closed]).toEqual([
    ['asleep', 'put_to_sleep'],
    ['wake_session'],
    false,
    true,
  ]);
  expect(host.flushes).toBe(2);
  expect(core.told('session')).toEqual(['session.ready', 'session.sleeping']);
  await wake(core);
  expect([core.stands()[0], core.life.hosts.length, host.loads]).toEqual(['ready', 2, 1]);
  expect(core.told('session')).toEqual(['session.ready', 'session.sleeping', 'session.ready']);
  // Somebody wanted it: it stays.
  await core.clock.advance(12 * HOUR);
  expect([core.stands()[0], core.life.hosts.length]).toEqual(['ready', 2]);
});

test('a session tells what its page takes of memory while it has one', async ({ core }) => {
  const host = await core.live();
  const memory = () => core.life.sessions.memoryBytes(core.lawyer.id);
  expect(memory()).toBe(host.memory);
  host.memory += 50_000_000;
  expect(memory()).toBe(host.memory);
  await sleep(core);
  expect(memory()).toBeNull();
  await wake(core);
  expect(memory()).toBe(core.life.hosts.at(-1)?.memory);
});

test('however much is queued while it sleeps, it looks once a minute what is due', async ({ core }) => {
  await core.live();
  await sleep(core);
  for (let time = 0; time < 50; time++) {
    core.life.sessions.wakeOutbox(core.lawyer.id);
    await settle();
  }
  const before = core.life.trail.length;
  await core.clock.advance(5 * MINUTE);
  const reads = core.life.trail.slice(before).filter((step) => step === 'before read').length;
  expect(reads).toBeLessThan(20);
});

test('it is woken on schedule to see what has come, quietly, and sleeps again', async ({ core }) => {
  await core.live({ settings: sleeping({ wake_every_minutes: 30 }) });
  await sleep(core);
  for (let time = 1; time <= 4; time++) {
    core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: `came ${time}` });
    const asleep = await untilState(core, 'ready');
    expect([asleep >= 30 * MINUTE, asleep < 31 * MINUTE, core.texts().length]).toEqual([true, true, time]);
    const awake = await untilState(core, 'asleep');
    expect([awake < 3 * MINUTE, core.life.hosts.length]).toEqual([true, time + 1]);
  }
  expect(core.told('session')).toEqual(['session.ready', 'session.sleeping']);
  expect(core.told('message')).toHaveLength(4);
});

test('what arrives only a while after the page is ready is waited for before it sleeps again', async ({ core }) => {
  await core.live({ settings: sleeping() });
  await sleep(core);
  await core.clock.advance(15 * MINUTE + 30_000);
  expect(core.stands()[0]).toBe('ready');
  // WhatsApp hands it over late, and the page does not tell of it.
  core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'late' });
  await core.clock.advance(3 * MINUTE);
  expect([core.stands()[0], core.texts()]).toEqual(['asleep', ['late']]);
});

test('a message that is to be sent wakes it at once, and it sleeps when that is done', async ({ core }) => {
  await core.live();
  await sleep(core);
  await core.life.send(BEA, 'Out');
  await core.clock.advance(5_000);
  expect([core.stands()[0], core.account.arrivals('Out')]).toEqual(['ready', 1]);
  await core.clock.advance(5 * MINUTE);
  expect(core.stands()[0]).toBe('asleep');
});

test('it is woken when something waits until then, not before', async ({ core }) => {
  await core.live({ settings: sleeping({ wake_every_minutes: 1440 }) });
  await sleep(core);
  const outgoing = { to: Phone.parse(BEA), text: MessageText.parse('Later') };
  await core.store.database.write((stores) => acceptMessage(stores, core.lawyer.id, outgoing, core.clock.now()));
  core.store.run('UPDATE outbox SET next_attempt = ?', core.clock.now() + 3 * HOUR);
  core.life.sessions.wakeOutbox(core.lawyer.id);
  await core.clock.advance(3 * HOUR - 1_000);
  expect([core.stands()[0], core.life.hosts.length]).toEqual(['asleep', 1]);
  await core.clock.advance(10_000);
  expect([core.account.arrivals('Later'), core.life.hosts.length]).toEqual([1, 2]);
});

test('somebody who wants a file that was not there wakes it, until the file is there', async ({ core }) => {
  const bytes = Buffer.from('%PDF-1.7 a brief');
  // The phone has uploaded it again by then.
  const there = new Set<string>();
  const host = await core.live((one) => {
    for (const id of there) one.media.set(id, bytes);
  });
  const media = PageMedia.parse({ mimeType: 'application/pdf', fileName: 'brief.pdf', size: bytes.length });
  const message = core.account.write(BEA_CHAT, { timestamp: core.seconds(), type: 'document', text: '', media });
  await host.messages(message);
  await settle();
  const [file] = core.store.rows<{ id: AttachmentId; status: string }>('SELECT id, status FROM attachments');
  expect(file?.status).not.toBe('stored');
  there.add(message.id);
  await sleep(core);
  await core.store.database.write((stores) =>
    stores.attachments.retry(core.lawyer.id, file?.id as AttachmentId, core.clock.now()),
  );
  core.life.sessions.wakeMedia(core.lawyer.id);
  await core.clock.advance(5_000);
  // The bytes go to a real disk, which follows no clock of ours.
  await expect.poll(() => core.store.rows('SELECT status FROM attachments')).toEqual([{ status: 'stored' }]);
  await core.clock.advance(3 * MINUTE);
  expect(core.stands()[0]).toBe('asleep');
});

test('a session that is sending sleeps only when that is done', async ({ core }) => {
  const host = await core.live();
  host.faults.push('hangs');
  await core.life.send(BEA, 'Out');
  await settle();
  await sleep(core);
  expect(core.stands()[0]).toBe('ready');
  await host.takeLate();
  host.timeOut();
  await core.clock.advance(MINUTE);
  expect([core.stands()[0], core.account.arrivals('Out'), core.statusOf('Out')]).toEqual(['asleep', 1, ['sent']]);
});

test('a session without traffic or a look at it falls asleep by itself, and not before', async ({ core }) => {
  await core.live({ settings: sleeping({ after_idle_minutes: 20 }) });
  await core.clock.advance(15 * MINUTE);
  await core.host.messages(core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'In' }));
  await core.clock.advance(19 * MINUTE);
  expect(core.stands()[0]).toBe('ready');
  await core.clock.advance(2 * MINUTE);
  expect(core.stands()[0]).toBe('asleep');
  await wake(core);
  await core.clock.advance(19 * MINUTE);
  expect(core.stands()[0]).toBe('ready');
  await core.clock.advance(2 * MINUTE);
  expect(core.stands()[0]).toBe('asleep');
});

test('a page that is on the screen stays awake, and is woken by being looked at', async ({ core }) => {
  await core.live({ settings: sleeping({ after_idle_minutes: 1 }) });
  core.life.sessions.setShown(core.lawyer.id);
  await core.clock.advance(3 * HOUR);
  expect([core.stands()[0], core.life.hosts.length]).toEqual(['ready', 1]);
  core.life.sessions.setShown(null);
  await core.clock.advance(3 * MINUTE);
  expect(core.stands()[0]).toBe('asleep');
  core.life.sessions.setShown(core.lawyer.id);
  await settle();
  expect([core.stands()[0], isOpen(core)]).toEqual(['ready', true]);
  await core.clock.advance(3 * HOUR);
  expect(core.life.hosts).toHaveLength(2);
});

test('a person who comes during a visit keeps it awake', async ({ core }) => {
  await core.live();
  await sleep(core);
  await core.clock.advance(15 * MINUTE + 10_000);
  expect(core.stands()[0]).toBe('ready');
  await wake(core);
  await core.clock.advance(2 * HOUR);
  expect(core.stands()[0]).toBe('ready');
});

test('a session that waits to be linked is not put to sleep by the clock', async ({ core }) => {
  await core.live({
    settings: sleeping({ after_idle_minutes: 1 }),
    prepare(host) {
      host.stateAfterLoad = { ...READY, ...showingQr('code') };
    },
  });
  await core.clock.advance(HOUR);
  expect(core.stands()[0]).toBe('qr');
});

test('a log-out that is found on a visit is told, and stays to be seen', async ({ core }) => {
  await core.live({
    prepare(host) {
      if (core.clock.now() > Date.UTC(2026, 10, 20, 9, 5)) host.stateAfterLoad = { ...READY, ...showingQr('code') };
    },
  });
  await sleep(core);
  await core.clock.advance(HOUR);
  expect([core.stands()[0], core.life.hosts.length]).toEqual(['qr', 2]);
  expect(core.told('session')).toEqual(['session.ready', 'session.sleeping', 'session.logged_out', 'session.qr']);
});

test('a visit that leads nowhere ends, and the next one comes', async ({ core }) => {
  let opened = 0;
  await core.live((host) => {
    opened += 1;
    if (opened > 1) host.stateAfterLoad = { ...READY, socket: 'OPENING' };
  });
  await sleep(core);
  await core.clock.advance(2 * HOUR);
  expect(opened).toBeGreaterThanOrEqual(5);
  expect(core.told('session')).toEqual(['session.ready', 'session.sleeping']);
});

test('nothing is asked of a page that sleeps, and that is said', async ({ core }) => {
  const host = await core.live();
  await sleep(core);
  const { sessions } = core.life;
  const asked = host.asked.length;
  const code = (call: Promise<unknown>) =>
    call.then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );
  expect(await code(sessions.logOut(core.lawyer.id))).toBe('session_unavailable');
  expect(await code(sessions.syncHistory(core.lawyer.id))).toBe('session_unavailable');
  expect(await code(sessions.requestPairingCode(core.lawyer.id, core.lawyer.phone_number))).toBe(
    'session_not_waiting_for_scan',
  );
  sessions.resumed();
  sessions.networkChanged(false);
  sessions.networkChanged(true);
  await core.clock.advance(10 * MINUTE);
  expect([host.asked.length, core.stands()[0], core.life.hosts.length]).toEqual([asked, 'asleep', 1]);
});
