import { expect, test } from '@playwright/test';
import { Phone } from '../../main/contract/values.ts';
import { AppError } from '../../main/domain/app-error.ts';
import { beforeEachWithOneLawyer } from '../support/one-lawyers-api.ts';
import { CLIENT, type RouteCaller } from '../support/route-caller.ts';
import type { TestApi, TestLawyer } from '../support/start-test-api.ts';
import { storeGroup, storeMessage } from '../support/stored-message.ts';

const OTHER_PHONE = '+4917012345';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;

beforeEachWithOneLawyer((world) => {
  ({ api, lawyer, caller } = world);
});

async function write(phone: string): Promise<string> {
  const message = { phone: Phone.parse(phone), at: api.clock.now() };
  return (await storeMessage(api.store.database, lawyer.lawyer.id, message)).conversationId;
}

const idsOf = async (query: string) => (await caller.use('listConversations', { query })).data.map(({ id }) => id);

test('chats are listed by whether they were read, and by what was stored since, a page at a time', async () => {
  const read = await write(CLIENT);
  const between = new Date(api.clock.now()).toISOString();
  await api.clock.advance(1000);
  const first = await write(OTHER_PHONE);
  await api.clock.advance(1000);
  const second = await write('+4917012346');
  await caller.use('readConversation');
  expect(api.read).toEqual([read]);
  expect(await idsOf('?unread=true')).toEqual([second, first]);
  expect(await idsOf('?unread=false')).toEqual([read]);
  expect(await idsOf(`?updated_after=${between}`)).toEqual([second, first]);
  expect(await idsOf(`?updated_after=${new Date(api.clock.now()).toISOString()}`)).toEqual([]);
  const page = await caller.use('listConversations', { query: '?unread=true&limit=1' });
  expect(page.data.map(({ id }) => id)).toEqual([second]);
  expect(await idsOf(`?unread=true&limit=1&cursor=${page.next_cursor}`)).toEqual([first]);
  for (const query of [
    '?unread=yes',
    '?unread=',
    '?unread=true&unread=true',
    '?updated_after=2026',
    '?updated_after=',
  ]) {
    await caller.refusal('listConversations', 'invalid_request', { query });
  }
});

test('one chat is read now, under every address of its client, and what is complete of it is answered', async () => {
  await write(CLIENT);
  const { data } = await caller.use('listClients');
  await caller.use('addAlias', { id: data[0]?.id, body: { phone: OTHER_PHONE } });
  expect(await caller.use('syncConversation')).toMatchObject({ complete_from: null, messages: 1 });
  const chats = [CLIENT, OTHER_PHONE].flatMap((phone) => [
    `${phone.slice(1)}@c.us`,
    `${phone.slice(1)}@s.whatsapp.net`,
  ]);
  expect(api.sessions.asked).toEqual([['syncChats', lawyer.lawyer.id, chats.join(' ')]]);
});

test('a group’s chat is asked for by its own address, and a session that is not ready reads nothing', async () => {
  const group = await storeGroup(api.store.database, lawyer.lawyer.id, api.clock.now());
  await caller.use('syncConversation', { conversation: group });
  expect(api.sessions.asked.at(-1)).toEqual(['syncChats', lawyer.lawyer.id, '120363012345@g.us']);
  api.sessions.refusal = new AppError('session_unavailable');
  await caller.refusal('syncConversation', 'session_unavailable', { conversation: group });
});
