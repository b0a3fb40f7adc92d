import { expect } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import { jidOfPerson } from '../../main/practice/jid.ts';
import { createStandIn, listenIn, type StandIn, scanAndWait, test, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

const account = '4915100001';
const client = '4917400001';
const lid = jidOfPerson(client, 'lid');
let standIn: StandIn;

test.afterEach(() => standIn.close());

async function start(faults: { lids: 'known' | 'late' | 'off' }, lidLearnt = 60_000): Promise<void> {
  standIn = await createStandIn({
    faults: { ...faults, duplicate_every: 0, ciphertext_every: 0 },
    delays: { lidLearnt },
  });
  await standIn.open();
  await scanAndWait(standIn, account);
  await waJsReady(standIn.page());
}

const entry = (jid: string) =>
  standIn.page().evaluate(async (id) => {
    const { lid: opaque, phoneNumber } = await WPP.contact.getPnLidEntry(id);
    return { lid: opaque?._serialized ?? null, phone: phoneNumber?._serialized ?? null };
  }, jid);

const chatThere = (jid: string) =>
  expect.poll(() => standIn.page().evaluate((id) => WPP.chat.get(id) !== undefined, jid)).toBe(true);

test('a chat under a lid has its number from the start, and answers go there', async () => {
  await start({ lids: 'known' });
  const page = standIn.page();
  await standIn.people.writeAsClient({ account, client, text: 'Hello', name: 'Lia' });
  await chatThere(lid);
  expect(await entry(lid)).toEqual({ lid, phone: `${client}@c.us` });
  expect(await page.evaluate(() => String(WPP.conn.getMyUserId()))).toBe(`${account}@c.us`);
  expect(await page.evaluate(() => String(WPP.conn.getMyUserLid()))).toBe(jidOfPerson(account, 'lid'));

  const id = 'C'.repeat(20);
  const sent = await page.evaluate(
    async ([chat, messageId]) => {
      const options = { messageId, waitForAck: true, linkPreview: false } as const;
      const { ack, from, to } = await WPP.chat.sendTextMessage(chat, 'Yes?', options);
      return { ack, from, to };
    },
    [lid, `true_${lid}_${id}`] as const,
  );
  // The server has it; by now the client's phone may have it, too.
  expect(sent.ack).toBeGreaterThanOrEqual(1);
  expect(sent).toMatchObject({ from: jidOfPerson(account, 'lid'), to: lid });
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).at(-1))
    .toMatchObject({ id, text: 'Yes?', status: 'read' });
  const sameChat = await page.evaluate(async (jid) => String((await WPP.chat.find(jid))?.id), `${client}@c.us`);
  expect(sameChat).toBe(lid);
});

test('a number behind a lid is learnt when WhatsApp is asked for it', async () => {
  await start({ lids: 'late' });
  await standIn.people.writeAsClient({ account, client, text: 'Guess who', name: 'Lia' });
  await chatThere(lid);
  expect(await entry(lid)).toEqual({ lid, phone: null });
  const found = await standIn.page().evaluate(async (jid) => {
    const result = await WPP.contact.queryExists(jid);
    return { wid: String(result?.wid), lid: String(result?.lid) };
  }, `${client}@c.us`);
  expect(found).toEqual({ wid: `${client}@c.us`, lid });
  expect(await entry(lid)).toEqual({ lid, phone: `${client}@c.us` });
});

test('a number behind a lid is learnt by itself after a while, and stays known', async () => {
  await start({ lids: 'late' }, 1_000);
  const first = await listenIn(
    standIn.page(),
    () =>
      new Promise((resolve) =>
        WPP.on('chat.new_message', ({ id }) => {
          const remote = WPP.whatsapp.WidFactory.createWid(String(id.remote));
          resolve(WPP.whatsapp.lidPnCache.getPhoneNumber(remote) ?? 'not known');
        }),
      ),
  );
  await standIn.people.writeAsClient({ account, client, text: 'Guess who', name: 'Lia' });
  expect(await first.told).toBe('not known');
  await expect.poll(() => entry(lid)).toEqual({ lid, phone: `${client}@c.us` });
  await standIn.page().reload();
  await waJsReady(standIn.page());
  await chatThere(lid);
  expect(await entry(lid)).toEqual({ lid, phone: `${client}@c.us` });
});

test('a chat turns from its number to a lid between two loads, with the same messages', async () => {
  await start({ lids: 'off' });
  const page = standIn.page();
  const { id } = await standIn.people.writeAsClient({ account, client, text: 'before', name: 'Lia' });
  await chatThere(`${client}@c.us`);
  await standIn.people.setFaults({ lids: 'known' });
  await standIn.people.writeAsClient({ account, client, text: 'in between', name: 'Lia' });
  await expect.poll(() => page.evaluate((jid) => WPP.chat.get(jid)?.msgs.length, `${client}@c.us`)).toBe(2);
  await page.reload();
  await waJsReady(page);
  await chatThere(lid);
  const read = await page.evaluate(async (jid) => {
    const messages = await WPP.chat.getMessages(jid, { count: 9 });
    return messages.map((message) => [message.body, String(message.id?.remote), message.id?.id]);
  }, lid);
  expect(read).toMatchObject([
    ['before', lid, id],
    ['in between', lid, expect.any(String)],
  ]);
  expect(await page.evaluate((jid) => WPP.chat.get(jid) === undefined, `${client}@c.us`)).toBe(true);
});

test('a message that was pending goes out once, to the same person, after the chat has turned to a lid', async () => {
  await start({ lids: 'off' });
  const page = standIn.page();
  await standIn.people.writeAsClient({ account, client, text: 'Hello' });
  await chatThere(`${client}@c.us`);
  await standIn.people.setFaults({ sends: 'pending' });
  const id = 'D'.repeat(20);
  await page.evaluate(
    ([jid, messageId]) =>
      WPP.chat.sendTextMessage(jid, 'held back', { messageId, waitForAck: false, linkPreview: false }),
    [`${client}@c.us`, `true_${client}@c.us_${id}`] as const,
  );
  const pending = () => page.evaluate((key) => WPP.whatsapp.MsgStore.get(key)?.ack, `true_${client}@c.us_${id}`);
  expect(await pending()).toBe(0);
  // The page writes down what it has not sent a moment later.
  await expect
    .poll(() =>
      page.evaluate(
        () =>
          new Promise((resolve) => {
            const opening = indexedDB.open('practice-device');
            opening.onsuccess = () => {
              const count = opening.result.transaction('outbox').objectStore('outbox').count();
              count.onsuccess = () => resolve(count.result);
            };
          }),
      ),
    )
    .toBe(1);
  await standIn.people.setFaults({ lids: 'known' });
  await page.reload();
  await waJsReady(page);
  await chatThere(lid);
  expect(await page.evaluate((key) => WPP.whatsapp.MsgStore.get(key)?.ack, `true_${lid}_${id}`)).toBe(0);
  await standIn.people.setFaults({ sends: 'ok' });
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).slice(1))
    .toMatchObject([{ id, text: 'held back' }]);
  await expect.poll(() => page.evaluate((key) => WPP.whatsapp.MsgStore.get(key)?.ack, `true_${lid}_${id}`)).toBe(3);
});
