import { Phone } from '../../../main/contract/values.ts';
import { changeLawyer } from '../../../main/domain/manage-lawyers.ts';
import { expect, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { type FakePageHost, READY, showingQr } from '../../support/fake-page-host.ts';

const STRANGER = '4915999999999';
const BEA_CHAT = '4917000001@c.us';
/** A page that does not say whose it is. */
const mute = (change: Partial<typeof READY> = {}) => ({ ...READY, me: null, ...change });
const silent = (host: FakePageHost): void => {
  host.stateAfterLoad = null;
};
const isConfirmed = (core: { store: { rows(sql: string): unknown[] } }) =>
  core.store.rows('SELECT id FROM lawyers WHERE account_confirmed = 1').length === 1;

test("somebody else's account is refused: nothing of it is stored, nothing is sent, and the person is told", async ({
  core,
}) => {
  core.account.phone = STRANGER;
  core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: "the stranger's" });
  const host = await core.live();
  await core.life.send('+4917000001', 'Out');
  await host.messages(core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'reported' }));
  await host.report({ kind: 'alias', alias: { lid: '777@lid', phone: '4917000001', username: null } });
  await core.clock.advance(60 * MINUTE);
  expect(core.session()).toMatchObject({
    state: 'failed',
    cause: 'other_account',
    steps: ['scan_with_own_phone'],
    account: { phone: `+${STRANGER}` },
  });
  expect([core.texts(), core.account.arrived, core.statusOf('Out')]).toEqual([['Out'], [], ['queued']]);
  expect(host.asked.filter((name) => name !== 'checkHealth')).toEqual([]);
  expect([await core.alerts(), core.told('session'), host.loads]).toEqual([
    [['other_account', null]],
    ['session.failed'],
    1,
  ]);
  expect(core.store.rows("SELECT value FROM client_aliases WHERE kind = 'lid'")).toEqual([]);

  // Logged out, and scanned with the right phone.
  await core.life.sessions.logOut(core.lawyer.id);
  await host.state(showingQr('code'));
  await settle();
  expect([core.stands()[0], await core.alerts()]).toEqual(['qr', [['logged_out', null]]]);
  core.account.phone = core.lawyer.phone_number.slice(1);
  core.account.chats.clear();
  await host.state({});
  await settle();
  expect([core.stands(), core.account.arrivals('Out'), await core.alerts()]).toEqual([['ready', undefined], 1, []]);
});

test('an account that changes while the page is open is noticed at once', async ({ core }) => {
  const host = await core.live();
  core.account.phone = STRANGER;
  await host.state({});
  expect(core.stands()).toEqual(['failed', 'other_account']);
  await host.messages(core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'not ours' }));
  await settle();
  expect([core.texts(), isConfirmed(core)]).toEqual([[], false]);
});

test('what is reported before the account is known is kept by the page until it is', async ({ core }) => {
  const host = await core.live(silent);
  const message = core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'early' });
  await expect(host.messages(message)).rejects.toThrow();
  expect(core.texts()).toEqual([]);
  await host.state({});
  await host.messages(message);
  expect(core.texts()).toEqual(['early']);
});

test('the account that comes in the same report as the messages is enough', async ({ core }) => {
  const host = await core.live(silent);
  const message = core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'together' });
  const state = { ...READY, me: { phone: core.lawyer.phone_number.slice(1), lid: null } };
  await host.report({ kind: 'message', message }, { kind: 'state', state });
  expect(core.texts()).toEqual(['together']);
});

test('a new document must say again whose it is', async ({ core }) => {
  const host = await core.live();
  host.stateAfterLoad = null;
  host.reload();
  const message = core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'early' });
  await expect(host.messages(message)).rejects.toThrow();
  expect(core.texts()).toEqual([]);
});

test('a page that never says whose it is, is not trusted where nobody has seen it before', async ({ core }) => {
  core.account.phone = null;
  const host = await core.live(silent);
  core.account.phone = null;
  await host.state(mute());
  expect(core.stands()).toEqual(['syncing', undefined]);
  await core.clock.advance(30_000);
  expect(core.stands()).toEqual(['failed', 'driver_not_ready']);
  const message = core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'whose?' });
  await expect(host.messages(message)).rejects.toThrow();
  await core.life.send('+4917000001', 'Out');
  await core.clock.advance(10 * MINUTE);
  expect([core.texts(), core.account.arrived]).toEqual([['Out'], []]);
});

test('a page that never says whose it is, is trusted where the account was seen to be the right one', async ({
  core,
}) => {
  await core.live();
  expect(isConfirmed(core)).toBe(true);
  const host = await core.restart(silent);
  core.account.phone = null;
  await host.state(mute());
  expect(core.stands()[0]).toBe('syncing');
  await core.clock.advance(30_000);
  expect(core.stands()).toEqual(['ready', undefined]);
  await host.messages(core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'ours' }));
  expect(core.texts()).toEqual(['ours']);
});

test('the second driver, which cannot see the account, is trusted at once where it was seen before', async ({
  core,
}) => {
  await core.live();
  const host = await core.restart(silent);
  await host.state(mute({ driver: 'dom' }));
  expect(core.stands()).toEqual(['ready', 'driver_reduced']);
});

test('a log-out ends the trust: the next one who scans may be somebody else', async ({ core }) => {
  const host = await core.live();
  await host.state(showingQr('code'));
  await settle();
  expect(isConfirmed(core)).toBe(false);
  await host.state(mute({ driver: 'dom' }));
  expect(core.stands()).toEqual(['syncing', undefined]);
  await core.clock.advance(30_000);
  expect(core.stands()).toEqual(['failed', 'driver_not_ready']);
});

test('a page that is only loading ends no trust', async ({ core }) => {
  const host = await core.live();
  await host.state({ driverReady: false, authenticated: false, linking: 'qr-loading' });
  await settle();
  expect(isConfirmed(core)).toBe(true);
});

test('what somebody else received while it was linked is never stored, whoever is linked next', async ({ core }) => {
  const own = { phone: core.lawyer.phone_number.slice(1), lid: null };
  const host = await core.live((one) => {
    one.stateAfterLoad = { ...READY, ...showingQr('code') };
  });
  const say = (state: object) => host.report({ kind: 'state', state });
  const told = (text: string) => ({
    kind: 'message',
    message: core.account.message(BEA_CHAT, { timestamp: core.seconds(), text }),
  });
  // Somebody else scans; the page does not say yet who.
  await say(mute());
  const theirs = told("somebody else's");
  await expect(host.report(theirs)).rejects.toThrow('whose account');
  // They unlink, and the lawyer scans. The page sends again what was not stored, as of the log-in that it is of.
  await say({ ...READY, ...showingQr('code 2') });
  await say({ ...READY, me: own });
  await host.report(theirs);
  await host.report(told("the lawyer's"));
  expect(core.texts()).toEqual(["the lawyer's"]);
});

test('what the lawyer received before a log-out is stored after it, too', async ({ core }) => {
  const host = await core.live();
  await host.state(showingQr('code'));
  host.logIn -= 1;
  await host.messages(core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'just before' }));
  expect([core.texts(), core.stands()[0]]).toEqual([['just before'], 'qr']);
});

test('after a log-out that the page was too quick to tell, it must say again whose it is', async ({ core }) => {
  const host = await core.live();
  host.logIn += 1;
  await host.report({ kind: 'state', state: mute() });
  const message = core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'nobody knows whose' });
  await expect(host.messages(message)).rejects.toThrow('whose account');
  expect([core.texts(), core.stands()[0] === 'ready']).toEqual([[], false]);
});

test('when the lawyer’s number changes, the page that is linked is judged by the new one', async ({ core }) => {
  const host = await core.live();
  const { id, phone_number } = core.lawyer;
  const become = async (phone: string) => {
    const change = { phone_number: Phone.parse(phone) };
    await core.store.database.write((stores) => changeLawyer(stores, id, change, core.clock.now()));
    core.life.sessions.lawyerChanged(id);
    await settle();
  };
  expect([core.stands()[0], isConfirmed(core)]).toEqual(['ready', true]);
  await become('+4930777777');
  expect([core.stands(), isConfirmed(core)]).toEqual([['failed', 'other_account'], false]);
  await host.messages(core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'of the former number' }));
  expect(core.texts()).toEqual([]);
  await become(phone_number);
  expect([core.stands()[0], isConfirmed(core)]).toEqual(['ready', true]);
  await host.messages(core.account.message(BEA_CHAT, { timestamp: core.seconds(), text: 'ours' }));
  expect(core.texts()).toContain('ours');
});

test('a page that does not say whose it is, is not trusted with another number', async ({ core }) => {
  await core.live();
  const host = await core.restart(silent);
  core.account.phone = null;
  await host.state(mute({ driver: 'dom' }));
  expect(core.stands()[0]).toBe('ready');
  const change = { phone_number: Phone.parse('+4930777777') };
  await core.store.database.write((stores) => changeLawyer(stores, core.lawyer.id, change, core.clock.now()));
  core.life.sessions.lawyerChanged(core.lawyer.id);
  await settle();
  expect([core.stands()[0], isConfirmed(core)]).toEqual(['reconnecting', false]);
});
