import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { MessageId } from '../../../main/contract/ids.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { OutboxAction, OutboxRow } from '../../../main/domain/stores/outbox-store.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { addLawyer, openTempDatabase, plainMessage, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type Person } from './people.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let anna: Person;
let ben: Person;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
  const people = createPeople(store, lawyer, AT - 1_000_000);
  anna = await people.add('Anna');
  ben = await people.add('Ben');
});

test.afterEach(() => store.remove());

const write = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.write(work);
const read = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.read(work);
const next = (at = AT, except?: OutboxRow['conversationId'][]) =>
  read((stores) => stores.outbox.next(lawyer.id, at, except));
const send = (text: string): OutboxAction => ({ type: 'send', to: 'number', text, file: null, quoted: null });

/** A message of ours that is in WhatsApp already, to be acted on. */
function sentMessage(to: Person): Promise<MessageId> {
  return write(async (stores) => {
    const place = { lawyerId: lawyer.id, conversationId: to.conversation, sentAt: AT - 5000 };
    const message = plainMessage(place, { direction: 'outbound', status: 'sent', chat: to.chat, whatsappId: 'SENT' });
    await stores.messages.insert(message);
    return message.id;
  });
}

function queue(to: Person, action: OutboxAction, about: MessageId | null = null): Promise<number> {
  return write(async (stores) => {
    let messageId = about;
    if (action.type === 'send') {
      const place = { lawyerId: lawyer.id, conversationId: to.conversation, sentAt: AT };
      const message = plainMessage(place, { direction: 'outbound', status: 'queued', text: action.text });
      await stores.messages.insert(message);
      messageId = message.id;
    }
    const { conversation: conversationId, phone } = to;
    return stores.outbox.add({ messageId, lawyerId: lawyer.id, conversationId, phone, action, at: AT });
  });
}

test('every action comes back as it was queued, with what is needed to do it', async () => {
  const message = await sentMessage(anna);
  const file = { sha256: 'a'.repeat(64), size: 5, mimeType: 'image/png', fileName: 'a "b".png', use: 'image' } as const;
  const quoted = { chat: null, whatsappId: 'Q', fromMe: false };
  const actions: OutboxAction[] = [
    { type: 'send', to: 'number', text: 'see 😀', file, quoted },
    { type: 'react', emoji: '' },
    { type: 'edit', text: 'new' },
    { type: 'revoke' },
    { type: 'mark_read' },
  ];
  for (const action of actions) {
    const id = await queue(anna, action, action.type === 'mark_read' ? null : message);
    const row = await next();
    const isNew = action.type === 'send';
    expect(row).toMatchObject({
      id,
      action,
      conversationId: anna.conversation,
      phone: anna.phone,
      // A person's chat is the one that they were last seen in.
      chat: anna.chat,
      state: 'queued',
      attempts: 0,
      acceptedAt: AT,
      whatsappId: isNew ? expect.any(String) : action.type === 'mark_read' ? '' : 'SENT',
      fromMe: action.type !== 'mark_read',
    });
    expect(row?.messageId === null).toBe(action.type === 'mark_read');
    await write((stores) => stores.outbox.remove(id));
  }
  expect(await next()).toBeNull();
});

test('what is sent to one person keeps its order, and waits for nobody else', async () => {
  const [first, second] = [await queue(anna, send('1')), await queue(anna, send('2'))];
  const other = await queue(ben, send('3'));
  expect((await next())?.id).toBe(first);
  await write((stores) => stores.outbox.postpone(first, AT + 5000, 'pace'));
  // The second one must not overtake the first; Ben's may.
  expect((await next())?.id).toBe(other);
  await write((stores) => stores.outbox.postpone(other, AT + 9000, 'retry'));
  expect(await next()).toBeNull();
  expect(await read((stores) => stores.outbox.nextDue(lawyer.id, AT))).toBe(AT + 5000);
  expect((await next(AT + 5000))?.id).toBe(first);
  await write((stores) => stores.outbox.remove(first));
  expect((await next())?.id).toBe(second);
  expect((await next(AT + 9000, [anna.conversation]))?.id).toBe(other);
  expect(await next(AT + 9000, [anna.conversation, ben.conversation])).toBeNull();
});

test('actions on one message keep their order, and hold up nothing else', async () => {
  const message = await sentMessage(anna);
  const edit = await queue(anna, { type: 'edit', text: 'new' }, message);
  const revoke = await queue(anna, { type: 'revoke' }, message);
  const sending = await queue(anna, send('1'));
  const read_ = await queue(anna, { type: 'mark_read' });
  expect((await next())?.id).toBe(edit);
  await write((stores) => stores.outbox.postpone(edit, AT + 5000, 'ability'));
  expect((await next())?.id).toBe(sending);
  await write((stores) => stores.outbox.postpone(sending, AT + 5000, 'quiet_hours'));
  expect((await next())?.id).toBe(read_);
  await write((stores) => stores.outbox.remove(read_));
  expect(await next()).toBeNull();
  await write((stores) => stores.outbox.remove(edit));
  expect((await next())?.id).toBe(revoke);
});

test('what WhatsApp refused is seen until it is taken away, and is in nobody’s way', async () => {
  const message = await sentMessage(anna);
  const edit = await queue(anna, { type: 'edit', text: 'new' }, message);
  const revoke = await queue(anna, { type: 'revoke' }, message);
  await write((stores) => stores.outbox.markFailed(edit, 'refused_by_whatsapp'));
  expect((await next())?.id).toBe(revoke);
  await write(async (stores) => {
    expect(await stores.outbox.markSending(edit)).toBe(false);
    await stores.outbox.postpone(edit, AT - 5, 'retry');
    await stores.outbox.requeue(edit, AT - 5);
  });
  const found = await read((stores) => stores.outbox.find(lawyer.id, edit));
  expect(found).toMatchObject({ state: 'failed', error: 'refused_by_whatsapp', waits_for: null, due_at: null });
  expect(await read((stores) => stores.outbox.count(lawyer.id))).toBe(1);
  expect((await read((stores) => stores.outbox.list(lawyer.id, { limit: 9 }))).rows).toHaveLength(2);
  await write((stores) => stores.outbox.remove(revoke));
  expect(await read((stores) => stores.outbox.nextDue(lawyer.id, 0))).toBeNull();
  expect(await write((stores) => stores.outbox.cancel(lawyer.id, edit))).toBe(true);
  expect(await read((stores) => stores.outbox.find(lawyer.id, edit))).toBeNull();
});

test('why something waits, and until when, is shown', async () => {
  const id = await queue(anna, send('1'));
  const shown = async () => {
    const row = await read((stores) => stores.outbox.find(lawyer.id, id));
    return [row?.state, row?.waits_for, row?.due_at && Date.parse(row.due_at) - AT, row?.attempts];
  };
  expect(await shown()).toEqual(['queued', 'turn', null, 0]);
  for (const why of ['pace', 'quiet_hours', 'daily_cap', 'retry'] as const) {
    await write((stores) => stores.outbox.postpone(id, AT + 7000, why));
    expect(await shown()).toEqual(['queued', why, 7000, 0]);
  }
  for (const why of ['turn', 'session', 'ability', 'answer'] as const) {
    await write((stores) => stores.outbox.postpone(id, AT + 7000, why));
    // It ends by an event, not by the clock.
    expect(await shown()).toEqual(['queued', why, null, 0]);
  }
  expect(await write((stores) => stores.outbox.markSending(id))).toBe(true);
  expect(await shown()).toEqual(['sending', 'answer', null, 1]);
  await write((stores) => stores.outbox.requeue(id, AT + 9000));
  expect(await shown()).toEqual(['queued', 'retry', 9000, 1]);
});

test('what is on its way is not taken back, and what is queued is', async () => {
  const stranger = await addLawyer(store.database, AT);
  const [begun, waiting] = [await queue(anna, send('1')), await queue(anna, send('2'))];
  await write(async (stores) => {
    await stores.outbox.markSending(begun);
    expect(await stores.outbox.cancel(lawyer.id, begun)).toBe(false);
    expect(await stores.outbox.cancel(stranger.id, waiting)).toBe(false);
    expect(await stores.outbox.find(stranger.id, waiting)).toBeNull();
    expect(await stores.outbox.cancel(lawyer.id, waiting)).toBe(true);
    expect(await stores.outbox.cancel(lawyer.id, waiting)).toBe(false);
    expect(await stores.outbox.markSending(waiting)).toBe(false);
    expect(await stores.outbox.cancel(lawyer.id, 999)).toBe(false);
  });
});

test('when a message is settled its sending ends, and what is done to it stays', async () => {
  const id = await queue(anna, send('1'));
  const messageId = (await next())?.messageId ?? newId('msg');
  const react = await queue(anna, { type: 'react', emoji: '👍' }, messageId);
  expect(await read((stores) => stores.outbox.findSend(lawyer.id, messageId))).toEqual({ id, state: 'queued' });
  // It waits for the message to be sent.
  expect((await next())?.id).toBe(id);
  await write((stores) => stores.outbox.removeByMessage(lawyer.id, messageId));
  expect(await read((stores) => stores.outbox.findSend(lawyer.id, messageId))).toBeNull();
  expect((await next())?.id).toBe(react);
  // One message is never queued twice.
  const again = { messageId, lawyerId: lawyer.id, conversationId: anna.conversation, phone: null, at: AT };
  await write((stores) => stores.outbox.add({ ...again, action: send('1') }));
  await expect(write((stores) => stores.outbox.add({ ...again, action: send('1') }))).rejects.toThrow(/UNIQUE/);
});

test('the list shows each row once, page by page, while others come and go', async () => {
  const ids: number[] = [];
  for (let i = 0; i < 7; i++) ids.push(await queue(i % 2 ? anna : ben, send(String(i))));
  const seen: number[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await read((stores) => stores.outbox.list(lawyer.id, { limit: 3, cursor: cursor ?? undefined }));
    seen.push(...page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
    if (seen.length === 3) await write((stores) => stores.outbox.remove(ids[0] ?? 0));
  } while (cursor);
  expect(seen).toEqual(ids);
});
