import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { MessageId, WebhookId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { makeApiKey } from '../../../main/domain/api-keys.ts';
import { findOrCreateConversation } from '../../../main/domain/find-or-create-conversation.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { recordEvent } from '../../../main/domain/record-event.ts';
import type { ConversationRef } from '../../../main/domain/stores/conversation-store.ts';
import type { NewMessage } from '../../../main/domain/stores/message-store.ts';
import type { WebhookQueueStore } from '../../../main/domain/stores/webhook-stores.ts';
import { addLawyer, openTempDatabase, plainMessage, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let other: Lawyer;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
  other = await addLawyer(store.database, AT);
});

test.afterEach(() => store.remove());

function conversationWith(phone: string, owner = lawyer): Promise<ConversationRef> {
  const person = { phone: Phone.parse(phone), lid: null, name: null, source: 'whatsapp' } as const;
  return store.database.write((stores) => findOrCreateConversation(stores, owner.id, person, AT));
}

function messageIn(conversation: ConversationRef, change: Partial<NewMessage> = {}): NewMessage {
  return plainMessage({ lawyerId: lawyer.id, conversationId: conversation.id, sentAt: AT }, change);
}

const insert = (message: NewMessage) => store.database.write((stores) => stores.messages.insert(message));

test('the same WhatsApp message is stored once in a conversation', async () => {
  const one = await conversationWith('+4917000001');
  const two = await conversationWith('+4917000002');
  const message = messageIn(one, { whatsappId: '3EB0AA' });
  expect(await insert(message)).toBe(true);
  const before = store.content();
  expect(await insert({ ...message, id: newId('msg'), text: 'changed' })).toBe(false);
  expect(store.content()).toBe(before);
  expect(await insert({ ...message, id: newId('msg'), direction: 'outbound', status: 'sent' })).toBe(true);
  expect(await insert({ ...message, id: newId('msg'), conversationId: two.id })).toBe(true);
  expect(store.rows('SELECT size FROM conversations ORDER BY phone_number')).toEqual([{ size: 2 }, { size: 1 }]);
});

test('history inserted late changes neither the order of the list nor its preview', async () => {
  const old = await conversationWith('+4917000001');
  const recent = await conversationWith('+4917000002');
  await insert(messageIn(old, { sentAt: AT + 1000, text: 'old' }));
  await insert(messageIn(recent, { sentAt: AT + 5000, text: 'recent' }));
  await insert(messageIn(old, { sentAt: AT - 90_000, text: 'ancient' }));
  const list = () => store.database.read((stores) => stores.conversations.list(lawyer.id, { limit: 10 }));
  const shown = async () => (await list()).rows.map((row) => [row.last_message?.preview, row.message_count]);
  expect(await shown()).toEqual([
    ['recent', 1],
    ['old', 2],
  ]);
  await insert(messageIn(old, { sentAt: AT + 9000, text: 'newest' }));
  expect(await shown()).toEqual([
    ['newest', 3],
    ['recent', 1],
  ]);
  const messages = await store.database.read((stores) => stores.messages.list(lawyer.id, old.id, { limit: 10 }));
  expect(messages.rows.map(({ text }) => text)).toEqual(['ancient', 'old', 'newest']);
});

test('the first message of a conversation leads it, however old it is', async () => {
  const conversation = await conversationWith('+4917000001');
  await insert(messageIn(conversation, { sentAt: AT - 1_000_000, text: 'ancient' }));
  const found = await store.database.read((stores) => stores.conversations.find(lawyer.id, conversation.id));
  expect(found?.last_message?.preview).toBe('ancient');
});

test('a preview never tears a character apart', async () => {
  const conversation = await conversationWith('+4917000001');
  await insert(messageIn(conversation, { text: `${'x'.repeat(119)}${'😀'.repeat(50)}` }));
  const found = await store.database.read((stores) => stores.conversations.find(lawyer.id, conversation.id));
  expect(found?.last_message?.preview).toBe(`${'x'.repeat(119)}😀`);
});

test('the database itself refuses rows that cross from one lawyer to another', async () => {
  const mine = await conversationWith('+4917000001');
  const theirs = await conversationWith('+4917000001', other);
  const message = messageIn(mine);
  await insert(message);
  await store.database.write((stores) =>
    stores.webhooks.insert({ id: newId('whk'), lawyerId: lawyer.id, url: 'u', secret: 's', events: ['*'], at: AT }),
  );
  await store.database.write((stores) => recordEvent(stores, { type: 'session.qr', lawyerId: lawyer.id, at: AT }));
  const hook = store.rows<{ id: string }>('SELECT id FROM webhooks')[0]?.id;
  const event = store.rows<{ id: string }>("SELECT id FROM events WHERE type = 'session.qr'")[0]?.id;
  await expect(insert(messageIn(theirs))).rejects.toThrow(/FOREIGN KEY/);

  const before = store.content();
  const crossings: [string, unknown[]][] = [
    [
      `INSERT INTO messages (id, lawyer_id, conversation_id, role, content, message_index, sending_date, stored_date,
         meta_text, kind, direction, status, whatsapp_id)
       VALUES ('m', ?, ?, 'client', 't', 99, 1, 1, 'k', 'text', 'inbound', 'received', 'w')`,
      [other.id, mine.id],
    ],
    ['UPDATE messages SET lawyer_id = ?', [other.id]],
    ['UPDATE messages SET conversation_id = ?', [theirs.id]],
    ['UPDATE conversations SET lawyer_id = ? WHERE id = ?', [other.id, mine.id]],
    ['UPDATE lawyer_clients SET conversation_id = ? WHERE lawyer_id = ?', [theirs.id, lawyer.id]],
    [`INSERT INTO client_aliases VALUES (?, ?, 'lid', 'x', 'w', 1, 1, null)`, [other.id, mine.clientId]],
    [`INSERT INTO events VALUES (null, 'e1', ?, 'message.received', ?, null, null, 1, null)`, [other.id, mine.id]],
    [`INSERT INTO events VALUES (null, 'e2', ?, 'message.received', null, ?, null, 1, null)`, [other.id, message.id]],
    [`INSERT INTO events VALUES (null, 'e3', ?, 'client.created', null, null, ?, 1, null)`, [other.id, mine.clientId]],
    [
      `INSERT INTO webhook_queue (webhook_id, lawyer_id, event_id, cursor, created, next_attempt) VALUES (?, ?, ?, 1, 1, 1)`,
      [hook, other.id, event],
    ],
    [
      `INSERT INTO outbox (message_id, lawyer_id, conversation_id, type, action, next_attempt, created) VALUES (?, ?, ?, 'revoke', '{"type":"revoke"}', 1, 1)`,
      [message.id, other.id, theirs.id],
    ],
    [
      `INSERT INTO outbox (message_id, lawyer_id, conversation_id, type, action, next_attempt, created) VALUES (?, ?, ?, 'revoke', '{"type":"revoke"}', 1, 1)`,
      [message.id, lawyer.id, theirs.id],
    ],
    [`INSERT INTO chat_histories VALUES ('nobody', 'x@c.us', 1, 1, 0, null, null, null, null, 0, 1)`, []],
    [`INSERT INTO moved_messages VALUES (?, ?, ?)`, [message.id, other.id, theirs.id]],
    [`INSERT INTO moved_messages VALUES (?, ?, ?)`, [message.id, lawyer.id, theirs.id]],
    [`INSERT INTO message_versions VALUES (null, ?, ?, 'x', 1)`, [message.id, other.id]],
    [`INSERT INTO reactions VALUES (?, 'me', ?, null, 'x', 1)`, [message.id, other.id]],
    [`INSERT INTO held_reactions VALUES ('nobody', 'inbound', 'w', 'x@c.us', 'me', null, 'x', 1)`, []],
    [
      `INSERT INTO attachments (id, lawyer_id, message_id, status, sending_date, next_attempt, created)
       VALUES ('a', ?, ?, 'pending', 1, 1, 1)`,
      [other.id, message.id],
    ],
    ['UPDATE clients SET merged_into = ?, merged = 1 WHERE id = ?', [theirs.clientId, mine.clientId]],
    ['UPDATE clients SET merged_into = id, merged = 1 WHERE id = ?', [mine.clientId]],
    ['UPDATE clients SET merged = 1 WHERE id = ?', [mine.clientId]],
    ['UPDATE client_aliases SET home_client_id = ? WHERE client_id = ?', [theirs.clientId, mine.clientId]],
    ['UPDATE conversations SET merged_into = ?, merged = 1 WHERE id = ?', [theirs.id, mine.id]],
    ['UPDATE conversations SET merged_into = id, merged = 1 WHERE id = ?', [mine.id]],
    [`UPDATE conversations SET group_jid = '1@g.us' WHERE id = ?`, [mine.id]],
    ['UPDATE conversations SET unread = -1 WHERE id = ?', [mine.id]],
    [
      `INSERT INTO conversations (id, lawyer_id, title, phone_number, last_activity, created, updated)
       VALUES ('c', ?, 't', '+4917000001', 1, 1, 1)`,
      [lawyer.id],
    ],
    [`INSERT INTO clients_kept_apart VALUES (?, ?, ?, 1)`, [lawyer.id, ...[mine.clientId, theirs.clientId].sort()]],
    [`INSERT INTO address_pairs VALUES ('nobody', '1', '+49', 1, 1, null)`, []],
    [`INSERT INTO client_aliases VALUES (?, ?, 'fax', 'x', 'w', 1, 1, null)`, [lawyer.id, mine.clientId]],
    [
      `INSERT INTO outbox (message_id, lawyer_id, conversation_id, type, action, next_attempt, created)
       VALUES (?, ?, ?, 'mark_read', '{"type":"mark_read"}', 1, 1)`,
      [message.id, lawyer.id, mine.id],
    ],
    [
      `INSERT INTO outbox (message_id, lawyer_id, conversation_id, type, action, next_attempt, created)
       VALUES (?, ?, ?, 'revoke', '{"type":"edit"}', 1, 1)`,
      [message.id, lawyer.id, mine.id],
    ],
    [`UPDATE messages SET view_once = 2`, []],
    [`INSERT INTO alerts VALUES ('a', 'nobody', 'logged_out', null, 1, null)`, []],
    [`INSERT INTO lawyer_settings VALUES ('nobody', '{}', 1)`, []],
    [
      `INSERT INTO api_keys (id, role, lawyer_id, secret_hash, created) VALUES ('k', 'lawyer', null, zeroblob(32), 1)`,
      [],
    ],
    [
      `INSERT INTO api_keys (id, role, lawyer_id, secret_hash, created) VALUES ('k', 'admin', ?, zeroblob(32), 1)`,
      [lawyer.id],
    ],
  ];
  for (const [sql, values] of crossings) expect(() => store.run(sql, ...values), sql).toThrow(/constraint/);
  expect(store.content()).toBe(before);
});

test('stores answer nothing of another lawyer', async () => {
  const mine = await conversationWith('+4917000001');
  const message = messageIn(mine, { whatsappId: '3EB0AA' });
  await insert(message);
  await store.database.read(async (stores) => {
    expect(await stores.messages.find(other.id, message.id)).toBeNull();
    expect(await stores.messages.findByWhatsAppId(other.id, 'inbound', '3EB0AA')).toBeNull();
    expect(await stores.messages.findByWhatsAppId(lawyer.id, 'outbound', '3EB0AA')).toBeNull();
    expect((await stores.messages.list(other.id, mine.id, { limit: 5 })).rows).toEqual([]);
    expect(await stores.conversations.find(other.id, mine.id)).toBeNull();
    expect(await stores.conversations.findByPhone(other.id, Phone.parse('+4917000001'))).toBeNull();
    expect(await stores.conversations.findByClient(other.id, mine.clientId)).toBeNull();
    expect(await stores.clients.findByAlias(other.id, 'phone', '+4917000001')).toBeNull();
  });
  const before = store.content();
  await store.database.write(async (stores) => {
    await stores.messages.setStatus(other.id, message.id, 'received', 'x');
    await stores.conversations.setTitle(other.id, mine.id, 'x');
    await stores.clients.setPhone(other.id, mine.clientId, Phone.parse('+4917000009'), AT);
    expect(await stores.conversations.markRead(other.id, mine.id)).toBe(false);
  });
  expect(store.content()).toBe(before);
});

test('an API key is found by its id with the hash of its secret only', async () => {
  const { text, key } = makeApiKey('live', { role: 'lawyer', lawyerId: lawyer.id }, { name: 'x', at: AT });
  await store.database.write((stores) => stores.apiKeys.insert(key));
  const found = await store.database.read((stores) => stores.apiKeys.find(key.id));
  expect(found).toEqual(key);
  expect(store.content()).not.toContain(text.slice(-49));
});

test('the webhook queue holds a conversation while its first delivery waits, and no other', async () => {
  const webhookId = newId('whk');
  await store.database.write((stores) =>
    stores.webhooks.insert({
      id: webhookId,
      lawyerId: lawyer.id,
      url: 'u',
      secret: 's',
      events: ['session.*'],
      at: AT,
    }),
  );
  const one = await conversationWith('+4917000001');
  const two = await conversationWith('+4917000002');
  const enqueue = (conversationId: ConversationRef['id'] | null, payload: string, at: number) =>
    store.database.write(async (stores) => {
      const none = { conversation_id: null, message_id: null, client_id: null };
      const event = { id: newId('evt'), type: 'message.received', lawyer_id: lawyer.id, ...none, at } as const;
      const { cursor } = await stores.events.append(event);
      const row = { webhookId, lawyerId: lawyer.id, eventId: event.id, cursor, conversationId, payload, at };
      await stores.webhookQueue.enqueue(row);
    });
  await enqueue(one.id, '1a', AT);
  await enqueue(one.id, '1b', AT);
  await enqueue(two.id, '2a', AT + 10);
  await enqueue(null, 'x', AT + 10);
  await enqueue(null, 'y', AT + 10);
  const payloadOf = ({ id }: { id: number }) =>
    store.rows<{ payload: string }>('SELECT payload FROM webhook_payloads WHERE queue_id = ?', id)[0]?.payload;
  const due = (at: number) =>
    store.database.read(async (stores) => (await stores.webhookQueue.due(at, nobody(), 10)).map(payloadOf));
  const nextDue = (after: number) => store.database.read((stores) => stores.webhookQueue.nextDue(after));
  expect(await due(AT)).toEqual(['1a']);
  expect(await nextDue(AT)).toBe(AT + 10);
  expect(await due(AT + 10)).toEqual(['1a', '2a', 'x', 'y']);
  const [{ id } = { id: 0 }] = store.rows<{ id: number }>(
    "SELECT queue_id AS id FROM webhook_payloads WHERE payload = '1a'",
  );
  const attempt = {
    at: AT,
    url: 'https://example.org',
    latency: 1,
    statusCode: 500,
    error: null,
    requestHeaders: {},
    responseHeaders: null,
    responseStart: '',
  };
  const record = (outcome: Parameters<WebhookQueueStore['recordAttempt']>[2]) =>
    store.database.write(async (stores) => {
      await stores.webhookQueue.beginAttempts([id], AT);
      await stores.webhookQueue.recordAttempt(id, attempt, outcome);
    });
  await record({ status: 'pending', nextAttempt: AT + 5000, isEarly: false });
  expect(await due(AT + 10)).toEqual(['2a', 'x', 'y']);
  expect(await nextDue(AT + 10)).toBe(AT + 5000);
  expect(await due(AT + 5000)).toEqual(['2a', 'x', 'y', '1a']);
  const without = (exclude: Partial<ReturnType<typeof nobody>>) =>
    store.database.read((stores) => stores.webhookQueue.due(AT + 5000, { ...nobody(), ...exclude }, 10));
  expect(await without({ webhooks: new Set([webhookId]) })).toEqual([]);
  // What is on its way still holds what comes after it.
  expect((await without({ deliveries: new Set([id]) })).map(payloadOf)).toEqual(['2a', 'x', 'y']);
  await record({ status: 'failed' });
  expect(await due(AT + 10)).toEqual(['1b', '2a', 'x', 'y']);
  expect(store.rows('SELECT attempts, status FROM webhook_queue WHERE id = ?', id)).toEqual([
    { attempts: 2, status: 'failed' },
  ]);
  expect(store.rows('SELECT * FROM webhook_attempts')).toHaveLength(2);
  await store.database.write((stores) => stores.webhooks.stop(webhookId, 'disabled', 'gone', AT));
  expect(await due(AT + 99_999)).toEqual([]);
  expect(await nextDue(AT)).toBeNull();
});

test('the outbox keeps the order within a conversation and lets others pass', async () => {
  const one = await conversationWith('+4917000001');
  const two = await conversationWith('+4917000002');
  const ids: MessageId[] = [];
  for (const [conversation, text] of [
    [one, '1a'],
    [one, '1b'],
    [two, '2a'],
  ] as const) {
    const message = messageIn(conversation, { direction: 'outbound', status: 'queued', text });
    await insert(message);
    await store.database.write((stores) =>
      stores.outbox.add({
        messageId: message.id,
        lawyerId: lawyer.id,
        conversationId: conversation.id,
        phone: Phone.parse('+4917000001'),
        action: { type: 'send', to: 'number', text, file: null, quoted: null },
        at: AT,
      }),
    );
    ids.push(message.id);
  }
  const next = (at: number) => store.database.read((stores) => stores.outbox.next(lawyer.id, at));
  expect(await next(AT - 1)).toBeNull();
  const first = await next(AT);
  expect(first).toMatchObject({ action: { text: '1a' }, state: 'queued', attempts: 0, phone: '+4917000001' });
  await store.database.write((stores) => stores.outbox.postpone(first?.id ?? 0, AT + 5000, 'retry'));
  expect((await next(AT))?.action).toMatchObject({ text: '2a' });
  expect((await next(AT + 5000))?.action).toMatchObject({ text: '1a' });
  expect(await store.database.read((stores) => stores.outbox.nextDue(lawyer.id, AT))).toBe(AT + 5000);
  await store.database.write((stores) => stores.outbox.removeByMessage(lawyer.id, ids[0] ?? newId('msg')));
  expect((await next(AT))?.action).toMatchObject({ text: '1b' });
  expect(await store.database.read((stores) => stores.outbox.next(other.id, AT + 5000))).toBeNull();
});

test('an alias belongs to the client that had it first', async () => {
  const one = await conversationWith('+4917000001');
  const two = await conversationWith('+4917000002');
  await store.database.write((stores) =>
    stores.clients.addAlias({
      lawyerId: lawyer.id,
      clientId: two.clientId,
      kind: 'phone',
      value: '+4917000001',
      source: 'whatsapp',
      at: AT + 5,
    }),
  );
  const found = await store.database.read((stores) => stores.clients.findByAlias(lawyer.id, 'phone', '+4917000001'));
  expect(found).toBe(one.clientId);
});

/** Nothing is on its way. */
function nobody() {
  return { deliveries: new Set<number>(), webhooks: new Set<WebhookId>() };
}
