import { expect, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { type FakePageHost, READY, showingQr } from '../../support/fake-page-host.ts';

const silent = (host: FakePageHost): void => {
  host.stateAfterLoad = null;
};

test('a page that cannot be reached is loaded again, with growing pauses', async ({ core }) => {
  const host = await core.live(silent);
  for (const pause of [1_000, 2_000, 5_000, 10_000, 30_000, 30_000]) {
    const before = host.loads;
    host.failLoad();
    await core.clock.advance(pause - 1);
    expect([host.loads, core.stands()], `${pause}`).toEqual([before, ['starting', 'page_unreachable']]);
    await core.clock.advance(1);
    expect(host.loads, `${pause}`).toBe(before + 1);
  }
  expect(core.session().steps).toEqual(['check_network', 'wait']);
  await host.state({});
  expect(core.stands()).toEqual(['ready', undefined]);
});

test('a session comes back by itself after the page’s process has died', async ({ core }) => {
  const host = await core.live();
  host.crash();
  expect(core.stands()).toEqual(['reconnecting', 'page_crashed']);
  await core.clock.advance(1_000);
  expect([core.stands()[0], host.loads]).toEqual(['ready', 2]);
  expect(core.told('session')).toEqual(['session.ready', 'session.reconnecting', 'session.ready']);
  expect(core.life.metrics.count('page_reloads')).toBe(1);
});

test('a page that says nothing is loaded anew, then opened anew, then explained, and tried on and on', async ({
  core,
}) => {
  await core.live(silent);
  await core.clock.advance(45_000);
  expect([core.stands(), core.life.hosts.length]).toEqual([['starting', 'page_blank'], 1]);
  await core.clock.advance(1_000);
  expect([core.host.loads, core.life.hosts.length]).toEqual([2, 1]);
  await core.clock.advance(45_000 + 2_000);
  expect([core.stands()[0], core.life.hosts.length, core.life.hosts[0]?.closed]).toEqual(['starting', 2, true]);
  await core.clock.advance(45_000);
  expect(core.stands()).toEqual(['failed', 'page_blank']);
  expect(core.session().steps).toContain('restart_session');
  expect(await core.alerts()).toEqual([['session_failed', 'page_blank']]);
  await core.clock.advance(30 * MINUTE);
  expect(core.life.hosts.length).toBeGreaterThan(5);
  // In the end it is there.
  await core.host.state({});
  await settle();
  expect([core.stands(), await core.alerts()]).toEqual([['ready', undefined], []]);
  expect(core.told('session')).toEqual(['session.failed', 'session.ready']);
  expect(core.told('alert')).toEqual(['alert.raised', 'alert.cleared']);
});

for (const says of ['nothing', 'that its driver is not ready'] as const) {
  test(`a page that loads itself anew for ever and says ${says} is mended and explained all the same`, async ({
    core,
  }) => {
    const unready = { ...READY, driverReady: false, authenticated: false };
    await core.live((host) => {
      host.stateAfterLoad = says === 'nothing' ? null : unready;
    });
    for (let time = 0; time < 20; time++) {
      core.host.reload();
      await core.clock.advance(20_000);
    }
    expect(core.life.hosts.length).toBeGreaterThan(1);
    expect(await core.alerts()).toEqual([['session_failed', says === 'nothing' ? 'page_blank' : 'driver_not_ready']]);
  });
}

test('the first crash after a long outage is mended gently, and is not told as failed', async ({ core }) => {
  const host = await core.live(silent);
  for (let time = 0; time < 6; time++) {
    host.failLoad();
    await core.clock.advance(30_000);
  }
  await host.state({});
  host.stateAfterLoad = READY;
  host.crash();
  expect(core.stands()).toEqual(['reconnecting', 'page_crashed']);
  await core.clock.advance(1_000);
  expect([core.stands()[0], core.life.hosts.length, await core.alerts()]).toEqual(['ready', 1, []]);
});

test('a page that shows nothing for long is mended; one that only takes a moment is let be', async ({ core }) => {
  const host = await core.live();
  await host.state({ driverReady: false, authenticated: false, blank: true });
  expect(core.stands()).toEqual(['reconnecting', 'page_blank']);
  await core.clock.advance(14_000);
  await host.state({ driverReady: false, authenticated: false, blank: false });
  await core.clock.advance(10_000);
  expect(host.loads).toBe(1);
  await host.state({ driverReady: false, authenticated: false, blank: true });
  await core.clock.advance(16_000);
  expect([host.loads, core.stands()[0]]).toEqual([2, 'ready']);
});

test('a page in which no driver finds its way is mended, and let be when one does after all', async ({ core }) => {
  const unready = { ...READY, driverReady: false, authenticated: false };
  const host = await core.live((one) => {
    one.stateAfterLoad = unready;
  });
  await core.clock.advance(90_000);
  expect(core.stands()).toEqual(['starting', 'driver_not_ready']);
  await host.state({});
  expect(core.stands()[0]).toBe('ready');
  await core.clock.advance(10_000);
  expect(host.loads).toBe(1);
});

test('a view that does not react is opened anew, unless it comes back in time', async ({ core }) => {
  const host = await core.live();
  host.hang();
  await core.clock.advance(MINUTE);
  expect(core.life.hosts).toHaveLength(1);
  host.silent.add('checkHealth');
  host.hang();
  await core.clock.advance(9_000);
  expect(core.life.hosts).toHaveLength(1);
  await core.clock.advance(2_000);
  expect([core.life.hosts.length, host.closed, core.stands()[0]]).toEqual([2, true, 'ready']);
  expect(core.told('session')).toEqual(['session.ready', 'session.reconnecting', 'session.ready']);
  expect(core.life.metrics.count('page_restarts')).toBe(1);
});

test('a view that was closed is not heard any more', async ({ core }) => {
  const host = await core.live();
  host.silent.add('checkHealth');
  host.hang();
  await core.clock.advance(12_000);
  host.closed = false;
  const message = core.account.message('4917000001@c.us', { timestamp: core.seconds(), text: 'from beyond' });
  await host.messages(message);
  await host.state(showingQr('code'));
  host.crash();
  await settle();
  expect([core.texts(), core.stands()[0]]).toEqual([[], 'ready']);
});

test('a page that hangs while it shows a code is noticed, too', async ({ core }) => {
  const host = await core.live((one) => {
    one.stateAfterLoad = { ...READY, ...showingQr('code') };
  });
  for (const name of ['checkHealth', 'refreshQr']) host.silent.add(name);
  for (let time = 0; time < 3; time++) {
    await core.clock.advance(30_000);
    host.timeOut();
    await settle();
  }
  expect(core.stands()).toEqual(['starting', 'page_unresponsive']);
  await core.clock.advance(1_000);
  expect([core.life.hosts.length, core.stands()[0]]).toEqual([2, 'qr']);
});

test('a page that leaves three commands in a row without an answer is opened anew', async ({ core }) => {
  const host = await core.live();
  host.silent.add('listChats');
  for (let unanswered = 1; unanswered <= 3; unanswered++) {
    expect([core.stands()[0], core.life.hosts.length]).toEqual(['ready', 1]);
    await core.life.sessions.syncHistory(core.lawyer.id);
    await settle();
    host.timeOut();
    await settle();
    await core.clock.advance(unanswered < 3 ? 5_000 : 0);
  }
  expect(core.stands()).toEqual(['reconnecting', 'page_unresponsive']);
  await core.clock.advance(1_000);
  expect([core.stands()[0], core.life.hosts.length]).toEqual(['ready', 2]);
  expect(core.told('session')).toEqual(['session.ready', 'session.reconnecting', 'session.ready']);
});

test('an answer between commands without one keeps the page', async ({ core }) => {
  const host = await core.live();
  for (let time = 0; time < 5; time++) {
    host.silent.add('resolvePhone');
    await core.life.send(`+491700000${time}`, 'Out');
    await settle();
    host.timeOut();
    await settle();
    host.silent.clear();
    await core.clock.advance(10_000);
  }
  expect([core.stands()[0], core.life.hosts.length, core.account.arrived.length]).toEqual(['ready', 1, 5]);
});

test('commands that go with their document say nothing of the one that is there now', async ({ core }) => {
  const host = await core.live();
  for (const name of ['resolvePhone', 'listChats', 'checkHealth']) host.silent.add(name);
  await core.life.send('+4917000001', 'Out');
  await core.life.sessions.syncHistory(core.lawyer.id);
  core.life.sessions.resumed();
  await core.clock.advance(35_000);
  expect([host.count('resolvePhone'), host.count('listChats') > 1, host.count('checkHealth') > 1]).toEqual([
    1,
    true,
    true,
  ]);
  host.silent.clear();
  host.reload();
  await core.clock.advance(10_000);
  expect([core.stands()[0], core.life.hosts.length, core.account.arrived.length]).toEqual(['ready', 1, 1]);
});

test('the page for other browsers is a state of its own, and loaded anew at growing pauses', async ({ core }) => {
  const refusing = { ...READY, driverReady: false, authenticated: false, unsupportedBrowser: true };
  const host = await core.live((one) => {
    one.stateAfterLoad = refusing;
  });
  expect(core.stands()).toEqual(['unsupported-browser', undefined]);
  expect(core.session().steps).toEqual(['wait', 'update_app', 'restart_session']);
  for (const pause of [10_000, 30_000, 60_000, 300_000, 300_000]) {
    const before = host.loads;
    await core.clock.advance(pause - 1);
    expect(host.loads, `${pause}`).toBe(before);
    await core.clock.advance(1);
    expect([host.loads, core.stands()[0]], `${pause}`).toEqual([before + 1, 'unsupported-browser']);
  }
  expect([core.told('session'), await core.alerts()]).toEqual([
    ['session.failed'],
    [['session_failed', 'unsupported-browser']],
  ]);
  host.stateAfterLoad = READY;
  await core.clock.advance(300_000);
  expect([core.stands()[0], await core.alerts()]).toEqual(['ready', []]);
});

test('a page that is out of date is loaded anew, each time later, and never while something is sent', async ({
  core,
}) => {
  const host = await core.live();
  host.stateAfterLoad = { ...READY, updateNeeded: true };
  host.faults.push('hangs');
  await core.life.send('+4917000001', 'Out');
  await host.state({ updateNeeded: true });
  expect(core.stands()).toEqual(['ready', 'whatsapp_update_needed']);
  await core.clock.advance(2 * MINUTE);
  expect(host.loads).toBe(1);
  host.timeOut();
  await core.clock.advance(30_000);
  expect(host.loads).toBe(2);
  await core.clock.advance(5 * MINUTE - 1);
  expect(host.loads).toBe(2);
  await core.clock.advance(1);
  expect(host.loads).toBe(3);
  host.stateAfterLoad = READY;
  await core.clock.advance(30 * MINUTE);
  expect([host.loads, core.stands()]).toEqual([4, ['ready', undefined]]);
  await core.clock.advance(120 * MINUTE);
  expect(host.loads).toBe(4);
});

test('without a network nothing is loaded until it is back, but not for ever', async ({ core }) => {
  const host = await core.live();
  core.life.sessions.networkChanged(false);
  host.crash();
  await core.clock.advance(30_000);
  expect(host.loads).toBe(1);
  core.life.sessions.networkChanged(true);
  await core.clock.advance(1_000);
  expect([host.loads, core.stands()[0]]).toEqual([2, 'ready']);
  // What the machine says of its network can be wrong.
  core.life.sessions.networkChanged(false);
  host.crash();
  await core.clock.advance(61_000);
  expect(core.life.hosts).toHaveLength(1);
  await core.clock.advance(1_000);
  expect([core.life.hosts.length, core.stands()[0]]).toEqual([2, 'ready']);
});

test('until when it was ready is told whatever it is since then, and whoever starts the app anew', async ({ core }) => {
  const host = await core.live();
  expect(core.session().ready_until).toBeUndefined();
  const lost = new Date(core.clock.now()).toISOString();
  await host.state({ socket: 'OPENING' });
  await core.clock.advance(10 * MINUTE);
  expect(core.session()).toMatchObject({ cause: 'network_lost', ready_until: lost });
  host.crash();
  await settle();
  expect(core.session()).toMatchObject({ state: 'reconnecting', ready_until: lost });
  expect(core.session().since).not.toBe(lost);
  await core.store.database.write(({ health }) => health.noteGood(core.lawyer.id, ['phone'], Date.parse(lost)));
  await core.restart((next) => {
    next.stateAfterLoad = null;
  });
  await settle();
  expect(core.session()).toMatchObject({ state: 'starting', ready_until: lost });
});

test('a network that is lost for long is told once, and again when it is lost again', async ({ core }) => {
  const host = await core.live();
  for (let time = 1; time <= 2; time++) {
    await host.state({ socket: 'OPENING' });
    await core.clock.advance(30_000);
    await host.state({ socket: null });
    await host.state({ socket: 'OPENING' });
    await core.clock.advance(40_000);
    expect(core.stands()).toEqual(['reconnecting', 'network_lost']);
    await core.clock.advance(10 * MINUTE);
    await host.state({});
    await settle();
  }
  // A moment is not told.
  await host.state({ socket: 'OPENING' });
  await core.clock.advance(59_000);
  await host.state({});
  await core.clock.advance(10 * MINUTE);
  const once = ['session.reconnecting', 'session.disconnected', 'session.ready'];
  expect(core.told('session')).toEqual(['session.ready', ...once, ...once, 'session.reconnecting', 'session.ready']);
});

test.describe('after a sleep of the machine', () => {
  test('a page that is well is left as it is, and what it holds is compared at once', async ({ core }) => {
    const host = await core.live();
    core.life.sessions.resumed();
    await core.clock.advance(10_000);
    expect([host.loads, host.count('checkHealth'), host.count('listChats')]).toEqual([1, 1, 2]);
  });

  test('a page whose connection is dead is loaded anew', async ({ core }) => {
    const host = await core.live();
    host.health.socket = 'OPENING';
    core.life.sessions.resumed();
    await core.clock.advance(10_000);
    expect(host.loads).toBe(2);
  });

  test('it waits for the network before it looks', async ({ core }) => {
    const host = await core.live();
    core.life.sessions.networkChanged(false);
    await host.state({ driverReady: false, authenticated: false });
    core.life.sessions.resumed();
    await core.clock.advance(20_000);
    expect(host.loads).toBe(1);
    core.life.sessions.networkChanged(true);
    await core.clock.advance(10_000);
    expect([host.loads, core.stands()[0]]).toEqual([2, 'ready']);
  });
});
