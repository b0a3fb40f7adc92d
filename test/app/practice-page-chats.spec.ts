import { expect, type Page } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import { createStandIn, type StandIn, scanAndWait, test, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

declare global {
  interface Window {
    heard: Record<string, unknown>[];
  }
}

const account = '4915100001';
const group = '120363041234567890@g.us';
const newsletter = '120363099999999999@newsletter';
const list = '1699999999@broadcast';
let standIn: StandIn;

test.beforeAll(async () => {
  standIn = await createStandIn({ faults: { duplicate_every: 0, ciphertext_every: 0 } });
  await standIn.open();
  await scanAndWait(standIn, account);
  await waJsReady(standIn.page());
  await standIn.page().evaluate(() => {
    window.heard = [];
    const note = (event: string, values: object) => void window.heard.push({ event, ...values });
    WPP.on('chat.new_message', ({ id, type, author, isGroupMsg }) =>
      note('new_message', {
        id: String(id),
        remote: String(id.remote),
        participant: id.participant === undefined ? null : String(id.participant),
        author: author === undefined ? null : String(author),
        type,
        isGroup: isGroupMsg ?? null,
      }),
    );
  });
});
test.afterAll(() => standIn.close());

const page = (): Page => standIn.page();
const heard = (event: string) => page().evaluate((name) => window.heard.filter((entry) => entry.event === name), event);

test('shows a message in a group, with its author', async () => {
  const from = '4917300001';
  const { id } = await standIn.people.writeInChat({
    account,
    chat: group,
    from,
    subject: 'Bowling club',
    name: 'Greta',
    text: 'Who is in?',
  });
  await expect
    .poll(() => heard('new_message'))
    .toContainEqual({
      event: 'new_message',
      id: `false_${group}_${id}_${from}@c.us`,
      remote: group,
      participant: `${from}@c.us`,
      author: `${from}@c.us`,
      type: 'chat',
      isGroup: true,
    });
  const groups = await page().evaluate(async () => {
    const listed = await WPP.chat.list({ onlyGroups: true });
    const all = await WPP.group.getAllGroups();
    return [listed.map(({ id: wid }) => String(wid)), all.map((one) => String(one?.id))];
  });
  expect(groups).toEqual([[group], [group]]);
  const messages = await page().evaluate(
    async (jid) => (await WPP.chat.getMessages(jid, { count: 5 })).map(({ body }) => body),
    group,
  );
  expect(messages).toEqual(['Who is in?']);
  const title = page().locator('[data-testid="cell-frame-title"] span[title="Bowling club"]');
  await title.click();
  await expect(page().locator(`#main [data-testid="conv-msg-${id}"]`)).toContainText('Greta');
});

test('shows messages of a newsletter, a status and a broadcast list as what they are', async () => {
  const told: [chat: string, from: string | undefined][] = [
    [newsletter, undefined],
    ['status@broadcast', '4917300002'],
    [list, undefined],
  ];
  for (const [chat, from] of told) {
    const written = { account, chat, text: `in ${chat}`, subject: 'News' };
    const { id } = await standIn.people.writeInChat(from === undefined ? written : { ...written, from });
    const entry = async () => (await heard('new_message')).find((message) => String(message.id).includes(id));
    await expect.poll(entry).toMatchObject({ remote: chat, type: 'chat' });
  }
  const chats = await page().evaluate(async () => ({
    chats: (await WPP.chat.list()).map(({ id }) => String(id)),
    newsletters: (await WPP.chat.list({ onlyNewsletter: true })).map(({ id }) => String(id)),
  }));
  expect(chats.newsletters).toEqual([newsletter]);
  expect(chats.chats).toContain(list);
  expect(chats.chats).not.toContain('status@broadcast');
  expect(chats.chats).not.toContain(newsletter);
});

test('keeps such chats over a reload', async () => {
  await page().reload();
  await waJsReady(page());
  await expect
    .poll(() => page().evaluate(async () => (await WPP.chat.list()).map(({ id }) => String(id)).sort()))
    .toEqual([group, list].sort());
});

test('reports that a client types, and no longer does', async () => {
  const client = '4917300003';
  await standIn.people.writeAsClient({ account, client, text: 'Hello', name: 'Hanna' });
  await page().evaluate(() => {
    window.heard = [];
    WPP.on('chat.presence_change', ({ id, state }) => window.heard.push({ event: 'typing', id: String(id), state }));
  });
  await expect.poll(() => page().evaluate((jid) => WPP.chat.get(jid) !== undefined, `${client}@c.us`)).toBe(true);
  for (const state of ['composing', 'recording', 'paused'] as const) {
    await standIn.people.showPresence({ account, client }, state);
  }
  const states = async () => (await heard('typing')).map(({ id, state }) => [id, state]);
  await expect
    .poll(states)
    .toEqual(['composing', 'recording_audio', 'available'].map((state) => [`${client}@c.us`, state]));
});

test('takes in what was written and read on other devices', async () => {
  const client = '4917300004';
  const chat = `${client}@c.us`;
  await standIn.people.writeAsClient({ account, client, text: 'Are you there?' });
  await expect.poll(() => page().evaluate((jid) => WPP.chat.get(jid)?.unreadCount, chat)).toBe(1);
  await standIn.people.readElsewhere({ account, client });
  await expect.poll(() => page().evaluate((jid) => WPP.chat.get(jid)?.unreadCount, chat)).toBe(0);
  const { id } = await standIn.people.writeElsewhere({ account, client, text: 'from my phone' });
  const last = () =>
    page().evaluate(async (jid) => {
      const [message] = (await WPP.chat.getMessages(jid, { count: 1 })).slice(-1);
      return { body: message?.body, id: message?.id?.id, fromMe: message?.id?.fromMe };
    }, chat);
  await expect.poll(last).toEqual({ body: 'from my phone', id, fromMe: true });
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).at(-1))
    .toMatchObject({ id, status: 'read' });
});

test('says that it wants to be updated', async () => {
  // Listened for first: the update may be told before a second call reaches the page.
  await page().evaluate(() => {
    WPP.on('conn.needs_update', () => document.body.setAttribute('data-told', 'yes'));
  });
  await standIn.people.setUpdateNeeded(true);
  await expect.poll(() => page().evaluate(() => document.body.getAttribute('data-told'))).toBe('yes');
  expect(await page().evaluate(() => WPP.conn.needsUpdate())).toBe(true);
  await expect(page().getByTestId('alert-update')).toBeVisible();
});

test('keeps few of many messages in memory, and finds the others again', async () => {
  const client = '4917300005';
  const chat = `${client}@c.us`;
  const written = Array.from({ length: 1_000 }, (_, n) => ({ client, text: `no ${n}` }));
  const ids = await standIn.people.writeMany(account, written);
  const counted = () => page().evaluate((jid) => WPP.chat.get(jid)?.unreadCount, chat);
  await expect.poll(counted).toBe(1_000);
  const held = () =>
    page().evaluate((jid) => {
      const all = WPP.whatsapp.MsgStore.getModelsArray().filter(({ id }) => String(id?.remote) === jid);
      return [all.length, WPP.chat.get(jid)?.msgs.length];
    }, chat);
  expect(await held()).toEqual([200, 200]);
  const read = await page().evaluate(
    async (jid) => (await WPP.chat.getMessages(jid, { count: -1 })).map(({ body }) => body),
    chat,
  );
  expect(read).toEqual(written.map(({ text }) => text));
  const first = `false_${chat}_${ids[0]}`;
  expect(await page().evaluate(async (key) => (await WPP.chat.getMessageById(key)).body, first)).toBe('no 0');
  expect(await held()).toEqual([200, 200]);
});
