import { ConversationId, type MessageId } from '../../../main/contract/ids.ts';
import { MessageText, Phone } from '../../../main/contract/values.ts';
import { actOnMessage } from '../../../main/domain/act-on-message.ts';
import { markReadInWhatsApp } from '../../../main/domain/mark-read-in-whatsapp.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';
import type { FakePageHost } from '../../support/fake-page-host.ts';

const BEA = Phone.parse('+4917000001');
const BEA_CHAT = '4917000001@c.us';
const BEA_LID = '111@lid';
const BEN_LID = '555@lid';

const alias = (lid: string, phone: string) => ({
  kind: 'alias',
  alias: { lid, phone: phone.slice(1), username: null },
});
const text = MessageText.parse('confidential, for Bea');
const outcomes = (core: Core) => core.store.rows('SELECT status, error FROM messages WHERE content = ?', text);
const arrivedIn = (core: Core) => core.account.arrived.map(({ chat }) => chat);

/** Bea has written, and WhatsApp has said which lid is hers. */
async function beaWrites(core: Core, host: FakePageHost): Promise<ConversationId> {
  await host.messages(core.account.write(BEA_CHAT, { timestamp: core.seconds(), text: 'from Bea' }));
  await host.report(alias(BEA_LID, BEA));
  await settle();
  return ConversationId.parse(core.store.rows('SELECT id FROM conversations')[0]?.id);
}

/** The number is Ben's from now on. */
function giveToBen(core: Core): void {
  core.account.jids.set(BEA.slice(1), BEN_LID);
  core.account.lids.set(BEA.slice(1), BEN_LID);
}

async function isToldOfBen(core: Core, host: FakePageHost): Promise<void> {
  giveToBen(core);
  await host.report(alias(BEN_LID, BEA));
  await settle();
}

test('what waits in a conversation goes to its client, and not to the next owner of the number', async ({ core }) => {
  const host = await core.live();
  const conversation_id = await beaWrites(core, host);
  await host.state({ socket: 'OPENING' });
  await core.life.accept({ conversation_id, text });
  await isToldOfBen(core, host);
  await host.state({});
  await core.clock.advance(MINUTE);
  expect([arrivedIn(core), outcomes(core)]).toEqual([[BEA_LID], [{ status: 'sent', error: null }]]);
});

test('what is sent into a conversation later goes to its client, and not into the chat where it was held before', async ({
  core,
}) => {
  const host = await core.live();
  const conversation_id = await beaWrites(core, host);
  await isToldOfBen(core, host);
  await core.life.accept({ conversation_id, text });
  await settle();
  expect(arrivedIn(core)).toEqual([BEA_LID]);
});

test('that a number has changed hands is also heeded when it first shows as the number is looked up', async ({
  core,
}) => {
  const host = await core.live();
  const conversation_id = await beaWrites(core, host);
  giveToBen(core);
  await core.life.accept({ conversation_id, text });
  await settle();
  expect(arrivedIn(core)).toEqual([BEA_LID]);
});

test('what was for the number itself is sent to nobody once the number is somebody else’s', async ({ core }) => {
  const host = await core.live();
  await beaWrites(core, host);
  await host.state({ socket: 'OPENING' });
  await core.life.send(BEA, text);
  await isToldOfBen(core, host);
  await host.state({});
  await core.clock.advance(MINUTE);
  expect([arrivedIn(core), outcomes(core)]).toEqual([[], [{ status: 'failed', error: 'number_changed_hands' }]]);
  expect([core.queue(), core.told('message')]).toEqual([[], ['message.received', 'message.failed']]);
});

test('the next owner of a number is reached under it', async ({ core }) => {
  const host = await core.live();
  await beaWrites(core, host);
  await core.life.send(BEA, 'for Bea');
  await settle();
  await isToldOfBen(core, host);
  await core.life.send(BEA, 'for Ben');
  await settle();
  expect(core.account.arrived.map((one) => [one.text, one.chat])).toEqual([
    ['for Bea', BEA_CHAT],
    ['for Ben', BEN_LID],
  ]);
});

test('nobody is written to when the client has no other address', async ({ core }) => {
  const host = await core.live();
  const conversation_id = await beaWrites(core, host);
  // As before WhatsApp had any lids: only the number was known, and it moves to somebody with a line of his own.
  await core.store.database.write((stores) =>
    stores.clients.moveAlias({ lawyerId: core.lawyer.id, kind: 'lid', value: '111', to: null, at: core.clock.now() }),
  );
  await host.messages(core.account.write(BEN_LID, { timestamp: core.seconds(), text: 'from Ben' }));
  await host.report(alias(BEN_LID, '+4917000009'));
  await isToldOfBen(core, host);
  await core.life.accept({ conversation_id, text });
  await settle();
  expect([arrivedIn(core), outcomes(core)]).toEqual([[], [{ status: 'failed', error: 'number_changed_hands' }]]);
});

test('a number that changes hands while a message is typed does not get the message', async ({ core }) => {
  const host = await core.live();
  const conversation_id = await beaWrites(core, host);
  core.life.settings = {
    ...core.life.settings,
    pace: { ...core.life.settings.pace, enabled: true, quiet_hours: null },
  };
  await core.life.accept({ conversation_id, text });
  await settle();
  expect(core.queue()).toMatchObject([{ state: 'queued', waits_for: 'pace' }]);
  await isToldOfBen(core, host);
  await core.clock.advance(MINUTE);
  expect(arrivedIn(core)).toEqual([BEA_LID]);
});

test('a message that was taken before its number changed hands is found where it is, and not sent again', async ({
  core,
}) => {
  const host = await core.live();
  const conversation_id = await beaWrites(core, host);
  host.faults.push('takes-then-hangs');
  await core.life.accept({ conversation_id, text });
  await settle();
  await isToldOfBen(core, host);
  await core.restart();
  await core.clock.advance(MINUTE);
  expect([arrivedIn(core), outcomes(core)]).toEqual([[BEA_CHAT], [{ status: 'sent', error: null }]]);
});

test('a message that was never taken is not sent to the next owner of its number after a restart', async ({ core }) => {
  const host = await core.live();
  await beaWrites(core, host);
  host.faults.push('hangs');
  await core.life.send(BEA, text);
  await settle();
  await isToldOfBen(core, host);
  await core.restart();
  await core.clock.advance(HOUR);
  expect([arrivedIn(core), outcomes(core)]).toEqual([[], [{ status: 'failed', error: 'number_changed_hands' }]]);
});

test('nothing is done in the chat of the next owner: not read, not reacted to, not edited, not taken back', async ({
  core,
}) => {
  const host = await core.live();
  const conversationId = await beaWrites(core, host);
  await core.life.accept({ conversation_id: conversationId, text });
  await settle();
  const chats = new Set<unknown>();
  const command = host.command.bind(host);
  host.command = (name, input) => {
    const asked = input as { chat?: string; message?: { chat: string } };
    if (['react', 'edit', 'revoke', 'markRead'].includes(name)) chats.add(asked.message?.chat ?? asked.chat);
    return command(name, input);
  };
  await isToldOfBen(core, host);
  const [mine] = core.store.rows<{ id: MessageId }>('SELECT id FROM messages WHERE content = ?', text);
  const id = mine?.id as MessageId;
  const { lawyer, clock } = core;
  await core.life.write(async (stores) => {
    await markReadInWhatsApp(stores, lawyer.id, conversationId, clock.now());
    await actOnMessage(stores, lawyer.id, id, { type: 'react', emoji: '👍' }, clock.now());
    await actOnMessage(stores, lawyer.id, id, { type: 'edit', text: MessageText.parse('and more') }, clock.now());
    await actOnMessage(stores, lawyer.id, id, { type: 'revoke' }, clock.now());
  });
  await core.clock.advance(10 * MINUTE);
  expect([...chats]).toEqual([BEA_LID]);
});
