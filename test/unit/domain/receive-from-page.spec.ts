import { expect, test } from '@playwright/test';
import type { ConversationId } from '../../../main/contract/ids.ts';
import { DiskError } from '../../../main/domain/disk-error.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { type PageFact, receiveFromPage } from '../../../main/domain/receive-from-page.ts';
import { acked, CHAT, NOON, reacted, said } from '../../support/page-facts.ts';
import { type ReceivingLawyer, receivingLawyer } from '../../support/receiving-lawyer.ts';
import { storeFromPage } from '../../support/store-from-page.ts';
import { addLawyer, type TempDatabase } from '../../support/temp-database.ts';

const AT = NOON * 1000;
const PHONE = '+4915112345678';
let me: ReceivingLawyer;
let store: TempDatabase;

test.beforeEach(async () => {
  me = await receivingLawyer(AT);
  store = me.store;
});

test.afterEach(() => store.remove());

const receive = (...facts: PageFact[]) => me.receive(...facts);
const queue = (text = 'Out') => me.queue(text);
const events = () => me.events();
const told = () => me.told();
const stored = () => store.rows('SELECT content, kind, direction, status FROM messages ORDER BY message_index');

test('a client’s message is stored with its client, conversation, events and webhook rows', async () => {
  const hook = {
    id: newId('whk'),
    lawyerId: me.lawyer.id,
    url: 'u',
    secret: 's',
    events: ['message.*' as const],
    at: AT,
  };
  await store.database.write((stores) => stores.webhooks.insert(hook));
  await receive(said());
  expect(stored()).toEqual([{ content: 'Hello', kind: 'text', direction: 'inbound', status: 'received' }]);
  expect(events()).toEqual(['client.created', 'conversation.created', 'message.received']);
  expect(store.rows('SELECT title, phone_number, unread, size FROM conversations')).toEqual([
    { title: 'Bea', phone_number: PHONE, unread: 1, size: 1 },
  ]);
  const [row] = store.rows<{ payload: string; event_id: string }>(
    'SELECT payload, event_id FROM webhook_queue JOIN webhook_payloads ON queue_id = id',
  );
  expect(JSON.parse(row?.payload ?? '')).toMatchObject({
    type: 'message.received',
    data: { lawyer_id: me.lawyer.id, message: { text: 'Hello', phone: PHONE, direction: 'inbound' } },
  });
  expect(store.rows("SELECT id FROM events WHERE type = 'message.received'")).toEqual([{ id: row?.event_id }]);
});

test('messages are stored and told once, in whatever order and however often they are repeated', async () => {
  const facts = [1, 2, 3, 4].map((n) => said({ id: `AC0${n}`, text: `m${n}`, timestamp: NOON + n }));
  await receive(...facts);
  await receive(...[...facts].reverse());
  await receive(...facts, ...facts);
  for (const fact of facts) await receive(fact, fact);
  expect(stored()).toHaveLength(4);
  expect(told()).toEqual(Array(4).fill('message.received'));
  expect(store.rows('SELECT unread, size FROM conversations')).toEqual([{ unread: 4, size: 4 }]);
});

test('a message that comes as ciphertext first is stored once it can be read', async () => {
  await receive(said({ type: 'ciphertext', text: '' }));
  expect(stored()).toEqual([]);
  await receive(said(), said({ type: 'ciphertext', text: '' }));
  expect(stored()).toMatchObject([{ content: 'Hello' }]);
});

test('channels, broadcasts, status and WhatsApp’s own account are left alone, whatever the settings are', async () => {
  await me.settings({ groups: 'read_only' });
  const before = store.content();
  for (const chat of ['123@newsletter', 'status@broadcast', '0@c.us', 'server@c.us', '5@broadcast', 'x@g.us.evil']) {
    await receive(said({ chat, id: chat }), reacted('👍', { chat, id: chat }), acked(3, chat, chat));
  }
  await receive(acked(3, 'UNKNOWN'));
  expect(store.content()).toBe(before);
});

test('a status goes forward step by step and tells each fact once', async () => {
  const { id, whatsappId } = await queue();
  for (const ack of [0, 1, 1, 2, 1, 3, 2, 0, 3]) await receive(acked(ack, whatsappId));
  expect(told()).toEqual(['message.sent', 'message.delivered', 'message.read']);
  expect(store.rows('SELECT status FROM messages WHERE id = ?', id)).toEqual([{ status: 'read' }]);
  expect(store.rows('SELECT * FROM outbox')).toEqual([]);
});

test('a jump from queued to read tells sent, delivered and read once each', async () => {
  const { whatsappId } = await queue();
  await receive(acked(3, whatsappId), acked(2, whatsappId), acked(1, whatsappId));
  expect(told()).toEqual(['message.sent', 'message.delivered', 'message.read']);
});

test('acknowledgements in any order end at the highest', async () => {
  for (const order of [
    [3, 2, 1],
    [2, 3, 1],
    [1, 3, 2],
    [4, 1],
    [2, 4, 3],
  ]) {
    const { id, whatsappId } = await queue();
    for (const ack of order) await receive(acked(ack, whatsappId));
    const highest = ['', 'sent', 'delivered', 'read', 'played'][Math.max(...order)];
    expect(store.rows('SELECT status FROM messages WHERE id = ?', id), String(order)).toEqual([{ status: highest }]);
  }
  expect(told().filter((type) => type === 'message.sent')).toHaveLength(5);
});

test('an acknowledgement of somebody else’s message, or one of another lawyer, changes nothing', async () => {
  const { whatsappId } = await queue();
  const other = await addLawyer(store.database, AT);
  const before = store.content();
  await receive(acked(3, whatsappId, CHAT, false));
  await store.database.write((stores) => receiveFromPage(stores, other.id, [acked(3, whatsappId)], 'live', AT));
  expect(store.content()).toBe(before);
});

test('WhatsApp’s refusal fails a message with its reason, and a later acknowledgement corrects it', async () => {
  const { id, whatsappId } = await queue();
  await receive(acked(-1, whatsappId));
  const state = () => store.rows('SELECT status, error FROM messages WHERE id = ?', id);
  expect(state()).toEqual([{ status: 'failed', error: 'refused_by_whatsapp' }]);
  await receive(acked(-1, whatsappId), acked(0, whatsappId));
  expect(told()).toEqual(['message.failed']);
  await receive(acked(2, whatsappId));
  expect(state()).toEqual([{ status: 'delivered', error: null }]);
  expect(told()).toEqual(['message.failed', 'message.sent', 'message.delivered']);
  await receive(acked(-1, whatsappId));
  expect(state()).toEqual([{ status: 'delivered', error: null }]);
});

test('an acknowledgement that comes before its message is made good by the message itself', async () => {
  await receive(acked(2, 'ME01'), said({ id: 'ME01', fromMe: true, ack: 2, text: 'from my phone' }));
  expect(stored()).toMatchObject([{ content: 'from my phone', direction: 'outbound', status: 'delivered' }]);
  expect(told()).toEqual(['message.sent', 'message.delivered']);
});

test('what the lawyer writes on the phone is kept, told as sent, and not counted as unread', async () => {
  await receive(said({ id: 'ME01', fromMe: true, ack: 1, senderName: 'The lawyer' }));
  expect(stored()).toMatchObject([{ direction: 'outbound', status: 'sent' }]);
  expect(told()).toEqual(['message.sent']);
  expect(store.rows('SELECT unread, title FROM conversations')).toEqual([{ unread: 0, title: PHONE }]);
  expect(store.rows('SELECT * FROM outbox')).toEqual([]);
});

test('a chat that is answered from the phone is read there, but for what came after the answer', async () => {
  const unread = () => store.rows('SELECT unread FROM conversations');
  await receive(said({ id: 'IN1' }), said({ id: 'IN2', timestamp: NOON + 10 }));
  expect(unread()).toEqual([{ unread: 2 }]);
  // The clock of WhatsApp has whole seconds: what came within the same one may not have been seen.
  await receive(said({ id: 'ME01', fromMe: true, ack: 1, timestamp: NOON + 10 }));
  expect(unread()).toEqual([{ unread: 2 }]);
  await receive(said({ id: 'ME02', fromMe: true, ack: 1, timestamp: NOON + 11 }));
  expect(unread()).toEqual([{ unread: 0 }]);
  await receive(said({ id: 'IN3', timestamp: NOON + 30 }));
  await receive(said({ id: 'ME03', fromMe: true, ack: 1, timestamp: NOON + 20 }));
  expect(unread()).toEqual([{ unread: 1 }]);
});

test('what Lexline has sent, a list that everybody on it gets and what is older leave a chat unread', async () => {
  const { whatsappId } = await queue('A reminder');
  await receive(said({ id: 'IN1' }));
  await receive(said({ id: whatsappId, fromMe: true, ack: 1, text: 'A reminder', timestamp: NOON + 60 }));
  await receive(said({ id: 'LIST', fromMe: true, ack: 1, broadcast: true, timestamp: NOON + 61 }));
  const history = [said({ id: 'OLD', fromMe: true, ack: 3, timestamp: NOON - 60 })];
  await store.database.write((stores) => receiveFromPage(stores, me.lawyer.id, history, 'history', AT));
  expect(store.rows('SELECT unread FROM conversations')).toEqual([{ unread: 1 }]);
});

test('a time of which only the minute is known makes nothing read that may be later than the answer', async () => {
  await receive(said({ id: 'IN1', isTimeRough: true, timestamp: NOON }));
  await receive(said({ id: 'ME01', fromMe: true, ack: 1, timestamp: NOON + 30 }));
  expect(store.rows('SELECT unread FROM conversations')).toEqual([{ unread: 1 }]);
  await receive(said({ id: 'ME02', fromMe: true, ack: 1, timestamp: NOON + 61 }));
  expect(store.rows('SELECT unread FROM conversations')).toEqual([{ unread: 0 }]);
});

test('our own message that the page reports is recognised by the id that we chose', async () => {
  const { id, whatsappId } = await queue('Out');
  await receive(said({ id: whatsappId, fromMe: true, ack: 0, text: 'Out' }));
  expect(store.rows('SELECT message_id FROM outbox')).toEqual([{ message_id: id }]);
  await receive(said({ id: whatsappId, fromMe: true, ack: 1, text: 'Out', chat: '777@lid' }));
  expect(stored()).toHaveLength(1);
  expect(store.rows('SELECT id FROM conversations')).toHaveLength(1);
  expect(told()).toEqual(['message.sent']);
});

test('history from before the lawyer came is kept without being told as new', async () => {
  const DAY = 24 * 60 * 60;
  const old = NOON - DAY - 1;
  const history = (...facts: PageFact[]) =>
    store.database.write((stores) => receiveFromPage(stores, me.lawyer.id, facts, 'history', AT));
  await history(
    said({ id: 'OLD1', timestamp: old, text: 'old' }),
    said({ id: 'OLD2', timestamp: old, fromMe: true, ack: 3, text: 'old answer' }),
    said({ id: 'NEW1', timestamp: NOON - DAY + 1, text: 'new' }),
  );
  expect(stored()).toMatchObject([{ status: 'received' }, { status: 'read' }, { content: 'new' }]);
  expect(told()).toEqual(['message.received']);
  expect(store.rows('SELECT unread, size FROM conversations')).toEqual([{ unread: 1, size: 3 }]);
});

test('what arrives live is told, however wrong the clock of this machine is', async () => {
  await receive(said({ id: 'LIVE', timestamp: NOON - 7 * 24 * 60 * 60 }));
  expect(told()).toEqual(['message.received']);
});

test('a lid chat whose number is learnt later keeps its one conversation', async () => {
  const lid = { chat: '99887766@lid', senderName: null };
  await receive(said({ ...lid, id: 'A1' }));
  expect(store.rows('SELECT phone_number, title FROM conversations')).toEqual([
    { phone_number: null, title: '99887766' },
  ]);
  await receive(said({ ...lid, id: 'A2', phone: '4915112345678' }));
  await receive(said({ id: 'A3', chat: CHAT }), said({ id: 'A4', chat: '4915112345678@s.whatsapp.net' }));
  await receive(said({ ...lid, id: 'A5' }));
  await queue('to the number');
  expect(store.rows('SELECT phone_number, size FROM conversations')).toEqual([{ phone_number: PHONE, size: 6 }]);
  expect(store.rows('SELECT id FROM clients')).toHaveLength(1);
  const aliases = store.rows('SELECT kind, value FROM client_aliases ORDER BY kind');
  expect(aliases).toEqual([
    { kind: 'lid', value: '99887766' },
    { kind: 'phone', value: PHONE },
  ]);
});

test('a chat whose jid turns from number to lid stores nothing twice', async () => {
  await receive(said({ id: 'A1' }), said({ id: 'A2', chat: '5@lid', phone: '4915112345678' }));
  await receive(said({ id: 'A1', chat: '5@lid' }), said({ id: 'A2' }), said({ id: 'A3', chat: '5@lid' }));
  expect(stored()).toHaveLength(3);
  expect(store.rows('SELECT id FROM conversations')).toHaveLength(1);
});

test('a name is learnt when it becomes known, and not overwritten by another one', async () => {
  const title = () => store.rows('SELECT title FROM conversations');
  await receive(said({ id: 'A1', senderName: null }));
  expect(title()).toEqual([{ title: PHONE }]);
  await receive(said({ id: 'A2', senderName: 'Bea' }));
  await receive(said({ id: 'A3', senderName: 'Mallory' }));
  expect(title()).toEqual([{ title: 'Bea' }]);
});

test('a report of a lawyer that does not exist is dropped', async () => {
  const before = store.content();
  await store.database.write((stores) => receiveFromPage(stores, newId('law'), [said()], 'live', AT));
  expect(store.content()).toBe(before);
});

test('hostile text is stored as it is', async () => {
  const texts = [
    '<script>alert(1)</script>',
    '\u202Egnp.exe',
    'a\0b',
    "'; DROP TABLE messages; --",
    '\u200b',
    '𝓗'.repeat(5000),
  ];
  for (const [i, text] of texts.entries()) await receive(said({ id: `H${i}`, text }));
  expect(stored().map((row) => (row as { content: string }).content)).toEqual(texts);
});

test('what cannot be stored holds up no other: each fact is tried on its own, and the lost ones are counted', async () => {
  const facts = Array.from({ length: 250 }, (_, i) => said({ id: `A${i}`, text: i % 100 === 7 ? 'poison' : `m${i}` }));
  const lost = await storeFromPage(poisoned(store.database), me.lawyer.id, facts, 'live', AT);
  expect([lost, stored().length, told().length]).toEqual([3, 247, 247]);
});

test('a report of which nothing can be stored is given back, to be told again', async () => {
  const facts = [said({ id: 'A1', text: 'poison' }), said({ id: 'A2', text: 'poison' })];
  await expect(storeFromPage(poisoned(store.database), me.lawyer.id, facts, 'live', AT)).rejects.toThrow('poison');
  expect(stored()).toEqual([]);
});

test('a disk that becomes full in the middle of a report gives all of it back, to be told again', async () => {
  const facts = Array.from({ length: 40 }, (_, i) => said({ id: `A${i}`, text: i === 39 ? 'poison' : `m${i}` }));
  for (const room of [0, 1, 20, 40]) {
    // The poison has the facts stored one by one.
    const filling = fillingUp(poisoned(store.database), room);
    await expect(storeFromPage(filling, me.lawyer.id, facts, 'live', AT)).rejects.toThrow(DiskError);
  }
  await storeFromPage(store.database, me.lawyer.id, facts, 'live', AT);
  expect([stored().length, told().length]).toEqual([40, 40]);
});

test('others have their turn while a large report is stored', async () => {
  const facts = Array.from({ length: 1000 }, (_, i) =>
    said({ id: `A${i}`, chat: `49151${1_000_000 + (i % 20)}@c.us` }),
  );
  let turns = 0;
  let done = false;
  const others = async (): Promise<void> => {
    while (!done) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
  };
  const waiting = others();
  await storeFromPage(store.database, me.lawyer.id, facts, 'live', AT);
  done = true;
  await waiting;
  expect(turns).toBeGreaterThanOrEqual(9);
  expect(stored()).toHaveLength(1000);
});

test('what is the same for every message of a report is looked up once for many', async () => {
  const calls = new Map<string, number>();
  const facts = Array.from({ length: 1000 }, (_, i) =>
    said({ id: `A${i}`, chat: `49151${1_000_000 + (i % 20)}@c.us` }),
  );
  await storeFromPage(counting(store.database, calls), me.lawyer.id, facts, 'live', AT);
  const perMessage = [...calls.values()].reduce((sum, count) => sum + count, 0) / facts.length;
  // The message's own: is it known, insert, unread, event, held reactions. What belongs to its chat is looked up once in a
  // transaction, of which there are 25: here each has two messages of a chat.
  expect(perMessage).toBeLessThan(11);
  expect(calls.get('lawyers.find')).toBeLessThanOrEqual(25);
  expect(calls.get('lawyerSettings.get') ?? 0).toBe(0);
  expect(calls.get('conversations.findByClient')).toBeLessThanOrEqual(500);
});

/** The same database, on which a message that says poison cannot be stored. */
function poisoned(database: Database): Database {
  return {
    ...database,
    write: (work) =>
      database.write((stores) => {
        const insert: typeof stores.messages.insert = (message) =>
          message.text === 'poison' ? Promise.reject(new Error('poison')) : stores.messages.insert(message);
        return work({ ...stores, messages: { ...stores.messages, insert } });
      }),
  };
}

/** The same database on a disk with room for so many transactions. */
function fillingUp(database: Database, room: number): Database {
  let left = room;
  const write: Database['write'] = (work) => {
    left -= 1;
    return left < 0 ? Promise.reject(new DiskError(new Error('full'))) : database.write(work);
  };
  return { ...database, write };
}

/** The same database; every call of a store is counted by its name. */
function counting(database: Database, calls: Map<string, number>): Database {
  const counted = <Store extends object>(name: string, store: Store): Store =>
    new Proxy(store, {
      get(target, key, receiver) {
        const value: unknown = Reflect.get(target, key, receiver);
        if (typeof value !== 'function') return value;
        const call = `${name}.${String(key)}`;
        return (...input: unknown[]) => {
          calls.set(call, (calls.get(call) ?? 0) + 1);
          return Reflect.apply(value, target, input);
        };
      },
    });
  return {
    ...database,
    write: (work) =>
      database.write((stores) =>
        work(
          new Proxy(stores, {
            get: (target, key, receiver) => counted(String(key), Reflect.get(target, key, receiver)),
          }),
        ),
      ),
  };
}

const texts = async () => {
  const ofPhone = 'SELECT id FROM conversations WHERE phone_number = ?';
  const [{ id } = { id: newId('con') }] = store.rows<{ id: ConversationId }>(ofPhone, PHONE);
  const { rows } = await store.database.read((stores) => stores.messages.list(me.lawyer.id, id, { limit: 50 }));
  return rows.map(({ text }) => text);
};
const preview = () => store.rows('SELECT content FROM conversations JOIN messages ON messages.id = last_message_id')[0];
const inOrder = (...ids: string[]) => ids.map((id) => ({ id, fromMe: false }));

test('a message that gets its text late stands in front of what followed it in the same second', async () => {
  const [a, b, c, d] = ['A', 'B', 'C', 'D'].map((id) => said({ id, text: id }));
  const late = (id: string, ...behind: string[]) => said({ id, text: id, followedBy: inOrder(...behind) });
  await receive(said({ id: 'A', type: 'ciphertext', text: '' }), said({ id: 'B', text: 'B' }));
  await receive(said({ id: 'C', type: 'ciphertext', text: '' }), said({ id: 'D', text: 'D' }));
  await receive(late('A', 'B', 'C', 'D'));
  expect(await texts()).toEqual(['A', 'B', 'D']);
  await receive(late('C', 'D'));
  expect(await texts()).toEqual(['A', 'B', 'C', 'D']);
  expect(preview()).toEqual({ content: 'D' });
  for (const fact of [a, b, c, d]) if (fact) await receive(fact);
  expect(await texts()).toEqual(['A', 'B', 'C', 'D']);
});

test('what is read later than what is newer stands in front of it within a second, too', async () => {
  await me.readFromHistory(said({ id: 'C', text: 'C' }), said({ id: 'D', text: 'D' }));
  const behind = inOrder('C');
  await me.readFromHistory(
    said({ id: 'A', text: 'A', followedBy: inOrder('B', 'C') }),
    said({ id: 'B', text: 'B', followedBy: behind }),
  );
  expect(await texts()).toEqual(['A', 'B', 'C', 'D']);
});

test('a follower of another time, side or chat moves nothing', async () => {
  await receive(said({ id: 'B', text: 'B', timestamp: NOON + 1 }), said({ id: 'C', text: 'C' }));
  await receive(said({ id: 'A', text: 'A', followedBy: inOrder('B', 'nobody') }));
  await receive(said({ id: 'D', text: 'D', followedBy: [{ id: 'C', fromMe: true }] }));
  await receive(said({ id: 'X', chat: '4917000009@c.us', followedBy: inOrder('C') }));
  expect(await texts()).toEqual(['C', 'A', 'D', 'B']);
});
