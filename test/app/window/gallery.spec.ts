import type { Locator } from '@playwright/test';
import { expect, type OpenedWindow, test } from './opened-window.ts';

test.use({ scene: 'kinds' });

const gallery = ({ page }: OpenedWindow) => page.getByRole('region', { name: 'Media, documents and links' });
const tab = (opened: OpenedWindow, name: string) => gallery(opened).getByRole('tab', { name });
const tiles = (opened: OpenedWindow) => gallery(opened).getByRole('option');

async function openGallery(opened: OpenedWindow, chat: string): Promise<void> {
  await opened.openChat(chat);
  await opened.page.getByRole('button', { name: 'Media, documents and links' }).click();
  await expect(gallery(opened)).toBeVisible();
}

/** Adds so many photos to a chat, one a day, each older than the one before; answers nothing. */
const addPhotos = (opened: OpenedWindow, given: { chat: string; count: number }) =>
  opened.fake((fake, { chat: title, count }) => {
    const { lawyerId, chat } = fake.world.chatByTitle(title);
    const [one] = chat.messages.filter(({ kind }) => kind === 'image');
    for (let n = count; n > 0; n -= 1) {
      const text = `Photo ${n}`;
      fake.world.addMessage(lawyerId, chat, {
        ...{ kind: 'image', text, attachment: one?.attachment ?? null, minutesAgo: n * 24 * 60 },
      });
    }
    chat.messages.sort((a, b) => a.sent_at.localeCompare(b.sent_at));
  }, given);

test('photos and films stand together, and are walked through and looked at by the keyboard alone', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat('Pictures');
  await page.keyboard.press('ControlOrMeta+Shift+A');
  await expect(tab(opened, 'Media')).toBeFocused();
  await expect(tiles(opened)).toHaveCount(3);
  await expect(tiles(opened).first()).toHaveAccessibleName(/^Video, 0:03, Pictures, .*The water in the cellar$/);
  await page.keyboard.press('Tab');
  const grid = page.getByRole('listbox', { name: 'Photos and videos, the newest first' });
  await expect(grid).toBeFocused();
  await page.keyboard.press('End');
  await expect(tiles(opened).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(tiles(opened).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'Photo or video' });
  await expect(viewer).toContainText('You');
  await page.keyboard.press('ArrowLeft');
  await expect(viewer).toContainText('The letter from my landlord');
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
  await expect(grid).toBeFocused();
  // Where one was in the viewer is where one goes on.
  await expect(tiles(opened).last()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(opened.compose()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Media, documents and links' })).toBeFocused();
});

test('a photo leads to its message in the chat, however far above it stands', async ({ opened }) => {
  const { page } = opened;
  await addPhotos(opened, { chat: 'Pictures', count: 130 });
  await openGallery(opened, 'Pictures');
  const grid = gallery(opened).getByRole('listbox');
  await grid.focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(tiles(opened).last()).toHaveAccessibleName(/Photo 130$/, { timeout: 200 });
  }).toPass();
  // The first of the three may be read once more, by the news of the photos that were added before it was opened.
  const read = (await opened.calls('conversations.gallery')).map((input) => (input as { cursor?: string }).cursor);
  expect(new Set(read).size).toBe(3);
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'Photo or video' });
  await expect(viewer).toContainText('Photo 130');
  await viewer.getByRole('button', { name: 'Show in chat' }).click();
  await expect(opened.message('Photo 130')).toBeInViewport();
  await page.goBack();
  await expect(gallery(opened)).toBeVisible();
});

test('only the photos near the screen are drawn, and each stands below its month', async ({ opened }) => {
  await addPhotos(opened, { chat: 'Pictures', count: 400 });
  await openGallery(opened, 'Pictures');
  await expect(tiles(opened).first()).toBeVisible();
  expect(await tiles(opened).count()).toBeLessThan(120);
  const newest = await opened.fake((fake) => {
    const { chat } = fake.world.chatByTitle('Pictures');
    return chat.messages.findLast(({ kind }) => kind === 'image' || kind === 'video')?.sent_at ?? '';
  }, null);
  const month = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' }).format(new Date(newest));
  await expect(gallery(opened).getByText(month, { exact: true })).toBeVisible();
});

test('what comes into the chat is in its gallery at once, and what has come of a file, too', async ({ opened }) => {
  await openGallery(opened, 'Files');
  await expect(tiles(opened)).toHaveCount(2);
  await expect(tiles(opened).first()).toHaveAccessibleName(/This file is not here. WhatsApp has dropped it/);
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Files');
    const bytes = Buffer.from('%PDF-1.7');
    const attachment = fake.media.attachment({ bytes }, { status: 'pending', mime_type: null, sha256: null });
    fake.world.addMessage(lawyerId, chat, { kind: 'image', text: 'just now', attachment });
  }, null);
  await expect(tiles(opened).first()).toHaveAccessibleName(/Being fetched from WhatsApp.*just now$/);
  await opened.fake((fake) => {
    const { lawyerId, chat, message } = fake.world.messageByText('Files', 'just now');
    const attachment = message.attachment && {
      ...message.attachment,
      status: 'unavailable' as const,
      error: 'too_large',
    };
    fake.world.change(lawyerId, chat, message.id, { attachment }, 'message.attachment_stored');
  }, null);
  await expect(tiles(opened).first()).toHaveAccessibleName(/It is larger than what is taken in by itself/);
  await tiles(opened).first().click();
  await expect(opened.page.getByRole('dialog').getByRole('button', { name: 'Fetch it again' })).toBeVisible();
});

test('documents are listed with what they are, and with the same warnings as in the chat', async ({ opened }) => {
  const { page } = opened;
  await openGallery(opened, 'Files');
  await tab(opened, 'Documents').click();
  const list = page.getByRole('list', { name: 'Documents' });
  await expect(list).toContainText('PDF document');
  await expect(list).toContainText('Its name has two endings, to look like a document.');
  await expect(list).toContainText('Being fetched from WhatsApp…');
  await list.getByRole('button', { name: 'Save Kündigung Sommer 2026.pdf' }).click();
  await expect.poll(() => opened.calls('attachments.save')).toHaveLength(1);
  await list.getByRole('button', { name: 'Show in chat' }).last().click();
  await expect(opened.message(/Kündigung/)).toBeInViewport();
});

test('sounds are played where they are listed', async ({ opened }) => {
  const { page } = opened;
  await openGallery(opened, 'Sounds');
  await expect(gallery(opened)).toContainText('No photos or videos yet');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const list = page.getByRole('list', { name: 'Voice notes' });
  await expect(list.getByRole('button', { name: 'Play' })).toHaveCount(3);
  await list.getByRole('button', { name: 'Play' }).first().click();
  await expect(list.getByRole('button', { name: 'Pause' })).toHaveCount(1);
});

test('messages with links are listed, and lead out only after the question', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Marks');
    fake.world.addMessage(lawyerId, chat, { text: 'The court: https://court.example/case?no=7, as I said' });
    fake.world.addMessage(lawyerId, chat, { text: 'no link: ftp://court.example' });
  }, null);
  await openGallery(opened, 'Marks');
  await tab(opened, 'Links').click();
  const list = page.getByRole('list', { name: 'Links' });
  await expect(list.getByRole('button', { name: 'Show in chat' })).toHaveCount(1);
  await list.getByRole('link', { name: 'https://court.example/case?no=7' }).first().click();
  await expect(page.getByRole('dialog', { name: 'Open this link?' })).toBeVisible();
  expect(await opened.calls('links.open')).toEqual([]);
});

test('a gallery that cannot be read says so, and is read again', async ({ opened }) => {
  await opened.openChat('Pictures');
  await opened.fake((fake) => {
    const answer = fake.answer.bind(fake);
    let failures = 2;
    fake.answer = (name, given) => {
      if (name !== 'conversations.gallery' || failures === 0) return answer(name, given);
      failures -= 1;
      return { ok: false, code: 'internal_error', errors: [] };
    };
  }, null);
  await opened.page.getByRole('button', { name: 'Media, documents and links' }).click();
  await expect(gallery(opened)).toContainText('What the chat holds could not be read.');
  await gallery(opened).getByRole('button', { name: 'Try again' }).click();
  await expect(tiles(opened)).toHaveCount(3);
});

test('in Arabic the arrows go the other way, and in a narrow window everything has its place', async ({ opened }) => {
  const { page } = opened;
  await openGallery(opened, 'Pictures');
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'ar' }), null);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await opened.resize(400, 800);
  const grid = page.getByRole('listbox', { name: 'الصور ومقاطع الفيديو، الأحدث أولًا' });
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowLeft');
  await expect(grid.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => opened.fits()).toBe(true);
  await opened.resize(1280, 800);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const viewer = page.getByRole('dialog', { name: 'صورة أو فيديو' });
  const endOf = (element: Locator) =>
    element.evaluate((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return Math.round(range.getBoundingClientRect().right);
    });
  const time = viewer.locator('time').first();
  expect(await endOf(viewer.getByText('Pictures', { exact: true }))).toBe(await endOf(time));
});

test('support looks through the gallery of a chat that was granted, saves nothing, and is led to the chat', async ({
  opened,
}) => {
  const { page } = opened;
  await addPhotos(opened, { chat: 'Pictures', count: 70 });
  await opened.fake((fake) => {
    const { staff } = fake.world;
    const [, sam] = [staff.add('Olga Owner', 'owner'), staff.add('Sam Support', 'support')];
    const { lawyerId, chat } = fake.world.chatByTitle('Pictures');
    staff.grant(lawyerId, sam, [chat.conversation.id]);
    staff.become(sam);
  }, null);
  await openGallery(opened, 'Pictures');
  await expect(page.getByText(/Each opening is recorded/)).toBeVisible();
  await tiles(opened).nth(1).click();
  const viewer = page.getByRole('dialog', { name: 'Photo or video' });
  await expect(viewer).toContainText('Dr. Anna Weber');
  await expect(viewer.getByRole('button', { name: 'Save the file…' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  const grid = gallery(opened).getByRole('listbox');
  await expect(grid).toBeFocused();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(tiles(opened).last()).toHaveAccessibleName(/Photo 70$/, { timeout: 200 });
  }).toPass();
  await page.keyboard.press('Enter');
  await viewer.getByRole('button', { name: 'Show in chat' }).click();
  await expect(opened.message('Photo 70')).toBeInViewport();
  await page.getByRole('button', { name: 'Media, documents and links' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('log')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Media, documents and links' })).toBeFocused();
});

test('a gallery is gone to from the palette and from the details of a chat', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat('Sounds');
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('media');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Media, documents and links');
  await page.keyboard.press('Enter');
  await expect(gallery(opened)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Details of this chat' }).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Media, documents and links' }).click();
  await expect(gallery(opened)).toBeVisible();
  await expect(details).toBeVisible();
});

test('a further page that cannot be read is not asked for again and again, and is read when one wants it', async ({
  opened,
}) => {
  const { page } = opened;
  await addPhotos(opened, { chat: 'Pictures', count: 70 });
  await opened.fake((fake) => {
    const answer = fake.answer.bind(fake);
    let isBroken = true;
    Object.assign(globalThis, { mend: () => (isBroken = false) });
    fake.answer = (name, given) => {
      const isFurther = name === 'conversations.gallery' && JSON.stringify(given).includes('cursor');
      if (!isFurther || !isBroken) return answer(name, given);
      fake.calls.push({ name, input: given });
      return { ok: false, code: 'internal_error', errors: [] };
    };
  }, null);
  await openGallery(opened, 'Pictures');
  await gallery(opened).getByRole('listbox').focus();
  await page.keyboard.press('End');
  await expect(gallery(opened).getByRole('alert')).toContainText('What the chat holds could not be read.');
  const asked = (await opened.calls('conversations.gallery')).length;
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  await expect(tiles(opened).last()).toHaveAccessibleName(/Photo 47$/);
  expect(await opened.calls('conversations.gallery')).toHaveLength(asked);
  await opened.fake(() => (globalThis as unknown as { mend(): void }).mend(), null);
  await gallery(opened).getByRole('button', { name: 'Try again' }).click();
  await expect(gallery(opened).getByRole('alert')).toBeHidden();
  await gallery(opened).getByRole('listbox').focus();
  await page.keyboard.press('End');
  await expect(tiles(opened).last()).toHaveAccessibleName(/Photo 70$/);
});
