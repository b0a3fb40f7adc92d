import { expect, test } from '@playwright/test';
import { AttachmentId, ClientId } from '../../../main/contract/ids.ts';
import { PageMedia } from '../../../main/contract/page-reports.ts';
import { Phone } from '../../../main/contract/values.ts';
import { learnResolved } from '../../../main/domain/learn-addresses.ts';
import { mergeClients, unmergeClients } from '../../../main/domain/merge-clients.ts';
import { aliased, CHAT, LID, NOON, said } from '../../support/page-facts.ts';
import { type ReceivingLawyer, receivingLawyer } from '../../support/receiving-lawyer.ts';

const DIGITS = '4915112345678';
const PHONE = `+${DIGITS}`;
const OTHER_CHAT = '4917000000009@c.us';
const OTHER_DIGITS = '4917000000009';
const OTHER_LID = '11223344@lid';
let me: ReceivingLawyer;

test.beforeEach(async () => {
  me = await receivingLawyer();
});

test.afterEach(() => me.store.remove());

interface Person {
  phone: string | null;
  aliases: string[];
  texts: string[];
}

/** Every client that is shown, with what was exchanged with them. */
async function people(): Promise<Person[]> {
  const { rows } = await me.store.database.read((stores) => stores.clients.list(me.lawyer.id, { limit: 100 }));
  const all = await Promise.all(
    rows.map(async (client) => {
      const id = client.conversation_id;
      const page = id
        ? await me.store.database.read((stores) => stores.messages.list(me.lawyer.id, id, { limit: 100 }))
        : { rows: [] };
      return {
        phone: client.phone,
        aliases: client.aliases.map(({ kind, value }) => `${kind} ${value}`).sort(),
        texts: page.rows.map(({ text }) => text),
      };
    }),
  );
  return all.sort((a, b) => (a.texts[0] ?? '').localeCompare(b.texts[0] ?? ''));
}
const clientIds = () =>
  me.store.rows<{ id: string }>('SELECT id FROM clients ORDER BY rowid').map(({ id }) => ClientId.parse(id));
const conversations = () => me.store.rows('SELECT phone_number, title FROM conversations WHERE merged_into IS NULL');

test.describe('a number and a lid', () => {
  test('that turn out to be one person’s become one client with every message once', async () => {
    await me.receive(
      said({ id: 'A1', chat: CHAT, text: 'a' }),
      said({ id: 'A2', chat: LID, text: 'b', timestamp: NOON + 1 }),
    );
    expect(await people()).toHaveLength(2);
    await me.receive(aliased(LID, DIGITS));
    expect(await people()).toEqual([{ phone: PHONE, aliases: ['lid 99887766', `phone ${PHONE}`], texts: ['a', 'b'] }]);
    expect(me.events().slice(-1)).toEqual(['client.merged']);
    await me.receive(
      said({ id: 'A3', chat: CHAT, text: 'c', timestamp: NOON + 2 }),
      said({ id: 'A4', chat: LID, text: 'd', timestamp: NOON + 3 }),
    );
    expect(await people()).toMatchObject([{ texts: ['a', 'b', 'c', 'd'] }]);
  });

  test('are merged when a message’s own chat says so, and the older client stays', async () => {
    await me.receive(said({ id: 'A1', chat: LID, text: 'a', senderName: null }));
    await me.receive(said({ id: 'A2', chat: CHAT, text: 'b', senderName: 'Bea', timestamp: NOON + 1 }));
    const [first] = clientIds().sort();
    await me.receive(said({ id: 'A3', chat: LID, phone: DIGITS, text: 'c', timestamp: NOON + 2 }));
    expect(await people()).toMatchObject([{ phone: PHONE, texts: ['a', 'b', 'c'] }]);
    expect(me.store.rows('SELECT id, name FROM clients WHERE merged_into IS NULL')).toEqual([
      { id: first, name: 'Bea' },
    ]);
    expect(conversations()).toEqual([{ phone_number: PHONE, title: 'Bea' }]);
    const [merged] = me.store.rows("SELECT client_id FROM events WHERE type = 'client.merged'");
    expect(merged).toEqual({ client_id: first });
  });

  test('turn out to be one person’s with a file that was fetched under one of them alone: it is shown', async () => {
    const media = PageMedia.parse({ mimeType: 'image/jpeg', size: 3 });
    const picture = { id: 'A1', type: 'image', text: '', media } as const;
    await me.receive(said({ ...picture, chat: CHAT }));
    await me.receive(said({ ...picture, chat: LID, timestamp: NOON + 1 }));
    const files = me.store.rows<{ id: string }>(
      'SELECT a.id FROM attachments a JOIN messages m ON m.id = a.message_id ORDER BY m.sending_date',
    );
    const [gone, fetched] = files.map(({ id }) => AttachmentId.parse(id));
    if (!gone || !fetched) throw new Error('there are two files');
    await me.store.database.write(async (stores) => {
      await stores.attachments.failed(me.lawyer.id, gone, 'media_gone', null);
      const file = { sha256: 'a'.repeat(64), size: 3, mimeType: 'image/jpeg' };
      await stores.attachments.stored(me.lawyer.id, fetched, file);
    });
    await me.receive(aliased(LID, DIGITS));
    const shown = `SELECT a.status FROM attachments a JOIN messages m ON m.id = a.message_id
      JOIN conversations c ON c.id = m.conversation_id WHERE c.merged_into IS NULL`;
    expect(me.store.rows(shown)).toEqual([{ status: 'stored' }]);
  });

  test('that are told of before anybody wrote are remembered, and make no client', async () => {
    await me.receive(aliased(LID, DIGITS));
    expect(await people()).toEqual([]);
    await me.receive(said({ id: 'A1', chat: CHAT, text: 'a' }));
    await me.receive(said({ id: 'A2', chat: LID, text: 'b' }));
    expect(await people()).toEqual([{ phone: PHONE, aliases: ['lid 99887766', `phone ${PHONE}`], texts: ['a', 'b'] }]);
  });

  test('read of one message under both addresses are one person’s, unless WhatsApp has said otherwise', async () => {
    await me.receive(said({ id: 'A1', chat: CHAT, text: 'a' }), said({ id: 'A1', chat: LID, text: 'a' }));
    expect(await people()).toMatchObject([{ aliases: ['lid 99887766', `phone ${PHONE}`], texts: ['a'] }]);
    // That lid is another number’s by WhatsApp’s own word: the same id at the same second proves nothing.
    await me.receive(aliased(OTHER_LID, OTHER_DIGITS));
    await me.receive(said({ id: 'B1', chat: CHAT, text: 'b' }), said({ id: 'B1', chat: OTHER_LID, text: 'b' }));
    expect((await people())[0]?.aliases).toEqual(['lid 99887766', `phone ${PHONE}`]);
  });

  test('give a person without a name the number as a title', async () => {
    await me.receive(said({ chat: LID, senderName: null }));
    expect(conversations()).toEqual([{ phone_number: null, title: '99887766' }]);
    await me.receive(aliased(LID, DIGITS));
    expect(conversations()).toEqual([{ phone_number: PHONE, title: PHONE }]);
    expect(me.events().slice(-1)).toEqual(['client.updated']);
  });

  test('of two lawyers are two clients, whatever is learnt', async () => {
    const other = await receivingLawyer();
    await me.receive(said({ chat: CHAT }), aliased(LID, DIGITS));
    expect(await people()).toHaveLength(1);
    expect(other.store.rows('SELECT * FROM address_pairs')).toEqual([]);
    await other.store.remove();
  });
});

test.describe('a number that changes hands', () => {
  test('joins nobody: the new owner’s lid gets it, and each keeps their own messages', async () => {
    await me.receive(said({ id: 'A1', chat: LID, phone: DIGITS, text: 'the first owner' }));
    await me.receive(said({ id: 'B1', chat: OTHER_LID, text: 'the second owner', timestamp: NOON + 1 }));
    await me.receive(aliased(OTHER_LID, DIGITS));
    expect(await people()).toEqual([
      { phone: null, aliases: ['lid 99887766'], texts: ['the first owner'] },
      { phone: PHONE, aliases: ['lid 11223344', `phone ${PHONE}`], texts: ['the second owner'] },
    ]);
    await me.receive(said({ id: 'B2', chat: CHAT, text: 'from the number', timestamp: NOON + 2 }));
    expect((await people())[1]?.texts).toEqual(['the second owner', 'from the number']);
    expect(me.events()).not.toContain('client.merged');
    // What was is kept as what was.
    expect(me.store.rows('SELECT lid, ended IS NULL AS now FROM address_pairs ORDER BY now')).toEqual([
      { lid: '99887766', now: 0 },
      { lid: '11223344', now: 1 },
    ]);
  });

  test('to somebody who has not written yet is nobody’s until they do', async () => {
    await me.receive(said({ id: 'A1', chat: LID, phone: DIGITS, text: 'the first owner' }));
    await me.receive(aliased(OTHER_LID, DIGITS));
    expect(await people()).toEqual([{ phone: null, aliases: ['lid 99887766'], texts: ['the first owner'] }]);
    await me.receive(said({ id: 'B1', chat: CHAT, text: 'the second owner', timestamp: NOON + 1 }));
    expect((await people())[1]).toEqual({
      phone: PHONE,
      aliases: ['lid 11223344', `phone ${PHONE}`],
      texts: ['the second owner'],
    });
  });

  test('does not take with it somebody who was known by it alone: the lid’s person had another line before', async () => {
    await me.receive(said({ id: 'A1', chat: LID, phone: OTHER_DIGITS, text: 'the mover' }));
    await me.receive(said({ id: 'B1', chat: CHAT, text: 'who had the number', timestamp: NOON + 1 }));
    await me.receive(aliased(LID, DIGITS));
    expect(await people()).toEqual([
      {
        phone: `+${OTHER_DIGITS}`,
        aliases: ['lid 99887766', `phone ${PHONE}`, `phone +${OTHER_DIGITS}`],
        texts: ['the mover'],
      },
      { phone: null, aliases: [], texts: ['who had the number'] },
    ]);
    expect(me.events()).not.toContain('client.merged');
  });

  test('and comes back is the first one’s again', async () => {
    await me.receive(
      said({ id: 'A1', chat: LID, phone: DIGITS, text: 'a' }),
      said({ id: 'B1', chat: OTHER_LID, text: 'b' }),
    );
    await me.receive(aliased(OTHER_LID, DIGITS), aliased(LID, DIGITS));
    expect((await people()).map(({ phone }) => phone)).toEqual([PHONE, null]);
  });
});

test.describe('usernames', () => {
  test('are one more alias, and never join two people', async () => {
    await me.receive(said({ id: 'A1', chat: LID, text: 'a' }), said({ id: 'B1', chat: OTHER_LID, text: 'b' }));
    await me.receive(aliased(LID, null, 'bea'), aliased(LID, null, 'bea'));
    expect((await people())[0]?.aliases).toEqual(['lid 99887766', 'username bea']);
    await me.receive(aliased(OTHER_LID, null, 'bea'));
    expect((await people()).map(({ aliases }) => aliases)).toEqual([
      ['lid 99887766'],
      ['lid 11223344', 'username bea'],
    ]);
  });

  test('and odd addresses of nobody make no client', async () => {
    await me.receive(
      aliased(null, DIGITS, 'bea'),
      aliased('5@g.us', DIGITS),
      aliased('7@lid', '00000'),
      aliased(null, null),
    );
    expect(await people()).toEqual([]);
  });
});

test.describe('numbers with two forms', () => {
  const entered = Phone.parse('+5531987654321');

  test('are one client’s: an answer from the other form finds what was sent to the one that was entered', async () => {
    await me.queue('Out', entered);
    await me.receive(said({ chat: '553187654321@c.us', text: 'In', senderName: null }));
    expect(await people()).toEqual([
      { phone: entered, aliases: ['phone +553187654321', `phone ${entered}`], texts: ['Out', 'In'] },
    ]);
  });

  test('keep the number as it was entered when WhatsApp resolves it to another address', async () => {
    await me.queue('Out', '+4915199999999');
    const resolved = { phone: Phone.parse('+4915199999999'), chat: '4915188888888@c.us', lid: LID };
    await me.store.database.write((stores) => learnResolved(stores, me.lawyer.id, resolved, me.at));
    await me.receive(
      said({ id: 'A1', chat: '4915188888888@c.us', text: 'In' }),
      said({ id: 'A2', chat: LID, text: 'In too' }),
    );
    expect(await people()).toEqual([
      {
        phone: '+4915199999999',
        aliases: ['lid 99887766', 'phone +4915188888888', 'phone +4915199999999'],
        texts: ['Out', 'In', 'In too'],
      },
    ]);
  });

  test('join the client that had written from the address before', async () => {
    await me.receive(said({ chat: LID, text: 'In' }));
    await me.queue('Out', '+4915199999999');
    const resolved = { phone: Phone.parse('+4915199999999'), chat: LID, lid: LID };
    await me.store.database.write((stores) => learnResolved(stores, me.lawyer.id, resolved, me.at));
    expect(await people()).toMatchObject([
      { phone: '+4915199999999', aliases: ['lid 99887766', 'phone +4915199999999'] },
    ]);
    expect((await people())[0]?.texts.sort()).toEqual(['In', 'Out']);
  });

  test('resolve nobody to two: clients with a lid each stay two', async () => {
    await me.receive(
      said({ id: 'A1', chat: LID, phone: DIGITS, text: 'a' }),
      said({ id: 'B1', chat: OTHER_LID, text: 'b' }),
    );
    const resolved = { phone: Phone.parse(PHONE), chat: OTHER_LID, lid: OTHER_LID };
    await me.store.database.write((stores) => learnResolved(stores, me.lawyer.id, resolved, me.at));
    expect(await people()).toHaveLength(2);
  });
});

test.describe('merging by hand', () => {
  const merge = (from: ClientId, into: ClientId) =>
    me.store.database.write((stores) => mergeClients(stores, me.lawyer.id, { from, into }, me.at));
  const unmerge = (from: ClientId, into: ClientId) =>
    me.store.database.write((stores) => unmergeClients(stores, me.lawyer.id, { from, into }, me.at));

  async function two(): Promise<{ one: ClientId; other: ClientId }> {
    await me.receive(said({ id: 'A1', chat: LID, text: 'a', senderName: 'A' }));
    await me.receive(said({ id: 'B1', chat: OTHER_CHAT, text: 'b', senderName: 'B', timestamp: NOON + 1 }));
    const found = await Promise.all(
      [{ kind: 'lid', value: '99887766' } as const, { kind: 'phone', value: `+${OTHER_DIGITS}` } as const].map(
        ({ kind, value }) => me.store.database.read((stores) => stores.clients.findByAlias(me.lawyer.id, kind, value)),
      ),
    );
    return { one: ClientId.parse(found[0]), other: ClientId.parse(found[1]) };
  }

  test('makes them one, and taking them apart gives each what is theirs, with what came since', async () => {
    const { one, other } = await two();
    const merged = await merge(other, one);
    expect(merged).toMatchObject({ id: one, name: 'A', merged: [{ client_id: other, name: 'B' }] });
    await me.receive(
      said({ id: 'B2', chat: OTHER_CHAT, text: 'c', timestamp: NOON + 2 }),
      said({ id: 'A2', chat: LID, text: 'd', timestamp: NOON + 3 }),
    );
    expect(await people()).toMatchObject([{ texts: ['a', 'b', 'c', 'd'] }]);
    expect(await unmerge(other, one)).toMatchObject({ id: other, name: 'B', phone: `+${OTHER_DIGITS}` });
    expect((await people()).map(({ texts }) => texts)).toEqual([
      ['a', 'd'],
      ['b', 'c'],
    ]);
    expect(me.events().filter((type) => type.startsWith('client.m') || type.startsWith('client.un'))).toEqual([
      'client.merged',
      'client.unmerged',
    ]);
  });

  test('is not undone by WhatsApp, and what was taken apart by hand is not put together by it', async () => {
    const { one, other } = await two();
    await merge(other, one);
    await unmerge(other, one);
    await me.receive(aliased(LID, OTHER_DIGITS), said({ id: 'A3', chat: LID, phone: OTHER_DIGITS, text: 'e' }));
    expect(await people()).toHaveLength(2);
    await merge(one, other);
    expect(await people()).toHaveLength(1);
  });

  test('refuses a client and itself, one that does not exist, one that is merged already and one of another lawyer', async () => {
    const { one, other } = await two();
    const elsewhere = await receivingLawyer();
    await elsewhere.receive(said());
    const [foreign] = elsewhere.store.rows<{ id: string }>('SELECT id FROM clients');
    await elsewhere.store.remove();
    const before = me.store.content();
    await expect(merge(one, one)).rejects.toMatchObject({ code: 'clients_not_mergeable' });
    await expect(merge(ClientId.parse(foreign?.id), one)).rejects.toMatchObject({
      code: 'client_not_found',
      fields: [{ field: 'from' }],
    });
    await expect(merge(one, ClientId.parse(foreign?.id))).rejects.toMatchObject({
      code: 'client_not_found',
      fields: [{ field: 'into' }],
    });
    await expect(unmerge(one, other)).rejects.toMatchObject({ code: 'not_merged' });
    await expect(unmerge(one, ClientId.parse(foreign?.id))).rejects.toMatchObject({ code: 'client_not_found' });
    expect(me.store.content()).toBe(before);
    await merge(one, other);
    await expect(merge(one, other)).rejects.toMatchObject({ code: 'client_not_found' });
  });
});

test('a name that is only the number is no name', async () => {
  await me.receive(said({ senderName: '+49 151 12345678' }));
  expect(conversations()).toEqual([{ phone_number: PHONE, title: PHONE }]);
  await me.receive(said({ id: 'A2', senderName: 'Bea' }));
  expect(conversations()).toEqual([{ phone_number: PHONE, title: 'Bea' }]);
  expect(me.events().filter((type) => type === 'client.updated')).toHaveLength(1);
});
