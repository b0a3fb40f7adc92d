import { expect } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import {
  account,
  ackOf,
  chat,
  chatThere,
  client,
  events,
  note,
  opensLinked,
  sendText,
  write,
} from './practice-page-faulty.ts';
import { pdf } from './practice-page-files.ts';
import { listenIn, type StandIn, test, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

let standIn: StandIn;

test.afterEach(() => standIn.close());

const linked = opensLinked((created) => {
  standIn = created;
});

test('duplicates and messages without text begin at once, and end at once', async () => {
  const page = await linked();
  await note(page);
  const first = await write(standIn, 'once');
  await standIn.people.setFaults({ duplicate_every: 1 });
  const second = await write(standIn, 'twice');
  await standIn.people.setFaults({ duplicate_every: 0, ciphertext_every: 1 });
  const third = await write(standIn, 'first without text');
  await standIn.people.setFaults({ ciphertext_every: 0 });
  const fourth = await write(standIn, 'once again');
  await expect.poll(() => events(page, 'message')).toHaveLength(6);
  const told = await events(page, 'message');
  expect(told.filter((event) => (event as string[])[1] === first)).toEqual([['message', first, 'once']]);
  expect(told.filter((event) => (event as string[])[1] === second)).toHaveLength(2);
  expect(told.filter((event) => (event as string[])[1] === third)).toHaveLength(2);
  expect(told.filter((event) => (event as string[])[1] === fourth)).toHaveLength(1);
});

test('what happens to a message before its text is there stays', async () => {
  const page = await linked({ faults: { ciphertext_every: 1 } });
  await write(standIn, 'before');
  await chatThere(page);
  const place = { account, client };
  await standIn.people.act(place, { action: 'revoke', message: await write(standIn, 'taken back') });
  await standIn.people.act(place, { action: 'edit', message: await write(standIn, 'first'), text: 'edited' });
  await write(standIn, 'after');
  const shown = () =>
    page.evaluate(
      (jid) =>
        WPP.chat
          .get(jid)
          ?.msgs.getModelsArray()
          .map((message) => [message.type, message.body ?? null]),
      chat,
    );
  // The last one has its text last.
  await expect.poll(async () => (await shown())?.at(-1)).toEqual(['chat', 'after']);
  expect((await shown())?.slice(1, 3)).toEqual([
    ['revoked', null],
    ['chat', 'edited'],
  ]);
});

test('a read receipt can come before the delivery receipt', async () => {
  const page = await linked({ faults: { acks_out_of_order: true } });
  await write(standIn, 'Hello');
  await chatThere(page);
  await note(page);
  await sendText(page, 'Answer', true);
  await expect.poll(() => events(page, 'ack')).toEqual([1, 3, 2].map((ack) => ['ack', ack]));
  expect(await ackOf(page)).toBe(3);
});

test('a silent page holds new messages, shows them, and fires no event', async () => {
  const page = await linked();
  await write(standIn, 'heard');
  await chatThere(page);
  await note(page);
  await standIn.people.setFaults({ silent: true });
  const id = await write(standIn, 'not heard');
  await expect.poll(() => page.evaluate((jid) => WPP.chat.get(jid)?.unreadCount, chat)).toBe(2);
  const held = await page.evaluate(
    async (jid) => (await WPP.chat.getMessages(jid, { count: 1 })).map(({ body }) => body),
    chat,
  );
  expect(held).toEqual(['not heard']);
  expect(await page.evaluate((jid) => WPP.chat.get(jid)?.lastReceivedKey?.id, chat)).toBe(id);
  const row = page.locator('[data-testid="cell-frame-secondary"]');
  await expect(row).toContainText('not heard');
  await standIn.people.setFaults({ silent: false });
  await write(standIn, 'heard again');
  await expect.poll(() => events(page, 'message')).toHaveLength(1);
});

test('a message that is not decrypted has no text until the page is loaded anew', async () => {
  const page = await linked({ faults: { ciphertext_every: 2, ciphertext_stays: true } });
  await note(page);
  await write(standIn, 'readable');
  const kept = await write(standIn, 'kept back');
  await write(standIn, 'readable again');
  await expect.poll(() => events(page, 'message')).toHaveLength(3);
  await standIn.people.setFaults({ ciphertext_every: 0, ciphertext_stays: false });
  await write(standIn, 'the last');
  await expect.poll(() => events(page, 'message')).toHaveLength(4);
  const held = (id: string) =>
    page.evaluate((key) => {
      const message = WPP.whatsapp.MsgStore.get(key);
      return [message?.type, message?.body];
    }, `false_${chat}_${id}`);
  expect(await held(kept)).toEqual(['ciphertext', undefined]);
  await page.reload();
  await waJsReady(page);
  await chatThere(page);
  expect(await held(kept)).toEqual(['chat', 'kept back']);
});

test('a page that tells of one chat only holds what comes in the others, and fires no event', async () => {
  const page = await linked({ faults: { tells_of_one_chat: true } });
  await note(page);
  const other = '4917500002';
  const first = await write(standIn, 'told');
  await expect.poll(() => events(page, 'message')).toHaveLength(1);
  const writeOther = (text: string) => standIn.people.writeAsClient({ account, client: other, text });
  const { id } = await writeOther('not told');
  const second = await write(standIn, 'told as well');
  await expect.poll(() => events(page, 'message')).toHaveLength(2);
  expect((await events(page, 'message')).map((event) => (event as string[])[1])).toEqual([first, second]);
  const last = (jid: string) => page.evaluate((one) => WPP.chat.get(one)?.lastReceivedKey?.id, jid);
  expect(await last(`${other}@c.us`)).toBe(id);
  await standIn.people.setFaults({ tells_of_one_chat: false });
  await writeOther('told again');
  await expect.poll(() => events(page, 'message')).toHaveLength(3);
});

test('without a network the page says so, keeps what is to be sent, and catches up when it is back', async () => {
  const page = await linked();
  await write(standIn, 'Hello');
  await chatThere(page);
  await note(page);
  await standIn.people.setFaults({ network: 'down' });
  await expect.poll(() => page.evaluate(() => WPP.conn.isOnline())).toBe(false);
  await expect.poll(() => page.evaluate(() => WPP.whatsapp.Socket.state)).toBe('TIMEOUT');
  expect(await page.evaluate(() => WPP.whatsapp.Stream.info)).toBe('OFFLINE');
  await expect(page.getByTestId('alert-computer')).toBeVisible();
  expect(await sendText(page, 'held', false)).toMatchObject({ ack: 0 });
  await write(standIn, 'meanwhile');
  // What the page has in its own database is there without a network, too.
  const read = await page.evaluate(async (jid) => (await WPP.chat.getMessages(jid, { count: 9 })).length, chat);
  expect(read).toBeGreaterThan(0);
  await standIn.people.setFaults({ network: 'up' });
  await expect.poll(() => events(page, 'message')).toContainEqual(['message', expect.any(String), 'meanwhile']);
  await expect.poll(async () => (await events(page, 'online')).at(-1)).toEqual(['online', true]);
  await expect.poll(() => ackOf(page)).toBe(3);
  const arrived = (await standIn.people.readClientPhone(account, client)).filter(({ from_me }) => !from_me);
  expect(arrived.map(({ text }) => text)).toEqual(['held']);
});

test('a flapping network drops the connection again and again, and nothing is missed', async () => {
  const page = await linked({ delays: { flap: 300 } });
  await note(page);
  await standIn.people.setFaults({ network: 'flapping' });
  const texts = Array.from({ length: 20 }, (_, index) => `no ${index}`);
  for (const text of texts) await write(standIn, text);
  await expect
    .poll(async () => (await events(page, 'socket')).filter((event) => (event as string[])[1] === 'OPENING').length)
    .toBeGreaterThan(2);
  await expect
    .poll(async () => (await events(page, 'message')).map((event) => (event as string[])[2]).sort())
    .toEqual(texts.sort());
});

test('a phone that is not seen for long is complained of, and the device logged out in the end', async () => {
  const page = await linked({ delays: { phoneLost: 3_000 } });
  const reason = await listenIn(page, () => new Promise((resolve) => WPP.on('conn.logout_reason', resolve)));
  await standIn.people.setFaults({ phone_offline: true });
  await expect(page.getByTestId('alert-phone')).toBeVisible();
  expect(await reason.told).toBe('account_locked');
  await expect(page.getByTestId('login-screen')).toBeVisible();
  expect((await standIn.people.ledger()).at(-1)).toMatchObject({ kind: 'unlinked', account, by: 'whatsapp' });
});

test('older messages come in short batches, and now and then not at the first try', async () => {
  const page = await linked();
  await standIn.people.seed(account, {
    first_client: client,
    chats: 1,
    messages_per_chat: 120,
    from: 1_700_000_000,
    until: 1_700_100_000,
  });
  await chatThere(page);
  await standIn.people.setFaults({ history_patchy: true, history_pause_ms: 20 });
  const read = await page.evaluate(async (jid) => {
    let failures = 0;
    const sizes: number[] = [];
    const ids: string[] = [];
    const first = WPP.chat.get(jid)?.lastReceivedKey;
    for (let anchor = String(first); ; ) {
      try {
        const batch = await WPP.chat.getMessages(jid, { count: 20, direction: 'before', id: anchor });
        if (batch.length === 0) break;
        sizes.push(batch.length);
        ids.unshift(...batch.map(({ id }) => String(id)));
        anchor = String(batch[0]?.id);
      } catch {
        failures += 1;
      }
    }
    return { failures, sizes, ids: new Set(ids).size };
  }, chat);
  expect(read.ids).toBe(119);
  expect(Math.max(...read.sizes)).toBe(10);
  expect(read.failures).toBeGreaterThan(1);
});

test('a download fails the first time, and what WhatsApp has dropped comes back when the phone uploads it again', async () => {
  const page = await linked();
  const bytes = pdf('the letter');
  const send = async () => {
    const file = { name: 'l.pdf', type: 'application/pdf', base64: pdf(`${Math.random()}`).toString('base64') };
    const { id } = await standIn.people.writeAsClient({ account, client, kind: 'document', file });
    const key = `false_${chat}_${id}`;
    await expect.poll(() => page.evaluate((wanted) => WPP.whatsapp.MsgStore.get(wanted) !== undefined, key)).toBe(true);
    return key;
  };
  const download = (key: string) =>
    page.evaluate(
      (wanted) =>
        WPP.chat.downloadMedia(wanted).then(
          (blob) => blob.size,
          (error: { code: string }) => error.code,
        ),
      key,
    );
  const stage = (key: string) =>
    page.evaluate((wanted) => WPP.whatsapp.MsgStore.get(wanted)?.mediaData?.mediaStage, key);

  await standIn.people.setFaults({ media: 'fails_first' });
  const first = await send();
  expect(await download(first)).toBe('media_not_found');
  expect(await stage(first)).toBe('ERROR_NEED_UPDATE');
  expect(await download(first)).toBeGreaterThan(bytes.length);

  await standIn.people.setFaults({ media: 'gone' });
  const second = await send();
  expect(await download(second)).toBe('media_not_found');
  expect(await stage(second)).toBe('REUPLOADING');
  expect(await download(second)).toBe('media_not_found');
  await standIn.people.setFaults({ media: 'ok' });
  await expect.poll(() => stage(second)).toBe('INIT');
  expect(await download(second)).toBeGreaterThan(bytes.length);
});

test('what is sent can be refused, and says so, also after a reload', async () => {
  const page = await linked({ faults: { sends: 'refused' } });
  await write(standIn, 'Hello');
  await chatThere(page);
  expect(await sendText(page, 'no', true)).toMatchObject({ ack: -1, result: { messageSendResult: 'ERROR_UNKNOWN' } });
  const refused = (call: 'react' | 'edit') =>
    page.evaluate(
      ([jid, name]) => {
        const last = String(WPP.chat.get(jid)?.msgs.head()?.id);
        const act = name === 'react' ? WPP.chat.sendReactionToMessage(last, '👍') : WPP.chat.editMessage(last, 'x');
        return act.then(
          () => 'sent',
          () => 'refused',
        );
      },
      [chat, call] as const,
    );
  expect(await refused('react')).toBe('refused');
  await Promise.all([
    page.waitForEvent('load'),
    page.evaluate(
      ([jid, messageId]) => {
        const options = { messageId, waitForAck: true, linkPreview: false, markIsRead: false } as const;
        // Not a moment later than it is told.
        void WPP.chat.sendTextMessage(jid, 'not either', options).then(() => window.location.reload());
      },
      [chat, `true_${chat}_${'F'.repeat(20)}`] as const,
    ),
  ]);
  await waJsReady(page);
  await chatThere(page);
  for (const id of ['E', 'F']) await expect.poll(() => ackOf(page, id.repeat(20))).toBe(-1);
  const texts = async () => (await standIn.people.readClientPhone(account, client)).map(({ text }) => text);
  expect(await texts()).toEqual(['Hello']);
  // Sent once more under the same id, it is refused no longer, and that lasts.
  await standIn.people.setFaults({ sends: 'ok' });
  expect((await sendText(page, 'no', true)).ack).toBeGreaterThan(0);
  await expect.poll(texts).toEqual(['Hello', 'no']);
  await page.reload();
  await waJsReady(page);
  await chatThere(page);
  await expect.poll(() => ackOf(page)).toBe(3);
});

test('what is sent can be taken slowly, or kept back until later', async () => {
  const page = await linked();
  await write(standIn, 'Hello');
  await chatThere(page);
  await standIn.people.setFaults({ sends: 'slow' });
  expect(await sendText(page, 'slow', false, 'F'.repeat(20))).toMatchObject({ ack: 0 });
  await expect.poll(() => ackOf(page, 'F'.repeat(20))).toBe(3);
  await standIn.people.setFaults({ sends: 'pending' });
  expect(await sendText(page, 'pending', false, '1'.repeat(20))).toMatchObject({ ack: 0 });
  await standIn.people.setFaults({ sends: 'ok' });
  await expect.poll(() => ackOf(page, '1'.repeat(20))).toBe(3);
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).map(({ text }) => text))
    .toEqual(['Hello', 'slow', 'pending']);
});

test('an answer can be lost: it arrived, and the page does not know it until it is loaded anew', async () => {
  const page = await linked();
  await write(standIn, 'Hello');
  await chatThere(page);
  await standIn.people.setFaults({ sends: 'answer_lost' });
  expect(await sendText(page, 'Did you get it?', false)).toMatchObject({ ack: 0 });
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).at(-1))
    .toMatchObject({ text: 'Did you get it?', status: 'read' });
  expect(await ackOf(page)).toBe(0);
  await standIn.people.setFaults({ sends: 'ok' });
  await page.reload();
  await waJsReady(page);
  await chatThere(page);
  await expect.poll(() => ackOf(page)).toBe(3);
  expect(await standIn.people.readClientPhone(account, client)).toHaveLength(2);
});
