import { expect, type Page, test } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import type { PracticeServerOptions } from '../../main/practice/practice-server.ts';
import { pdf } from './practice-page-files.ts';
import { createStandIn, type StandIn, scanAndWait, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

declare global {
  interface Window {
    events: unknown[];
    loadedAt?: number;
    lexlineReport?: (report: unknown) => void;
    polluted?: unknown;
    asked?: string[];
  }
}

const account = '4915100001';
const client = '4917500001';
const chat = `${client}@c.us`;
const calm = { duplicate_every: 0, ciphertext_every: 0 };
let standIn: StandIn;

test.afterEach(() => standIn.close());

async function linked(options: Partial<PracticeServerOptions> = {}): Promise<Page> {
  standIn = await createStandIn({ ...options, faults: { ...calm, ...options.faults } });
  const page = await standIn.open();
  await scanAndWait(standIn, account);
  await waJsReady(page);
  return page;
}

async function write(text: string): Promise<string> {
  return (await standIn.people.writeAsClient({ account, client, text, name: 'Frida' })).id;
}

/** Notes a wa-js event's values from now on, as `pick` (which runs in the page) gives them. */
async function note(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.events = [];
    WPP.on('chat.new_message', ({ id, body }) => window.events.push(['message', id.id, body ?? null]));
    WPP.on('chat.msg_ack_change', ({ ack }) => window.events.push(['ack', ack]));
    WPP.on('conn.online', (online) => window.events.push(['online', online]));
    WPP.whatsapp.Socket.on('change:state', (_socket: unknown, state: string) => window.events.push(['socket', state]));
  });
}

const events = (page: Page, name: string) =>
  page.evaluate((wanted) => window.events.filter((event) => (event as string[])[0] === wanted), name);

const chatThere = (page: Page) =>
  expect.poll(() => page.evaluate((id) => WPP.chat.get(id) !== undefined, chat)).toBe(true);

function sendText(page: Page, text: string, waitForAck: boolean, id = 'E'.repeat(20)) {
  return page.evaluate(
    async ([jid, body, messageId, wait]) => {
      const options = { messageId, waitForAck: wait, linkPreview: false, markIsRead: false } as const;
      const { ack, sendMsgResult } = await WPP.chat.sendTextMessage(jid, body, options);
      return { ack, result: (await sendMsgResult) as unknown };
    },
    [chat, text, `true_${chat}_${id}`, waitForAck] as const,
  );
}

const ackOf = (page: Page, id = 'E'.repeat(20)) =>
  page.evaluate((key) => WPP.whatsapp.MsgStore.get(key)?.ack, `true_${chat}_${id}`);

test('duplicates and messages without text begin at once, and end at once', async () => {
  const page = await linked();
  await note(page);
  const first = await write('once');
  await standIn.people.setFaults({ duplicate_every: 1 });
  const second = await write('twice');
  await standIn.people.setFaults({ duplicate_every: 0, ciphertext_every: 1 });
  const third = await write('first without text');
  await standIn.people.setFaults({ ciphertext_every: 0 });
  const fourth = await write('once again');
  await expect.poll(() => events(page, 'message')).toHaveLength(6);
  const told = await events(page, 'message');
  expect(told.filter((event) => (event as string[])[1] === first)).toEqual([['message', first, 'once']]);
  expect(told.filter((event) => (event as string[])[1] === second)).toHaveLength(2);
  expect(told.filter((event) => (event as string[])[1] === third)).toHaveLength(2);
  expect(told.filter((event) => (event as string[])[1] === fourth)).toHaveLength(1);
});

test('a read receipt can come before the delivery receipt', async () => {
  const page = await linked({ faults: { acks_out_of_order: true } });
  await write('Hello');
  await chatThere(page);
  await note(page);
  await sendText(page, 'Answer', true);
  await expect.poll(() => events(page, 'ack')).toEqual([1, 3, 2].map((ack) => ['ack', ack]));
  expect(await ackOf(page)).toBe(3);
});

test('a module that WhatsApp has taken away takes its one ability with it, and the page goes on', async () => {
  const page = await linked();
  const id = await write('Hello');
  await chatThere(page);
  await standIn.people.setFaults({ missing_modules: ['WAWebSendReactionMsgAction'] });
  await page.reload();
  await waJsReady(page);
  await chatThere(page);
  const react = (key: string) =>
    page.evaluate(
      (wanted) =>
        WPP.chat.sendReactionToMessage(wanted, '👍').then(
          () => 'sent',
          () => 'failed',
        ),
      key,
    );
  expect(await react(`false_${chat}_${id}`)).toBe('failed');
  expect(await sendText(page, 'still works', true)).toMatchObject({ ack: 1 });
  await standIn.people.setFaults({ missing_modules: [] });
  await page.reload();
  await waJsReady(page);
  await chatThere(page);
  expect(await react(`false_${chat}_${id}`)).toBe('sent');
});

test('without the modules that wa-js lives by, the document still shows chats and sends what is typed', async () => {
  const page = await linked();
  await standIn.people.setFaults({
    missing_modules: ['WAWebMsgCollection', 'WAWebChatCollection', 'WAWebMsgKey', 'WAWebSendMsgChatAction', 'WAWebWid'],
  });
  await page.reload();
  const id = await write('Can you see this?');
  await page.locator('[data-testid="cell-frame-title"] span[title="Frida"]').click();
  await expect(page.locator(`#main [data-id="${id}"]`)).toHaveText(/Can you see this\?/);
  await page.getByTestId('conversation-compose-box-input').click();
  await page.keyboard.type('Yes, I can');
  await page.getByTestId('compose-btn-send').click();
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).map(({ text }) => text))
    .toEqual(['Can you see this?', 'Yes, I can']);
});

test('modules arrive as slowly as they are told to', async () => {
  standIn = await createStandIn({ faults: { module_pause_ms: 600 } });
  const page = await standIn.open();
  const count = () =>
    page.evaluate(() => {
      const { require: load } = window as unknown as { require?: (id: string) => { modulesMap: object } };
      return load ? Object.keys(load('__debug').modulesMap).length : 0;
    });
  await expect.poll(count).toBeGreaterThan(0);
  const early = await count();
  await waJsReady(page);
  expect(await count()).toBeGreaterThan(early + 50);
});

test('the QR code loads without a picture, idles until it is clicked, and comes back', async () => {
  standIn = await createStandIn({ faults: { qr: 'loading' } });
  const page = await standIn.open();
  await waJsReady(page);
  const code = page.locator('[data-testid="link-device-qr-code"] canvas');
  await expect(page.getByTestId('login-screen')).toBeVisible();
  await expect(code).toHaveCount(0);
  expect(await page.evaluate(() => WPP.whatsapp.Socket.state)).toBe('UNPAIRED');

  await standIn.people.setFaults({ qr: 'idle' });
  await expect(page.getByTestId('qr-reload')).toBeVisible();
  expect(await page.evaluate(() => WPP.conn.isIdle())).toBe(true);
  await page.getByTestId('qr-reload').click();
  await expect(code).toBeVisible();
  await standIn.people.setFaults({ qr: 'shown', qr_rotation_ms: 300 });
  await expect(code).toBeVisible();
  const ref = () => page.getByTestId('link-device-qr-code').getAttribute('data-ref');
  const before = await ref();
  await expect.poll(ref).not.toBe(before);
});

test('the page is refused, blank, and itself again, from one load to the next', async () => {
  standIn = await createStandIn();
  const page = await standIn.open();
  await expect(page.getByTestId('login-screen')).toBeVisible();
  await standIn.people.setFaults({ unsupported_browser: true });
  await page.reload();
  await expect(page.locator('a[href*="google.com/chrome"]')).toBeVisible();
  await standIn.people.setFaults({ blank: true });
  await page.reload();
  expect(await page.evaluate(() => document.body.textContent?.trim())).toBe('');
  await standIn.people.setFaults({ blank: false, unsupported_browser: false });
  await page.reload();
  await expect(page.getByTestId('login-screen')).toBeVisible();
});

test('a passkey is asked for while linking, and nothing comes of it until the fault is over', async () => {
  standIn = await createStandIn({ faults: { passkey_required: true } });
  const page = await standIn.open();
  const code = page.locator('[data-testid="link-device-qr-code"][data-ref]');
  await expect(code).toBeVisible();
  await page.evaluate(() => {
    window.asked = [];
    const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = (options) => {
      window.asked?.push(options?.publicKey?.userVerification ?? '');
      return get(options);
    };
  });
  const ref = (await code.getAttribute('data-ref')) ?? '';
  expect(await standIn.people.scan({ ref, phone: account })).toBe(false);
  await expect(page.locator('[data-testid^="passkey-"][role="dialog"]')).toBeVisible();
  expect(await page.evaluate(() => window.asked)).toEqual(['required']);
  expect(await standIn.people.ledger()).toEqual([]);
  await standIn.people.setFaults({ passkey_required: false });
  await expect(page.locator('[data-testid^="passkey-"]')).toHaveCount(0);
  await scanAndWait(standIn, account);
});

test('links by a code that is typed on the phone, and refuses wrong and expired ones', async () => {
  standIn = await createStandIn({ delays: { pairingCode: 400 } });
  const page = await standIn.open();
  await waJsReady(page);
  const ask = () => page.evaluate((phone) => WPP.conn.genLinkDeviceCodeForPhoneNumber(phone), account);
  const enter = (code: string, phone = account) =>
    standIn.people.enterPairingCode({ code, phone, name: 'Dr. Law' }).catch((error: { code: string }) => error.code);
  const stale = await ask();
  expect(stale).toMatch(/^[1-9A-HJ-NP-TV-Z]{8}$/);
  const cells = page.getByTestId('link-with-phone-number-code-cells');
  await expect(cells).toHaveAttribute('data-link-code', [...stale].join(','));
  expect(await enter('AAAA1111')).toBe('unknown_code');
  expect(await enter(stale, '4915100002')).toBe('other_phone');
  await expect.poll(() => enter(stale, '4915100002')).toBe('expired_code');
  const heard = page.evaluate(
    () =>
      new Promise((resolve) =>
        WPP.whatsapp.LinkDeviceEvents.on('link_device_events:primary_hello_received', () => resolve('heard')),
      ),
  );
  expect(await enter(await ask())).toBe(true);
  expect(await heard).toBe('heard');
  await expect(page.locator('#pane-side')).toBeVisible();
});

test('a silent page holds new messages, shows them, and fires no event', async () => {
  const page = await linked();
  await write('heard');
  await chatThere(page);
  await note(page);
  await standIn.people.setFaults({ silent: true });
  const id = await write('not heard');
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
  await write('heard again');
  await expect.poll(() => events(page, 'message')).toHaveLength(1);
});

test('without a network the page says so, keeps what is to be sent, and catches up when it is back', async () => {
  const page = await linked();
  await write('Hello');
  await chatThere(page);
  await note(page);
  await standIn.people.setFaults({ network: 'down' });
  await expect.poll(() => page.evaluate(() => WPP.conn.isOnline())).toBe(false);
  await expect.poll(() => page.evaluate(() => WPP.whatsapp.Socket.state)).toBe('TIMEOUT');
  expect(await page.evaluate(() => WPP.whatsapp.Stream.info)).toBe('OFFLINE');
  await expect(page.getByTestId('alert-computer')).toBeVisible();
  expect(await sendText(page, 'held', false)).toMatchObject({ ack: 0 });
  await write('meanwhile');
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
  for (const text of texts) await write(text);
  await expect
    .poll(async () => (await events(page, 'socket')).filter((event) => (event as string[])[1] === 'OPENING').length)
    .toBeGreaterThan(2);
  await expect
    .poll(async () => (await events(page, 'message')).map((event) => (event as string[])[2]).sort())
    .toEqual(texts.sort());
});

test('a phone that is not seen for long is complained of, and the device logged out in the end', async () => {
  const page = await linked({ delays: { phoneLost: 700 } });
  const reason = page.evaluate(() => new Promise((resolve) => WPP.on('conn.logout_reason', resolve)));
  await standIn.people.setFaults({ phone_offline: true });
  await expect(page.getByTestId('alert-phone')).toBeVisible();
  expect(await reason).toBe('account_locked');
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
  await write('Hello');
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
  await page.reload();
  await waJsReady(page);
  await chatThere(page);
  await expect.poll(() => ackOf(page)).toBe(-1);
  expect((await standIn.people.readClientPhone(account, client)).map(({ text }) => text)).toEqual(['Hello']);
});

test('what is sent can be taken slowly, or kept back until later', async () => {
  const page = await linked();
  await write('Hello');
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
  await write('Hello');
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

test('the thread hangs once, and the page reloads itself as often as it is told to', async () => {
  const page = await linked();
  const longest = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = performance.now();
        const timer = setInterval(() => {
          const now = performance.now();
          if (now - last > 300) {
            clearInterval(timer);
            resolve(now - last);
          }
          last = now;
        }, 5);
      }),
  );
  await standIn.people.setFaults({ hang_ms: 400 });
  expect(await longest).toBeGreaterThan(300);
  await page.evaluate(() => {
    window.loadedAt = 1;
  });
  await standIn.people.setFaults({ reload_every_ms: 1_000 });
  await expect.poll(() => page.evaluate(() => window.loadedAt ?? 0).catch(() => 1)).toBe(0);
  await standIn.people.setFaults({ reload_every_ms: 0 });
});

test('a hostile page calls every door in its window, and leaves its own prototypes alone', async () => {
  const page = await linked();
  await page.evaluate(() => {
    window.events = [];
    window.lexlineReport = (report) => window.events.push(typeof report === 'string' ? report.length : typeof report);
  });
  await standIn.people.setFaults({ hostile: true });
  await expect.poll(() => page.evaluate(() => window.events.length)).toBeGreaterThan(25);
  const reports = (await page.evaluate(() => window.events)) as (number | string)[];
  expect(Math.max(...reports.map((length) => (typeof length === 'number' ? length : 0)))).toBeGreaterThan(4_000_000);
  expect(reports).toContain('undefined');
  expect(await page.evaluate(() => ({}) as { polluted?: unknown }).then(({ polluted }) => polluted)).toBeUndefined();
  await write('still here');
  await chatThere(page);
});

for (const [language, date, you, direction] of [
  ['en', /^\[\d{1,2}:\d{2}\s[AP]M, \d{1,2}\/\d{1,2}\/\d{4}\] $/, 'You:', 'ltr'],
  ['de', /^\[\d{2}:\d{2}, \d{1,2}\.\d{1,2}\.\d{4}\] $/, 'Du:', 'ltr'],
  ['es', /^\[\d{1,2}:\d{2}, \d{1,2}\/\d{1,2}\/\d{4}\] $/, 'Tú:', 'ltr'],
  ['pt', /^\[\d{2}:\d{2}, \d{1,2}\/\d{1,2}\/\d{4}\] $/, 'Você:', 'ltr'],
  ['ar', /^\[[٠-٩:]+\s[صم], [٠-٩‏/]+\] $/, 'أنت:', 'rtl'],
] as const) {
  test(`writes its labels and dates in ${language}`, async () => {
    const page = await linked();
    const id = await write('Hello');
    await standIn.people.setFaults({ language });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.locator('html')).toHaveAttribute('dir', direction);
    await page.evaluate((jid) => WPP.chat.openChatBottom(jid), chat);
    const text = page.locator(`#main [data-id="${id}"] [data-pre-plain-text]`);
    const before = (await text.getAttribute('data-pre-plain-text')) ?? '';
    expect(before.replace(/[\u202a\u202c]?Frida[\u202c]?: $/, '')).toMatch(date);
    await sendText(page, 'Answer', true);
    await expect(page.locator(`#main [aria-label="${you}"]`)).toHaveCount(1);
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
  });
}
