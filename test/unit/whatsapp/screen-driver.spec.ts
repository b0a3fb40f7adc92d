import { Capability } from '../../../main/contract/values.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { type FakePageHost, READY } from '../../support/fake-page-host.ts';

const BEA = '+4917000001';
const BEA_CHAT = '4917000001@c.us';
const CARL = '+4917000002';
const BY_SCREEN: readonly Capability[] = ['observe_state', 'read_open_chat', 'send_text', 'send_file'];

function byScreen(host: FakePageHost): void {
  host.driver = 'dom';
  host.stateAfterLoad = { ...READY, driver: 'dom' };
}

/** wa-js has stopped working: what the screen allows is what is left. The account was seen to be the right one before. */
async function onScreen(core: Core): Promise<FakePageHost> {
  await core.live();
  const host = await core.restart(byScreen);
  await tellAbilities(host);
  return host;
}

async function tellAbilities(host: FakePageHost): Promise<void> {
  for (const name of Capability.options) await host.capability(name, BY_SCREEN.includes(name) ? 'dom' : null);
  await settle();
}

const shown = (core: Core, text: string, change: object = {}) =>
  core.account.message(BEA_CHAT, { timestamp: core.seconds(), text, isTimeRough: true, ...change });

test('a session that only the second driver keeps is ready, and says with what', async ({ core }) => {
  await onScreen(core);
  expect(core.stands()).toEqual(['ready', 'driver_reduced']);
  const reduced = core.session().reduced;
  expect(reduced).toContainEqual({ ability: 'send_text', driver: 'dom' });
  expect(reduced).toContainEqual({ ability: 'react', driver: null });
});

test('what the screen confirms is sent, under the id that WhatsApp gave it', async ({ core }) => {
  const host = await onScreen(core);
  await core.life.send(BEA, 'Out');
  await settle();
  const id = core.account.arrived[0]?.id;
  expect(id).toContain('SCREEN');
  expect(core.store.rows('SELECT status, error, whatsapp_id FROM messages')).toEqual([
    { status: 'sent', error: null, whatsapp_id: id },
  ]);
  await host.ack({ id: id ?? '', chat: BEA_CHAT }, 3);
  expect(core.told('message')).toEqual(['message.sent', 'message.delivered', 'message.read']);
});

test('what nothing confirms is unknown, and never typed a second time', async ({ core }) => {
  const host = await onScreen(core);
  host.faults.push('takes-unconfirmed');
  await core.life.send(BEA, 'Out');
  await settle();
  expect([core.statusOf('Out'), core.queue(), core.told('message')]).toEqual([['unknown'], [], ['message.unknown']]);
  await core.restart(byScreen);
  await core.clock.advance(60 * MINUTE);
  expect([core.account.arrivals('Out'), core.life.hosts.flatMap((one) => one.asked)]).toEqual([
    1,
    expect.not.arrayContaining(['sendText']),
  ]);
});

for (const fault of [
  'hangs',
  'takes-then-hangs',
  'dies',
  'takes-then-dies',
  'takes-then-fails',
  'answers-nonsense',
] as const) {
  test(`a screen that ${fault} leaves the message unknown, whatever the next load can`, async ({ core }) => {
    const host = await onScreen(core);
    host.faults.push(fault);
    await core.life.send(BEA, 'Out');
    await settle();
    // wa-js works again, and finds no message under an id of ours.
    host.driver = 'wa-js';
    host.stateAfterLoad = READY;
    host.timeOut();
    host.reload();
    await core.clock.advance(10 * MINUTE);
    const arrivals = core.account.arrivals('Out');
    expect(arrivals).toBe(fault === 'hangs' || fault === 'dies' ? 0 : 1);
    expect([host.count('sendText'), core.queue()]).toEqual([1, []]);
  });
}

test('an app that dies while a message is typed never types it again', async ({ core }) => {
  for (const point of ['before sendText', 'after sendText']) {
    await onScreen(core);
    core.life.diesAt = (where) => where === point;
    void core.life.send(BEA, point);
    await settle();
    expect(core.life.dead).toBe(true);
    await core.restart();
    await core.clock.advance(10 * MINUTE);
    expect([core.account.arrivals(point), core.host.count('sendText'), core.queue()]).toEqual([
      point === 'after sendText' ? 1 : 0,
      0,
      [],
    ]);
  }
});

test('a screen that refuses for a reason that it knows is asked again', async ({ core }) => {
  const host = await onScreen(core);
  host.faults.push('refuses', 'refuses');
  await core.life.send(BEA, 'Out');
  await core.clock.advance(MINUTE);
  expect([core.account.arrivals('Out'), core.statusOf('Out'), host.count('sendText')]).toEqual([1, ['sent'], 3]);
});

test('a page whose other driver would send refuses, and nothing is typed that could be typed twice', async ({
  core,
}) => {
  const host = await core.live();
  // It has not said yet that wa-js cannot send any more.
  host.driver = 'dom';
  await core.life.send(BEA, 'Out');
  await settle();
  expect([core.account.arrived, core.statusOf('Out')]).toEqual([[], ['sending']]);
  await host.capability('send_text', 'dom');
  await core.clock.advance(MINUTE);
  expect([core.account.arrivals('Out'), core.statusOf('Out')]).toEqual([1, ['sent']]);
});

test('a message that was typed is the one that the page shows next: it is stored once', async ({ core }) => {
  const host = await onScreen(core);
  host.faults.push('takes-unconfirmed');
  await core.life.send(BEA, 'Out');
  await settle();
  const taken = core.account.find(core.account.arrived[0]?.id ?? '');
  host.screen = { title: 'Bea', chat: BEA_CHAT, messages: [{ ...taken, isTimeRough: true }] };
  await core.clock.advance(10_000);
  expect(core.store.rows('SELECT content, status, whatsapp_id FROM messages')).toEqual([
    { content: 'Out', status: 'sent', whatsapp_id: taken?.id },
  ]);
  expect(core.told('message')).toEqual(['message.unknown', 'message.sent']);
});

test('an earlier message with the same text is not taken for the one that was typed', async ({ core }) => {
  const host = await onScreen(core);
  const earlier = shown(core, 'Yes', { fromMe: true, ack: 1 });
  host.screen = { title: 'Bea', chat: BEA_CHAT, messages: [earlier] };
  await core.clock.advance(10_000);
  host.faults.push('takes-unconfirmed');
  await core.life.send(BEA, 'Yes');
  await core.clock.advance(10_000);
  expect(core.statusOf('Yes').sort()).toEqual(['sent', 'unknown']);
});

test('what the lawyer writes elsewhere meanwhile is not taken for what was typed', async ({ core }) => {
  const host = await onScreen(core);
  host.faults.push('takes-unconfirmed');
  await core.life.send(BEA, 'Out');
  await settle();
  host.screen = { title: 'Bea', chat: BEA_CHAT, messages: [shown(core, 'By hand', { fromMe: true, ack: 1 })] };
  await core.clock.advance(10_000);
  expect([core.statusOf('Out'), core.statusOf('By hand')]).toEqual([['unknown'], ['sent']]);
});

test('what was typed and never sent is not what the lawyer writes by hand in the same words hours later', async ({
  core,
}) => {
  const host = await onScreen(core);
  host.faults.push('takes-unconfirmed');
  await core.life.send(BEA, 'Thank you');
  await settle();
  const [lost] = core.account.all();
  core.account.forget(lost?.id ?? '');
  await core.clock.advance(5 * HOUR);
  host.screen = { title: 'Bea', chat: BEA_CHAT, messages: [shown(core, 'Thank you', { fromMe: true, ack: 1 })] };
  await core.clock.advance(10_000);
  expect(core.statusOf('Thank you').sort()).toEqual(['sent', 'unknown']);
});

test('a message that stands on the screen without its tick is recognised when it gets it', async ({ core }) => {
  const host = await onScreen(core);
  host.faults.push('keeps-pending');
  await core.life.send(BEA, 'Out');
  await settle();
  expect(core.statusOf('Out')).toEqual(['sending']);
  const [held] = core.account.flushPending();
  host.screen = { title: 'Bea', chat: BEA_CHAT, messages: [{ ...held, isTimeRough: true }] };
  await core.clock.advance(10_000);
  expect(core.store.rows('SELECT status, whatsapp_id FROM messages')).toEqual([
    { status: 'sent', whatsapp_id: held?.id },
  ]);
  expect([core.queue(), host.count('sendText')]).toEqual([[], 1]);
});

test('a message that is told of while it is being typed waits for its id', async ({ core }) => {
  const host = await core.live();
  await host.capability('send_text', 'dom');
  host.driver = 'dom';
  let told: Promise<void> = Promise.resolve();
  host.onStep = async (where) => {
    if (where !== 'after sendText') return;
    const taken = core.account.find(core.account.arrived[0]?.id ?? '');
    // The screen shows it in bold, and the answer takes its time.
    if (taken) told = host.messages({ ...taken, text: 'Out', isTimeRough: true });
    await settle();
  };
  await core.life.send(BEA, '*Out*');
  await settle();
  await told;
  expect(core.store.rows('SELECT status FROM messages')).toEqual([{ status: 'sent' }]);
  expect(core.told('message')).toEqual(['message.sent']);
});

test('while a message is typed, what others write and what the page says of itself waits for nothing', async ({
  core,
}) => {
  const host = await core.live();
  await host.capability('send_text', 'dom');
  host.driver = 'dom';
  host.faults.push('hangs');
  await core.life.send(BEA, 'Out');
  await settle();
  expect(host.asked).toContain('sendText');
  const at = { timestamp: core.seconds() };
  await host.messages(
    core.account.write('4917000002@c.us', { ...at, text: 'of Carl' }),
    core.account.write(BEA_CHAT, { ...at, text: 'of Bea' }),
    core.account.write('4917000002@c.us', { ...at, text: 'to Carl', fromMe: true, ack: 1 }),
  );
  await host.state({ socket: 'OPENING' });
  expect([core.texts(), core.stands()[0]]).toEqual([['Out', 'of Bea', 'of Carl', 'to Carl'], 'reconnecting']);
});

test('what holds one message back holds none of those that are told with it', async ({ core }) => {
  const host = await core.live();
  await host.capability('send_text', 'dom');
  host.driver = 'dom';
  host.faults.push('takes-then-hangs');
  await core.life.send(BEA, 'Out');
  await settle();
  const taken = core.account.find(core.account.arrived[0]?.id ?? '');
  if (!taken) throw new Error('it was typed');
  const told = host.messages(taken, core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'of Bea' }));
  await settle();
  expect([core.texts(), core.statusOf('Out')]).toEqual([['Out', 'of Bea'], ['sending']]);
  host.timeOut();
  await told;
  expect([core.texts(), core.statusOf('Out')]).toEqual([['Out', 'of Bea'], ['sent']]);
});

test('what history reads of a message that is just being typed is that message, and is stored once', async ({
  core,
}) => {
  const host = await core.live();
  await host.capability('send_text', 'dom');
  host.driver = 'dom';
  host.onStep = async (where) => {
    if (where !== 'after sendText') return;
    // The answer takes its time, and meanwhile the history is read.
    core.life.sessions.syncHistory(core.lawyer.id);
    await settle();
  };
  await core.life.send(BEA, 'Out');
  await core.clock.advance(MINUTE);
  expect(core.account.arrivals('Out')).toBe(1);
  expect(core.store.rows('SELECT content, status FROM messages')).toEqual([{ content: 'Out', status: 'sent' }]);
});

test('the open chat is read from the screen every few seconds, where it is certain whose it is', async ({ core }) => {
  const host = await onScreen(core);
  host.screen = {
    title: 'Bea',
    chat: BEA_CHAT,
    messages: [shown(core, 'one'), { nonsense: true }, shown(core, 'two')],
  };
  await core.clock.advance(5_000);
  expect([core.texts(), core.told('message')]).toEqual([
    ['one', 'two'],
    ['message.received', 'message.received'],
  ]);
  await core.clock.advance(MINUTE);
  expect(core.told('message')).toHaveLength(2);
  // Two people can have one name; and what is of another chat than the open one is nobody's.
  host.screen = { title: 'Bea', chat: null, messages: [shown(core, 'whose?')] };
  await core.clock.advance(10_000);
  host.screen = { title: 'Bea', chat: BEA_CHAT, messages: [shown(core, 'elsewhere', { chat: '4917000002@c.us' })] };
  await core.clock.advance(10_000);
  expect(core.texts()).toEqual(['one', 'two']);
});

test('where the page cannot tell of messages, but holds them, they are read every few seconds', async ({ core }) => {
  const host = await core.live();
  await host.capability('observe_messages', null);
  core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'held' });
  await core.clock.advance(15_000);
  expect(core.texts()).toEqual(['held']);
  await host.capability('observe_messages', 'wa-js');
  const before = host.count('listChats');
  await core.clock.advance(MINUTE);
  expect(host.count('listChats') - before).toBeLessThanOrEqual(2);
});

test('where the page cannot tell of acknowledgements, they are looked up', async ({ core }) => {
  const host = await core.live();
  await host.capability('observe_acks', null);
  await core.life.send(BEA, 'Out');
  await settle();
  const sent = core.account.find(core.account.arrived[0]?.id ?? '');
  if (sent) sent.ack = 2;
  await core.clock.advance(2 * MINUTE);
  expect(core.statusOf('Out')).toEqual(['delivered']);
});

test('a page that cannot look a number up is given the number itself', async ({ core }) => {
  const host = await core.live();
  await host.capability('resolve_number', null);
  await core.life.send(CARL, 'Out');
  await settle();
  expect([core.account.arrived.map(({ chat }) => chat), host.count('resolvePhone')]).toEqual([['4917000002@c.us'], 0]);
});
