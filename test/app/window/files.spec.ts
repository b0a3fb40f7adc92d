import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './opened-window.ts';

const PDF = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 letter') };
const SOUND = { name: 'call.wav', mimeType: 'audio/wav', buffer: Buffer.from('RIFF----WAVEfmt ') };
const PNG = {
  name: 'photo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};

test('chosen files are taken in, shown as what they are, and sent with the text on the first', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await page.locator('form input[type=file]').setInputFiles([PDF, PNG]);
  const tray = page.getByRole('list', { name: 'Files to be sent' });
  await expect(tray.getByRole('listitem').first()).toContainText('PDF document · 15 bytes');
  await expect(tray.getByRole('listitem').last().locator('img')).toHaveAttribute('src', /^\/attachments\/law_/);
  await tray.getByRole('switch', { name: 'As a document' }).check();
  await opened.compose().fill('Both of them');
  await page.keyboard.press('Enter');
  await expect(tray).toBeHidden();
  await expect(opened.compose()).toHaveValue('');
  await expect(opened.message('Both of them')).toContainText('letter.pdf');
  expect(await opened.calls('messages.send')).toMatchObject([
    { text: 'Both of them', attachment: { id: expect.stringMatching(/^att_/) } },
    { attachment: { id: expect.stringMatching(/^att_/), use: 'document' } },
  ]);
  const names = (await opened.calls('attachments.upload')).map((call) => (call as { file_name: string }).file_name);
  expect(names).toEqual(['letter.pdf', 'photo.png']);
});

test('a text goes with the first file that can carry one, and before sounds, which cannot, as a message of its own', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  const picker = page.locator('form input[type=file]');
  const tray = page.getByRole('list', { name: 'Files to be sent' });
  await picker.setInputFiles([SOUND, PDF]);
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await opened.compose().fill('With the letter');
  await page.keyboard.press('Enter');
  await expect(tray).toBeHidden();
  await picker.setInputFiles([SOUND]);
  await expect(tray.getByRole('listitem')).toHaveCount(1);
  await opened.compose().fill('Before the recording');
  await page.keyboard.press('Enter');
  await expect(tray).toBeHidden();
  const sent = (await opened.calls('messages.send')) as { text?: string; attachment?: unknown }[];
  expect(sent.map(({ text, attachment }) => [text, attachment !== undefined])).toEqual([
    [undefined, true],
    ['With the letter', true],
    ['Before the recording', false],
    [undefined, true],
  ]);
});

test('a file that is refused says why, and goes nowhere', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await page.locator('form input[type=file]').setInputFiles([{ ...PDF, name: 'setup.exe' }]);
  const tray = page.getByRole('list', { name: 'Files to be sent' });
  await expect(tray.getByRole('alert')).toContainText('Files of this type are not sent.');
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await tray.getByRole('button', { name: 'Remove setup.exe' }).click();
  await expect(tray).toBeHidden();
  expect(await opened.calls('messages.send')).toEqual([]);
});

test('files are dropped onto the chat, and a dragged text is none', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  const drag = (type: string, withFile: boolean) =>
    page.getByRole('region', { name: 'Julia Sommer' }).evaluate(
      (area, given) => {
        const transfer = new DataTransfer();
        if (given.withFile) transfer.items.add(new File(['%PDF-1.7'], 'dropped.pdf'));
        else transfer.setData('text/plain', 'only words');
        area.dispatchEvent(new DragEvent(given.type, { bubbles: true, cancelable: true, dataTransfer: transfer }));
      },
      { type, withFile },
    );
  await drag('dragenter', false);
  await expect(page.getByText('Drop files here to attach them')).toBeHidden();
  await drag('dragenter', true);
  await expect(page.getByText('Drop files here to attach them')).toBeVisible();
  await drag('drop', true);
  await expect(page.getByText('Drop files here to attach them')).toBeHidden();
  await expect(page.getByRole('list', { name: 'Files to be sent' })).toContainText('dropped.pdf');
});

test('a picture is pasted, and pasted text stays text', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().evaluate((field, base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
    field.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
  }, PNG.buffer.toString('base64'));
  await expect(page.getByRole('list', { name: 'Files to be sent' })).toContainText('image.png');
  await page.getByRole('button', { name: 'Remove image.png' }).click();
  await opened.electron.evaluate(({ clipboard }) => clipboard.writeText('only words'));
  await opened.compose().focus();
  await page.keyboard.press('Control+V');
  await expect(opened.compose()).toHaveValue('only words');
  await expect(page.getByRole('list', { name: 'Files to be sent' })).toBeHidden();
});

test('no more than ten files are taken at once, and files wait in their chat', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  const many = Array.from({ length: 12 }, (_, index) => ({ ...PDF, name: `page ${index + 1}.pdf` }));
  await page.locator('form input[type=file]').setInputFiles(many);
  const tray = page.getByRole('list', { name: 'Files to be sent' });
  await expect(tray.getByRole('listitem')).toHaveCount(10);
  await expect(page.getByText('At most 10 files at once.')).toBeVisible();
  await opened.openChat(/Noor/);
  await expect(tray).toBeHidden();
  await opened.openChat(/Julia Sommer/);
  await expect(tray.getByRole('listitem')).toHaveCount(10);
});

test('what was not taken stays, with what was already sent gone from it', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await page.locator('form input[type=file]').setInputFiles([PDF, PNG]);
  const tray = page.getByRole('list', { name: 'Files to be sent' });
  await expect(tray.locator('img')).toBeVisible();
  await opened.fake((fake) => {
    const upload = [...fake.world.uploads.keys()].at(-1);
    if (upload) fake.world.uploads.delete(upload);
  }, null);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('This file no longer exists.');
  await expect(tray.getByRole('listitem')).toHaveCount(1);
  await expect(tray).toContainText('photo.png');
});

const LARGE_BYTES = 9 * 1024 * 1024;

/** Files as they lie on a disk: what is given as bytes goes to the window in one message, which takes half a minute. */
function onDisk(files: readonly { name: string; buffer: Buffer }[]): string[] {
  const folder = test.info().outputPath('files');
  mkdirSync(folder, { recursive: true });
  return files.map(({ name, buffer }) => {
    const path = join(folder, name);
    writeFileSync(path, buffer);
    return path;
  });
}

const LARGE = { name: 'film.pdf', buffer: Buffer.alloc(LARGE_BYTES, '%PDF-1.7 ') };

test('a large file comes in parts, and how far it is stands beneath its name', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.fake((fake) => void fake.held.set('attachments.part', Promise.withResolvers()), null);
  await page.locator('form input[type=file]').setInputFiles(onDisk([LARGE]));
  const tray = page.getByRole('list', { name: 'Files to be sent' });
  await expect(tray.getByRole('progressbar', { name: 'Being taken in…' })).toHaveAttribute('aria-valuenow', '0');
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await opened.fake((fake) => fake.held.get('attachments.part')?.resolve(), null);
  await expect(tray).toContainText('PDF document · 9.4 MB');
  await expect(tray.getByRole('progressbar')).toBeHidden();
  const sizes = await opened.fake((fake) => [...fake.world.uploads.values()].map(({ size }) => size), null);
  expect(sizes).toEqual([LARGE_BYTES]);
});

test('a large file that is removed while it is taken in is given no further, and the next one is', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.fake((fake) => void fake.held.set('attachments.part', Promise.withResolvers()), null);
  await page.locator('form input[type=file]').setInputFiles(onDisk([LARGE, PNG, PDF]));
  const tray = page.getByRole('list', { name: 'Files to be sent' });
  await expect(tray.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '0');
  await tray.getByRole('button', { name: 'Remove photo.png' }).click();
  await tray.getByRole('button', { name: 'Remove film.pdf' }).click();
  await opened.fake((fake) => fake.held.get('attachments.part')?.resolve(), null);
  await expect(tray).toContainText('PDF document · 15 bytes');
  expect(await opened.fake((fake) => fake.world.incoming.cancelled.length, null)).toBe(1);
  expect(await opened.calls('attachments.part')).toHaveLength(1);
  // What was removed before its turn was never given at all.
  expect(await opened.calls('attachments.upload')).toMatchObject([{ file_name: 'letter.pdf' }]);
});
