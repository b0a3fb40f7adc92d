import type { MessageId } from '../../../main/contract/ids.ts';
import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';

const BEA = '+4917000001';
const LID = '555@lid';

/** Somebody has written from a lid, and a message to a number is shown in that same chat: nobody knows yet that they are one. */
async function sentIntoChatOfLid(core: Core, ack = 1): Promise<{ accepted: string; shown: PageMessage }> {
  const host = await core.live();
  await host.messages(core.account.write(LID, { timestamp: core.seconds(), text: 'hello' }));
  await core.clock.advance(MINUTE);
  host.faults.push('takes-then-hangs');
  const accepted = await core.life.send(BEA, 'Out');
  await settle();
  const shown = core.account.find(core.account.arrived[0]?.id ?? '');
  if (!shown) throw new Error('the page has taken it');
  core.account.forget(shown.id);
  Object.assign(shown, { chat: LID, ack });
  core.account.chat(LID).push(shown);
  await host.messages(shown);
  await settle();
  return { accepted, shown };
}

/** WhatsApp says whose lid it is. */
async function becomeOne(core: Core): Promise<void> {
  await core.host.report({ kind: 'alias', alias: { lid: LID, phone: BEA.slice(1), username: null } });
  await settle();
  core.account.jids.set(BEA.slice(1), LID);
  core.account.lids.set(BEA.slice(1), LID);
}

/** Of what is shown: what a merge has left behind is not. */
const shownOut = (core: Core) =>
  core.store.rows(
    `SELECT m.id, m.status FROM messages m JOIN conversations c ON c.id = m.conversation_id
     WHERE c.merged_into IS NULL AND m.content = 'Out'`,
  );
const toldOf = (core: Core, id: string) =>
  core.store.rows<{ type: string }>('SELECT type FROM events WHERE message_id = ? ORDER BY cursor', id);

for (const end of ['times out', 'is ended by a restart']) {
  test(`the copy whose id the directory knows is shown after a merge, and waits for nothing, when its send ${end}`, async ({
    core,
  }) => {
    const { accepted, shown } = await sentIntoChatOfLid(core);
    await becomeOne(core);
    if (end === 'times out') core.host.timeOut();
    else await core.restart();
    await core.clock.advance(HOUR);
    expect([shownOut(core), core.queue()]).toEqual([[{ id: accepted, status: 'sent' }], []]);
    await core.host.ack(shown, 3);
    await settle();
    expect(shownOut(core)).toEqual([{ id: accepted, status: 'read' }]);
    expect(toldOf(core, accepted).map(({ type }) => type)).toEqual([
      'message.sent',
      'message.delivered',
      'message.read',
    ]);
    const before = core.host.count('findMessage');
    await core.clock.advance(10 * MINUTE);
    expect([core.account.arrivals('Out'), core.host.count('findMessage') - before]).toEqual([1, 0]);
  });
}

test('a message that WhatsApp has pending in both chats goes on to be waited for, under the id that the directory knows', async ({
  core,
}) => {
  const { accepted, shown } = await sentIntoChatOfLid(core, 0);
  await becomeOne(core);
  expect(shownOut(core)).toEqual([{ id: accepted, status: 'sending' }]);
  // It is looked for where the page shows it, and only there.
  const open = await core.store.database.read((stores) => stores.messages.openSince(core.lawyer.id, 0, 9));
  expect(open).toEqual([{ chat: LID, whatsappId: shown.id }]);
  core.host.timeOut();
  await core.host.ack(shown, 1);
  await core.clock.advance(MINUTE);
  expect([shownOut(core), core.queue()]).toEqual([[{ id: accepted, status: 'sent' }], []]);
});

test('of a message that the lawyer wrote on the phone, the copy that was told first is shown after a merge', async ({
  core,
}) => {
  const host = await core.live();
  await host.messages(core.account.write(LID, { timestamp: core.seconds(), text: 'hello' }));
  await host.messages(core.account.write('4917000001@c.us', { timestamp: core.seconds(), text: 'hello too' }));
  const mine = { id: 'ME1', fromMe: true, ack: 1, timestamp: core.seconds(), text: 'Out' };
  await host.messages(core.account.write('4917000001@c.us', mine));
  await core.clock.advance(MINUTE);
  await host.messages(core.account.write(LID, mine));
  await settle();
  const [first] = core.store.rows<{ id: string }>("SELECT id FROM messages WHERE content = 'Out' ORDER BY id");
  await becomeOne(core);
  expect(shownOut(core)).toEqual([{ id: first?.id, status: 'sent' }]);
});

test('when a message was sent and read stays known after a merge, as the copy that is left behind has it', async ({
  core,
}) => {
  const host = await core.live();
  await host.messages(core.account.write(LID, { timestamp: core.seconds(), text: 'hello' }));
  await host.messages(core.account.write('4917000001@c.us', { timestamp: core.seconds(), text: 'hello too' }));
  const mine = { id: 'ME1', fromMe: true, ack: 1, timestamp: core.seconds(), text: 'Out' };
  const sentAt = new Date(core.clock.now()).toISOString();
  await host.messages(core.account.write('4917000001@c.us', mine));
  await core.clock.advance(MINUTE);
  const readAt = new Date(core.clock.now()).toISOString();
  await host.messages(core.account.write(LID, { ...mine, ack: 3 }));
  await settle();
  await core.clock.advance(MINUTE);
  await becomeOne(core);
  const [shown] = core.store.rows<{ id: MessageId }>(
    `SELECT m.id FROM messages m JOIN conversations c ON c.id = m.conversation_id
     WHERE c.merged_into IS NULL AND m.content = 'Out'`,
  );
  if (!shown) throw new Error('one of both is shown');
  const times = await core.store.database.read(({ messages }) => messages.times(core.lawyer.id, [shown.id]));
  expect(times.get(shown.id)).toEqual([
    { status: 'sent', at: sentAt },
    { status: 'delivered', at: readAt },
    { status: 'read', at: readAt },
  ]);
});
