import { AppError } from '../../../main/domain/app-error.ts';
import { expect, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { type FakePageHost, READY, showingQr } from '../../support/fake-page-host.ts';

const waiting = (host: FakePageHost): void => {
  host.stateAfterLoad = { ...READY, ...showingQr('code-1') };
};
const NO_CODE = { ...showingQr(''), linking: 'qr-loading', qr: null } as const;
const IDLE = { ...showingQr('dead'), linking: 'qr-idle' } as const;
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof AppError ? error.code : error),
  );

test('tells a period of waiting once, however often the code changes, and never with the code', async ({ core }) => {
  const host = await core.live(waiting);
  for (let i = 1; i <= 5; i++) await host.state(showingQr(`code-${i}`));
  expect(core.session()).toMatchObject({ state: 'qr', qr: 'code-5', steps: ['scan_qr', 'use_pairing_code'] });
  await settle();
  expect(core.told('session')).toEqual(['session.qr']);
  expect(core.store.content()).not.toContain('code-');
  await host.state({});
  await settle();
  expect([core.stands()[0], core.told('session'), host.flushes]).toEqual(['ready', ['session.qr', 'session.ready'], 1]);
});

test('a code is shown with the time until which it can be scanned: the first one for longer', async ({ core }) => {
  const host = await core.live(waiting);
  const expires = () => Date.parse(core.session().qr_expires_at ?? '') - core.clock.now();
  expect(expires()).toBe(60_000);
  await core.clock.advance(10_000);
  await host.state(showingQr('code-1'));
  expect(expires()).toBe(50_000);
  await host.state(showingQr('code-2'));
  expect(expires()).toBe(20_000);
  host.reload();
  await settle();
  expect([core.session().qr, expires()]).toEqual(['code-1', 60_000]);
  await host.state({});
  expect([core.session().qr, core.session().qr_expires_at]).toEqual([undefined, undefined]);
});

test('tells a log-out once, then waits for a scan again', async ({ core }) => {
  const host = await core.live();
  await host.state(showingQr('code-1'));
  await settle();
  expect(core.stands()).toEqual(['qr', 'logged_out_by_phone']);
  expect(core.told('session')).toEqual(['session.ready', 'session.logged_out', 'session.qr']);
  expect(await core.alerts()).toEqual([['logged_out', null]]);
  // However often the page is loaded anew meanwhile.
  host.stateAfterLoad = { ...READY, ...showingQr('code-2') };
  host.reload();
  await host.state({ driverReady: false, authenticated: false });
  await host.state(showingQr('code-3'));
  await settle();
  expect(core.told('session')).toHaveLength(3);
  expect(core.stands()).toEqual(['qr', 'logged_out_by_phone']);
  await host.state({});
  await settle();
  expect(await core.alerts()).toEqual([]);
  await host.state(showingQr('code-4'));
  await settle();
  expect(core.told('session').slice(3)).toEqual(['session.ready', 'session.logged_out', 'session.qr']);
});

test('a log-in that was lost while the app was closed is told as lost', async ({ core }) => {
  await core.live();
  await core.restart(waiting);
  await settle();
  expect(core.stands()).toEqual(['qr', 'logged_out_by_phone']);
  expect(core.told('session')).toEqual(['session.ready', 'session.logged_out', 'session.qr']);
  // And only once.
  await core.restart(waiting);
  await settle();
  expect(core.told('session').slice(3)).toEqual(['session.qr']);
});

test('a page without a code is asked for one, then loaded anew, and the person is told that it is late', async ({
  core,
}) => {
  const host = await core.live((one) => {
    one.stateAfterLoad = null;
  });
  await host.state(NO_CODE);
  await core.clock.advance(29_000);
  expect([host.count('refreshQr'), core.stands()]).toEqual([0, ['starting', undefined]]);
  await core.clock.advance(1_000);
  expect([host.count('refreshQr'), core.stands(), host.loads]).toEqual([1, ['starting', 'qr_loading'], 1]);
  await core.clock.advance(30_000);
  expect(host.loads).toBe(2);
  // A code, a log-in, or another way to link ends the wait.
  for (const inTime of [showingQr('code-1'), {}, { ...NO_CODE, linking: 'passkey' as const }]) {
    await host.state(NO_CODE);
    await core.clock.advance(29_000);
    await host.state(inTime);
    await core.clock.advance(MINUTE);
    expect(host.loads).toBe(2);
  }
  expect(host.count('refreshQr')).toBe(1);
});

test('states that go on without a code do not put the help off', async ({ core }) => {
  const host = await core.live((one) => {
    one.stateAfterLoad = null;
  });
  for (let second = 0; second < 60; second++) {
    await host.state({ ...NO_CODE, phoneOffline: second % 2 === 0 });
    await core.clock.advance(1_000);
  }
  expect([host.count('refreshQr'), host.loads]).toEqual([1, 2]);
});

test('between two codes the session still waits for a scan, and this is told once', async ({ core }) => {
  const host = await core.live(waiting);
  for (let code = 1; code <= 3; code++) {
    await host.state(showingQr(`code-${code}`));
    expect(core.session()).toMatchObject({ state: 'qr', qr: `code-${code}` });
    await host.state(NO_CODE);
    expect(core.session().state).toBe('qr');
    expect(core.session().qr).toBeUndefined();
  }
  await settle();
  expect(core.told('session')).toEqual(['session.qr']);
});

test('a code that has gone idle is never shown, and is renewed: first by asking, then by loading anew', async ({
  core,
}) => {
  const host = await core.live(waiting);
  await host.state(IDLE);
  expect([core.stands(), core.session().qr]).toEqual([['qr', 'qr_idle'], undefined]);
  await core.clock.advance(2_000);
  expect([host.count('refreshQr'), host.loads]).toEqual([1, 1]);
  await host.state(showingQr('code-2'));
  await core.clock.advance(MINUTE / 2);
  expect([core.session().qr, host.loads]).toEqual(['code-2', 1]);
  host.refused.add('refreshQr');
  await host.state(IDLE);
  await core.clock.advance(32_000);
  expect([host.loads, core.session().qr]).toEqual([2, 'code-1']);
});

test('a code that the page leaves standing past its lifetime is not shown, and is renewed as a missing one', async ({
  core,
}) => {
  const host = await core.live(waiting);
  await core.clock.advance(70_000);
  // A code that changes in time is a good one.
  await host.state(showingQr('code-2'));
  await core.clock.advance(30_000);
  expect([host.count('refreshQr'), core.session().qr]).toEqual([0, 'code-2']);
  // The page says it again and again, and it is dead all the same.
  await host.state({ ...showingQr('code-2'), phoneOffline: true });
  await core.clock.advance(5_000);
  await host.state(showingQr('code-2'));
  expect([host.count('refreshQr'), core.session().qr, core.stands()]).toEqual([1, undefined, ['qr', 'qr_loading']]);
  await host.state(showingQr('code-3'));
  expect([core.session().qr, core.stands(), host.loads]).toEqual(['code-3', ['qr', undefined], 1]);
  await core.clock.advance(35_000 + 29_000);
  expect([host.count('refreshQr'), host.loads]).toEqual([2, 1]);
  await core.clock.advance(1_000);
  expect([host.loads, core.session().qr]).toEqual([2, 'code-1']);
});

test('a pairing code is asked for by number, shown with its expiry, and not disturbed', async ({ core }) => {
  const host = await core.live(waiting);
  await core.life.sessions.requestPairingCode(core.lawyer.id, core.lawyer.phone_number);
  expect(host.count('requestPairingCode')).toBe(1);
  const pairing = { ...showingQr(''), qr: null, linking: 'pairing-code' } as const;
  await host.state(pairing);
  expect([core.session().state, core.session().steps]).toEqual(['pairing-code', ['wait']]);
  await host.state({ ...pairing, pairingCode: 'ABCD1234' });
  expect(core.session()).toMatchObject({
    state: 'pairing-code',
    pairing_code: 'ABCD1234',
    pairing_code_expires_at: new Date(core.clock.now() + 195_000).toISOString(),
    steps: ['enter_pairing_code'],
  });
  await core.clock.advance(3 * MINUTE);
  expect(host.loads).toBe(1);
  expect(core.store.content()).not.toContain('ABCD1234');
});

test('a pairing code can be asked for only where the page waits to be linked, and can do it', async ({ core }) => {
  await core.live();
  const { sessions } = core.life;
  const ask = () => codeOf(sessions.requestPairingCode(core.lawyer.id, core.lawyer.phone_number));
  expect(await ask()).toBe('session_not_waiting_for_scan');
  await core.host.state({ ...showingQr(''), qr: null, linking: 'passkey' });
  expect([core.session().state, await ask()]).toEqual(['passkey-required', 'done']);
  core.host.refused.add('requestPairingCode');
  expect(await ask()).toBe('session_unavailable');
  core.host.refused.clear();
  await core.host.capability('link_by_code', null);
  expect([await ask(), core.session().steps]).toEqual(['session_unavailable', ['confirm_on_phone', 'restart_session']]);
});

test('where no code comes, the pairing code that is offered instead can be asked for', async ({ core }) => {
  const host = await core.live((one) => {
    one.stateAfterLoad = null;
  });
  await host.state(NO_CODE);
  await core.clock.advance(31_000);
  expect([core.stands(), core.session().steps]).toEqual([
    ['starting', 'qr_loading'],
    expect.arrayContaining(['use_pairing_code']),
  ]);
  await core.life.sessions.requestPairingCode(core.lawyer.id, core.lawyer.phone_number);
  expect(host.count('requestPairingCode')).toBe(1);
});

test('a passkey that keeps the session from being linked is told as an alert, until it is out of the way', async ({
  core,
}) => {
  const host = await core.live(waiting);
  await host.state({ ...showingQr(''), qr: null, linking: 'passkey' });
  await settle();
  expect(await core.alerts()).toEqual([['passkey_required', null]]);
  await host.state(showingQr('code-2'));
  await settle();
  expect([await core.alerts(), core.told('alert')]).toEqual([[], ['alert.raised', 'alert.cleared']]);
});

test('a passkey that is asked for is explained, with what still works', async ({ core }) => {
  const host = await core.live(waiting);
  await host.state({ ...showingQr(''), qr: null, linking: 'passkey' });
  expect(core.session()).toMatchObject({
    state: 'passkey-required',
    steps: ['use_pairing_code', 'confirm_on_phone', 'restart_session'],
  });
  await core.clock.advance(10 * MINUTE);
  expect(host.loads).toBe(1);
});

test('a person can log out here, and that is told from a log-out on the phone', async ({ core }) => {
  const host = await core.live();
  await core.life.sessions.logOut(core.lawyer.id);
  expect(host.count('logOut')).toBe(1);
  // The connection goes before the log-in does.
  await host.state({ socket: 'CLOSED' });
  await host.state({ ...showingQr(''), qr: null, linking: 'qr-loading' });
  expect(core.stands()).toEqual(['logged-out', 'logged_out_by_person']);
  await host.state(showingQr('code-1'));
  expect(core.stands()).toEqual(['qr', 'logged_out_by_person']);
  expect(await codeOf(core.life.sessions.logOut(core.lawyer.id))).toBe('session_not_linked');
  // The next log-out is the phone's again.
  await host.state({});
  await host.state(showingQr('code-2'));
  expect(core.stands()).toEqual(['qr', 'logged_out_by_phone']);
});

test('a log-out that the page refuses has not happened', async ({ core }) => {
  const host = await core.live();
  host.refused.add('logOut');
  expect(await codeOf(core.life.sessions.logOut(core.lawyer.id))).toBe('session_unavailable');
  await host.state(showingQr('code-1'));
  expect(core.stands()).toEqual(['qr', 'logged_out_by_phone']);
});

test('a restart gives a new page, whatever state the old one is in', async ({ core }) => {
  await core.live(waiting);
  await core.life.sessions.restart(core.lawyer.id);
  await settle();
  expect([core.life.hosts.length, core.life.hosts[0]?.closed, core.stands()[0]]).toEqual([2, true, 'qr']);
  await core.host.state({});
  await core.life.sessions.restart(core.lawyer.id);
  expect(core.stands()).toEqual(['reconnecting', undefined]);
  await core.clock.advance(0);
  expect([core.life.hosts.length, core.stands()[0]]).toEqual([3, 'qr']);
});

test('while it syncs, the percentage of WhatsApp is shown, and then no more', async ({ core }) => {
  const host = await core.live((one) => {
    one.stateAfterLoad = null;
  });
  await host.state({ mainReady: false, syncPercent: 12 });
  expect(core.session()).toMatchObject({
    state: 'syncing',
    sync_percent: 12,
    steps: ['wait', 'open_whatsapp_on_phone'],
  });
  const { since } = core.session();
  await core.clock.advance(5_000);
  await host.state({ mainReady: false, syncPercent: 70 });
  expect(core.session()).toMatchObject({ state: 'syncing', sync_percent: 70, since });
  await host.state({});
  expect(core.session().sync_percent).toBeUndefined();
  expect(core.session().account).toEqual({ phone: core.lawyer.phone_number });
});

test('a code that cannot be drawn is none: the rest of what the page says counts', async ({ core }) => {
  const host = await core.live(waiting);
  for (const qr of ['é'.repeat(500), 'x'.repeat(1001), 'a\nb', '']) {
    await host.state({ ...showingQr(qr), phoneOffline: true });
    expect([core.session().qr, core.stands()[0]]).toEqual([undefined, 'qr']);
  }
  await host.state(showingQr('x'.repeat(1000)));
  expect(core.session().qr).toBe('x'.repeat(1000));
  expect(core.life.metrics.count('page_items_refused')).toBe(0);
});
