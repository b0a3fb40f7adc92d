import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { GallerySection } from '../../../main/contract/gallery.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { readGallery } from '../../../main/domain/read-gallery.ts';
import type { NewMessage } from '../../../main/domain/stores/message-store.ts';
import { addLawyer, openTempDatabase, plainMessage, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type People, type Person } from './people.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let people: People;
let anna: Person;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
  people = createPeople(store, lawyer, AT);
  anna = await people.add('Anna');
});

test.afterEach(() => store.remove());

const read = (section: GallerySection, page: { limit: number; cursor?: string } = { limit: 50 }, of = anna) =>
  store.database.read((stores) => readGallery(stores, lawyer.id, of.conversation, section, page));
const texts = async (section: GallerySection, of = anna) =>
  (await read(section, { limit: 50 }, of)).rows.map(({ text }) => text);
const add = (text: string, change: Partial<NewMessage> = {}) =>
  people.receive(anna, anna.conversation, { text, ...change });

test('each part of the gallery has its own kinds, newest first, and nothing of another chat', async () => {
  const bert = await people.add('Bert');
  await people.receive(bert, bert.conversation, { kind: 'image', text: 'Bert’s' });
  for (const kind of ['image', 'video', 'sticker', 'document', 'voice', 'audio', 'text', 'location'])
    await add(kind, { kind });
  await add('see https://a.example');
  await add('and www.b.example', { kind: 'image' });
  await add('ftp://a.example, and www. alone');
  expect(await texts('media')).toEqual(['and www.b.example', 'video', 'image']);
  expect(await texts('documents')).toEqual(['document']);
  expect(await texts('sounds')).toEqual(['audio', 'voice']);
  expect(await texts('links')).toEqual(['and www.b.example', 'see https://a.example']);
  expect(await texts('media', bert)).toEqual(['Bert’s']);
});

test('pages go on where the one before ended, also among messages of one moment, and never twice over one', async () => {
  const sentAt = AT + 99_000;
  for (let n = 0; n < 7; n += 1) await add(String(n), { kind: n % 2 ? 'video' : 'image', sentAt });
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await read('media', { limit: 3, ...(cursor !== undefined && { cursor }) });
    found.push(...page.rows.map(({ text }) => text));
    // What comes in meanwhile moves nothing.
    await add('new', { kind: 'image', sentAt: sentAt + 1000 });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(found).toEqual(['6', '5', '4', '3', '2', '1', '0']);
});

test('a page of links is filled though much of what looks like one is none, and says where to go on', async () => {
  await add('https://first.example');
  for (let n = 0; n < 30; n += 1) await add(`ftp://${n}.example`);
  await add('https://last.example');
  const page = await read('links', { limit: 3 });
  expect(page.rows.map(({ text }) => text)).toEqual(['https://last.example']);
  let { nextCursor: cursor } = page;
  const later: string[] = [];
  while (cursor !== null) {
    const next = await read('links', { limit: 3, cursor });
    later.push(...next.rows.map(({ text }) => text));
    cursor = next.nextCursor;
  }
  expect(later).toEqual(['https://first.example']);
});

test('a message goes along when clients are merged, when it is edited, and when more of it is known', async () => {
  const bert = await people.add('Bert');
  const edited = await add('nothing');
  await add('a picture', { kind: 'image' });
  expect(await texts('links')).toEqual([]);
  await store.database.write((stores) => stores.messages.edit(lawyer.id, edited.id, 'https://a.example', AT));
  expect(await texts('links')).toEqual(['https://a.example']);
  await people.merge(anna, bert);
  expect([await texts('media', bert), await texts('links', bert)]).toEqual([['a picture'], ['https://a.example']]);
  await people.unmerge(anna, bert);
  expect([await texts('media'), await texts('media', bert)]).toEqual([['a picture'], []]);
});

test('what was taken back is in the gallery as it is in the chat, with its file as far as it is here', async () => {
  const { id } = await add('taken back', { kind: 'image' });
  await store.database.write(async (stores) => {
    await stores.attachments.insert({
      ...{ id: newId('att'), lawyerId: lawyer.id, messageId: id, fileName: 'a.jpg', declaredType: 'image/jpeg' },
      ...{ declaredSize: 5, declaredSha256: null, durationSeconds: null, width: 3, height: 4, file: null, at: AT },
    });
    await stores.messages.revoke(lawyer.id, id, AT + 1);
  });
  expect((await read('media')).rows).toMatchObject([
    { id, revoked_at: expect.any(String), attachment: { status: 'pending', file_name: 'a.jpg' } },
  ]);
});

test('a chat of somebody else is no chat, and a cursor of another list none of this', async () => {
  const other = await addLawyer(store.database, AT);
  const of = (id: ConversationId, cursor?: string) =>
    store.database.read((stores) => readGallery(stores, other.id, id, 'media', { limit: 5, cursor }));
  await expect(of(anna.conversation)).rejects.toMatchObject({ code: 'conversation_not_found' });
  await expect(read('media', { limit: 5, cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_cursor' });
});

test('a page of few files among a hundred thousand messages takes no longer than one of few messages', async () => {
  await add('the oldest', { kind: 'document' });
  const { id, conversation } = { id: lawyer.id, conversation: anna.conversation };
  const one = plainMessage({ lawyerId: id, conversationId: conversation, sentAt: AT });
  await add('sample', { ...one, text: 'plain' });
  store.run(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
     INSERT INTO messages (id, lawyer_id, conversation_id, role, content, message_index, sending_date, stored_date,
       meta_text, kind, direction, status, whatsapp_id)
     SELECT 'msg_x' || i, m.lawyer_id, m.conversation_id, m.role, m.content, 1000 + i, m.sending_date + 100000 + i,
       m.stored_date, 'x' || i, 'text', m.direction, m.status, 'W' || i
     FROM n CROSS JOIN messages m WHERE m.content = 'plain'`,
  );
  const begun = performance.now();
  for (const section of ['media', 'documents', 'sounds', 'links'] as const) await read(section);
  expect(performance.now() - begun).toBeLessThan(100);
  expect(await texts('documents')).toEqual(['the oldest']);
});
