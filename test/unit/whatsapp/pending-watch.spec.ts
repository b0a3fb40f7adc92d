import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { type Core, expect, HOUR, MINUTE, settle, test } from '../../support/core-fixture.ts';

const BEA = '+4917000001';

/** A message that the page has taken and does not send on, with one behind it. */
async function pending(core: Core): Promise<{ id: string; held: PageMessage }> {
  const host = await core.live();
  host.faults.push('keeps-pending');
  const id = await core.life.send(BEA, 'stuck');
  await settle();
  await core.life.send(BEA, 'behind it');
  await settle();
  const held = core.account.all().find(({ text }) => text === 'stuck');
  if (!held) throw new Error('the page has taken it');
  return { id, held };
}

test('a message that WhatsApp’s page keeps to itself is told to a person after ten minutes, and never sent again', async ({
  core,
}) => {
  const { id } = await pending(core);
  await core.clock.advance(9 * MINUTE);
  expect(await core.alerts()).toEqual([]);
  await core.clock.advance(2 * MINUTE);
  expect(await core.alerts()).toEqual([['message_pending_long', id]]);
  await core.clock.advance(2 * HOUR);
  expect([core.host.count('sendText'), core.told('alert')]).toEqual([1, ['alert.raised']]);
});

test('the alert ends when the message moves, and what is behind it goes out', async ({ core }) => {
  const { held } = await pending(core);
  await core.clock.advance(11 * MINUTE);
  await core.host.ack(held, 1);
  await core.clock.advance(2 * MINUTE);
  expect([await core.alerts(), core.told('alert')]).toEqual([[], ['alert.raised', 'alert.cleared']]);
  expect([core.statusOf('stuck'), core.statusOf('behind it')]).toEqual([['sent'], ['sent']]);
});

test('a new start of the app tells it neither twice nor as over', async ({ core }) => {
  const { id } = await pending(core);
  await core.clock.advance(11 * MINUTE);
  await core.restart();
  await core.clock.advance(11 * MINUTE);
  expect([await core.alerts(), core.told('alert')]).toEqual([[['message_pending_long', id]], ['alert.raised']]);
});

test('time without a connection does not end the alert', async ({ core }) => {
  const { id } = await pending(core);
  await core.clock.advance(11 * MINUTE);
  await core.host.state({ socket: 'OPENING' });
  await core.clock.advance(MINUTE);
  expect((await core.alerts()).map(([code, subject]) => [code, subject])).toContainEqual(['message_pending_long', id]);
});
