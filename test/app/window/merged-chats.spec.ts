import { LONG_CHAT_LENGTH } from './busy-day.ts';
import { expect, type OpenedWindow, test } from './opened-window.ts';

const kept = (opened: OpenedWindow) =>
  opened.fake((fake) => [...fake.world.drafts.kept.values()].map(({ text }) => text), null);

/** The chats of two clients become one, as when WhatsApp says that they are one person. */
const merge = (opened: OpenedWindow, from: string, into: string) =>
  opened.fake(
    (fake, [gone, stays]) => {
      const { lawyerId, chat } = fake.world.chatByTitle(gone);
      fake.world.mergeChats(lawyerId, chat, fake.world.chatByTitle(stays).chat);
    },
    [from, into] as const,
  );

const addChat = (opened: OpenedWindow, title: string, phone: string | null) =>
  opened.fake(
    (fake, [name, number]) => {
      const lawyer = fake.world.lawyers[0];
      if (!lawyer) throw new Error('there is no lawyer');
      const chat = fake.world.addChat(lawyer.id, name, number);
      fake.world.addMessage(lawyer.id, chat, { text: 'Good morning' });
    },
    [title, phone] as const,
  );

test('a chat that learns its number keeps what is being written in it, also in a window that is loaded anew', async ({
  opened,
}) => {
  await addChat(opened, 'Nameless', null);
  await opened.openChat(/Nameless/);
  await opened.compose().pressSequentially('half a ');
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Nameless');
    chat.conversation.phone = '+4915199999999' as never;
    fake.world.tell(lawyerId, chat, null, 'client.updated');
  }, null);
  await expect(opened.page.getByText(/^\+49 [\d ]+$/)).toBeVisible();
  await expect(opened.compose()).toBeFocused();
  await opened.compose().pressSequentially('sentence');
  await expect(opened.compose()).toHaveValue('half a sentence');
  await expect.poll(() => kept(opened)).toEqual(['half a sentence']);
  await opened.page.reload();
  await opened.openChat(/Nameless/);
  await expect(opened.compose()).toHaveValue('half a sentence');
});

test('an open chat that is merged away leads to the one that stays, with what was written in both', async ({
  opened,
}) => {
  const { page } = opened;
  await addChat(opened, 'Nameless', null);
  await opened.openChat(/Julia Sommer/);
  await opened.compose().fill('To Julia');
  await opened.openChat(/Nameless/);
  await opened.compose().pressSequentially('To nobody');
  await merge(opened, 'Nameless', 'Julia Sommer');
  await expect(page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
  await expect(opened.compose()).toHaveValue('To Julia\n\nTo nobody');
  await expect(opened.compose()).toBeFocused();
  await expect(page.getByRole('option', { name: /Nameless/ })).toBeHidden();
  await expect(page.getByRole('option', { name: /Julia Sommer/ })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(() => kept(opened)).toEqual(['To Julia\n\nTo nobody']);
  await page.reload();
  await expect(opened.compose()).toHaveValue('To Julia\n\nTo nobody');
});

test('what was begun in a chat that is not open is in the one that stays when it is merged away', async ({
  opened,
}) => {
  const { page } = opened;
  await addChat(opened, 'Nameless', null);
  await opened.openChat(/Nameless/);
  await opened.compose().fill('To nobody');
  await opened.openChat(/Noor/);
  await merge(opened, 'Nameless', 'Julia Sommer');
  await expect(page.getByRole('option', { name: /Julia Sommer/ })).toContainText('Draft: To nobody');
  await expect.poll(() => kept(opened)).toEqual(['To nobody']);
});

test('what is being written to a number stays when its owner writes first', async ({ opened }) => {
  const { page } = opened;
  const lawyer = await opened.fake((fake) => fake.world.lawyers[0]?.id ?? '', null);
  await page.evaluate((id) => window.location.assign(`#/lawyer/${id}/chats/%2B4915177777777`), lawyer);
  await opened.compose().pressSequentially('Good eve');
  await addChat(opened, 'Quick Writer', '+4915177777777');
  await expect(page.getByRole('heading', { name: 'Quick Writer' })).toBeVisible();
  await expect(opened.compose()).toHaveValue('Good eve');
  await opened.openChat(/Noor/);
  await expect(page.getByRole('option', { name: /Quick Writer/ })).toContainText('Draft: Good eve');
});

test('where one was reading in a chat that is merged away, the one that stays begins', async ({ opened }) => {
  await opened.openChat(/Long Case/);
  const text = `Message ${LONG_CHAT_LENGTH - 150}:`;
  await opened.scrollBackTo(text);
  await opened.openChat(/Noor/);
  await expect.poll(() => opened.fake((fake) => fake.world.drafts.places.size, null)).toBe(1);
  await merge(opened, 'Long Case', 'Elif Yılmaz');
  await expect(opened.page.getByRole('option', { name: /Long Case/ })).toBeHidden();
  await opened.openChat(/Elif Yılmaz/);
  await expect(opened.message(text)).toBeInViewport();
});
