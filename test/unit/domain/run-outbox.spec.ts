import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { AppLife } from '../../support/app-life.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeAccount, type FakePageHost, READY, type SendFault, showingQr } from '../../support/fake-page-host.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const BEA = '+4917000001';
const CARL = '+4917000002';
const MINUTE = 60_000;

let store: TempDatabase;
let clock: FakeClock;
let account: FakeAccount;
let lawyer: Lawyer;
let life: AppLife;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  account = new FakeAccount();
  lawyer = await addLawyer(store.database, clock.now());
});

test.afterEach(async () => {
  life.kill();
  await store.remove();
});

async function live(prepare: (host: FakePageHost) => void = () => {}): Promise<AppLife> {
  life = new AppLife({ store, account, clock, lawyerId: lawyer.id, prepare });
  await settle();
  return life;
}

/** A new start of the app, after a kill or as it is. */
async function restart(prepare?: (host: FakePageHost) => void): Promise<AppLife> {
  life.kill();
  await store.reopen();
  return live(prepare);
}

const statusOf = (text: string) =>
  store.rows<{ status: string }>('SELECT status FROM messages WHERE content = ?', text).map(({ status }) => status);
const told = () =>
  store
    .rows<{ type: string }>("SELECT type FROM events WHERE type LIKE 'message.%' ORDER BY cursor")
    .map(({ type }) => type);
const waiting = () => store.rows('SELECT id FROM outbox').length;

/** The message is on the client's phone exactly once, and everything says so. */
function sentOnce(text = 'Out'): void {
  expect({ arrivals: account.arrivals(text), status: statusOf(text), waiting: waiting() }).toEqual({
    arrivals: 1,
    status: ['sent'],
    waiting: 0,
  });
  expect(told()).toEqual(['message.sent']);
}

test('sends what is accepted, and tells that it is sent', async () => {
  await live();
  await life.send(BEA, 'Out');
  await settle();
  sentOnce();
});

test('keeps the message queued while logged out', async () => {
  await live((host) => {
    host.stateAfterLoad = loggedOut();
  });
  await life.send(BEA, 'Out');
  await clock.advance(60 * MINUTE);
  expect([statusOf('Out'), account.arrived, told()]).toEqual([['queued'], [], []]);
  await life.host.state({});
  await settle();
  sentOnce();
});

test('sends what was accepted in an earlier life', async () => {
  await live((host) => {
    host.stateAfterLoad = null;
  });
  await life.send(BEA, 'Out');
  await restart();
  sentOnce();
});

test.describe('killed', () => {
  const points = [
    'before resolvePhone',
    'after resolvePhone',
    'outbox.markSending',
    'messages.setStatus',
    'messages.reachStatus',
    'before sendText',
    'after sendText',
    'outbox.removeByMessage',
  ];
  for (const point of points) {
    test(`at "${point}" the message is on the phone exactly once after the next start`, async () => {
      await live();
      life.diesAt = (where) => where === point;
      await life.send(BEA, 'Out');
      await settle();
      expect(life.dead, life.trail.join()).toBe(true);
      await restart();
      await clock.advance(MINUTE);
      sentOnce();
    });
  }

  test('at any step of a send, the message is on the phone exactly once after the next start', async () => {
    await live();
    const before = life.trail.length;
    await life.send(BEA, 'first');
    await settle();
    const length = life.trail.length - before;
    expect(length).toBeGreaterThan(20);
    for (let step = 1; step <= length; step++) {
      await restart();
      const text = `at ${step}`;
      let left = step;
      let accepted = false;
      life.diesAt = () => left-- <= 0;
      void life.send(BEA, text).then(() => {
        accepted = true;
      });
      await settle();
      await restart();
      await clock.advance(10_000);
      const stored = statusOf(text);
      if (accepted) expect(stored, text).toHaveLength(1);
      expect([stored, account.arrivals(text)], text).toEqual(stored.length === 1 ? [['sent'], 1] : [[], 0]);
    }
    expect(waiting()).toBe(0);
  });

  test('again and again at the same place, it is still sent once', async () => {
    await live();
    life.diesAt = (where) => where === 'after sendText';
    await life.send(BEA, 'Out');
    await settle();
    for (let time = 0; time < 3; time++) {
      await restart((host) => {
        host.stateAfterLoad = loggedOut();
      });
      life.diesAt = (where) => where === 'after findMessage';
      void life.host.state({});
      await settle();
      expect(life.dead).toBe(true);
    }
    await restart();
    await clock.advance(MINUTE);
    sentOnce();
  });
});

const taken: [SendFault, boolean][] = [
  ['hangs', false],
  ['takes-then-hangs', true],
  ['refuses', false],
  ['takes-then-refuses', true],
  ['dies', false],
  ['takes-then-dies', true],
  ['answers-nonsense', true],
];
for (const [fault, wasTaken] of taken) {
  test(`a page that ${fault} shows the message exactly once in the end`, async () => {
    await live((host) => host.faults.push(fault));
    await life.send(BEA, 'Out');
    await settle();
    expect(account.arrivals('Out')).toBe(wasTaken ? 1 : 0);
    life.host.timeOut();
    await clock.advance(20_000);
    if (fault === 'hangs') {
      // The page that was asked may still be at it: only another load settles that.
      expect([statusOf('Out'), account.arrivals('Out')]).toEqual([['sending'], 0]);
      life.host.reload();
      await clock.advance(20_000);
    }
    sentOnce();
  });

  test(`a page that ${fault}, and an app that is killed then, show the message exactly once`, async () => {
    await live((host) => host.faults.push(fault));
    await life.send(BEA, 'Out');
    await settle();
    await restart();
    await clock.advance(MINUTE);
    sentOnce();
  });

  test(`a page that ${fault}, and cannot be asked what it holds, shows the message exactly once`, async () => {
    await live((host) => {
      host.faults.push(fault);
      host.silent.add('findMessage');
    });
    await life.send(BEA, 'Out');
    await settle();
    life.host.timeOut();
    await clock.advance(6_000);
    life.host.timeOut();
    await clock.advance(6_000);
    life.host.silent.clear();
    life.host.timeOut();
    life.host.reload();
    await clock.advance(20_000);
    sentOnce();
  });
}

test('a page that has not the message yet, but takes it while we look, gets it no second time', async () => {
  await live((host) => {
    host.faults.push('hangs');
    host.stateAfterLoad = loggedOut();
  });
  await life.send(BEA, 'Out');
  await life.host.state({});
  await settle();
  const [{ whatsapp_id: id } = { whatsapp_id: '' }] = store.rows<{ whatsapp_id: string }>(
    'SELECT whatsapp_id FROM messages',
  );
  await restart((host) => {
    let isSent = false;
    host.onStep = async (where) => {
      if (where !== 'after findMessage' || isSent) return;
      isSent = true;
      // WhatsApp Web sends it of itself, and reports it, between our look and our next step.
      const message = account.write('4917000001@c.us', {
        id,
        text: 'Out',
        fromMe: true,
        ack: 1,
        timestamp: 1_795_165_200,
      });
      account.arrived.push({ chat: message.chat, id, text: 'Out' });
      await host.messages(message);
    };
  });
  await clock.advance(MINUTE);
  sentOnce();
});

test('a number that is not on WhatsApp fails with its reason, and the page is not asked to send', async () => {
  account.notOnWhatsApp.add('4917000001');
  await live();
  await life.send(BEA, 'Out');
  await settle();
  expect(store.rows("SELECT status, error FROM messages WHERE content = 'Out'")).toEqual([
    { status: 'failed', error: 'not_on_whatsapp' },
  ]);
  expect([told(), waiting(), life.host.asked.includes('sendText')]).toEqual([['message.failed'], 0, false]);
});

test('a page that refuses five times fails the message', async () => {
  await live((host) => host.faults.push(...Array<SendFault>(20).fill('refuses')));
  await life.send(BEA, 'Out');
  await clock.advance(10 * MINUTE);
  expect([statusOf('Out'), told(), waiting()]).toEqual([['failed'], ['message.failed'], 0]);
  expect(life.host.asked.filter((name) => name === 'sendText')).toHaveLength(5);
});

test('the order within a conversation is kept, and another conversation overtakes one that is blocked', async () => {
  await live((host) => host.faults.push('hangs'));
  for (const text of ['b1', 'b2', 'b3']) await life.send(BEA, text);
  await settle();
  life.host.timeOut();
  await settle();
  await life.send(CARL, 'c1');
  await settle();
  expect(account.arrived.map(({ text }) => text)).toEqual(['c1']);
  life.host.reload();
  await clock.advance(MINUTE);
  expect(account.arrived.map(({ text }) => text)).toEqual(['c1', 'b1', 'b2', 'b3']);
});

test('a socket that comes and goes while a send is under way sends nothing twice', async () => {
  await live((host) => host.faults.push('takes-then-hangs', 'takes'));
  await life.send(BEA, 'Out');
  await life.send(BEA, 'Then');
  await settle();
  for (let time = 0; time < 4; time++) {
    await life.host.state({ socket: 'OPENING' });
    expect(life.session.current().state).toBe('reconnecting');
    await life.host.state({});
    await clock.advance(6_000);
  }
  life.host.timeOut();
  await clock.advance(MINUTE);
  expect(account.arrived.map(({ text }) => text)).toEqual(['Out', 'Then']);
  expect([statusOf('Out'), statusOf('Then'), waiting()]).toEqual([['sent'], ['sent'], 0]);
  expect(told()).toEqual(['message.sent', 'message.sent']);
});

test('a socket that goes while the number is looked up sends the message once', async () => {
  await live((host) => host.silent.add('resolvePhone'));
  await life.send(BEA, 'Out');
  await settle();
  life.host.silent.clear();
  await life.host.state({ socket: 'OPENING' });
  await life.host.state({});
  await settle();
  life.host.timeOut();
  await clock.advance(MINUTE);
  sentOnce();
});

test('after two minutes of doubt a message is unknown, and a later acknowledgement corrects it', async () => {
  await live((host) => host.faults.push('hangs'));
  await life.send(BEA, 'Out');
  await settle();
  life.host.timeOut();
  await clock.advance(MINUTE);
  expect(statusOf('Out')).toEqual(['sending']);
  await clock.advance(2 * MINUTE);
  expect([statusOf('Out'), told(), waiting()]).toEqual([['unknown'], ['message.unknown'], 0]);
  await clock.advance(60 * MINUTE);
  expect(life.host.asked.filter((name) => name === 'sendText')).toHaveLength(1);
  const [{ whatsapp_id: id } = { whatsapp_id: '' }] = store.rows<{ whatsapp_id: string }>(
    'SELECT whatsapp_id FROM messages',
  );
  await life.host.ack({ id, chat: '4917000001@c.us' }, 2);
  expect(statusOf('Out')).toEqual(['delivered']);
  expect(told()).toEqual(['message.unknown', 'message.sent', 'message.delivered']);
});

test('a page that takes the message long after its answer was given up shows it once', async () => {
  await live((host) => host.faults.push('hangs'));
  await life.send(BEA, 'Out');
  await settle();
  life.host.timeOut();
  await clock.advance(MINUTE);
  await life.host.takeLate();
  await clock.advance(10 * MINUTE);
  sentOnce();
});

test('a message that WhatsApp Web keeps as pending is waited for, and never written again', async () => {
  await live((host) => host.faults.push('keeps-pending'));
  await life.send(BEA, 'Out');
  await clock.advance(10 * MINUTE);
  expect([statusOf('Out'), life.host.asked.filter((name) => name === 'sendText').length]).toEqual([['sending'], 1]);
  for (const message of account.flushPending()) await life.host.ack(message, 1);
  await clock.advance(MINUTE);
  sentOnce();
});

test('a pending message that a reload has lost is sent again under the same id', async () => {
  await live((host) => host.faults.push('keeps-pending'));
  await life.send(BEA, 'Out');
  await settle();
  const [{ whatsapp_id: id } = { whatsapp_id: '' }] = store.rows<{ whatsapp_id: string }>(
    'SELECT whatsapp_id FROM messages',
  );
  account.forget(id);
  life.host.reload();
  await clock.advance(MINUTE);
  sentOnce();
  expect(account.arrived[0]?.id).toBe(id);
});

test('an outbox that was stopped asks nothing more of a closed database', async () => {
  await live((host) => host.silent.add('resolvePhone'));
  await life.send(BEA, 'Out');
  await settle();
  life.session.stop();
  await store.database.close();
  await clock.advance(10 * MINUTE);
  const lines = life.log.errors().filter(({ what }) => what.includes('outbox'));
  expect(lines.length).toBeLessThanOrEqual(1);
  await store.reopen();
});

function loggedOut() {
  return { ...READY, ...showingQr('code') };
}
