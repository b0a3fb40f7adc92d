import { expect } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import { createStandIn, listenIn, type StandIn, scanAndWait, test, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

/** What wa-js reported, as plain values; filled by `record`. */
declare global {
  interface Window {
    reported: Record<string, unknown>[];
  }
}

const account = '4915100001';

/** Notes wa-js' events from now on. Runs in the page. */
function record(): void {
  const isListening = window.reported !== undefined;
  window.reported = [];
  if (isListening) return;
  const note = (event: string, values: object) => void window.reported.push({ event, ...values });
  for (const name of ['conn.require_auth', 'conn.authenticated', 'conn.logout'] as const) {
    WPP.on(name, () => note(name, {}));
  }
  WPP.on('conn.auth_code_change', (code) => note('conn.auth_code_change', { code: code?.fullCode ?? null }));
  WPP.on('chat.new_message', (msg) => note('chat.new_message', { id: String(msg.id), type: msg.type, body: msg.body }));
  WPP.on('chat.msg_ack_change', ({ ack, chat, ids }) =>
    note('chat.msg_ack_change', { ack, chat: String(chat), ids: ids.map(String) }),
  );
  WPP.on('chat.unread_count_changed', ({ chat, unreadCount }) =>
    note('chat.unread_count_changed', { chat: String(chat.id), unreadCount }),
  );
  WPP.on('chat.new_chat', (chat) => note('chat.new_chat', { chat: String(chat.id) }));
}

test.describe('a page that is not linked', () => {
  let standIn: StandIn;

  test.beforeEach(async () => {
    standIn = await createStandIn({ faults: { qr_rotation_ms: 1_000 } });
    await standIn.open();
  });
  test.afterEach(() => standIn.close());

  test('makes wa-js fully ready on a QR code that rotates', async () => {
    const page = standIn.page();
    await waJsReady(page);
    expect(await page.evaluate(() => WPP.conn.isAuthenticated())).toBe(false);
    expect(await page.evaluate(() => WPP.conn.isMainReady())).toBe(true);
    expect(await page.evaluate(() => WPP.whatsapp.Socket.state)).toBe('UNPAIRED');
    await page.evaluate(record);
    const seen = () => page.evaluate(() => window.reported.map(({ event }) => event));
    await expect.poll(seen).toContain('conn.auth_code_change');

    const code = page.locator('[data-testid="link-device-qr-code"]');
    const first = await code.getAttribute('data-ref');
    expect(first?.split(',')).toHaveLength(5);
    await expect.poll(() => code.getAttribute('data-ref')).not.toBe(first);
    await expect
      .poll(async () => {
        const [shown, told] = await Promise.all([
          code.getAttribute('data-ref'),
          page.evaluate(async () => (await WPP.conn.getAuthCode())?.fullCode),
        ]);
        return shown?.startsWith(`${told},`);
      })
      .toBe(true);
  });

  test('reports the log-in to wa-js when the phone scans, and the log-out when it unlinks', async () => {
    const page = standIn.page();
    await waJsReady(page);
    await page.evaluate(record);
    await scanAndWait(standIn, account);
    const seen = () => page.evaluate(() => window.reported.map(({ event }) => event));
    await expect.poll(seen).toContain('conn.authenticated');
    expect(await page.evaluate(() => WPP.conn.isAuthenticated())).toBe(true);
    expect(await page.evaluate(() => WPP.whatsapp.Socket.state)).toBe('CONNECTED');
    expect(await page.evaluate(() => String(WPP.conn.getMyUserId()))).toBe('4915100001@c.us');

    const loggedOut = await listenIn(
      page,
      () => new Promise((resolve) => WPP.on('conn.logout', () => resolve('told'))),
    );
    await standIn.people.logout(account);
    expect(await loggedOut.told).toBe('told');
    await expect(page.locator('[data-testid="link-device-qr-code"]')).toBeVisible();
  });

  test('stays linked when Electron is killed right after the scan', async () => {
    await scanAndWait(standIn, account);
    await standIn.kill();
    await standIn.people.writeAsClient({ account, client: '4917000001', text: 'while you were away', name: 'Erika' });
    const page = await standIn.open();
    await waJsReady(page);
    expect(await page.evaluate(() => WPP.conn.isAuthenticated())).toBe(true);
    const texts = () =>
      page.evaluate(async () => (await WPP.chat.getMessages('4917000001@c.us', { count: 5 })).map(({ body }) => body));
    await expect.poll(() => page.evaluate(() => WPP.chat.get('4917000001@c.us') !== undefined)).toBe(true);
    expect(await texts()).toEqual(['while you were away']);
  });
});

test('a page which nobody scans goes idle, and shows a code again when wa-js asks for one', async () => {
  const standIn = await createStandIn({ faults: { qr_rotation_ms: 300 }, codesBeforeIdle: 5 });
  const page = await standIn.open();
  await expect(page.getByTestId('qr-reload')).toBeVisible();
  await waJsReady(page);
  expect(await page.evaluate(() => WPP.conn.isIdle())).toBe(true);
  const refreshed = await page.evaluate(() => WPP.conn.refreshQR());
  expect(refreshed?.fullCode.split(',')).toHaveLength(4);
  await expect(page.getByTestId('link-device-qr-code')).toBeVisible();
  await standIn.close();
});

test('a linked page logs itself out when wa-js asks for it', async () => {
  const standIn = await createStandIn();
  const page = await standIn.open();
  await scanAndWait(standIn, account);
  await waJsReady(page);
  expect(await page.evaluate(() => WPP.conn.logout())).toBe(true);
  await expect(page.getByTestId('link-device-qr-code')).toBeVisible();
  expect((await standIn.people.ledger()).at(-1)).toMatchObject({ kind: 'unlinked', account, by: 'device' });
  await standIn.close();
});

test('a linked page is told when a message cannot be sent', async () => {
  const standIn = await createStandIn();
  const page = await standIn.open();
  await scanAndWait(standIn, account);
  await waJsReady(page);
  const refusal = await page.evaluate(() =>
    WPP.chat.sendTextMessage('4917000000@c.us', 'x', { createChat: true }).catch((error: Error) => error.message),
  );
  expect(refusal).toContain('is not on WhatsApp');
  const result = await page.evaluate(() =>
    WPP.chat.sendTextMessage('4917000001@c.us', 'x'.repeat(65_537), { createChat: true, linkPreview: false }),
  );
  expect(result).toMatchObject({ ack: -1, sendMsgResult: { messageSendResult: 'ERROR_UNKNOWN' } });
  expect(await standIn.people.readClientPhone(account, '4917000001')).toEqual([]);
  await standIn.close();
});

test('a browser which WhatsApp does not support gets told so', async () => {
  const standIn = await createStandIn();
  const page = await standIn.open({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/148.0.0.0 Electron/42.0.0' });
  await expect(page.getByText('WhatsApp works with Google Chrome 85+')).toBeVisible();
  expect(await page.evaluate(() => typeof (window as { require?: unknown }).require)).toBe('undefined');
  await standIn.close();
});

test.describe('a linked page', () => {
  let standIn: StandIn;

  test.beforeAll(async () => {
    standIn = await createStandIn();
    await standIn.open();
    await scanAndWait(standIn, account);
    await waJsReady(standIn.page());
  });
  test.beforeEach(() => standIn.page().evaluate(record));
  test.afterAll(() => standIn.close());

  function reported(event: string): Promise<Record<string, unknown>[]> {
    return standIn.page().evaluate((name) => window.reported.filter((entry) => entry.event === name), event);
  }

  test('reports each client message, now and then twice or first without its text', async () => {
    const texts = Array.from({ length: 35 }, (_, index) => `message ${index + 1}`);
    for (const text of texts)
      await standIn.people.writeAsClient({ account, client: '4917000001', text, name: 'Erika' });
    const withText = async () => (await reported('chat.new_message')).filter(({ type }) => type === 'chat');
    await expect.poll(async () => new Set((await withText()).map(({ body }) => body)).size).toBe(35);
    await expect.poll(async () => (await withText()).length).toBeGreaterThan(35);
    expect((await reported('chat.new_message')).some(({ type, body }) => type === 'ciphertext' && !body)).toBe(true);
    expect(await reported('chat.new_chat')).toEqual([{ event: 'chat.new_chat', chat: '4917000001@c.us' }]);
    await expect
      .poll(async () => (await reported('chat.unread_count_changed')).at(-1))
      .toEqual({ event: 'chat.unread_count_changed', chat: '4917000001@c.us', unreadCount: 35 });
  });

  test('sends the first message to a number under an id of our choice, and follows it until it is read', async () => {
    const page = standIn.page();
    const id = 'true_4917000002@c.us_3EB0ABCDEF0123456789AB';
    const text = '<img src=x onerror="document.title=1"> & “quotes”\nsecond line';
    expect(await page.evaluate(() => WPP.chat.get('4917000002@c.us') === undefined)).toBe(true);
    const result = await page.evaluate(
      ([messageId, body]) =>
        WPP.chat.sendTextMessage('4917000002@c.us', body, { messageId, createChat: true, waitForAck: true }),
      [id, text] as const,
    );
    expect(result).toMatchObject({ id, to: '4917000002@c.us', from: '4915100001@c.us' });
    // At WhatsApp's server at least: on a slow machine it is on the client's phone by then.
    expect(result.ack).toBeGreaterThan(0);
    expect(result.sendMsgResult).toMatchObject({ messageSendResult: 'OK' });
    const acks = async () => (await reported('chat.msg_ack_change')).map(({ ack, ids }) => [ack, ids]);
    await expect.poll(acks).toEqual([1, 2, 3].map((ack) => [ack, [id]]));
    expect(await standIn.people.readClientPhone(account, '4917000002')).toMatchObject([
      { id: '3EB0ABCDEF0123456789AB', text, from_me: false, status: 'read' },
    ]);
    expect(await page.evaluate(async (key) => (await WPP.chat.getMessageById(key)).body, id)).toBe(text);
  });

  test('finds any message of a long chat by its id, and pages through all of them', async () => {
    const page = standIn.page();
    const client = '4917000003';
    const written = Array.from({ length: 240 }, (_, index) => `no ${index}`);
    const { id: firstId } = await standIn.people.writeAsClient({ account, client, text: written[0] ?? '' });
    for (const text of written.slice(1)) await standIn.people.writeAsClient({ account, client, text });
    await expect.poll(() => page.evaluate(() => WPP.chat.get('4917000003@c.us')?.unreadCount)).toBe(240);
    await page.reload();
    await waJsReady(page);

    const paged = await page.evaluate(async () => {
      const chat = '4917000003@c.us';
      const texts: (string | undefined)[] = [];
      let batch = await WPP.chat.getMessages(chat, { count: 50 });
      while (batch.length > 0) {
        texts.unshift(...batch.map(({ body }) => body));
        batch = await WPP.chat.getMessages(chat, { count: 50, direction: 'before', id: String(batch[0]?.id) });
      }
      return texts;
    });
    expect(paged).toEqual(written);

    const key = `false_4917000003@c.us_${firstId}`;
    const after = await page.evaluate(async (id) => {
      const found = await WPP.chat.getMessages('4917000003@c.us', { count: 3, direction: 'after', id });
      return found.map(({ body }) => body);
    }, key);
    expect(after).toEqual(['no 1', 'no 2', 'no 3']);
    expect(await page.evaluate(async (id) => (await WPP.chat.getMessageById(id)).body, key)).toBe('no 0');
    const missing = await page.evaluate(() =>
      WPP.chat.getMessageById('true_4917000003@c.us_3EB0FFFFFFFFFFFFFF').catch((error: { code: string }) => error.code),
    );
    expect(missing).toBe('msg_not_found');
  });

  test('marks a chat as read, for the client and after a reload too', async () => {
    const page = standIn.page();
    await standIn.people.writeAsClient({ account, client: '4917000004', text: 'Please read', name: 'Bob' });
    await expect.poll(() => page.evaluate(() => WPP.chat.get('4917000004@c.us')?.unreadCount)).toBe(1);
    await page.evaluate(() => WPP.chat.markIsRead('4917000004@c.us'));
    expect(await standIn.people.readClientPhone(account, '4917000004')).toMatchObject([{ status: 'read' }]);
    await page.reload();
    await waJsReady(page);
    expect(await page.evaluate(() => WPP.chat.get('4917000004@c.us')?.unreadCount)).toBe(0);
  });

  test('answers who is on WhatsApp', async () => {
    const answers = await standIn.page().evaluate(async () => {
      const [known, unknown, entry] = [
        await WPP.contact.queryExists('4917000005@c.us'),
        await WPP.contact.queryExists('4917000000@c.us'),
        await WPP.contact.getPnLidEntry('4917000005@c.us'),
      ];
      return { known: String(known?.wid), unknown, phone: entry.phoneNumber?._serialized, lid: entry.lid ?? null };
    });
    expect(answers).toEqual({ known: '4917000005@c.us', unknown: null, phone: '4917000005@c.us', lid: null });
  });

  test('comes back by itself when the connection breaks, and has missed nothing', async () => {
    const page = standIn.page();
    const states = await listenIn(
      page,
      () =>
        new Promise((resolve) => {
          const seen: string[] = [];
          WPP.whatsapp.Socket.on('change:state', (_socket: unknown, state: string) => {
            seen.push(state);
            if (state === 'CONNECTED') resolve(seen);
          });
        }),
    );
    standIn.server.dropConnections();
    await standIn.people.writeAsClient({ account, client: '4917000006', text: 'through the gap' });
    expect(await states.told).toEqual(['OPENING', 'CONNECTED']);
    await expect.poll(() => reported('chat.new_message')).toMatchObject([{ body: 'through the gap' }]);
  });

  test('shows chats and messages in the document, as text only, and sends what is typed', async () => {
    const page = standIn.page();
    const text = '<b>bold?</b>';
    await standIn.people.writeAsClient({ account, client: '4917000007', text, name: 'Carla <i>' });
    const title = page.locator('[data-testid="cell-frame-title"] span[title="Carla <i>"]');
    const row = page.locator('[data-testid="cell-frame-container"]').filter({ has: title });
    await expect(row.locator('[data-testid="icon-unread-count"]')).toHaveText('1');
    await expect(page.locator('[data-testid="chat-list"][role="grid"][aria-rowcount]')).toBeVisible();

    await title.click();
    await expect(page.locator('[data-testid="conversation-info-header"]')).toHaveText('Carla <i>');
    const messages = page.locator('#main [data-testid^="conv-msg-"]');
    const incoming = messages.first();
    await expect(incoming.locator('[data-icon="tail-in"]')).toHaveCount(1);
    await expect(incoming.locator('[data-pre-plain-text*="Carla <i>: "]')).toHaveText(text);
    await expect(incoming.locator('b')).toHaveCount(0);

    await page.locator('[data-testid="conversation-compose-box-input"]').click();
    await page.keyboard.type('typed & sent');
    await page.locator('[data-testid="compose-btn-send"]').click();
    const outgoing = messages.nth(1);
    await expect(outgoing.locator('[data-pre-plain-text]')).toHaveText('typed & sent');
    await expect(outgoing.locator('[data-icon="msg-dblcheck"]')).toBeVisible();
    await expect(outgoing).toHaveAttribute('data-id', /^3EB0[0-9A-F]{18}$/);
    await expect
      .poll(async () => (await standIn.people.readClientPhone(account, '4917000007')).map((message) => message.text))
      .toEqual([text, 'typed & sent']);
    await expect(page.locator('[data-testid="practice-banner"]')).toContainText('Practice account');
  });
});
