import { type Core, expect, MINUTE, settle, test } from '../../support/core-fixture.ts';
import type { FakePageHost } from '../../support/fake-page-host.ts';

const BEA_CHAT = '4917000001@c.us';
const CARL_CHAT = '4917000002@c.us';

/** The page holds a message, and says nothing of it. */
function arrives(core: Core, text: string): void {
  core.account.write(BEA_CHAT, { timestamp: core.seconds(), text });
}

/** The page holds a message, and tells of it as it should. */
async function isTold(core: Core, text: string, chat = BEA_CHAT): Promise<void> {
  const message = core.account.write(chat, { timestamp: core.seconds(), text });
  await core.host.messages(message);
  await settle();
}

const silences = (core: Core) => core.life.metrics.count('page_silences_found');
const resubscribed = (core: Core) => core.life.hosts.reduce((sum, host) => sum + host.count('resubscribe'), 0);

test('a page that tells what it holds is left alone', async ({ core }) => {
  await core.live();
  for (let minute = 0; minute < 120; minute++) {
    await isTold(core, `told ${minute}`);
    await core.clock.advance(MINUTE);
  }
  expect([silences(core), resubscribed(core), core.host.loads, core.texts().length]).toEqual([0, 0, 1, 120]);
  expect(core.stands()).toEqual(['ready', undefined]);
});

test('a message that is only late is no silence', async ({ core }) => {
  const host = await core.live();
  let isLate = false;
  let looks = 0;
  host.onStep = (where) => {
    if (where === 'after listChats' && isLate) looks += 1;
  };
  for (let time = 0; time < 10; time++) {
    const message = core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: `late ${time}` });
    isLate = true;
    await core.clock.advance(15_000);
    isLate = false;
    await host.messages(message);
    await core.clock.advance(22_000);
  }
  expect(looks).toBeGreaterThan(0);
  expect([silences(core), core.texts().length, host.count('resubscribe')]).toEqual([0, 10, 0]);
});

test('what was told of and is not stored is no silence', async ({ core }) => {
  const host = await core.live();
  for (const type of ['ciphertext', 'pin_message', 'keep_in_chat', 'album', '']) {
    await host.messages(core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: '', type }));
    await core.clock.advance(4 * MINUTE);
  }
  expect([silences(core), resubscribed(core), host.loads, core.stands()]).toEqual([0, 0, 1, ['ready', undefined]]);
  // Of what comes after it must be told, too.
  arrives(core, 'not told');
  await core.clock.advance(2 * MINUTE);
  expect([silences(core), resubscribed(core), core.texts()]).toEqual([1, 1, ['not told']]);
});

test('a connected page that is silent is mended step by step, and nothing that it held is lost', async ({ core }) => {
  const host = await core.live();
  await core.clock.advance(MINUTE);

  arrives(core, 'first');
  await core.clock.advance(2 * MINUTE);
  expect([core.texts(), silences(core), host.count('resubscribe'), host.loads]).toEqual([['first'], 1, 1, 1]);

  arrives(core, 'second');
  await core.clock.advance(MINUTE);
  expect([silences(core), host.count('resubscribe'), host.loads, core.life.hosts.length]).toEqual([2, 1, 2, 1]);

  arrives(core, 'third');
  await core.clock.advance(MINUTE);
  expect([silences(core), core.life.hosts.length, await core.alerts()]).toEqual([3, 2, []]);

  arrives(core, 'fourth');
  await core.clock.advance(MINUTE);
  expect([silences(core), core.life.hosts.length, core.stands()]).toEqual([4, 2, ['ready', 'nothing_arrives']]);
  expect(core.session().steps).toEqual(['open_whatsapp_on_phone', 'check_network', 'restart_session']);
  expect(await core.alerts()).toEqual([['nothing_arrives', null]]);

  // Nothing more can be done but to read, and that goes on.
  for (let time = 0; time < 5; time++) {
    arrives(core, `later ${time}`);
    await core.clock.advance(MINUTE);
  }
  expect([core.texts().length, core.life.hosts.length, core.host.loads]).toEqual([9, 2, 1]);
  expect(core.told('message')).toHaveLength(9);

  // Until a message is told of as it should be.
  await isTold(core, 'told');
  expect([core.stands(), await core.alerts(), core.told('alert')]).toEqual([
    ['ready', undefined],
    [],
    ['alert.raised', 'alert.cleared'],
  ]);
  // Then the steps begin with the first again.
  arrives(core, 'silent again');
  await core.clock.advance(3 * MINUTE);
  expect([resubscribed(core), core.life.hosts.length, core.host.loads]).toEqual([2, 2, 1]);
});

test('a page that tells of one chat and not of another is mended all the same', async ({ core }) => {
  await core.live();
  for (let time = 0; time < 6; time++) {
    arrives(core, `not told ${time}`);
    await core.clock.advance(3 * MINUTE);
    await isTold(core, `told ${time}`, CARL_CHAT);
  }
  expect([resubscribed(core), core.life.hosts.length, await core.alerts()]).toEqual([
    1,
    2,
    [['nothing_arrives', null]],
  ]);
  // Not before the silent chat is told of itself.
  await isTold(core, 'of Carl', CARL_CHAT);
  expect(core.stands()).toEqual(['ready', 'nothing_arrives']);
  await isTold(core, 'of Bea');
  expect([core.stands(), await core.alerts()]).toEqual([['ready', undefined], []]);
});

test('a step that helped is the last one', async ({ core }) => {
  await core.live();
  arrives(core, 'missed');
  await core.clock.advance(3 * MINUTE);
  expect(resubscribed(core)).toBe(1);
  await isTold(core, 'told');
  await core.clock.advance(MINUTE);
  arrives(core, 'missed again');
  await core.clock.advance(3 * MINUTE);
  expect([resubscribed(core), core.host.loads, core.texts()]).toEqual([2, 1, ['missed', 'missed again', 'told']]);
});

test('half an hour in which nothing is missed ends the suspicion', async ({ core }) => {
  await core.live();
  for (const text of ['one', 'two', 'three', 'four']) {
    arrives(core, text);
    await core.clock.advance(3 * MINUTE);
  }
  expect(core.stands()).toEqual(['ready', 'nothing_arrives']);
  await core.clock.advance(31 * MINUTE);
  expect([core.stands(), await core.alerts()]).toEqual([['ready', undefined], []]);
});

test('what the lawyer writes on the phone proves nothing of what clients write', async ({ core }) => {
  await core.live();
  arrives(core, 'missed');
  await core.clock.advance(3 * MINUTE);
  const own = core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'own', fromMe: true, ack: 1 });
  await core.host.messages(own);
  arrives(core, 'missed again');
  await core.clock.advance(3 * MINUTE);
  expect([resubscribed(core), core.host.loads]).toEqual([1, 2]);
});

test('a page that says itself that it does not listen is mended without a message being missed', async ({ core }) => {
  const deaf = (host: FakePageHost): void => {
    host.health.listening = false;
  };
  const host = await core.live(deaf);
  await core.clock.advance(MINUTE);
  expect([host.count('resubscribe'), host.loads]).toEqual([1, 1]);
  await core.clock.advance(MINUTE);
  expect([host.count('resubscribe'), host.loads, core.life.hosts.length]).toEqual([1, 2, 1]);
  await core.clock.advance(MINUTE);
  expect(core.life.hosts).toHaveLength(2);
  await core.clock.advance(MINUTE);
  expect([core.stands(), await core.alerts()]).toEqual([['ready', 'nothing_arrives'], [['nothing_arrives', null]]]);
});

test('a page that stops to listen after a good hour is mended step by step, and told of as long as it does not', async ({
  core,
}) => {
  let listening = true;
  const host = await core.live((opened) => {
    opened.health.listening = listening;
  });
  await core.clock.advance(60 * MINUTE);
  listening = false;
  host.health.listening = false;
  await core.clock.advance(6 * MINUTE);
  expect([host.count('resubscribe'), host.loads, core.life.hosts.length]).toEqual([1, 2, 2]);
  // That nothing was written meanwhile does not say that it is heard.
  await core.clock.advance(40 * MINUTE);
  expect([core.life.hosts.length, await core.alerts()]).toEqual([2, [['nothing_arrives', null]]]);
});

test('modules that have gone from under the page have it mended, too', async ({ core }) => {
  const host = await core.live();
  host.health.missing = ['observe_messages'];
  await core.clock.advance(2 * MINUTE);
  expect([host.count('resubscribe'), host.loads]).toEqual([1, 2]);
});

test('a page that hears everything and can do something else no more is left alone', async ({ core }) => {
  const host = await core.live();
  host.health.missing = ['react', 'send_file', 'map_lids'];
  await core.clock.advance(10 * MINUTE);
  expect([resubscribed(core), host.loads, core.life.hosts.length, await core.alerts()]).toEqual([0, 1, 1, []]);
});

test('a page that gives no answer is restarted, and nothing of it is called a silence', async ({ core }) => {
  const host = await core.live();
  host.silent.add('checkHealth');
  for (let time = 0; time < 3; time++) {
    await core.clock.advance(30_000);
    host.timeOut();
    await settle();
  }
  await core.clock.advance(2_000);
  expect([core.life.hosts.length, silences(core), resubscribed(core), core.stands()[0]]).toEqual([2, 0, 0, 'ready']);
});

test('a chat whose newest message can never be stored is found once, not for ever', async ({ core }) => {
  const host = await core.live();
  const odd = core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'odd' });
  Object.assign(odd, { type: '' });
  await core.clock.advance(60 * MINUTE);
  expect([silences(core) <= 1, host.count('resubscribe') <= 1, host.loads]).toEqual([true, true, 1]);
});

test('a chat that cannot be read is found once, not for ever', async ({ core }) => {
  const host = await core.live();
  host.refused.add('readMessages');
  arrives(core, 'unreadable');
  await core.clock.advance(60 * MINUTE);
  expect([silences(core), host.count('resubscribe'), host.loads]).toEqual([1, 1, 1]);
  host.refused.clear();
  await core.clock.advance(10 * MINUTE);
  expect(core.texts()).toEqual(['unreadable']);
});

test('what came while the page was away is missed history, not silence', async ({ core }) => {
  const host = await core.live();
  await host.state({ socket: 'OPENING' });
  for (let i = 0; i < 50; i++) {
    core.account.write(`49170000${i}0@c.us`, { timestamp: core.seconds(), text: `away ${i}` });
  }
  await core.clock.advance(10 * MINUTE);
  await host.state({});
  await core.clock.advance(10 * MINUTE);
  expect([core.texts().length, silences(core), resubscribed(core)]).toEqual([50, 0, 0]);
});

test('what a stretch of being ready looked up says nothing of what came after it', async ({ core }) => {
  const host = await core.live();
  await core.life.send('+4917000001', 'Out');
  await settle();
  const sent = core.account.find(core.account.arrived[0]?.id ?? '');
  // The look at what became of the message is answered, and the answer takes so long that the connection drops meanwhile.
  let answer = () => {};
  host.onStep = (where) => {
    if (where !== 'after findMessage') return;
    host.onStep = () => {};
    return new Promise<void>((resolve) => {
      answer = resolve;
    });
  };
  host.reload();
  await settle();
  await host.state({ socket: 'OPENING' });
  if (sent) sent.ack = 3;
  await host.state({});
  answer();
  await core.clock.advance(10_000);
  expect(core.statusOf('Out')).toEqual(['read']);
});
