import { expect, test } from '@playwright/test';
import { createAddresses } from '../../../preload/page/wa-js/addresses.ts';
import { chatCommands } from '../../../preload/page/wa-js/chat-commands.ts';
import type { DriverContext } from '../../../preload/page/wa-js/driver-context.ts';
import { createMessages } from '../../../preload/page/wa-js/messages.ts';
import type { MessageModel, Wid, Wpp } from '../../../preload/page/wa-js/wpp.ts';

const CHAT = '4917000001@c.us';
const AT = 1_763_000_000;

const wid = (jid: string): Wid => ({ toString: () => jid }) as Wid;

function commands(page: object) {
  const driver = { whatsapp: {}, ...page } as unknown as Wpp;
  const addresses = createAddresses(driver, () => {});
  const messages = createMessages(driver, addresses);
  return chatCommands({ driver, addresses, messages, report: () => {} } as unknown as DriverContext);
}

/** Reading that of it throws, as a getter of the page's does over a contact that has not come yet. */
function throwing<Model extends object>(model: Model, ...names: string[]): Model {
  for (const name of names) {
    Object.defineProperty(model, name, {
      get() {
        throw new Error('no contact');
      },
    });
  }
  return model;
}

const chat = (jid: string) => ({ id: wid(jid), t: AT, formattedTitle: 'x' });

function message(id: string): MessageModel {
  const key = { id, fromMe: false, remote: wid(CHAT), toString: () => `false_${CHAT}_${id}` };
  return { id: key, type: 'chat', body: 'x', t: AT };
}

test('a chat that throws is listed with what can be read of it, and hides none of the others', async () => {
  const list = [
    chat('1@c.us'),
    throwing(chat('4917000002@c.us'), 'formattedTitle', 'lastReceivedKey'),
    throwing(chat('3@c.us'), 't'),
    throwing(chat('4@c.us'), 'id'),
    chat('5@c.us'),
  ];
  expect(await commands({ chat: { list: async () => list } }).listChats(undefined)).toEqual([
    { chat: '1@c.us', lastTimestamp: AT, lastId: null, name: 'x', phone: null },
    { chat: '4917000002@c.us', lastTimestamp: AT, lastId: null, name: null, phone: '4917000002' },
    // In its place, for nobody must think that the list is whole without it.
    { chat: '3@c.us', lastTimestamp: null, lastId: null, name: 'x', phone: null },
    { chat: null, lastTimestamp: AT, lastId: null, name: 'x', phone: null },
    { chat: '5@c.us', lastTimestamp: AT, lastId: null, name: 'x', phone: null },
  ]);
});

test('a chat that holds no message is not listed, whatever else it is', async () => {
  const list = [{ ...chat('1@c.us'), t: undefined }, { ...chat('2@c.us'), t: 0 }, throwing({ t: undefined }, 'id')];
  expect(await commands({ chat: { list: async () => list } }).listChats(undefined)).toEqual([]);
});

test('of a message that throws its place is told, and it hides none of its chat', async () => {
  const held = [message('A'), throwing(message('B'), 'body'), throwing(message('C'), 'id'), message('D')];
  const page = { chat: { get: () => ({ msgs: { getModelsArray: () => held } }), getMessages: async () => held } };
  const before = { id: 'E', fromMe: false };
  const told = [{ id: 'A', text: 'x' }, { id: 'B', fromMe: false }, null, { id: 'D', text: 'x' }];
  expect(await commands(page).readMessages({ chat: CHAT, before, count: 100 })).toMatchObject(told);
  page.chat.getMessages = async () => held.slice(0, 1);
  const newest = await commands(page).readMessages({ chat: CHAT, before: null, count: 100 });
  expect(newest).toMatchObject(told);
});

test('a message that throws on the screen hides none of the others there', async () => {
  const held = [message('A'), throwing(message('B'), 'body'), message('C')];
  const open = throwing({ active: true, id: wid(CHAT), msgs: { getModelsArray: () => held } }, 'formattedTitle');
  const others = [throwing({}, 'active'), open];
  const driver = { whatsapp: { ChatStore: { getModelsArray: () => others } } };
  const screen = await commands(driver).readOpenChat(undefined);
  expect(screen).toMatchObject({ title: '', chat: CHAT, messages: [{ id: 'A' }, { id: 'B' }, { id: 'C' }] });
});
