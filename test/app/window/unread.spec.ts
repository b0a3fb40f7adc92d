import { expect, test } from './opened-window.ts';

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
