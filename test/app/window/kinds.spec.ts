import { expect, test } from './opened-window.ts';

test.use({ scene: 'kinds' });

const windowSize = () => ({ width: window.innerWidth, height: window.innerHeight });

test('a photo keeps its room before it is there, and is shown in full when it is pressed', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Pictures/);
  const photo = opened.message('The letter from my landlord').getByRole('button', { name: 'Open the photo' });
  await photo.scrollIntoViewIfNeeded();
  const before = await photo.boundingBox();
  expect(before && Math.round((before.width / before.height) * 100)).toBe(150);
  await expect
    .poll(() =>
      photo
        .locator('img')
        .last()
        .evaluate((img) => (img as HTMLImageElement).naturalWidth),
    )
    .toBe(1200);
  expect((await photo.boundingBox())?.height).toBe(before?.height);
  await photo.click();
  const viewer = page.getByRole('dialog', { name: 'Photo or video' });
  await expect(viewer.getByRole('img', { name: 'Photo' })).toBeInViewport({ ratio: 1 });
  expect(await viewer.boundingBox()).toEqual({ x: 0, y: 0, ...(await page.evaluate(windowSize)) });
  await expect(viewer.getByText('The letter from my landlord')).toBeVisible();
  await expect(viewer.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(viewer.getByText('The letter from my landlord')).toBeHidden();
  await viewer.getByRole('button', { name: 'Save the file…' }).click();
  await expect.poll(() => opened.calls('attachments.save')).toHaveLength(1);
  await page.keyboard.press('Escape');
  await expect(viewer).toBeHidden();
});

test('a film is played in full, from the window’s own address', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Pictures/);
  await opened.message('The water in the cellar').getByRole('button', { name: 'Play the video' }).click();
  const film = page.locator('video');
  await expect(film).toBeInViewport({ ratio: 1 });
  await expect.poll(() => film.evaluate((video) => (video as HTMLVideoElement).currentTime)).toBeGreaterThan(0);
  // It is saved by our own button alone, which support does not have, and plays nowhere else.
  await expect(film).toHaveAttribute('controlslist', 'nodownload noremoteplayback');
  for (const off of ['disablepictureinpicture', 'disableremoteplayback']) await expect(film).toHaveAttribute(off, '');
  expect(await film.getAttribute('src')).toMatch(/^\/attachments\/law_\w+\/att_\w+$/);
});

test('a voice note shows its wave form, plays on while its bubble is scrolled away, and at another speed', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Sounds/);
  const note = opened.page.getByRole('group', { name: 'Voice message' }).first();
  await expect(note.locator('rect')).toHaveCount(48);
  const heights = await note.locator('rect').evaluateAll((bars) => bars.map((bar) => bar.getAttribute('height')));
  expect(new Set(heights).size).toBeGreaterThan(5);
  await note.getByRole('button', { name: 'Speed: 1 times' }).click();
  await note.getByRole('button', { name: 'Play' }).click();
  await expect(note.getByRole('button', { name: 'Speed: 1.5 times' })).toBeVisible();
  const position = note.getByRole('slider', { name: 'Position' });
  await expect.poll(async () => Number(await position.inputValue())).toBeGreaterThan(0.3);
  await expect(note.locator('rect[data-played]').first()).toBeAttached();
  await note.getByRole('button', { name: 'Pause' }).click();
  await expect(note.getByRole('button', { name: 'Play' })).toBeVisible();
  await position.fill('6');
  await expect(note.getByText('0:06')).toBeVisible();
  expect(await page.locator('audio').count()).toBe(0);
});

test('a document is saved, never opened, and one that is not what it seems is named so', async ({ opened }) => {
  await opened.openChat(/Files/);
  await opened.scrollBackTo('Kündigung Sommer 2026.pdf');
  const honest = opened.message('Kündigung Sommer 2026.pdf');
  await expect(honest).toContainText('PDF document · 29 bytes');
  await expect(honest.getByRole('note')).toBeHidden();
  await honest.getByRole('button', { name: 'Save Kündigung Sommer 2026.pdf' }).click();
  await expect(honest.getByText('Saved')).toBeVisible();
  const trap = opened.message('invoice_2026');
  await expect(trap.getByRole('note')).toContainText('It is a program, or can start one.');
  await expect(trap.getByRole('note')).toContainText('Its name has two endings');
  await expect(trap).toContainText('.pdf.exe');
  const turned = opened.message('.scr');
  await expect(turned.getByRole('note')).toContainText('Hidden characters in its name');
  await expect(turned.getByTitle('Hidden character that turns')).toHaveCount(1);
  const noPhoto = opened.message('holiday.jpg');
  await expect(noPhoto.getByRole('note')).toContainText('It was sent as something else than it is.');
  await expect(noPhoto.locator('img')).toHaveCount(0);
  expect(await opened.page.getByRole('log').locator('a[href]').count()).toBe(0);
});

test('in a narrow window the name of a file has the width of its bubble, and what saves it stands below', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Files/);
  const letter = opened.message('Kündigung Sommer');
  const name = letter.getByText('Kündigung Sommer').first();
  const save = letter.getByRole('button', { name: /^Save / });
  const isBelow = async () => {
    const [above, below] = [await name.boundingBox(), await save.boundingBox()];
    return (below?.y ?? 0) >= (above?.y ?? 0) + (above?.height ?? 0);
  };
  await expect(name).toBeAttached();
  await expect.poll(isBelow).toBe(false);
  await opened.resize(400, 800);
  await page.getByRole('log').evaluate((log) => {
    log.scrollTop = 0;
  });
  await expect.poll(isBelow).toBe(true);
});

test('the end of a file’s name stands behind its beginning in Arabic, too', async ({ opened }) => {
  await opened.openChat(/Files/);
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'ar' }), null);
  await expect(opened.page.locator('html')).toHaveAttribute('dir', 'rtl');
  const name = opened.page.getByTitle('invoice_2026_march_final_version.pdf.exe');
  await name.scrollIntoViewIfNeeded();
  const [beginning, end] = await Promise.all(
    [name.locator('> *').first(), name.locator('> *').last()].map((part) => part.boundingBox()),
  );
  expect(end?.x).toBeGreaterThan(beginning?.x ?? Number.POSITIVE_INFINITY);
});

test('a file that is not here says why, and is fetched again when it is asked for', async ({ opened }) => {
  await opened.openChat(/Files/);
  const dropped = opened.message('Can you still see this?');
  await expect(dropped).toContainText('WhatsApp has dropped it; your phone may still have it.');
  await expect(opened.message('contract.docx')).toContainText('Being fetched from WhatsApp…');
  await dropped.getByRole('button', { name: 'Fetch it again' }).click();
  await expect(dropped).toContainText('Being fetched from WhatsApp…');
  await opened.fake((fake) => {
    const { lawyerId, chat, message } = fake.world.messageByText('Files', 'Can you still see this?');
    const attachment = message.attachment && {
      ...message.attachment,
      status: 'stored' as const,
      mime_type: 'application/pdf',
    };
    fake.world.change(lawyerId, chat, message.id, { attachment }, 'message.attachment_stored');
  }, null);
  await expect(dropped).toContainText('PDF document');
});

test('a place is given by its coordinates, and nobody is asked for a map', async ({ opened }) => {
  await opened.openChat(/Cards/);
  await opened.scrollBackTo('Amtsgericht');
  const place = opened.message('Amtsgericht');
  await expect(place).toContainText('52.51630° N, 13.37770° E');
  await expect(place).toContainText('Möckernstraße 130, Berlin');
  await expect(place.locator('img')).toHaveCount(0);
  expect(await opened.fake((fake) => fake.requests, null)).toEqual([]);
});

test('cards, polls, calls, notices and kinds that are not known are shown as what they are', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Cards/);
  await expect(page.getByText('Missed voice call')).toBeVisible();
  await expect(page.getByText('Messages and calls are end-to-end encrypted.')).toBeVisible();
  await expect(page.getByText('WhatsApp’s notice: quite_new a, b')).toBeVisible();
  const poll = opened.message('When shall we meet?');
  await expect(poll.getByRole('listitem')).toHaveText(['Tuesday at 9', 'Wednesday at 14', 'Neither']);
  const unknown = opened.message('event_creation');
  await expect(unknown.getByText('"name":"Hearing"')).toBeHidden();
  await unknown.getByText('Show what came').click();
  await expect(unknown.getByText('"name":"Hearing"')).toBeVisible();
  const card = opened.message('Lena Fischer');
  await card.scrollIntoViewIfNeeded();
  await card.getByRole('button', { name: 'Write to Lena Fischer' }).click();
  await expect(page.getByRole('heading', { name: '+49 151 1234 5699' }).first()).toBeVisible();
});

test('a name that would turn what follows leaves the time of a deletion in its place', async ({ opened }) => {
  await opened.fake((fake) => {
    const { lawyerId, chat, message } = fake.world.messageByText('Tenants of Lindenstraße 4', 'It came yesterday.');
    // A right-to-left isolation that is never closed.
    const part = { sender_name: 'X\u2067', revoked_at: new Date().toISOString() };
    fake.world.change(lawyerId, chat, message.id, part, 'message.revoked');
  }, null);
  await opened.openChat(/Tenants/);
  const line = opened.message('It came yesterday.').getByText('Deleted for everyone');
  await expect(line).toHaveText(/by X at \d\d:\d\d\. It is kept here\.$/);
  const [time, end] = await line.evaluate((element) => {
    const node = [...element.childNodes].find((child) => child.nodeType === Node.TEXT_NODE);
    if (!node?.textContent) return [0, 0];
    const left = (index: number) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      return range.getBoundingClientRect().left;
    };
    return [left(node.textContent.search(/\d\d:\d\d/)), left(node.textContent.indexOf('It is kept'))];
  });
  expect(end).toBeGreaterThan(time ?? Number.POSITIVE_INFINITY);
});

test('marks say what is special about a message', async ({ opened }) => {
  await opened.openChat(/Marks/);
  await expect(opened.message('do not sign')).toContainText('Forwarded');
  await expect(
    opened.message('in a week').getByRole('img', { name: 'Disappears from the phones after 7 days' }),
  ).toBeVisible();
  await expect(opened.message('To be viewed once: WhatsApp shows it on the phone alone.')).toBeVisible();
  const deleted = opened.message('I did not tell him anything.');
  await expect(deleted).toContainText(/Deleted for everyone by Marks at \d\d:\d\d\. It is kept here\./);
  const line = await deleted
    .locator('bdi')
    .first()
    .evaluate((text) => getComputedStyle(text).textDecorationLine);
  expect(line).toBe('line-through');
  await expect(opened.message('not stored').getByText('A message that is not stored here')).toBeVisible();
});

test('every text that an edited message had can be read', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Marks/);
  await opened.message('The fee is 300 euros.').getByRole('button', { name: 'edited' }).click();
  const texts = page.getByRole('dialog', { name: 'What this message said' }).getByRole('listitem');
  await expect(texts).toHaveCount(3);
  await expect(texts.first()).toContainText('The fee is 30 euros.');
  await expect(texts.last()).toContainText('The fee is 300 euros.');
});

test('in a group each message has its author, and nothing can be written', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Tenants/);
  await expect(opened.message('Who has had the letter')).toContainText('Maria+49 151 2000 0001');
  await expect(opened.message('It came yesterday.')).not.toContainText('Maria');
  await expect(opened.message('Me too.')).toContainText('+49 151 2000 0003');
  await expect(opened.compose()).toBeHidden();
  await expect(page.getByText('Groups are read here, never written in.')).toBeVisible();
  await opened.message('I have.').hover();
  await expect(opened.message('I have.').getByRole('button', { name: 'React' })).toBeHidden();
});
