import { MessageId } from '../../../main/contract/ids.ts';
import { DEFAULT_SETTINGS, type LawyerSettings } from '../../../main/contract/lawyer-settings.ts';
import { Phone } from '../../../main/contract/values.ts';
import { actOnMessage } from '../../../main/domain/act-on-message.ts';
import { changeClient, createClient } from '../../../main/domain/manage-clients.ts';
import { mergeClients } from '../../../main/domain/merge-clients.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { type Core, expect, MINUTE, settle, test } from '../../support/core-fixture.ts';

const BEA = Phone.parse('+4917000001');
const BEA_CHAT = '4917000001@c.us';
const CARL = Phone.parse('+4917000002');

const TYPED: LawyerSettings = {
  ...DEFAULT_SETTINGS,
  pace: { ...DEFAULT_SETTINGS.pace, characters_per_minute: 60, max_typing_seconds: 10, jitter: 0 },
};

async function clientOf(stores: Stores, core: Core, phone: Phone) {
  const id = await stores.clients.findByAlias(core.lawyer.id, 'phone', phone);
  if (!id) throw new Error('nobody has that number');
  return id;
}

test('what is typed when its client turns out to be somebody who is blocked is not sent', async ({ core }) => {
  await core.live({ settings: TYPED });
  const at = core.clock.now();
  const blocked = await core.life.write((stores) =>
    createClient(stores, core.lawyer.id, { phone: CARL, status: 'blocked' }, at),
  );
  await core.life.send(BEA, 'Never');
  await core.clock.advance(2_000);
  expect(core.account.typing).toEqual([BEA_CHAT]);
  await core.life.write(async (stores) =>
    mergeClients(stores, core.lawyer.id, { from: await clientOf(stores, core, BEA), into: blocked.id }, at),
  );
  await core.clock.advance(MINUTE);
  expect([core.account.arrived, core.statusOf('Never'), core.queue()]).toEqual([[], ['cancelled'], []]);
});

for (const type of ['react', 'revoke'] as const) {
  const end = type === 'revoke' ? 'is done all the same' : 'is not tried again';
  test(`a ${type} without an answer ${end} when the client is blocked meanwhile`, async ({ core }) => {
    const host = await core.live();
    const id = MessageId.parse(await core.life.send(BEA, 'Out'));
    await settle();
    host.actFaults.push('dies');
    await core.life.write(async (stores) => {
      const action = type === 'react' ? ({ type, emoji: '👍' } as const) : ({ type } as const);
      await actOnMessage(stores, core.lawyer.id, id, action, core.clock.now());
    });
    await settle();
    expect(host.count(type)).toBe(1);
    await core.life.write(async (stores) =>
      changeClient(stores, core.lawyer.id, await clientOf(stores, core, BEA), { status: 'blocked' }, core.clock.now()),
    );
    await core.clock.advance(10 * MINUTE);
    expect([host.count(type), core.queue()]).toEqual([type === 'revoke' ? 2 : 1, []]);
  });
}
