import { expect, test } from '@playwright/test';
import type { ConversationId, LawyerId, MessageId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { readPart, type WantedPart } from '../../../main/domain/read-part.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const phone = Phone.parse('+4915112345678');

let store: TempDatabase;
let lawyer: LawyerId;
let chat: ConversationId;
let ids: MessageId[];

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = (await addLawyer(store.database, 1)).id;
  ids = [];
  for (let number = 1; number <= 10; number += 1) {
    const { id, conversationId } = await storeMessage(store.database, lawyer, { phone, at: number * 1_000 });
    ids.push(id);
    chat = conversationId;
  }
});

test.afterEach(() => store.remove());

const read = async (wanted?: WantedPart) => {
  const part = await store.database.read((stores) => readPart(stores, lawyer, chat, wanted, 4));
  const { rows, olderCursor, newerCursor, firstUnread } = part;
  const first = firstUnread && ids.indexOf(firstUnread) + 1;
  return [rows.map(({ id }) => ids.indexOf(id) + 1), olderCursor !== null, newerCursor !== null, first];
};
const idOf = (number: number) => ids[number - 1] as MessageId;

test('a chat is read from its end, on from a message in both directions, and around one', async () => {
  expect(await read()).toEqual([[7, 8, 9, 10], true, false, null]);
  expect(await read({ older_than: idOf(5) })).toEqual([[1, 2, 3, 4], false, true, null]);
  expect(await read({ newer_than: idOf(5) })).toEqual([[6, 7, 8, 9], true, true, null]);
  expect(await read({ newer_than: idOf(8) })).toEqual([[9, 10], true, false, null]);
  expect(await read({ around: idOf(5) })).toEqual([[4, 5, 6, 7], true, true, null]);
});

test('it is opened where the unread ones begin, or at its end when there are not so many', async () => {
  expect(await read({ unread: 6 })).toEqual([[4, 5, 6, 7], true, true, 5]);
  expect(await read({ unread: 11 })).toEqual([[7, 8, 9, 10], true, false, null]);
});

test('what is in another chat, or nowhere, is refused', async () => {
  await expect(read({ around: newId('msg', 5) })).rejects.toMatchObject({ code: 'message_not_found' });
  await expect(read({ older_than: newId('msg', 5) })).rejects.toMatchObject({ code: 'message_not_found' });
  chat = newId('con', 5);
  await expect(read()).rejects.toMatchObject({ code: 'conversation_not_found' });
});
