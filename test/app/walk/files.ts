import { expect } from '@playwright/test';
import { pdf, png, wav } from '../practice-page-files.ts';
import type { Look } from './shown-app.ts';
import { ANNA, type WalkedApp } from './walked-app.ts';

/** What crosses WhatsApp goes at the pace at which a person types. */
const PACED = { timeout: 60_000 };

/** Files come by a drop and by the clipboard, and come from the client: a photo, a voice note, and such as pretend. */
export async function files(app: WalkedApp, look: Look): Promise<void> {
  await app.goTo('app.chats');
  await app.chat('Anna Schmidt').click();
  await sentByDropAndPaste(app, look);
  await voiceNote(app, look);
  await gallery(app, look);
  await pretenders(app, look);
}

async function sentByDropAndPaste(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  const tray = page.getByRole('list', { name: app.word('chat.files') });
  const area = page.getByRole('region', { name: 'Anna Schmidt' });
  const dropped = await app.transfer({ name: 'contract.pdf', type: 'application/pdf', bytes: pdf('the contract') });
  await area.dispatchEvent('dragenter', { dataTransfer: dropped });
  await expect(page.getByText(app.word('chat.drop'))).toBeVisible();
  await look('drop');
  await area.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(tray).toContainText('contract.pdf');
  const pasted = await app.transfer({ name: 'image.png', type: 'image/png', bytes: png(640, 480) });
  await app.compose('Anna Schmidt').evaluate((field, clipboardData) => {
    field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
  }, pasted);
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await expect(tray).toContainText('image.png');
  await look('pasted');
  await app.compose('Anna Schmidt').fill('The contract and a photo');
  await app.compose('Anna Schmidt').press('Enter');
  await expect(tray).toBeHidden();
  const onPhone = () => app.phones.readClientPhone(app.account, ANNA);
  await expect.poll(async () => (await onPhone()).map(({ file }) => file?.name), PACED).toContain('contract.pdf');
  await expect.poll(async () => (await onPhone()).map(({ kind }) => kind), PACED).toContain('image');
}

async function voiceNote(app: WalkedApp, look: Look): Promise<void> {
  const file = { name: 'a.wav', type: 'audio/ogg; codecs=opus', base64: wav(6).toString('base64') };
  await app.phones.writeAsClient({ account: app.account, client: ANNA, kind: 'voice', file, duration: 6 });
  const note = app.page.getByRole('group', { name: app.word('kind.voice') });
  const speed = (rate: string) => note.getByRole('button', { name: app.word('message.speed', { rate }) });
  await speed('1').click();
  await expect(speed('1.5')).toBeVisible();
  await note.getByRole('button', { name: app.word('message.play') }).click();
  await expect.poll(async () => Number(await note.getByRole('slider').inputValue())).toBeGreaterThan(0.3);
  await note.getByRole('button', { name: app.word('message.pause') }).click();
  await look('voice-note');
}

async function gallery(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  const file = { name: 'site.png', type: 'image/png', base64: png(800, 600).toString('base64') };
  await app.phones.writeAsClient({ account: app.account, client: ANNA, kind: 'image', file, text: 'The site' });
  await expect(app.message('The site')).toBeVisible();
  await app.button('gallery.title').click();
  const tiles = page.getByRole('listbox', { name: app.word('gallery.media_list') }).getByRole('option');
  await expect(tiles.first()).toBeVisible();
  await look('gallery');
  await tiles.first().click();
  await expect(app.dialog('message.viewer').locator('img')).toBeVisible();
  await look('viewer');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: app.word('gallery.documents') }).click();
  await expect(page.getByText('contract.pdf')).toBeVisible();
  await app.button('gallery.back').click();
}

/** What pretends to be something else is named, and leads nowhere by itself. */
async function pretenders(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  const program = Buffer.from('MZ this is a program').toString('base64');
  for (const name of ['invoice.pdf.exe', 'letter\u202efdp.exe']) {
    const file = { name, type: 'application/pdf', base64: program };
    await app.phones.writeAsClient({ account: app.account, client: ANNA, kind: 'document', file });
  }
  await expect(page.getByText(app.word('attachment.warning.double_extension'))).toBeVisible();
  await expect(page.getByText(app.word('attachment.warning.bidi'))).toBeVisible();
  await app.clientWrites(ANNA, 'Anna Schmidt', 'Pay here: https://xn--80ak6aa92e.com/pay \u202eand turn');
  await expect(app.message('Pay here').getByTitle(app.word('text.override'))).toBeVisible();
  await look('pretenders');
  await app.message('Pay here').getByRole('link').click();
  await expect(app.dialog('links.title')).toContainText(app.word('links.doubts'));
  await look('link');
  await app
    .dialog('links.title')
    .getByRole('button', { name: app.word('common.cancel') })
    .click();
}
