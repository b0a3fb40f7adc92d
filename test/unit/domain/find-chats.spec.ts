import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { findChats } from '../../../main/domain/find-chats.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type People } from '../storage/people.ts';

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

const index = {
  catchUp: async () => void (await store.database.write((stores) => stores.messageSearch.indexNew(100))),
};

const found = async (q: string, whose = lawyer) =>
  (await store.database.readAlong((stores) => findChats(stores, whose.id, index, q))).map(({ title }) => title);

test('a chat is found by the words of its name, in any order, begun, and without their marks', async () => {
  await people.add('Elif Yılmaz-Öztürk');
  await people.add('Maria Müller');
  await people.add('Mario Rossi');
  for (const q of ['maria muller', 'müller maria', 'mu mar', 'MULLER'])
    expect(await found(q), q).toEqual(['Maria Müller']);
  expect(await found('ozt')).toEqual(['Elif Yılmaz-Öztürk']);
  expect(await found('mar')).toEqual(['Mario Rossi', 'Maria Müller']);
  expect(await found('maria rossi')).toEqual([]);
});

test('a chat is found by a part of its number, as it is written abroad and at home', async () => {
  const { phone } = await people.add('Anna');
  await people.add('Berta');
  const end = phone.slice(-7);
  for (const q of [phone, `0049 ${phone.slice(3)}`, `0${phone.slice(3, 6)} ${phone.slice(6)}`, end, `(0)${end}`]) {
    expect(await found(q), q).toEqual(['Anna']);
  }
  expect(await found('999999')).toEqual([]);
});

test('nothing is found without words, and never a chat of another lawyer', async () => {
  const other = await addLawyer(store.database, AT);
  await people.add('Anna');
  for (const q of ['', '  ', '!!!', '"', '-', '(((', '\u200b']) expect(await found(q), q).toEqual([]);
  for (const q of ["'; DROP TABLE clients; --", 'NEAR(a b)', 'a OR *', '-anna*']) await found(q);
  expect(await found('anna', other)).toEqual([]);
  expect(await found('"Anna"')).toEqual(['Anna']);
});
