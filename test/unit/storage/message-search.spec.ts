import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { FoundMessage } from '../../../main/contract/message-lists.ts';
import { parseSearchQuery } from '../../../main/domain/search-query.ts';
import type { MessageFilter } from '../../../main/domain/stores/message-search-store.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
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

test.afterEach(async () => {
  // What the index holds is what the messages say, whatever was done to them.
  store.run("INSERT INTO message_words (message_words, rank) VALUES ('integrity-check', 1)");
  store.run("INSERT INTO name_words (name_words, rank) VALUES ('integrity-check', 1)");
  await store.remove();
});

/** What was stored up to now is indexed. */
const indexNew = () => store.database.write(({ messageSearch }) => messageSearch.indexNew(10_000));

async function find(q: string, filter: MessageFilter = {}, whose = lawyer): Promise<FoundMessage[]> {
  await indexNew();
  const { rows } = await store.database.read(({ messageSearch }) =>
    messageSearch.search(whose.id, parseSearchQuery(q), filter, { limit: 50 }),
  );
  return rows;
}

const texts = async (q: string, filter?: MessageFilter) => (await find(q, filter)).map(({ text }) => text);
const write = (text: string, change = {}) => people.receive(anna, anna.conversation, { text, ...change });

test('every word must be there, and the newest comes first, however late it was stored', async () => {
  await write('A letter from the court');
  await write('The court again, no mail');
  await write('The first letter of that court', { sentAt: AT - 1_000_000 });
  expect(await texts('court letter')).toEqual(['A letter from the court', 'The first letter of that court']);
  expect(await texts('"letter from"')).toEqual(['A letter from the court']);
  expect(await texts('court -letter')).toEqual(['The court again, no mail']);
  expect(await texts('lett')).toHaveLength(2);
  expect(await texts('"lett"')).toEqual([]);
});

test('words are found in whatever spelling and script', async () => {
  for (const text of ['Die Straße', 'Herr Müller', 'Decisão do juízo', 'رسالة من المحكمة', 'मुझे पत्र मिला', 'STRASSE']) {
    await write(text);
  }
  expect(await texts('strasse')).toEqual(['STRASSE', 'Die Straße']);
  expect(await texts('"straße"')).toEqual(['STRASSE', 'Die Straße']);
  for (const q of ['muller', 'MÜLLER', 'Mueller', 'Mu\u0308ller']) expect(await texts(q), q).toEqual(['Herr Müller']);
  expect(await texts('decisao juizo')).toEqual(['Decisão do juízo']);
  expect(await texts('المحكمة')).toEqual(['رسالة من المحكمة']);
  expect(await texts('पत्र')).toEqual(['मुझे पत्र मिला']);
});

test('whatever is typed is looked for, and never a fault of the query', async () => {
  await write(`It's "x" OR 1=1`);
  for (const q of [
    `'; DROP TABLE messages; --x`,
    'NEAR(a b)',
    '{content}:a',
    'a* OR *b',
    '"a""b',
    '(((a',
    'a NOT',
    '^a$',
  ]) {
    await find(q);
  }
  expect(await texts('1=1')).toHaveLength(1);
});

test('a hit is shown by its place in a snippet, and what looks like markup is text', async () => {
  await write(`${'word '.repeat(100)}<b>contract</b> ${'more '.repeat(100)}`);
  const [hit] = await find('contract');
  const { text, highlights, ...rest } = hit?.snippet ?? { text: '', highlights: [] };
  expect(rest).toEqual({ field: 'text', is_cut_before: true, is_cut_behind: true });
  expect(highlights.map(({ start, end }) => text.slice(start, end))).toEqual(['contract']);
  expect(text).toContain('<b>contract</b>');
  expect(text.length).toBeLessThanOrEqual(200);
});

test('in the whole text all of the words are marked, in each spelling, also those that the snippet has no room for', async () => {
  const text = `Die Straße und das Gericht, ${'word '.repeat(100)} STRASSE, strassen, vor Gericht`;
  const { id } = await write(text);
  await indexNew();
  const { marks } = await store.database.read(({ messageSearch }) =>
    messageSearch.search(lawyer.id, parseSearchQuery('strasse gericht'), {}, { limit: 50 }),
  );
  expect(marks.map(({ message_id: of }) => of)).toEqual([id]);
  const marked = marks[0]?.ranges.map(({ start, end }) => text.slice(start, end));
  expect(marked).toEqual(['Straße', 'Gericht', 'STRASSE', 'Gericht']);
});

test('the name of the chat counts, the new one after it was renamed, and in both spellings of a merge', async () => {
  const { id } = await write('Good morning');
  expect((await find('anna morning')).map((one) => one.id)).toEqual([id]);
  await store.database.write(({ conversations }) =>
    conversations.setTitle(lawyer.id, anna.conversation, 'Dr. Schmidt'),
  );
  expect((await find('schmidt')).map((one) => one.id)).toEqual([id]);
  const berta = await people.add('Berta');
  await people.merge(anna, berta);
  expect((await find('schmidt')).map((one) => one.conversation_id)).toEqual([berta.conversation]);
  expect(await find('morning', { conversationId: berta.conversation })).toHaveLength(1);
  await people.unmerge(anna, berta);
  expect(await find('morning', { conversationId: berta.conversation })).toEqual([]);
  expect(await find('morning', { conversationId: anna.conversation })).toHaveLength(1);
});

test('an edited message is found by its present text, a revoked one stays', async () => {
  const { id } = await write('before');
  await indexNew();
  await store.database.write(({ messages }) => messages.edit(lawyer.id, id, 'after', people.tick()));
  await store.database.write(({ messages }) => messages.revoke(lawyer.id, id, people.tick()));
  expect(await texts('before')).toEqual([]);
  expect((await find('after'))[0]?.revoked_at).not.toBeNull();
});

test('a message whose time becomes known goes to its place, and a crowd of one moment is in order', async () => {
  const first = await write('same', { sentAt: AT });
  const crowd = await Promise.all(Array.from({ length: 1100 }, () => write('same', { sentAt: AT })));
  await store.database.write(({ messages }) =>
    messages.setPlace(lawyer.id, first.id, { chat: anna.chat, sentAt: AT + 5000 }),
  );
  const found = await find('same');
  expect(found[0]?.id).toBe(first.id);
  expect(new Set(crowd.map(({ id }) => id)).has(found[1]?.id ?? first.id)).toBe(true);
  expect(store.rows('SELECT place FROM message_order')).toHaveLength(1101);
});

test('what happens to a message before it is indexed is what is found', async () => {
  const edited = await write('before');
  await store.database.write(({ messages }) => messages.edit(lawyer.id, edited.id, 'after', people.tick()));
  const moved = await write('after');
  await store.database.write(({ messages }) =>
    messages.setPlace(lawyer.id, moved.id, { chat: anna.chat, sentAt: AT - 5000 }),
  );
  const gone = await write('after, and gone');
  store.run('DELETE FROM messages WHERE id = ?', gone.id);
  expect((await find('after')).map(({ id }) => id)).toEqual([edited.id, moved.id]);
  expect(await texts('before')).toEqual([]);
  expect(await store.database.read(({ messageSearch }) => messageSearch.hasNew())).toBe(false);
});

test('new messages are taken in by slices, and none twice, though the backlog comes by it, too', async () => {
  await indexNew();
  for (const n of [1, 2, 3]) await write(`new ${n}`);
  store.run("INSERT INTO search_backlog VALUES ('n', 0, 3)");
  await store.database.write(({ messageSearch }) => messageSearch.indexSome(2));
  const slice = () => store.database.write(({ messageSearch }) => messageSearch.indexNew(2));
  expect([await slice(), await slice(), await slice()]).toEqual([2, 1, 0]);
  expect(await texts('new')).toEqual(['new 3', 'new 2', 'new 1']);
});

test('who stores a chat or renames one writes nothing into the index of names', async () => {
  const inIndex = () => store.rows('SELECT id FROM name_words_data WHERE id > 10').length;
  const empty = inIndex();
  await people.add('Berta');
  store.run('UPDATE conversations SET title = ?', 'Carla');
  expect(inIndex()).toBe(empty);
  await write('hello');
  expect(await texts('carla')).toEqual(['hello']);
  expect(inIndex()).toBeGreaterThan(empty);
  store.run('UPDATE conversations SET title = ?', 'Dora');
  expect([await texts('carla'), await texts('dora')]).toEqual([[], ['hello']]);
  expect(await store.database.read(({ messageSearch }) => messageSearch.hasNew())).toBe(false);
});

test('a hit that is longer than the snippet is marked as far as it goes', async () => {
  const long = 'x'.repeat(300);
  await write(`before ${long} behind`);
  const [found] = await find(long);
  const { text = '', highlights } = found?.snippet ?? {};
  expect(highlights).toEqual([{ start: 7, end: text.length }]);
});

test('a file is found by its name', async () => {
  const { id } = await write('', { kind: 'document' });
  store.run('UPDATE messages SET attachment_filename = ? WHERE id = ?', 'Kaufvertrag.pdf', id);
  expect((await find('kaufvertrag'))[0]?.snippet).toMatchObject({ field: 'file_name', text: 'Kaufvertrag.pdf' });
});

test('nothing of another lawyer is found, nor what a merge has left behind', async () => {
  await write('secret');
  const other = await addLawyer(store.database, AT);
  expect(await find('secret', {}, other)).toEqual([]);
  const berta = await people.add('Berta');
  await people.receive(berta, berta.conversation, { text: 'twice', whatsappId: 'W' });
  await write('twice', { whatsappId: 'W' });
  await people.merge(anna, berta);
  expect(await texts('twice')).toEqual(['twice']);
});

test('what was stored before there was an index is taken in by slices, the newest first', async () => {
  for (const n of [1, 2, 3]) await write(`old ${n}`);
  await indexNew();
  store.run("INSERT INTO message_words (message_words) VALUES ('delete-all')");
  store.run('DELETE FROM message_order');
  store.run("INSERT INTO search_backlog VALUES ('n', 0, 3)");
  await write('old 4');
  expect(await texts('old')).toEqual(['old 4']);
  const indexSome = () => store.database.write(({ messageSearch }) => messageSearch.indexSome(2));
  expect([await indexSome(), await texts('old')]).toEqual([true, ['old 4', 'old 3']]);
  expect(await store.database.read(({ messageSearch }) => messageSearch.backlog())).toEqual({ indexed: 2, total: 3 });
  while (await indexSome());
  expect(await texts('old')).toEqual(['old 4', 'old 3', 'old 2', 'old 1']);
  expect(await store.database.read(({ messageSearch }) => messageSearch.backlog())).toBeNull();
});
