import { LONG_CHAT_LENGTH } from './busy-day.ts';
import { expect, type OpenedWindow, test } from './opened-window.ts';

const kept = (opened: OpenedWindow) =>
  opened.fake((fake) => [...fake.world.drafts.kept.values()].map(({ text }) => text), null);

test('what is typed is kept a moment later, shown in the list, and there again when the window is loaded anew', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().pressSequentially('half a sent');
  await expect.poll(() => kept(opened)).toEqual(['half a sent']);
  await opened.openChat(/Noor/);
  const row = page.getByRole('option', { name: /Julia Sommer/ });
  await expect(row).toContainText('Draft: half a sent');
  await page.reload();
  await expect(row).toContainText('Draft: half a sent');
  await opened.openChat(/Julia Sommer/);
  await expect(opened.compose()).toHaveValue('half a sent');
  await expect(row).not.toContainText('Draft:');
  expect(await opened.calls('messages.send')).toEqual([]);
});

test('who leaves a chat has it kept at once, with the message that is answered', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.choose('Only the employment contract', 'Answer');
  await opened.compose().fill('Yes, that one');
  await opened.openChat(/Noor/);
  await expect.poll(() => kept(opened)).toEqual(['Yes, that one']);
  await page.reload();
  await opened.openChat(/Julia Sommer/);
  await expect(page.getByText('Answer to You')).toBeVisible();
  await opened.page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(opened.compose()).toHaveValue('');
  expect(await opened.calls('messages.send')).toMatchObject([
    { text: 'Yes, that one', reply_to: expect.stringMatching(/^msg_/) },
  ]);
  await expect.poll(() => kept(opened)).toEqual([]);
});

test('a chat is come back to where one was reading, also in a window that is loaded anew', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Long Case/);
  const text = `Message ${LONG_CHAT_LENGTH - 150}:`;
  await opened.scrollBackTo(text);
  const before = await opened.message(text).boundingBox();
  const isThere = async () => {
    await expect(opened.message(text)).toBeInViewport();
    await expect
      .poll(async () => Math.abs(((await opened.message(text).boundingBox())?.y ?? 1e6) - (before?.y ?? 0)))
      .toBeLessThan(4);
  };
  await opened.openChat(/Noor/);
  await opened.openChat(/Long Case/);
  await isThere();
  await expect.poll(() => opened.fake((fake) => fake.world.drafts.places.size, null)).toBe(1);
  await page.reload();
  await isThere();
  await page.getByRole('button', { name: 'Go to the latest message' }).click();
  await expect(opened.message(`Message ${LONG_CHAT_LENGTH}:`)).toBeInViewport();
  await expect.poll(() => opened.fake((fake) => fake.world.drafts.places.size, null)).toBe(0);
});

test('a chat with many unread messages begins where they do, and a button says how many lie below', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.fake((fake) => {
    fake.world.chatByTitle('Long Case').chat.conversation.unread_count = 300;
  }, null);
  await opened.openChat(/Long Case/);
  const line = page.getByRole('log').getByText('300 unread messages');
  await expect(line).toBeInViewport();
  const jump = page.getByRole('button', { name: /^Go to the latest message: \d+ unread$/ });
  await expect(jump).toBeVisible();
  await jump.click();
  await expect(opened.message(`Message ${LONG_CHAT_LENGTH}:`)).toBeInViewport();
  await expect(jump).toBeHidden();
});

test('what comes in below while one reads further up is counted on the button', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    fake.world.chatByTitle('Long Case').chat.conversation.unread_count = 7;
  }, null);
  await opened.openChat(/Long Case/);
  await expect(page.getByRole('button', { name: 'Go to the latest message: 7 unread' })).toBeVisible();
  await page.getByRole('button', { name: 'Go to the latest message: 7 unread' }).click();
  await opened.scrollBackTo(`Message ${LONG_CHAT_LENGTH - 20}:`);
  await expect(page.getByRole('button', { name: 'Go to the latest message', exact: true })).toBeVisible();
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Long Case');
    for (const text of ['News', 'More news']) fake.world.addMessage(lawyerId, chat, { text });
  }, null);
  await expect(page.getByRole('button', { name: 'Go to the latest message: 2 unread' })).toBeVisible();
});

test('the mark of what is unread stays while one is in the chat, and is gone when it is opened again', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    for (const text of ['One more thing', 'And another']) fake.world.addMessage(lawyerId, chat, { text });
    chat.conversation.unread_count = 2;
  }, null);
  await opened.openChat(/Julia Sommer/);
  const line = page.getByRole('log').getByText('2 unread messages');
  await expect(line).toBeInViewport();
  await expect(page.getByRole('option', { name: /Julia Sommer/ }).getByLabel('2 unread messages')).toBeHidden();
  await expect(line).toBeVisible();
  await opened.openChat(/Noor/);
  await opened.openChat(/Julia Sommer/);
  await expect(opened.message('And another')).toBeInViewport();
  await expect(line).toBeHidden();
});

test('the menu of a message tells when it was sent, delivered and read', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.choose('Only the employment contract', 'Details');
  const dialog = page.getByRole('dialog', { name: 'When it was written' });
  for (const what of ['Written', 'Stored here', 'Sent', 'Delivered', 'Read']) {
    await expect(dialog.getByText(what, { exact: true })).toBeVisible();
  }
});

test('what failed is tried again at once, and what may have arrived only after a question', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.message('My colleague will call').getByRole('button', { name: 'Try again' }).click();
  await expect(
    opened.message('My colleague will call').getByRole('button', { name: /^waiting to be sent/ }),
  ).toBeVisible();
  await opened.message('The court fee').getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('dialog', { name: 'Send it again?' }).getByRole('button', { name: 'Try again' }).click();
  await expect(opened.message('The court fee').getByRole('button', { name: /^waiting to be sent/ })).toBeVisible();
  expect((await opened.calls('messages.retry')).map((input) => (input as { confirm: boolean }).confirm)).toEqual([
    false,
    true,
  ]);
});

test('an emoji is found by a word and put where the caret is, by the keyboard alone', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().fill('See you there');
  await opened.compose().press('Home');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('button', { name: 'Emoji' })).toBeFocused();
  await page.keyboard.press('Enter');
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await expect(picker.getByRole('textbox', { name: 'Search emoji' })).toBeFocused();
  // All of them are one stop of Tab.
  await page.keyboard.press('Tab');
  await expect(picker.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(picker.getByRole('button').nth(1)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(picker.getByRole('textbox', { name: 'Search emoji' })).toBeFocused();
  await page.keyboard.type('court');
  await page.keyboard.press('ArrowDown');
  await expect(picker.getByRole('button').first()).toBeFocused();
  await picker.getByRole('button', { name: '⚖️', exact: true }).press('Enter');
  await expect(picker).toBeHidden();
  await expect(opened.compose()).toBeFocused();
  await expect(opened.compose()).toHaveValue('⚖️See you there');
  await page.getByRole('button', { name: 'Emoji' }).click();
  await expect(
    picker.getByRole('region', { name: 'Used last' }).getByRole('button', { name: '⚖️', exact: true }),
  ).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(opened.compose()).toBeFocused();
  expect(await opened.calls('messages.send')).toEqual([]);
});
