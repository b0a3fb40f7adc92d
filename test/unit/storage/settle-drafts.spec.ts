import { expect, test } from '@playwright/test';
import type { DraftContent } from '../../../main/contract/draft.ts';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { AttachmentId, MessageId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { heldIn, settleDrafts } from '../../../main/domain/keep-draft.ts';
import { addAddress } from '../../../main/domain/learn-addresses.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type People } from './people.ts';

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

const content = (text: string, more: Partial<DraftContent> = {}): DraftContent => ({
  ...{ text, reply_to: null, edit: null, files: [] },
  ...more,
});
const put = (chat: Parameters<typeof heldIn>[2], draft: DraftContent) =>
  store.database.write(({ drafts }) => drafts.put(lawyer.id, chat, draft, AT));
const settled = () =>
  store.database.write(async (stores) => {
    await settleDrafts(stores, lawyer.id, AT);
    return new Map((await stores.drafts.list(lawyer.id, 9)).map(({ chat, content: kept }) => [chat, kept]));
  });
const file = () => ({ attachment_id: AttachmentId.parse(newId('att')), name: 'a.pdf', as_document: false });

test('a draft that was kept by its number is found in the conversation with it, after a start of the app', async () => {
  const anna = await people.add('Anna');
  const nobody = Phone.parse('+4915199999999');
  await put(anna.phone, content('To Anna'));
  await put(nobody, content('To somebody new'));
  await store.reopen();
  expect(Object.fromEntries(await settled())).toEqual({
    [anna.conversation]: content('To Anna'),
    [nobody]: content('To somebody new'),
  });
});

test('a chat that learns its number keeps its draft', async () => {
  const id = newId('con');
  const client = newId('cli');
  await store.database.write(async (stores) => {
    await stores.clients.insert({ id: client, lawyerId: lawyer.id, name: null, phone: null, at: AT });
    await stores.conversations.insert({ id, lawyerId: lawyer.id, clientId: client, phone: null, title: '', at: AT });
  });
  await put(id, content('half a sentence'));
  const phone = Phone.parse('+4915199999999');
  await store.database.write((stores) => addAddress(stores, lawyer.id, client, { kind: 'phone', value: phone }, AT));
  expect([...(await settled())]).toEqual([[id, content('half a sentence')]]);
});

test('the drafts of two chats that are one now are one, with both texts and all files', async () => {
  const [one, two, three] = [await people.add(), await people.add(), await people.add()];
  const [mine, theirs] = [file(), file()];
  const reply = MessageId.parse(newId('msg'));
  await put(one.conversation, content('First', { files: [mine], reply_to: reply }));
  await put(two.conversation, content('Second', { files: [theirs] }));
  await people.merge(one, two);
  await people.merge(two, three);
  const all = await settled();
  expect([...all.keys()]).toEqual([three.conversation]);
  const draft = all.get(three.conversation);
  expect(draft?.text.split('\n\n').sort()).toEqual(['First', 'Second']);
  expect(draft?.files).toHaveLength(2);
  expect(draft?.files).toEqual(expect.arrayContaining([mine, theirs]));
  expect(draft?.reply_to).toBe(reply);
  expect(await settled()).toEqual(all);
});

test('what a killed window had joined already is not joined once more', async () => {
  const [one, two] = [await people.add(), await people.add()];
  await put(one.conversation, content('First', { files: [] }));
  await put(two.conversation, content('Second\n\nFirst'));
  await people.merge(one, two);
  expect([...(await settled())]).toEqual([[two.conversation, content('Second\n\nFirst')]]);
});

test('where a chat is now is known by an id from before, by a number, and by nobody of another lawyer', async () => {
  const [one, two] = [await people.add(), await people.add()];
  await people.merge(one, two);
  const other = await addLawyer(store.database, AT);
  await store.database.read(async (stores) => {
    for (const chat of [one.conversation, two.conversation, one.phone, two.phone]) {
      expect(await heldIn(stores, lawyer.id, chat)).toBe(two.conversation);
      expect(await heldIn(stores, other.id, chat)).toBeNull();
    }
  });
  await people.unmerge(one, two);
  expect(await store.database.read((stores) => heldIn(stores, lawyer.id, one.conversation))).toBe(one.conversation);
});
