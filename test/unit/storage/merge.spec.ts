import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { recordEvent } from '../../../main/domain/record-event.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { addLawyer, openTempDatabase, plainMessage, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type People, type Person } from './people.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let people: People;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
  people = createPeople(store, lawyer, AT);
});

test.afterEach(() => store.remove());

const write = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.write(work);
const read = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.read(work);

const shown = (conversation: ConversationId) =>
  read(async (stores) => {
    const found = await stores.conversations.find(lawyer.id, conversation);
    return found && [found.message_count, found.unread_count, found.last_message?.sent_at];
  });

test('a merged client and its conversation are found under the other one only, and nothing of them is lost', async () => {
  const anna = await people.add('Anna');
  const unknown = await people.add();
  const first = await people.receive(anna, anna.conversation);
  const second = await people.receive(unknown, unknown.conversation);
  const third = await people.receive(anna, anna.conversation);
  await people.merge(anna, unknown);

  await read(async (stores) => {
    expect(await stores.clients.find(lawyer.id, anna.client)).toBeNull();
    expect(await stores.conversations.find(lawyer.id, anna.conversation)).toBeNull();
    expect((await stores.conversations.list(lawyer.id, { limit: 9 })).rows.map(({ id }) => id)).toEqual([
      unknown.conversation,
    ]);
    expect((await stores.conversations.findByPhone(lawyer.id, anna.phone))?.id).toBe(unknown.conversation);
    expect(await stores.clients.findByAlias(lawyer.id, 'phone', anna.phone)).toBe(unknown.client);
    // Who holds on to the old ids still finds the way.
    expect((await stores.conversations.findByClient(lawyer.id, anna.client))?.id).toBe(anna.conversation);
    expect(await stores.conversations.clientOf(lawyer.id, anna.conversation)).toBe(unknown.client);
    const [client] = (await stores.clients.list(lawyer.id, { limit: 9 })).rows;
    expect(client).toMatchObject({ id: unknown.client, name: 'Anna', phone: unknown.phone });
    expect(client?.aliases.map(({ value }) => value).sort()).toEqual(
      [anna, unknown].flatMap(({ phone }) => [phone, `9${phone.slice(1)}`]).sort(),
    );
    expect(client?.merged).toMatchObject([{ client_id: anna.client, name: 'Anna' }]);
  });
  const { rows } = await read((stores) => stores.messages.list(lawyer.id, unknown.conversation, { limit: 9 }));
  expect(rows.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
  expect(await shown(unknown.conversation)).toEqual([3, 3, new Date(third.sentAt).toISOString()]);
});

test('taking them apart gives each their own back, with what was written since in the chats of the one who leaves', async () => {
  const anna = await people.add('Anna');
  const other = await people.add();
  const ofAnna = await people.receive(anna, anna.conversation);
  const ofOther = await people.receive(other, other.conversation);
  await people.merge(anna, other);
  const sinceFromAnna = await people.receive(anna, other.conversation, { chat: `9${anna.phone.slice(1)}@lid` });
  const sinceFromOther = await people.receive(other, other.conversation);
  await people.unmerge(anna, other);

  expect(people.idsIn(anna.conversation)).toEqual([ofAnna.id, sinceFromAnna.id]);
  expect(people.idsIn(other.conversation)).toEqual([ofOther.id, sinceFromOther.id]);
  expect(await shown(anna.conversation)).toEqual([2, 2, new Date(sinceFromAnna.sentAt).toISOString()]);
  expect(await shown(other.conversation)).toEqual([2, 2, new Date(sinceFromOther.sentAt).toISOString()]);
  const [one, two] = await read(async (stores) => [
    await stores.clients.find(lawyer.id, anna.client),
    await stores.clients.find(lawyer.id, other.client),
  ]);
  expect(one).toMatchObject({ name: 'Anna', phone: anna.phone, merged: [], conversation_id: anna.conversation });
  // The name that it had from the other one is not its own.
  expect(two).toMatchObject({ name: null, phone: other.phone, merged: [] });
  expect(store.rows('SELECT * FROM moved_messages')).toEqual([]);
});

test('a message that both have is shown once while they are one, and is back in both afterwards', async () => {
  const one = await people.add();
  const two = await people.add();
  const mine = await people.receive(one, one.conversation, { whatsappId: 'SAME', text: 'one' });
  const theirs = await people.receive(two, two.conversation, { whatsappId: 'SAME', text: 'two' });
  const sent = { direction: 'outbound', status: 'sent', whatsappId: 'SAME' } as const;
  const outbound = await people.receive(one, one.conversation, sent);
  await people.merge(one, two);
  expect(people.idsIn(two.conversation)).toEqual([theirs.id, outbound.id]);
  const found = await read((stores) => stores.messages.allByWhatsAppId(lawyer.id, 'inbound', 'SAME'));
  expect(found.map(({ id }) => id)).toEqual([theirs.id]);
  expect(await shown(two.conversation)).toEqual([2, 1, expect.any(String)]);
  await people.unmerge(one, two);
  expect(people.idsIn(one.conversation).sort()).toEqual([mine.id, outbound.id].sort());
  expect(people.idsIn(two.conversation)).toEqual([theirs.id]);
  expect(await shown(one.conversation)).toEqual([2, 1, expect.any(String)]);
});

test('of two copies that have changed places the other one is shown, and each is back where it was afterwards', async () => {
  const [one, two, third] = [await people.add(), await people.add(), await people.add()];
  const sent = { direction: 'outbound', status: 'sent', whatsappId: 'SAME' } as const;
  const mine = await people.receive(one, one.conversation, sent);
  const theirs = await people.receive(two, two.conversation, sent);
  await people.merge(one, two);
  await people.merge(two, third);
  expect([one, two, third].map(({ conversation }) => people.idsIn(conversation))).toEqual([[theirs.id], [], [mine.id]]);
  await people.unmerge(one, third);
  expect([one, two, third].map(({ conversation }) => people.idsIn(conversation))).toEqual([[mine.id], [], [theirs.id]]);
  await people.unmerge(two, third);
  expect([one, two, third].map(({ conversation }) => people.idsIn(conversation))).toEqual([[mine.id], [theirs.id], []]);
});

test('a message is shown again when the one that stood for it leaves', async () => {
  const [whole, early, late] = [await people.add(), await people.add(), await people.add()];
  const first = await people.receive(early, early.conversation, { whatsappId: 'SAME' });
  const second = await people.receive(late, late.conversation, { whatsappId: 'SAME' });
  await people.merge(early, whole);
  await people.merge(late, whole);
  expect(people.idsIn(whole.conversation)).toEqual([first.id]);
  await people.unmerge(early, whole);
  expect(people.idsIn(whole.conversation)).toEqual([second.id]);
  await people.unmerge(late, whole);
  expect([people.idsIn(early.conversation), people.idsIn(late.conversation)]).toEqual([[first.id], [second.id]]);
  expect(people.idsIn(whole.conversation)).toEqual([]);
});

test('one that was merged in turn can be taken out first, and out of any that it is a part of', async () => {
  for (const takeFromRoot of [true, false]) {
    const [a, b, c] = [await people.add(), await people.add(), await people.add()];
    const [ofA, ofB, ofC] = [
      await people.receive(a, a.conversation),
      await people.receive(b, b.conversation),
      await people.receive(c, c.conversation),
    ];
    await people.merge(a, b);
    await people.merge(b, c);
    const client = await read((stores) => stores.clients.find(lawyer.id, c.client));
    expect(client?.merged.map(({ client_id }) => client_id)).toEqual([b.client, a.client]);
    await people.unmerge(a, takeFromRoot ? c : b);
    expect(people.idsIn(a.conversation)).toEqual([ofA.id]);
    expect(people.idsIn(c.conversation)).toEqual([ofC.id, ofB.id]);
    await people.unmerge(b, c);
    expect([people.idsIn(b.conversation), people.idsIn(c.conversation)]).toEqual([[ofB.id], [ofC.id]]);
  }
});

test('what waits to be sent, to be done and to be told follows its messages, and comes back with them', async () => {
  const [from, into] = [await people.add(), await people.add()];
  const queued = (to: Person, conversation: ConversationId) =>
    write(async (stores) => {
      const id = newId('msg');
      const place = { lawyerId: lawyer.id, conversationId: conversation, sentAt: people.tick() };
      const message = plainMessage(place, { id, direction: 'outbound', status: 'queued' });
      await stores.messages.insert(message);
      const row = { lawyerId: lawyer.id, conversationId: conversation, phone: to.phone, at: AT };
      await stores.outbox.add({
        ...row,
        messageId: id,
        action: { type: 'send', to: 'number', text: 'x', file: null, quoted: null },
      });
      await stores.outbox.add({ ...row, messageId: null, action: { type: 'mark_read' } });
      return id;
    });
  const before = await queued(from, from.conversation);
  await queued(into, into.conversation);
  await write((stores) =>
    stores.webhooks.insert({ id: newId('whk'), lawyerId: lawyer.id, url: 'u', secret: 's', events: ['*'], at: AT }),
  );
  for (const conversation of [from.conversation, into.conversation, from.conversation, into.conversation]) {
    await write(async (stores) => {
      const sentAt = people.tick();
      const message = plainMessage({ lawyerId: lawyer.id, conversationId: conversation, sentAt });
      await stores.messages.insert(message);
      const full = await stores.messages.find(lawyer.id, message.id);
      if (!full) throw new Error('it was stored');
      await recordEvent(stores, {
        type: 'message.received',
        lawyerId: lawyer.id,
        conversationId: conversation,
        message: full,
        at: sentAt,
      });
    });
  }
  const outbox = () =>
    store.rows<{ conversation_id: string }>('SELECT conversation_id FROM outbox').map((row) => row.conversation_id);
  const heads = () =>
    store.rows<{ id: number; conversation_id: string }>(
      "SELECT id, conversation_id FROM webhook_queue WHERE status = 'pending' AND is_next = 1 ORDER BY id",
    );
  expect(heads()).toHaveLength(2);
  await people.merge(from, into);
  expect(new Set(outbox())).toEqual(new Set([into.conversation]));
  expect(heads()).toHaveLength(1);
  const since = await queued(from, into.conversation);

  await people.unmerge(from, into);
  // Not yet sent, it has no chat: the number that was asked for says whose it is.
  expect(people.idsIn(from.conversation)).toEqual(expect.arrayContaining([before, since]));
  expect(outbox().filter((id) => id === from.conversation)).toHaveLength(4);
  expect(outbox().filter((id) => id === into.conversation)).toHaveLength(2);
  expect(
    heads()
      .map((row) => row.conversation_id)
      .sort(),
  ).toEqual([from.conversation, into.conversation].sort());
});

test('where one was reading goes along with the message, both ways, unless one was reading there, too', async () => {
  const [anna, other, third] = [await people.add('Anna'), await people.add(), await people.add()];
  const [ofAnna, ofThird] = [
    await people.receive(anna, anna.conversation),
    await people.receive(third, third.conversation),
  ];
  const put = (conversation: ConversationId, message_id: typeof ofAnna.id) =>
    write(({ drafts }) => drafts.putPlace(lawyer.id, conversation, { message_id, top: -7 }, AT));
  const places = async () =>
    new Map(
      (await read(({ drafts }) => drafts.places(lawyer.id, 9))).map((row) => [row.conversation_id, row.message_id]),
    );
  await put(anna.conversation, ofAnna.id);
  await people.merge(anna, other);
  expect([...(await places())]).toEqual([[other.conversation, ofAnna.id]]);
  await people.unmerge(anna, other);
  expect([...(await places())]).toEqual([[anna.conversation, ofAnna.id]]);
  await put(third.conversation, ofThird.id);
  await people.merge(anna, third);
  expect([...(await places())]).toEqual([[third.conversation, ofThird.id]]);
});

test('a number that was taken over is given back, and no two conversations ever have the same', async () => {
  const [withNumber, byLid] = [await people.add(), await people.add()];
  store.run('UPDATE clients SET phone_number = NULL WHERE id = ?', byLid.client);
  store.run('UPDATE conversations SET phone_number = NULL WHERE id = ?', byLid.conversation);
  store.run("DELETE FROM client_aliases WHERE kind = 'phone' AND client_id = ?", byLid.client);
  await people.merge(withNumber, byLid);
  expect(await read((stores) => stores.conversations.find(lawyer.id, byLid.conversation))).toMatchObject({
    phone: withNumber.phone,
  });
  await people.unmerge(withNumber, byLid);
  const phones = store.rows('SELECT id, phone_number FROM conversations ORDER BY created');
  expect(phones).toEqual([
    { id: withNumber.conversation, phone_number: withNumber.phone },
    { id: byLid.conversation, phone_number: null },
  ]);
});

test('what cannot be merged or taken apart is refused and changes nothing', async () => {
  const stranger = await addLawyer(store.database, AT);
  const [a, b] = [await people.add(), await people.add()];
  const theirs = await people.add(null, stranger);
  await people.merge(a, b);
  const group = await write((stores) =>
    stores.conversations.ofGroup(lawyer.id, { jid: '1@g.us', title: 'Group', newId: newId('con'), at: AT }),
  );
  const before = store.content();
  const conversations: [ConversationId, ConversationId][] = [
    [a.conversation, b.conversation],
    [b.conversation, a.conversation],
    [b.conversation, b.conversation],
    [b.conversation, theirs.conversation],
    [theirs.conversation, b.conversation],
    [group.id, b.conversation],
    [b.conversation, group.id],
  ];
  for (const [from, into] of conversations) {
    await expect(
      write((stores) => stores.conversations.mergeInto(lawyer.id, from, into, AT)),
      `${from} ${into}`,
    ).rejects.toThrow('clients_not_mergeable');
  }
  for (const [from, into] of [
    [a, b],
    [b, a],
    [b, b],
    [b, theirs],
    [theirs, b],
  ] as const) {
    await expect(write((stores) => stores.clients.mergeInto(lawyer.id, from.client, into.client, AT))).rejects.toThrow(
      'clients_not_mergeable',
    );
  }
  await write(async (stores) => {
    expect(await stores.clients.unmerge(lawyer.id, b.client, a.client, AT)).toBeNull();
    expect(await stores.clients.unmerge(stranger.id, a.client, b.client, AT)).toBeNull();
  });
  await expect(
    write((stores) => stores.conversations.unmerge(lawyer.id, b.conversation, a.conversation, [], AT)),
  ).rejects.toThrow('not_merged');
  await expect(
    write((stores) => stores.conversations.unmerge(stranger.id, a.conversation, b.conversation, [], AT)),
  ).rejects.toThrow('not_merged');
  expect(store.content()).toBe(before);
});
