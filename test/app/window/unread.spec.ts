import { expect, type OpenedWindow, test } from './opened-window.ts';

test('a chat that is marked as read by another, such as over the API, loses its badge at once, and the list is not read for it', async ({
  opened,
}) => {
  const row = opened.page.getByRole('option', { name: /Amira Haddad/ });
  await expect(row.getByLabel('3 unread messages')).toBeVisible();
  const read = (await opened.calls('conversations.list')).length;
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Amira Haddad');
    chat.conversation.unread_count = 0;
    fake.world.tell(lawyerId, chat, null, 'conversation.read');
  }, null);
  await expect(row.getByLabel(/unread/)).toBeHidden();
  expect(await opened.calls('conversations.list')).toHaveLength(read);
});

test('how much of each lawyer is unread stands in the rail, in words too, and follows at once, also of a lawyer whose window it is not', async ({
  opened,
}) => {
  const { page } = opened;
  const rail = page.getByRole('navigation', { name: 'Lawyers' });
  const [anna, carlos] = [
    rail.getByRole('button', { name: /^Dr\. Anna Weber/ }),
    rail.getByRole('button', { name: /^Carlos/ }),
  ];
  const [own, others] = await counts(opened);
  expect(own).toBeGreaterThan(0);
  await expect(anna).toHaveAccessibleName(new RegExp(`, ${own} unread messages$`));
  await expect(anna).toContainText(String(own));
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(others).toBe(0);
  await expect(carlos).toHaveAccessibleName(/: [^,]+$/);

  const read = (await opened.calls('conversations.list')).length;
  await opened.fake((fake) => {
    const id = fake.world.lawyers[1]?.id ?? '';
    const chat = fake.world.addChat(id, 'Ana Souza', '+5511999990000');
    fake.world.addMessage(id, chat, { text: 'Bom dia' });
  }, null);
  await expect(carlos).toHaveAccessibleName(/, 1 unread message$/);
  await expect(carlos).toContainText('1');
  expect(await opened.calls('conversations.list')).toHaveLength(read);

  // What is read here is no longer told of.
  await carlos.press('Enter');
  await page.getByRole('option', { name: /Ana Souza/ }).click();
  await expect(carlos).toHaveAccessibleName(/: [^,]+$/);
});

test('what is unread of each lawyer stands in the menu where there is no room for the rail', async ({ opened }) => {
  const { page } = opened;
  const [own] = await counts(opened);
  await opened.resize(500, 640);
  await page.getByRole('button', { name: 'Change to another lawyer' }).press('Enter');
  const anna = page.getByRole('menuitem', { name: /^Dr\. Anna Weber/ });
  await expect(anna).toHaveAccessibleName(new RegExp(`, ${own} unread messages$`));
  await expect(anna).toContainText(String(own));
});

/** How much of each lawyer is unread, as the main process has it. */
function counts(opened: OpenedWindow): Promise<number[]> {
  return opened.fake(
    (fake) =>
      fake.world.lawyers.map(({ id }) =>
        fake.world.chatsOf(id).reduce((sum, { conversation }) => sum + conversation.unread_count, 0),
      ),
    null,
  );
}
