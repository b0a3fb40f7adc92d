import type { Locator } from '@playwright/test';
import { expect, type OpenedWindow, test } from './opened-window.ts';

/** Chromium would take the end of an isolate for that of the element, and what begins after it turns what follows. */
const HOSTILE = 'Anna\u2069\u202b';
const TEXT = 'See https://example.org/flat 12 (back)';

/** A group in which somebody has given themselves that name. */
async function addGroup(opened: OpenedWindow): Promise<void> {
  await opened.fake(
    (fake, { name, text }) => {
      const { lawyerId } = fake.world.chatByTitle('Julia Sommer');
      const chat = fake.world.addChat(lawyerId, 'Neighbours', null, 'group');
      const sender_phone = '+4915112340000' as NonNullable<(typeof chat.messages)[number]['sender_phone']>;
      fake.world.addMessage(lawyerId, chat, { text, sender_name: name, sender_phone, minutesAgo: 3 });
    },
    { name: HOSTILE, text: TEXT },
  );
}

/** Where the first letter of each of these texts is drawn, from the left. */
const lefts = (inside: Locator, texts: string[]): Promise<number[]> =>
  inside.evaluate(
    (element, wanted) =>
      wanted.map((text) => {
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const at = walker.currentNode.textContent?.indexOf(text) ?? -1;
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(walker.currentNode, at);
          range.setEnd(walker.currentNode, at + 1);
          return range.getBoundingClientRect().left;
        }
        throw new Error(`it is not shown: ${text}`);
      }),
    texts,
  );

/** They are drawn from left to right, in this order. */
async function expectInOrder(inside: Locator, texts: string[]): Promise<void> {
  await expect(inside).toBeVisible();
  const places = await lefts(inside, texts);
  expect(places, texts.join(', ')).toEqual(places.toSorted((one, other) => one - other));
  expect(new Set(places).size).toBe(places.length);
}

test('a name with the end of an isolate in it turns nothing that stands behind it, wherever it is shown', async ({
  opened,
}) => {
  const { page } = opened;
  await addGroup(opened);
  await opened.openChat('Neighbours');
  await page.getByRole('button', { name: 'Media, documents and links' }).click();
  const gallery = page.getByRole('region', { name: 'Media, documents and links' });
  await gallery.getByRole('tab', { name: 'Links' }).click();
  const time = (await gallery.locator('time').textContent()) ?? '';
  await expectInOrder(gallery.getByText('Anna').locator('..'), ['Anna', '·', time]);
  await opened.wayTo('Search').click();
  await page.getByRole('combobox', { name: 'Search all messages' }).fill('flat');
  const found = page.getByRole('listbox', { name: 'What was found' }).getByRole('option');
  await expectInOrder(found.getByText('Anna').locator('../..'), ['Anna', ':', 'See']);
});

test('a name with the end of an isolate turns nothing in the list of accesses', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake, name) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    const other = fake.world.chatByTitle('Noor').chat;
    chat.conversation.title = name;
    const [one, two] = [chat, other].map(({ conversation: { id, title } }) => ({ id, title }));
    if (one && two) fake.world.staff.access(lawyerId, null, [one, two], { chat_count: 5 });
  }, HOSTILE);
  await opened.wayTo('People').click();
  await page.getByRole('link', { name: 'Accesses' }).click();
  const row = page.getByRole('list', { name: 'Accesses' }).getByRole('listitem').first();
  await expectInOrder(row, ['Anna', 'Noor', '3 more']);
});
