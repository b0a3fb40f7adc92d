import { LawyerId, MessageId } from '../../../main/contract/ids.ts';
import { cancelMessage } from '../../../main/domain/cancel-queued.ts';
import { retryMessage } from '../../../main/domain/retry-message.ts';
import { type Core, expect, MINUTE, settle, test } from '../../support/core-fixture.ts';
import type { SendFault } from '../../support/fake-page-host.ts';

const BEA = '+4917000001';

const again = async (core: Core, id: string, isConfirmed = false) => {
  const { database } = core.store;
  await database.write((stores) =>
    retryMessage(stores, core.lawyer.id, MessageId.parse(id), isConfirmed, core.clock.now()),
  );
  core.life.sessions.wakeOutbox(core.lawyer.id);
};
const rows = (core: Core) =>
  core.store.rows<{ id: string; status: string; error: string | null; whatsapp_id: string }>(
    'SELECT id, status, error, whatsapp_id FROM messages',
  );
const refuse = (code: string) => ({ code });

/** A message of which nobody knows whether it was sent; `fault` says what became of it. */
async function unknown(core: Core, fault: SendFault): Promise<string> {
  await core.live((host) => host.faults.push(fault));
  const id = await core.life.send(BEA, 'Out');
  await settle();
  core.host.timeOut();
  await core.clock.advance(MINUTE);
  core.host.timeOut();
  await core.clock.advance(5 * MINUTE);
  expect(core.statusOf('Out')).toEqual(['unknown']);
  return id;
}

test('what was never asked of the page is sent again under the same id', async ({ core }) => {
  core.account.notOnWhatsApp.add(BEA.slice(1));
  await core.live();
  const id = await core.life.send(BEA, 'Out');
  await settle();
  const [failed] = rows(core);
  expect(failed).toMatchObject({ status: 'failed', error: 'not_on_whatsapp' });
  core.account.notOnWhatsApp.clear();
  await again(core, id);
  expect(rows(core)).toEqual([{ ...failed, status: 'queued', error: null }]);
  await settle();
  expect([rows(core), core.account.arrivals('Out'), core.told('message')]).toEqual([
    [{ ...failed, status: 'sent', error: null }],
    1,
    ['message.failed', 'message.sent'],
  ]);
});

test('what WhatsApp has refused is sent again under another of WhatsApp’s ids', async ({ core }) => {
  await core.live((host) => host.faults.push(...Array<SendFault>(5).fill('refuses')));
  const id = await core.life.send(BEA, 'Out');
  await core.clock.advance(10 * MINUTE);
  const [failed] = rows(core);
  expect(failed).toMatchObject({ status: 'failed', error: 'refused_by_whatsapp' });
  await again(core, id);
  await core.clock.advance(MINUTE);
  const [sent] = rows(core);
  expect([sent?.id, sent?.status, core.account.arrivals('Out')]).toEqual([id, 'sent', 1]);
  expect(sent?.whatsapp_id).not.toBe(failed?.whatsapp_id);
});

test('what was taken back, also between two tries, is sent after all as the same message, once', async ({ core }) => {
  await core.live((host) => host.faults.push('refuses'));
  const id = await core.life.send(BEA, 'Out');
  await settle();
  const [queued] = rows(core);
  const cancel = () =>
    core.store.database.write((stores) => cancelMessage(stores, core.lawyer.id, MessageId.parse(id), core.clock.now()));
  await cancel();
  await core.clock.advance(10 * MINUTE);
  expect([rows(core), core.account.arrivals('Out')]).toEqual([[{ ...queued, status: 'cancelled' }], 0]);
  await again(core, id);
  await expect(again(core, id)).rejects.toMatchObject(refuse('message_not_retryable'));
  await core.clock.advance(10 * MINUTE);
  expect([rows(core), core.account.arrivals('Out'), core.queue()]).toEqual([[{ ...queued, status: 'sent' }], 1, []]);
  expect(core.told('message')).toEqual(['message.cancelled', 'message.sent']);
});

test('what may have been sent is sent again only when a person says so', async ({ core }) => {
  const id = await unknown(core, 'hangs');
  await expect(again(core, id)).rejects.toMatchObject(refuse('confirmation_needed'));
  const [before] = rows(core);
  await again(core, id, true);
  await core.clock.advance(MINUTE);
  expect([rows(core), core.account.arrivals('Out')]).toEqual([[{ ...before, status: 'sent', error: null }], 1]);
  expect(core.told('message')).toEqual(['message.unknown', 'message.sent']);
});

test('what is found in the page after all is not sent a second time', async ({ core }) => {
  const id = await unknown(core, 'hangs');
  const [{ whatsapp_id } = { whatsapp_id: '' }] = rows(core);
  const sent = { id: whatsapp_id, fromMe: true, ack: 1, text: 'Out', timestamp: core.seconds() };
  core.account.write(`${BEA.slice(1)}@c.us`, sent);
  await again(core, id, true);
  await core.clock.advance(MINUTE);
  expect([core.statusOf('Out'), core.account.arrivals('Out'), core.queue()]).toEqual([['sent'], 0, []]);
  expect(core.host.asked.filter((name) => name === 'sendText')).toHaveLength(1);
});

test('nothing goes out to a client who was blocked while it was looked for', async ({ core }) => {
  const id = await unknown(core, 'hangs');
  await core.store.database.write(async (stores) => {
    await retryMessage(stores, core.lawyer.id, MessageId.parse(id), true, core.clock.now());
    const [client] = (await stores.clients.list(core.lawyer.id, { limit: 1 })).rows;
    if (client) await stores.clients.setStatus(core.lawyer.id, client.id, 'blocked', core.clock.now());
  });
  core.life.sessions.wakeOutbox(core.lawyer.id);
  await core.clock.advance(MINUTE);
  expect([core.statusOf('Out'), core.account.arrivals('Out'), core.queue()]).toEqual([['cancelled'], 0, []]);
  expect(core.told('message')).toEqual(['message.unknown', 'message.cancelled']);
});

test('what waits, was sent, or is another lawyer’s is not sent again', async ({ core }) => {
  await core.live();
  const id = await core.life.send(BEA, 'Out');
  await expect(again(core, id)).rejects.toMatchObject(refuse('message_not_retryable'));
  await settle();
  await expect(again(core, id, true)).rejects.toMatchObject(refuse('message_not_retryable'));
  const stranger = LawyerId.parse('law_01k0000000000000000000000a');
  const asked = core.store.database.write((stores) =>
    retryMessage(stores, stranger, MessageId.parse(id), true, core.clock.now()),
  );
  await expect(asked).rejects.toMatchObject(refuse('message_not_found'));
  expect([core.account.arrivals('Out'), core.queue()]).toEqual([1, []]);
});
