import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { AttachmentId, MessageId } from '../../../main/contract/ids.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { AttachmentStore } from '../../../main/domain/stores/attachment-store.ts';
import type { NewMessage } from '../../../main/domain/stores/message-store.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { addLawyer, openTempDatabase, plainMessage, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type Person } from './people.ts';

const AT = Date.UTC(2026, 10, 20);
const FILE = { sha256: 'a'.repeat(64), size: 12, mimeType: 'image/png' };

let store: TempDatabase;
let lawyer: Lawyer;
let anna: Person;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
  anna = await createPeople(store, lawyer, AT - 1_000_000).add('Anna');
});

test.afterEach(() => store.remove());

const write = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.write(work);
const read = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.read(work);
const find = (id: AttachmentId, owner = lawyer) => read((stores) => stores.attachments.find(owner.id, id));
const next = (at = AT) => read((stores) => stores.attachments.next(lawyer.id, at));

type NewAttachment = Parameters<AttachmentStore['insert']>[0];

async function add(change: Partial<NewAttachment> = {}): Promise<AttachmentId> {
  const id = newId('att');
  await write((stores) =>
    stores.attachments.insert({
      id,
      lawyerId: lawyer.id,
      messageId: null,
      fileName: 'picture.png',
      declaredType: 'image/png',
      declaredSize: 99,
      declaredSha256: 'b'.repeat(64),
      durationSeconds: 1.5,
      width: 3,
      height: 4,
      file: null,
      at: AT,
      ...change,
    }),
  );
  return id;
}

async function addMessage(change: Partial<NewMessage> = {}): Promise<MessageId> {
  const place = { lawyerId: lawyer.id, conversationId: anna.conversation, sentAt: AT };
  const message = plainMessage(place, { chat: anna.chat, kind: 'image', ...change });
  await write((stores) => stores.messages.insert(message));
  return message.id;
}

test('a file is fetched once its time has come, the newest message’s first', async () => {
  const messages = [
    await addMessage({ sentAt: AT - 2000, whatsappId: 'OLD' }),
    await addMessage({ sentAt: AT - 1000, whatsappId: 'NEW', direction: 'outbound', status: 'sent' }),
    await addMessage({ sentAt: AT, chat: null }),
  ];
  // History is stored backwards: the order of storing says nothing.
  const [unseen, newest, oldest] = [
    await add({ messageId: messages[2] ?? null }),
    await add({ messageId: messages[1] ?? null }),
    await add({ messageId: messages[0] ?? null }),
  ];
  expect(await next(AT - 1)).toBeNull();
  expect(await next()).toEqual({
    id: newest,
    messageId: messages[1],
    chat: anna.chat,
    whatsappId: 'NEW',
    fromMe: true,
    declaredSize: 99,
    declaredSha256: 'b'.repeat(64),
    attempts: 0,
    isWanted: false,
  });
  await write((stores) => stores.attachments.failed(lawyer.id, newest, 'media_failed', AT + 5000));
  expect(await next()).toMatchObject({ id: oldest, whatsappId: 'OLD', fromMe: false });
  expect(await next(AT + 5000)).toMatchObject({ id: newest, attempts: 1 });
  expect(await read((stores) => stores.attachments.nextDue(lawyer.id, AT))).toBe(AT + 5000);
  expect(await read((stores) => stores.attachments.waiting(lawyer.id))).toBe(3);
  await write((stores) => stores.attachments.stored(lawyer.id, oldest, FILE));
  // Nobody knows where it would be fetched from.
  expect(await next()).toBeNull();
  expect(await find(unseen)).toMatchObject({ status: 'pending' });
});

test('what WhatsApp has dropped waits for somebody who wants it', async () => {
  const messageId = await addMessage();
  const id = await add({ messageId });
  await write((stores) => stores.attachments.failed(lawyer.id, id, 'media_gone', null));
  expect(await find(id)).toMatchObject({ status: 'unavailable', error: 'media_gone', size: 99, sha256: null });
  expect(await next(AT + 1e9)).toBeNull();
  const hasGivenUp = (since: number) => read((stores) => stores.attachments.hasGivenUp(lawyer.id, since));
  expect([await hasGivenUp(AT), await hasGivenUp(AT + 1)]).toEqual([true, false]);
  expect(await write((stores) => stores.attachments.retry(lawyer.id, id, AT + 5))).toBe(true);
  expect(await hasGivenUp(AT)).toBe(false);
  expect(await next(AT + 5)).toMatchObject({ id, attempts: 0, isWanted: true });
  await write((stores) => stores.attachments.stored(lawyer.id, id, FILE));
  expect(await find(id)).toMatchObject({ status: 'stored', error: null, ...{ size: 12, mime_type: 'image/png' } });
  expect(await write((stores) => stores.attachments.retry(lawyer.id, id, AT))).toBe(false);
  expect(await write((stores) => stores.attachments.retry(lawyer.id, newId('att'), AT))).toBe(false);
  // A failure that is told late takes no stored file away.
  await write((stores) => stores.attachments.failed(lawyer.id, id, 'media_failed', null));
  expect(await find(id)).toMatchObject({ status: 'stored', sha256: FILE.sha256 });
});

test('an uploaded file belongs to one message at most, and to its lawyer', async () => {
  const stranger = await addLawyer(store.database, AT);
  const id = await add({ file: FILE });
  const [first, second] = [await addMessage(), await addMessage()];
  const attach = (messageId: MessageId, owner = lawyer) =>
    write((stores) => stores.attachments.attach(owner.id, id, messageId));
  expect(await find(id, stranger)).toBeNull();
  expect(await attach(first, stranger)).toBe(false);
  expect(await attach(first)).toBe(true);
  expect(await attach(second)).toBe(false);
  expect(await read((stores) => stores.attachments.ofMessage(lawyer.id, first))).toEqual({ id, status: 'stored' });
  expect(await read((stores) => stores.attachments.ofMessage(stranger.id, first))).toBeNull();
  expect(await read((stores) => stores.attachments.ofMessage(lawyer.id, second))).toBeNull();
  expect(store.rows('SELECT attachment_filename FROM messages WHERE id = ?', first)).toEqual([
    { attachment_filename: 'picture.png' },
  ]);
  const pending = await add({ messageId: second });
  expect(await write((stores) => stores.attachments.attach(lawyer.id, pending, first))).toBe(false);
});

test('bytes are in use as long as any row of any lawyer points at them', async () => {
  const id = await add({ file: FILE });
  const isUsed = (sha256: string) => read((stores) => stores.attachments.isUsed(sha256));
  const thumbnail = 'c'.repeat(64);
  expect(await isUsed(FILE.sha256)).toBe(true);
  expect(await isUsed(thumbnail)).toBe(false);
  await write((stores) => stores.attachments.setThumbnail(lawyer.id, id, thumbnail));
  expect(await isUsed(thumbnail)).toBe(true);
  expect(await read((stores) => stores.attachments.thumbnailOf(lawyer.id, id))).toBe(thumbnail);
  expect(await find(id)).toMatchObject({ has_thumbnail: true });
  // What somebody merely claimed to be sending is no use of it.
  expect(await isUsed('b'.repeat(64))).toBe(false);
  store.run('DELETE FROM attachments');
  expect(await isUsed(FILE.sha256)).toBe(false);
});

test('a message without a file gets what is known of its double’s, whatever state that is in', async () => {
  const stranger = await addLawyer(store.database, AT);
  const [pending, stored, bare] = [await addMessage(), await addMessage(), await addMessage({ sentAt: AT - 9000 })];
  await add({ messageId: pending, fileName: 'still to come.png' });
  const original = await add({ messageId: stored, file: FILE });
  const copy = (from: MessageId, to: MessageId, owner = lawyer) => {
    const newCopy = newId('att');
    return write((stores) => stores.attachments.copy(owner.id, { from, to, newId: newCopy })).then(() => newCopy);
  };
  const of = (message: MessageId) => read((stores) => stores.attachments.ofMessage(lawyer.id, message));
  await copy(stored, bare, stranger);
  await copy(bare, stored);
  expect(await of(bare)).toBeNull();
  const id = await copy(stored, bare);
  expect(await find(id)).toEqual({ ...(await find(original)), id });
  expect(store.rows('SELECT attachment_filename FROM messages WHERE id = ?', bare)).toEqual([
    { attachment_filename: 'picture.png' },
  ]);
  // What it has already is its own.
  await copy(pending, bare);
  expect(await of(bare)).toEqual({ id, status: 'stored' });
  const other = await addMessage({ sentAt: AT + 5000 });
  const waiting = await copy(pending, other);
  expect(await next()).toMatchObject({ id: waiting, messageId: other });
});

test('a message whose own file is not to be had gets the one that is stored of its double, and keeps one that it has', async () => {
  const other = { ...FILE, sha256: 'c'.repeat(64) };
  const [gone, pending, kept] = [await addMessage(), await addMessage(), await addMessage()];
  const ids = {
    gone: await add({ messageId: gone, fileName: null }),
    pending: await add({ messageId: pending }),
    kept: await add({ messageId: kept, file: other }),
  };
  await write((stores) => stores.attachments.failed(lawyer.id, ids.gone, 'media_gone', null));
  const from = await addMessage();
  const double = await add({ messageId: from, file: FILE, fileName: 'double.png' });
  await write((stores) => stores.attachments.setThumbnail(lawyer.id, double, 'd'.repeat(64)));
  for (const to of [gone, pending, kept]) {
    await write((stores) => stores.attachments.copy(lawyer.id, { from, to, newId: newId('att') }));
  }
  const stored = { status: 'stored', error: null, sha256: FILE.sha256, size: FILE.size, mime_type: FILE.mimeType };
  expect(await find(ids.gone)).toMatchObject({ ...stored, file_name: 'double.png', has_thumbnail: true });
  expect(await find(ids.pending)).toMatchObject({ ...stored, file_name: 'picture.png' });
  expect(await find(ids.kept)).toMatchObject({ sha256: other.sha256, file_name: 'picture.png' });
  // What is stored is not lost to a double that has nothing.
  const bare = await addMessage();
  const nothing = await add({ messageId: bare });
  await write((stores) => stores.attachments.failed(lawyer.id, nothing, 'media_gone', null));
  await write((stores) => stores.attachments.copy(lawyer.id, { from: bare, to: kept, newId: newId('att') }));
  expect(await find(ids.kept)).toMatchObject({ status: 'stored', sha256: other.sha256 });
  expect(await next()).toBeNull();
});

test('the database refuses rows that contradict themselves', async () => {
  const messageId = await addMessage();
  const id = await add({ messageId });
  for (const change of [
    "status = 'stored'",
    "status = 'unavailable'",
    'next_attempt = NULL',
    `sha256 = '${'a'.repeat(64)}', size = 1, mime_type = 'x'`,
    "thumbnail_sha256 = '../../etc/passwd'",
    `thumbnail_sha256 = '${'A'.repeat(64)}'`,
    'message_id = NULL, sending_date = NULL',
    'sending_date = NULL',
    'size = -1',
  ]) {
    expect(() => store.run(`UPDATE attachments SET ${change} WHERE id = ?`, id), change).toThrow(/constraint/);
  }
  await expect(add({ messageId })).rejects.toThrow(/UNIQUE/);
  await expect(add({ file: { ...FILE, sha256: 'short' } })).rejects.toThrow(/CHECK/);
  await expect(add()).rejects.toThrow(/CHECK/);
});
