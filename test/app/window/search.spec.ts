import { expect, type OpenedWindow, test } from './opened-window.ts';

const field = ({ page }: OpenedWindow) => page.getByRole('combobox', { name: 'Search all messages' });
const results = ({ page }: OpenedWindow) => page.getByRole('listbox', { name: 'What was found' });
const found = (opened: OpenedWindow) => results(opened).getByRole('option');
/** The bar over a chat in which something is looked for. */
const bar = ({ page }: OpenedWindow) => page.getByRole('search');
const mark = (opened: OpenedWindow, text: string) => opened.message(text).locator('mark');

async function search(opened: OpenedWindow, words: string): Promise<void> {
  await opened.wayTo('Search').click();
  await field(opened).fill(words);
}

test('messages are found while one types, newest first, with the words marked, and chats by name above them', async ({
  opened,
}) => {
  const { page } = opened;
  await search(opened, 'wee');
  await expect(found(opened)).toHaveCount(1);
  await expect(found(opened).locator('mark')).toHaveText('weeks');
  await field(opened).fill('court');
  await expect(found(opened)).toHaveCount(2);
  await expect(page.getByText('2 messages found')).toBeVisible();
  await expect(found(opened).nth(0)).toContainText('Julia Sommer');
  await expect(found(opened).nth(0).locator('mark')).toHaveText('court');
  await expect(found(opened).nth(1)).toContainText('within three weeks');
  await field(opened).fill('court -fee');
  await expect(found(opened)).toHaveCount(1);
  await field(opened).fill('sommer');
  await expect(found(opened).first()).toContainText('+49 151 1234 5678');
  await field(opened).fill('0151 1234 56');
  await expect(found(opened).first()).toContainText('Julia Sommer');
  await field(opened).fill('zyzzyva');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
});

test('a result is opened by the keyboard alone, its words are marked, and the others are a key away', async ({
  opened,
}) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+F');
  await expect(field(opened)).toBeFocused();
  await page.keyboard.type('court');
  await expect(found(opened)).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(found(opened).nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(opened.message('The claim must reach')).toBeInViewport();
  await expect(mark(opened, 'The claim must reach')).toHaveText('court');
  await expect(bar(opened).getByText('2 of 2')).toBeVisible();
  await page.keyboard.press('Shift+F3');
  await expect(bar(opened).getByText('1 of 2')).toBeVisible();
  await expect(opened.message('The court fee')).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(bar(opened).getByText('2 of 2')).toBeVisible();
  await expect(bar(opened).getByRole('button', { name: 'Next match' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(bar(opened)).toBeHidden();
  await expect(mark(opened, 'The claim must reach')).toHaveCount(0);
  await expect(opened.compose()).toBeFocused();
  await page.goBack();
  await expect(field(opened)).toHaveValue('court');
  await expect(found(opened).nth(1)).toHaveAttribute('aria-selected', 'true');
});

/** Types words whose answer stays away until `answer` is called. */
async function searchHeld(opened: OpenedWindow, words: string): Promise<{ answer: () => Promise<void> }> {
  await opened.fake((fake) => void fake.held.set('messages.search', Promise.withResolvers()), null);
  await field(opened).fill(words);
  await expect(results(opened)).toHaveAttribute('aria-busy', 'true');
  return {
    answer: () =>
      opened.fake((fake) => {
        fake.held.get('messages.search')?.resolve();
        fake.held.delete('messages.search');
      }, null),
  };
}

test('Enter waits for the answer to what was typed, and opens the first of that, never of what was found before', async ({
  opened,
}) => {
  const { page } = opened;
  await search(opened, 'court');
  await expect(found(opened)).toHaveCount(2);
  const none = await searchHeld(opened, 'zyzzyva');
  await page.keyboard.press('Enter');
  await none.answer();
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await field(opened).fill('court');
  await expect(found(opened)).toHaveCount(2);
  // Who goes on typing wants something else.
  const early = await searchHeld(opened, 'weeks');
  await page.keyboard.press('Enter');
  await field(opened).fill('wee');
  await early.answer();
  await expect(found(opened)).toHaveCount(1);
  await expect(found(opened).first()).toContainText('within three weeks');
  await field(opened).fill('court');
  await expect(found(opened)).toHaveCount(2);
  const within = await searchHeld(opened, 'within');
  await page.keyboard.press('Enter');
  await within.answer();
  await expect(opened.message('The claim must reach')).toBeInViewport();
  await expect(bar(opened).getByRole('textbox')).toHaveValue('within');
  await expect(bar(opened).getByText('1 of 1')).toBeVisible();
});

test('Enter right after the last key opens what these words find', async ({ opened }) => {
  await search(opened, 'court');
  await expect(found(opened)).toHaveCount(2);
  // In one go: no pause between the last key and Enter.
  await field(opened).evaluate((input) => {
    if (!(input instanceof HTMLInputElement)) throw new Error('not a field');
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, 'weeks');
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
  });
  await expect(opened.message('The claim must reach')).toBeInViewport();
  await expect(bar(opened).getByRole('textbox')).toHaveValue('weeks');
});

test('a row of what was found before opens itself, with the words that it was found by', async ({ opened }) => {
  await search(opened, 'court');
  await expect(found(opened)).toHaveCount(2);
  const weeks = await searchHeld(opened, 'weeks');
  await found(opened).first().click();
  await expect(opened.message('The court fee')).toBeInViewport();
  await expect(bar(opened).getByRole('textbox')).toHaveValue('court');
  await weeks.answer();
  await expect(bar(opened).getByText('1 of 2')).toBeVisible();
});

test('the next result is gone to in whichever chat it is, far back in it, and after the page is loaded again', async ({
  opened,
}) => {
  const { page } = opened;
  await search(opened, '"message 4880" OR');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await field(opened).fill('"message 4880"');
  await expect(found(opened)).toHaveCount(1);
  await found(opened).first().click();
  await expect(page.getByRole('heading', { name: 'Long Case' })).toBeVisible();
  await expect(opened.message('Message 4880:')).toBeInViewport();
  // What lies next to it is read, too: it must not lead elsewhere when it comes while one is led there.
  await expect.poll(async () => (await opened.calls('conversations.messages')).length).toBeGreaterThan(1);
  await page.reload();
  await expect(opened.message('Message 4880:')).toBeInViewport();
  await bar(opened).getByRole('textbox').fill('thursday');
  await expect(bar(opened).getByText('1 of more than 20')).toBeVisible();
  const first = page.getByRole('heading', { level: 2 });
  await expect(first).not.toHaveText('Long Case');
  await bar(opened).getByRole('button', { name: 'All results' }).click();
  await expect(field(opened)).toHaveValue('thursday');
});

test('what is asked is narrowed down, stands in the address, and is asked again when the window is loaded again', async ({
  opened,
}) => {
  const { page } = opened;
  await search(opened, 'court');
  await expect(found(opened)).toHaveCount(2);
  await page.getByRole('combobox', { name: 'From whom' }).selectOption('From clients');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByRole('combobox', { name: 'From whom' }).selectOption('From you');
  await expect(found(opened)).toHaveCount(2);
  await page.getByRole('button', { name: 'Person' }).click();
  await page.getByRole('textbox', { name: 'Name or number' }).fill('noor');
  await page.getByRole('dialog').getByRole('button', { name: 'Noor' }).click();
  await expect(page.getByRole('button', { name: 'Noor' })).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.reload();
  await expect(field(opened)).toHaveValue('court');
  await expect(page.getByRole('button', { name: 'Noor' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'From whom' })).toHaveValue('outbound');
  await page.getByRole('button', { name: 'Remove all filters' }).first().click();
  await expect(found(opened)).toHaveCount(2);
  await page.getByLabel('From', { exact: true }).fill('2031-01-01');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByLabel('From', { exact: true }).fill('');
  await page.getByLabel('Until', { exact: true }).fill('2031-01-01');
  await expect(found(opened)).toHaveCount(2);
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Document');
  await field(opened).fill('');
  await expect(found(opened)).toHaveCount(1);
  await expect(found(opened)).toContainText('Kündigung_Sommer.pdf');
});

test('what was found by filters alone is gone along in the chats, too, and the bar says how it was found', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.wayTo('Search').click();
  await page.getByRole('combobox', { name: 'From whom' }).selectOption('From you');
  await found(opened).nth(1).click();
  await expect(bar(opened).getByPlaceholder('Found by filters')).toBeVisible();
  await expect(bar(opened).getByText(/^2 of /)).toBeVisible();
  await bar(opened).getByRole('button', { name: 'Previous match' }).click();
  await expect(bar(opened).getByText(/^1 of /)).toBeVisible();
  await page.keyboard.press('F3');
  await page.keyboard.press('F3');
  await expect(bar(opened).getByText(/^3 of /)).toBeVisible();
  // Words narrow it down further, and without them one is still where one was.
  await bar(opened).getByRole('textbox').fill('court');
  await expect(bar(opened).getByText('1 of 2')).toBeVisible();
  await expect(opened.message('The court fee')).toBeInViewport();
  await bar(opened).getByRole('textbox').fill('');
  await expect(bar(opened).getByText(/^\d+ of [^2]/)).toBeVisible();
  await expect(opened.message('The court fee')).toBeInViewport();
  await bar(opened).getByRole('button', { name: 'All results' }).click();
  await expect(page.getByRole('combobox', { name: 'From whom' })).toHaveValue('outbound');
});

test('only what is on the screen is drawn, and more is read when one comes to its end', async ({ opened }) => {
  await search(opened, 'message');
  await expect(opened.page.getByText('More than 40 messages found')).toBeVisible();
  expect(await found(opened).count()).toBeLessThan(30);
  await results(opened).evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect(opened.page.getByText('More than 60 messages found')).toBeVisible();
  const asked = await opened.calls('messages.search');
  expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(asked.length);
  // Their chats came with them.
  expect(await opened.calls('conversations.get')).toEqual([]);
});

test('what cannot be looked for, what failed and what may be missing is told in words', async ({ opened }) => {
  const { page } = opened;
  await search(opened, '-court');
  await expect(page.getByRole('alert')).toContainText('at least one of them without a minus');
  await opened.fake((fake) => fake.refusals.set('messages.search', 'database_busy' as never), null);
  await opened.fake((fake) => {
    fake.world.indexedPercent = 40;
  }, null);
  await field(opened).fill('court');
  await expect(page.getByText('40% are')).toBeVisible();
  await expect(found(opened)).toHaveCount(2);
});

test('in a chat, Ctrl and F look for words in it alone, and in its header there is a button for it', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await expect(opened.message('Please ring at the side entrance.')).toBeInViewport();
  await opened.compose().focus();
  await page.keyboard.press('ControlOrMeta+F');
  await expect(bar(opened).getByRole('textbox', { name: 'Search in this chat' })).toBeFocused();
  await page.keyboard.type('you');
  await expect(bar(opened).getByText(/^1 of \d$/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(bar(opened).getByText(/^2 of \d$/)).toBeVisible();
  await expect(bar(opened).getByRole('button', { name: 'All results' })).toBeHidden();
  const [asked] = (await opened.calls('messages.search')).slice(-1);
  expect(asked).toHaveProperty('conversation_id');
  await page.keyboard.press('Escape');
  await expect(opened.compose()).toBeFocused();
  await page.getByRole('button', { name: 'Search in this chat' }).click();
  await expect(bar(opened).getByRole('textbox')).toHaveValue('');
  await bar(opened).getByRole('textbox').fill('thursday');
  await expect(bar(opened).getByText('Nothing found')).toBeVisible();
});

test('in the open message all of the words are marked, however they are written, also far from the first', async ({
  opened,
}) => {
  await opened.fake((fake) => {
    const [lawyer] = fake.world.lawyers;
    const [chat] = lawyer ? fake.world.chatsOf(lawyer.id) : [];
    const text = `Décision of that day, ${'and so on '.repeat(40)} the DECISION is final.`;
    if (lawyer && chat) fake.world.addMessage(lawyer.id, chat, { text });
  }, null);
  await search(opened, 'decision');
  await expect(found(opened)).toHaveCount(1);
  await found(opened).first().click();
  await expect(mark(opened, 'of that day')).toHaveText(['Décision', 'DECISION']);
});

test('in a narrow window and in Arabic everything has its place', async ({ opened }) => {
  const { page } = opened;
  await opened.resize(400, 800);
  await search(opened, 'court');
  await expect(found(opened)).toHaveCount(2);
  await expect.poll(() => opened.fits()).toBe(true);
  await found(opened).first().click();
  await expect(mark(opened, 'The court fee')).toBeInViewport();
  await expect.poll(() => opened.fits()).toBe(true);
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'ar' }), null);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByRole('button', { name: 'كل النتائج' }).click();
  await expect(page.getByText('عُثر على رسالتين')).toBeVisible();
  await expect.poll(() => opened.fits()).toBe(true);
});
