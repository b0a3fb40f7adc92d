import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import { pdf, png } from './practice-page-files.ts';
import { createStandIn, type StandIn, scanAndWait, test, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

const account = '4915100001';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
let standIn: StandIn;

test.beforeAll(async () => {
  standIn = await createStandIn({ faults: { duplicate_every: 0, ciphertext_every: 0 } });
  await standIn.open();
  await scanAndWait(standIn, account);
});
test.afterAll(() => standIn.close());

const page = (): Page => standIn.page();
const titleOf = (name: string) => page().locator(`[data-testid="cell-frame-title"] span[title="${name}"]`);

async function openChat(client: string, name: string, text = 'Good day'): Promise<string> {
  const { id } = await standIn.people.writeAsClient({ account, client, text, name });
  await page()
    .locator('#pane-side')
    .evaluate((pane) => {
      pane.scrollTop = 0;
    });
  await titleOf(name).click();
  await expect(page().locator('[data-testid="conversation-info-header"]')).toContainText(name);
  return id;
}

test('keeps few of many chats in the document, with headings among the rows', async () => {
  await standIn.people.seed(account, {
    first_client: '4917690001',
    chats: 200,
    messages_per_chat: 1,
    from: 1_700_000_000,
    until: 1_700_100_000,
  });
  const grid = page().getByTestId('chat-list');
  await expect(grid).toHaveAttribute('aria-rowcount', '201');
  const frames = page().getByTestId('cell-frame-container');
  expect(await frames.count()).toBeLessThan(70);
  const rows = page().locator('[data-testid="chat-list"] [role="row"]');
  expect(await rows.count()).toBe((await frames.count()) + 1);
  await expect(titleOf('Client 200')).toBeVisible();
  await expect(titleOf('Client 1')).toHaveCount(0);
  await page()
    .locator('#pane-side')
    .evaluate((pane) => {
      pane.scrollTop = pane.scrollHeight;
    });
  await expect(titleOf('Client 1')).toBeVisible();
  await expect(titleOf('Client 200')).toHaveCount(0);
});

test('finds a chat by name, and a number that has no chat yet', async () => {
  const search = page().locator('input[data-tab="3"]');
  await search.fill('Client 42');
  await expect(titleOf('Client 42')).toBeVisible();
  await search.fill('+49 176 55500011');
  const stranger = page().locator('[data-testid="cell-frame-title"] span').filter({ hasText: /\+49/ });
  await expect(stranger).toHaveText('\u202a+49 176 55500011\u202c');
  await stranger.click();
  await page().getByTestId('conversation-compose-box-input').click();
  await page().keyboard.type('First contact');
  await page().getByTestId('compose-btn-send').click();
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, '4917655500011')).map(({ text }) => text))
    .toEqual(['First contact']);
  await search.fill('4917600000');
  await expect(page().getByTestId('cell-frame-title')).toHaveCount(0);
  await search.fill('');
});

test('keeps few of many messages in the document, and reads older ones as one scrolls', async () => {
  await standIn.people.seed(account, {
    first_client: '4917700001',
    chats: 1,
    messages_per_chat: 300,
    from: 1_710_000_000,
    until: 1_710_100_000,
  });
  await openChat('4917700001', 'Longa', 'the newest');
  const rows = page().locator('#main [data-testid^="conv-msg-"]');
  const panel = page().getByTestId('conversation-panel-messages');
  await expect(rows.last()).toContainText('the newest');
  await expect.poll(() => rows.count()).toBeGreaterThan(40);
  const reached = async () => {
    await panel.evaluate((list) => {
      list.scrollTop = 0;
    });
    return (await rows.first().textContent()) ?? '';
  };
  await expect.poll(reached, { intervals: [100], timeout: 30_000 }).toMatch(/^1: /);
  expect(await rows.count()).toBeLessThanOrEqual(80);
  await expect(rows.filter({ hasText: 'the newest' })).toHaveCount(0);
});

test('says who wrote only at the first of a block, and the rest in no way', async () => {
  const client = '4917700002';
  const first = await openChat(client, 'Blocky', 'one');
  const { id: second } = await standIn.people.writeAsClient({ account, client, text: 'two', name: 'Blocky' });
  const row = (id: string) => page().locator(`#main [data-id="${id}"]`);
  await expect(row(first).locator('[data-icon="tail-in"]')).toHaveCount(1);
  await expect(row(first).locator('[aria-label="Blocky:"]')).toHaveCount(1);
  await expect(row(second)).toBeVisible();
  await expect(row(second).locator('[data-icon^="tail-"]')).toHaveCount(0);
  await expect(row(second).locator('[aria-label$=":"]')).toHaveCount(0);
  expect(await row(second).getAttribute('data-testid')).toBe(`conv-msg-${second}`);
});

test('ignores text that is put into the document behind the back of the editor', async () => {
  const client = '4917700003';
  await openChat(client, 'Lexi');
  const input = page().getByTestId('conversation-compose-box-input');
  await input.evaluate((box) => {
    box.textContent = 'forged';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await expect(page().getByTestId('compose-btn-send')).toHaveCount(0);
  await input.evaluate((box) => {
    box.focus();
    document.execCommand('insertText', false, 'by an input event');
  });
  await page().getByTestId('compose-btn-send').click();
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).map(({ text }) => text))
    .toEqual(['Good day', 'by an input event']);
});

for (const { entry, name, type, bytes, kind, caption } of [
  {
    entry: 'mi-attach-document',
    name: 'Klage.pdf',
    type: 'application/pdf',
    bytes: pdf('k'),
    kind: 'document',
    caption: '',
  },
  { entry: 'mi-attach-media', name: 'p.png', type: 'image/png', bytes: png(90, 60), kind: 'image', caption: 'Look' },
]) {
  test(`attaches a file by the menu's ${entry}`, async () => {
    const client = kind === 'image' ? '4917700004' : '4917700005';
    await openChat(client, `Attach ${kind}`);
    await page().getByTestId('conversation-clip').click();
    await page()
      .locator(`[data-testid="${entry}"] input[type="file"]`)
      .setInputFiles({ name, mimeType: type, buffer: bytes });
    await expect(page().getByTestId('media-preview')).toBeVisible();
    if (caption !== '') {
      await page().getByTestId('media-caption-input-container').click();
      await page().keyboard.type(caption);
    }
    await page().getByTestId('compose-btn-send').click();
    await expect(page().getByTestId('media-preview')).toHaveCount(0);
    await expect
      .poll(async () => (await standIn.people.readClientPhone(account, client)).at(-1))
      .toMatchObject({
        kind,
        text: caption,
        file: { type, sha256: sha256(bytes), name: kind === 'document' ? name : null },
      });
    const bubble = page().locator('#main [data-testid^="conv-msg-"]').last();
    await expect(bubble.getByTestId(kind === 'document' ? 'document-thumb' : 'image-thumb')).toBeVisible();
    await expect(bubble.locator('[data-icon="msg-dblcheck"]')).toBeVisible();
  });
}

test('says that the lawyer has read only while the window has the focus', async () => {
  const client = '4917700006';
  await page().evaluate(() => {
    document.hasFocus = () => false;
  });
  await openChat(client, 'Unseen');
  await waJsReady(page());
  await standIn.people.writeAsClient({ account, client, text: 'Still unread?', name: 'Unseen' });
  await expect(page().locator('#main [data-testid^="conv-msg-"]')).toHaveCount(2);
  expect(await page().evaluate((jid) => WPP.chat.get(jid)?.unreadCount, `${client}@c.us`)).toBe(2);
  await page().evaluate(() => {
    document.hasFocus = () => true;
    window.dispatchEvent(new Event('focus'));
  });
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).map(({ status }) => status))
    .toEqual(['read', 'read']);
});

test('shows what belongs to a message: its quote, its reactions, its mark of an edit, and that it is gone', async () => {
  const client = '4917700007';
  const first = await openChat(client, 'Rita', 'a question');
  const at = { account, client };
  const { id: answer } = await standIn.people.writeAsClient({ ...at, text: 'and more', reply_to: first, name: 'Rita' });
  await standIn.people.act(at, { action: 'react', message: first, emoji: '🎉' });
  await standIn.people.act(at, { action: 'edit', message: answer, text: 'and much more' });
  const row = (id: string) => page().locator(`#main [data-id="${id}"]`);
  await expect(row(first).getByTestId('reaction-bubble')).toHaveText('🎉');
  await expect(row(answer).getByTestId('quoted-message')).toContainText('a question');
  await expect(row(answer)).toContainText('and much more');
  await expect(row(answer).getByTestId('msg-meta')).toContainText('Edited');
  await standIn.people.act(at, { action: 'revoke', message: answer });
  await expect(row(answer)).toHaveCount(0);
  await expect(page().locator('#main [data-testid="recalled"]')).toHaveText('This message was deleted');
});
