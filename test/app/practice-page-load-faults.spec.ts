import { expect } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import { account, chat, chatThere, client, opensLinked, sendText, write } from './practice-page-faulty.ts';
import { createStandIn, listenIn, type StandIn, scanAndWait, test, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

let standIn: StandIn;

test.afterEach(() => standIn.close());

const linked = opensLinked((created) => {
  standIn = created;
});

/** The phone is given a code: what comes of it, or the code of the refusal. */
function enter(code: string, phone = account): Promise<boolean | string> {
  return standIn.people
    .enterPairingCode({ code, phone, name: 'Dr. Law' })
    .catch((error: { code: string }) => error.code);
}

test('a module that WhatsApp has taken away takes its one ability with it, and the page goes on', async () => {
  const page = await linked();
  const id = await write(standIn, 'Hello');
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
  expect((await sendText(page, 'still works', true)).ack).toBeGreaterThan(0);
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
  const id = await write(standIn, 'Can you see this?');
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
  expect(await count()).toBeGreaterThan(early);
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

test('a QR code that has gone stale stays on the page, is refused, and only loading anew brings another', async () => {
  // With the passkey asked for, a scan of a good code links nothing yet.
  standIn = await createStandIn({ faults: { qr: 'stale', qr_rotation_ms: 1_000, passkey_required: true } });
  const page = await standIn.open();
  await waJsReady(page);
  const code = page.locator('[data-testid="link-device-qr-code"][data-ref]');
  await expect(code).toBeVisible();
  const ref = (await code.getAttribute('data-ref')) ?? '';
  const scan = () =>
    standIn.people.scan({ ref, phone: account }).catch(({ code: problem }: { code: string }) => problem);
  await expect.poll(scan).toBe('unknown_ref');
  await expect(code).toHaveAttribute('data-ref', ref);
  // wa-js waits for another code, in vain.
  const heard = page.waitForResponse(/\/page\/code$/);
  await page.evaluate(() => void WPP.conn.refreshQR());
  await heard;
  await standIn.people.setFaults({ language: 'de' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(code).toHaveAttribute('data-ref', ref);
  await page.reload();
  await expect(code).toBeVisible();
  expect(await code.getAttribute('data-ref')).not.toBe(ref);
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

test('links by a code that is typed on the phone, and refuses wrong ones and those for another phone', async () => {
  standIn = await createStandIn();
  const page = await standIn.open();
  await waJsReady(page);
  const code = await page.evaluate((phone) => WPP.conn.genLinkDeviceCodeForPhoneNumber(phone), account);
  expect(code).toMatch(/^[1-9A-HJ-NP-TV-Z]{8}$/);
  const cells = page.getByTestId('link-with-phone-number-code-cells');
  await expect(cells).toHaveAttribute('data-link-code', [...code].join(','));
  expect(await enter('AAAA1111')).toBe('unknown_code');
  expect(await enter(code, '4915100002')).toBe('other_phone');
  const heard = await listenIn(
    page,
    () =>
      new Promise((resolve) =>
        WPP.whatsapp.LinkDeviceEvents.on('link_device_events:primary_hello_received', () => resolve('heard')),
      ),
  );
  expect(await enter(code)).toBe(true);
  expect(await heard.told).toBe('heard');
  await expect(page.locator('#pane-side')).toBeVisible();
});

test('a pairing code that has expired is refused, and the page asks for another one', async () => {
  standIn = await createStandIn({ delays: { pairingCode: 1 } });
  const page = await standIn.open();
  await waJsReady(page);
  const asked = await listenIn(
    page,
    () =>
      new Promise((resolve) =>
        WPP.whatsapp.LinkDeviceEvents.on('link_device_events:refresh_alt_linking_code', () => resolve('asked')),
      ),
  );
  const code = await page.evaluate((phone) => WPP.conn.genLinkDeviceCodeForPhoneNumber(phone), account);
  expect(await enter(code)).toBe('expired_code');
  expect(await asked.told).toBe('asked');
});

test('the thread hangs once, and the page reloads itself as often as it is told to', async () => {
  const page = await linked();
  // Watching before the fault is switched on: it hangs once.
  const watch = await page.evaluateHandle(() => {
    const watched = { longest: 0 };
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      watched.longest = Math.max(watched.longest, now - last);
      last = now;
    }, 5);
    return watched;
  });
  await standIn.people.setFaults({ hang_ms: 400 });
  await expect.poll(() => watch.evaluate(({ longest }) => longest)).toBeGreaterThan(300);
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
  await write(standIn, 'still here');
  await chatThere(page);
});

test('a flooding page sends well-formed reports without end, and answers nothing as it should, until it is loaded anew', async () => {
  const page = await linked();
  await page.addInitScript(() => {
    window.events = [];
    window.lexlineReport = (report) => window.events.push(JSON.parse(report as string).items);
  });
  await standIn.people.setFaults({ flood: true });
  await page.reload();
  await expect.poll(() => page.evaluate(() => window.events.length)).toBeGreaterThan(150);
  const kinds = await page.evaluate(() => (window.events as { kind: string }[][]).flat().map(({ kind }) => kind));
  expect(new Set(kinds)).toEqual(new Set(['message', 'reaction', 'state']));
  expect(kinds.filter((kind) => kind === 'reaction').length).toBeGreaterThan(50_000);
  const answers = await page.evaluate(async () => {
    const ask = () => (window as unknown as { lexlineCommand(): Promise<unknown> }).lexlineCommand();
    const outcomes = new Set<string>();
    for (let count = 0; count < 8; count += 1) {
      const answer = await ask();
      try {
        outcomes.add(typeof answer === 'string' ? String(answer.length > 400_000) : JSON.stringify(answer));
      } catch (error) {
        outcomes.add((error as Error).name);
      }
    }
    return [...outcomes].sort();
  });
  expect(answers).toEqual(['Error', 'TypeError', 'true']);
  await standIn.people.setFaults({ flood: false });
  await page.reload();
  await waJsReady(page);
  expect(await page.evaluate(() => window.events)).toEqual([]);
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
    const id = await write(standIn, 'Hello');
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
