import type { MessageId } from '../../../main/contract/ids.ts';
import { type MessageStatus, MessageText, Phone } from '../../../main/contract/values.ts';
import { acceptMessage } from '../../../main/domain/accept-message.ts';
import { cancelMessage } from '../../../main/domain/cancel-queued.ts';
import { startHouseKeeping } from '../../../main/domain/house-keeping.ts';
import { advanceStatus } from '../../../main/domain/message-status.ts';
import { joinTimes, timesOfMessage } from '../../../main/domain/message-times.ts';
import { retryMessage } from '../../../main/domain/retry-message.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer } from '../../support/temp-database.ts';

const DAY = 24 * HOUR;
const BEA = Phone.parse('+4917000001');

async function accept(core: Core): Promise<MessageId> {
  const outgoing = { to: BEA, text: MessageText.parse('Out') };
  const { database } = core.store;
  return (await database.write((stores) => acceptMessage(stores, core.lawyer.id, outgoing, core.clock.now()))).id;
}

/** What WhatsApp says of it, a minute after what it said before. */
async function become(core: Core, id: MessageId, status: MessageStatus): Promise<void> {
  await core.clock.advance(MINUTE);
  await core.store.database.write(async (stores) => {
    const message = await stores.messages.findKnown(core.lawyer.id, id);
    if (message) await advanceStatus(stores, core.lawyer.id, message, status, core.clock.now());
  });
}

/** What has happened to it, and how many minutes after the test began. */
async function timesOf(core: Core, id: MessageId, began: number): Promise<[string, number][]> {
  const times = await core.store.database.read(async (stores) => {
    const message = await stores.messages.find(core.lawyer.id, id);
    return message ? timesOfMessage(stores, core.lawyer.id, message) : [];
  });
  return times.map(({ what, at }) => [what, (Date.parse(at) - began) / MINUTE]);
}

test('when a message was sent, delivered and read is still known once the log has forgotten it', async ({ core }) => {
  const began = core.clock.now();
  const id = await accept(core);
  for (const status of ['sending', 'sent', 'delivered', 'read'] as const) await become(core, id, status);
  const way = [
    ['sent', 2],
    ['delivered', 3],
    ['read', 4],
  ];
  expect(await timesOf(core, id, began)).toEqual(way);
  await core.clock.advance(91 * DAY);
  const { database } = core.store;
  const kept = { database, clock: core.clock, log: new FakeLog(), answersKept: DAY };
  const stop = startHouseKeeping({ ...kept, removeUnusedFiles: async () => {} });
  for (let turn = 0; turn < 20; turn++) await settle();
  stop();
  expect(core.store.rows('SELECT * FROM events WHERE message_id = ?', id)).toEqual([]);
  expect(await timesOf(core, id, began)).toEqual(way);
});

test('each try that has failed is told, and what became of the message at last', async ({ core }) => {
  const began = core.clock.now();
  const id = await accept(core);
  const { database } = core.store;
  const again = () => database.write((stores) => retryMessage(stores, core.lawyer.id, id, true, core.clock.now()));
  await become(core, id, 'failed');
  await again();
  await become(core, id, 'failed');
  await again();
  await database.write((stores) => cancelMessage(stores, core.lawyer.id, id, core.clock.now()));
  await again();
  await become(core, id, 'delivered');
  expect(await timesOf(core, id, began)).toEqual([
    ['failed', 1],
    ['failed', 2],
    ['cancelled', 2],
    ['sent', 3],
    ['delivered', 3],
  ]);
});

test('what is undone with its transaction has no time, and a status that is known already gets no second one', async ({
  core,
}) => {
  const began = core.clock.now();
  const id = await accept(core);
  const half = core.store.database.write(async (stores) => {
    const message = await stores.messages.findKnown(core.lawyer.id, id);
    if (message) await advanceStatus(stores, core.lawyer.id, message, 'read', core.clock.now());
    throw new Error('the disk is full');
  });
  await expect(half).rejects.toThrow('the disk is full');
  expect(await timesOf(core, id, began)).toEqual([]);
  for (const status of ['sent', 'sent', 'failed'] as const) await become(core, id, status);
  expect(await timesOf(core, id, began)).toEqual([['sent', 1]]);
});

test('a message of the client’s has no way to tell of, and of another lawyer’s nothing is told', async ({ core }) => {
  const { database } = core.store;
  const began = core.clock.now();
  const inbound = await storeMessage(database, core.lawyer.id, { phone: BEA, at: began });
  const id = await accept(core);
  await become(core, id, 'sent');
  const stranger = await addLawyer(database, began);
  expect(await timesOf(core, inbound.id, began)).toEqual([]);
  expect(core.store.rows('SELECT id FROM messages WHERE times IS NOT NULL')).toEqual([{ id }]);
  expect((await database.read(({ messages }) => messages.times(stranger.id, [id]))).size).toBe(0);
});

test('each edit is told, and that it was taken back, in the order of time', async ({ core }) => {
  const began = core.clock.now();
  const id = await accept(core);
  await become(core, id, 'sent');
  await core.store.database.write(async ({ messages }) => {
    await messages.edit(core.lawyer.id, id, 'Out!', began + 2 * MINUTE);
    await messages.edit(core.lawyer.id, id, 'Out!!', began + 3 * MINUTE);
    await messages.revoke(core.lawyer.id, id, began + 9 * MINUTE);
  });
  for (let minute = 1; minute < 4; minute++) await core.clock.advance(MINUTE);
  await become(core, id, 'read');
  expect(await timesOf(core, id, began)).toEqual([
    ['sent', 1],
    ['edited', 2],
    ['edited', 3],
    ['delivered', 5],
    ['read', 5],
    ['revoked', 9],
  ]);
});

test('of two copies of one message each status was reached when it was first known, and each failure stays', () => {
  const at = (second: number) => new Date(second * 1000).toISOString();
  const one = [
    { status: 'sent', at: at(3) },
    { status: 'delivered', at: at(9) },
  ] as const;
  const other = [
    { status: 'failed', at: at(1) },
    { status: 'failed', at: at(2) },
    { status: 'sent', at: at(4) },
    { status: 'read', at: at(8) },
  ] as const;
  const joined = [
    { status: 'failed', at: at(1) },
    { status: 'failed', at: at(2) },
    { status: 'sent', at: at(3) },
    { status: 'read', at: at(8) },
    { status: 'delivered', at: at(9) },
  ];
  expect(joinTimes(one, other)).toEqual(joined);
  expect(joinTimes(other, one)).toEqual(joined);
  expect(joinTimes(joined as never, joined as never)).toEqual(joined);
});
