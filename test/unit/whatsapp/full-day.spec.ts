import { MessageText, Phone } from '../../../main/contract/values.ts';
import { UNPACED } from '../../support/app-life.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { READY, showingQr } from '../../support/fake-page-host.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';

const BEA = Phone.parse('+4917000001');
const BEA_CHAT = '4917000001@c.us';

/** One day of a lawyer's machine, hour by hour: what the session says at each moment, and that nothing is lost by it. */
class Day {
  private readonly core: Core;
  private written = 0;
  private sent = 0;

  constructor(core: Core) {
    this.core = core;
  }

  /** A client writes; the page tells of it only if it is there, and as it should be. */
  async clientWrites(isTold = true): Promise<void> {
    const { core } = this;
    this.written += 1;
    const text = `in ${String(this.written).padStart(3, '0')}`;
    const message = core.account.write(BEA_CHAT, { timestamp: core.seconds(), text });
    if (isTold) await core.life.sessions.host(core.lawyer.id)?.messages(message);
    await settle();
  }

  async lawyerWrites(): Promise<void> {
    this.sent += 1;
    const text = MessageText.parse(`out ${String(this.sent).padStart(3, '0')}`);
    await this.core.life.accept({ to: BEA, text });
    await settle();
  }

  /** Everything that was written by then is stored, and everything that was sent is on the phone, once. */
  complete(): void {
    const { core } = this;
    const all = (word: string, count: number) =>
      Array.from({ length: count }, (_, i) => `${word} ${String(i + 1).padStart(3, '0')}`);
    expect(core.texts()).toEqual([...all('in', this.written), ...all('out', this.sent)].sort());
    expect(core.account.arrived.map(({ text }) => text).sort()).toEqual(all('out', this.sent));
    expect(core.queue()).toEqual([]);
  }
}

test('a full day: asleep and awake, offline, logged out, updated, and with a full disk', async ({ core }) => {
  const files = new MemoryAttachmentFiles();
  const settings = { ...UNPACED, sleep: { after_idle_minutes: 60, wake_every_minutes: 30 } };
  const day = new Day(core);
  const stands = () => [...core.stands(), core.session().steps[0]];
  await core.live({ files, settings });
  const { sessions } = core.life;

  // 09:00: an ordinary morning.
  for (let i = 0; i < 10; i++) {
    await day.clientWrites();
    await day.lawyerWrites();
    await core.clock.advance(5 * MINUTE);
  }
  expect(stands()).toEqual(['ready', undefined, undefined]);
  day.complete();

  // 10:00: the network goes, for twenty minutes. What is written meanwhile is not told of.
  sessions.networkChanged(false);
  await core.host.state({ socket: 'OPENING' });
  expect(stands()).toEqual(['reconnecting', 'network_lost', 'check_network']);
  await day.clientWrites(false);
  await day.lawyerWrites();
  await core.clock.advance(20 * MINUTE);
  expect(stands()).toEqual(['reconnecting', 'network_lost', 'check_network']);
  sessions.networkChanged(true);
  await core.host.state({});
  await core.clock.advance(MINUTE);
  expect(stands()).toEqual(['ready', undefined, undefined]);
  day.complete();

  // 11:00: the machine sleeps through lunch. The page comes back without a network, and blank.
  await day.clientWrites(false);
  await core.clock.jump(90 * MINUTE);
  sessions.networkChanged(false);
  core.host.stateAfterLoad = { ...READY, driverReady: false, authenticated: false, blank: true };
  core.host.reload();
  sessions.resumed();
  await core.clock.advance(40_000);
  expect(stands().slice(0, 2)).toEqual(['reconnecting', 'page_blank']);
  core.host.stateAfterLoad = READY;
  sessions.networkChanged(true);
  await core.clock.advance(MINUTE);
  expect(stands()).toEqual(['ready', undefined, undefined]);
  day.complete();

  // 13:00: the phone has not been seen for long. Everything goes on.
  await core.host.state({ phoneOffline: true });
  expect(stands()).toEqual(['ready', 'phone_offline', 'open_whatsapp_on_phone']);
  await day.clientWrites();
  await day.lawyerWrites();
  await core.host.state({});
  day.complete();

  // 14:00: WhatsApp has shipped an update, and a module has another name. Texts wait; what arrives is stored.
  core.host.reload();
  await settle();
  await core.host.capability('send_text', null);
  await day.clientWrites();
  await day.lawyerWrites();
  await core.clock.advance(MINUTE);
  expect(stands()).toEqual(['ready', 'driver_reduced', 'update_app']);
  expect(await core.alerts()).toEqual([['ability_missing', 'send_text']]);
  expect(core.statusOf('out 013')).toEqual(['queued']);
  await core.clock.advance(30 * MINUTE);
  await core.host.capability('send_text', 'wa-js');
  await core.clock.advance(MINUTE);
  expect([stands(), await core.alerts()]).toEqual([['ready', undefined, undefined], []]);
  day.complete();

  // 15:00: the disk is almost full.
  files.free = 400_000_000;
  await core.clock.advance(MINUTE);
  expect(stands()).toEqual(['ready', 'disk_almost_full', 'free_disk_space']);
  await day.clientWrites();
  files.free = 100_000_000_000;
  await core.clock.advance(MINUTE);
  expect([stands()[1], await core.alerts()]).toEqual([undefined, []]);
  day.complete();

  // 16:00: logged out on the phone; an hour later somebody scans with another phone, and then with the right one.
  await core.host.state(showingQr('code-1'));
  expect(stands()).toEqual(['qr', 'logged_out_by_phone', 'scan_qr']);
  await day.clientWrites(false);
  await day.lawyerWrites();
  for (let code = 2; code <= 121; code++) {
    await core.clock.advance(HOUR / 120);
    await core.host.state(showingQr(`code-${code}`));
  }
  core.account.phone = '4915999999999';
  await core.host.state({});
  expect(stands()).toEqual(['failed', 'other_account', 'scan_with_own_phone']);
  await core.clock.advance(10 * MINUTE);
  await sessions.logOut(core.lawyer.id);
  await core.host.state(showingQr('code-2'));
  expect(stands()[0]).toBe('qr');
  core.account.phone = core.lawyer.phone_number.slice(1);
  await core.host.state({});
  await core.clock.advance(MINUTE);
  expect([stands(), await core.alerts()]).toEqual([['ready', undefined, undefined], []]);
  day.complete();

  // 18:00: connected, and silent.
  for (let i = 0; i < 2; i++) {
    await day.clientWrites(false);
    await core.clock.advance(3 * MINUTE);
  }
  expect(stands()).toEqual(['ready', undefined, undefined]);
  await day.clientWrites();
  day.complete();

  // 19:00 to 09:00: nobody is there. It sleeps, and looks twice an hour; a message in the night is there in the morning.
  await core.clock.advance(62 * MINUTE);
  expect(stands()).toEqual(['asleep', 'put_to_sleep', 'wake_session']);
  const opened = core.life.hosts.length;
  await day.clientWrites(false);
  await core.clock.advance(12 * HOUR);
  expect(core.life.hosts.length - opened).toBeGreaterThan(20);
  day.complete();
  await sessions.wake(core.lawyer.id);
  await core.clock.advance(MINUTE);
  expect(stands()).toEqual(['ready', undefined, undefined]);

  expect(core.told('session')).toEqual([
    'session.ready',
    ...['session.reconnecting', 'session.disconnected', 'session.ready'],
    ...['session.reconnecting', 'session.ready'],
    ...['session.reconnecting', 'session.ready'],
    ...['session.logged_out', 'session.qr', 'session.failed', 'session.logged_out', 'session.qr', 'session.ready'],
    ...['session.reconnecting', 'session.ready'],
    ...['session.sleeping', 'session.ready'],
  ]);
  expect(core.life.log.errors()).toEqual([]);
});
