import { LONG_CHAT_LENGTH } from './busy-day.ts';
import { expect, test } from './opened-window.ts';

test.describe('with every kind of message', () => {
  test.use({ scene: 'kinds' });

  test('a message is answered, and the answer leads to it', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Marks/);
    const asked = opened.message('do not sign anything!');
    await asked.hover();
    await asked.getByRole('button', { name: 'Answer' }).click();
    await expect(opened.compose()).toBeFocused();
    await expect(page.getByText('Answer to Marks')).toBeVisible();
    await page.keyboard.type('I will not.');
    await page.keyboard.press('Enter');
    const answer = opened.message('I will not.');
    await expect(answer.getByRole('button', { name: 'Forwarded to many' })).toBeVisible();
    await expect(page.getByText('Answer to Marks')).toBeHidden();
    expect(await opened.calls('messages.send')).toMatchObject([
      { text: 'I will not.', reply_to: expect.stringMatching(/^msg_/) },
    ]);
  });

  test('Escape leaves the answering, and the text stays', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Marks/);
    await opened.choose('do not sign anything!', 'Answer');
    await page.keyboard.type('half');
    await page.keyboard.press('Escape');
    await expect(page.getByText('Answer to Marks')).toBeHidden();
    await expect(opened.compose()).toHaveValue('half');
  });

  test('a reaction is chosen or typed, shown under the message, and taken back', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Marks/);
    const message = opened.message('This disappears in a week.');
    await opened.choose('This disappears in a week.', 'React');
    await page.getByRole('button', { name: '🙏', exact: true }).click();
    const ours = message.getByRole('button', { name: '🙏 from you. Press to take it back.' });
    await expect(ours).toBeVisible();
    await opened.fake((fake) => void fake.refusals.set('messages.react', 'too_late_in_whatsapp'), null);
    await ours.click();
    await expect(opened.page.getByRole('alert').filter({ hasText: 'WhatsApp' })).toBeVisible();
    await ours.click();
    await expect(ours).toBeHidden();
    await expect(opened.page.getByRole('alert').filter({ hasText: 'WhatsApp' })).toBeHidden();
    await opened.choose('This disappears in a week.', 'React');
    const other = page.getByLabel('Another emoji');
    await other.fill('no');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Type one emoji.')).toBeVisible();
    await other.fill('🦉');
    await page.keyboard.press('Enter');
    await expect(message.getByRole('button', { name: /🦉 from you/ })).toBeVisible();
    expect((await opened.calls('messages.react')).map((call) => (call as { emoji: string }).emoji)).toEqual([
      '🙏',
      '',
      '',
      '🦉',
    ]);
  });

  test('a message is changed in the compose box, and what stood there comes back', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Marks/);
    await opened.compose().fill('a draft');
    await opened.choose('The fee is 300 euros.', 'Edit');
    const field = page.getByRole('textbox', { name: 'Change your message' });
    await expect(field).toBeFocused();
    await expect(field).toHaveValue('The fee is 300 euros.');
    await expect(page.getByRole('button', { name: 'Save the change' })).toBeDisabled();
    await field.fill('The fee is 350 euros.');
    await page.keyboard.press('Enter');
    await expect(opened.message('The fee is 350 euros.')).toBeVisible();
    await expect(opened.compose()).toHaveValue('a draft');
  });

  test('the details of a message say when it was written, and when it came how far', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Marks/);
    await opened.choose('The fee is 300 euros.', 'Details');
    const dialog = page.getByRole('dialog', { name: 'When it was written, and how far it has come' });
    await expect(dialog.getByRole('term')).toHaveText(['Written', 'Stored here', 'Sent', 'Delivered', 'Edited']);
    await expect(dialog.locator('time')).toHaveCount(5);
  });

  test('a message is deleted for everyone only after a question', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Marks/);
    await opened.choose('The fee is 300 euros.', 'Delete for everyone');
    const dialog = page.getByRole('dialog', { name: 'Delete this message for everyone?' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(await opened.calls('messages.revoke')).toEqual([]);
    await opened.choose('The fee is 300 euros.', 'Delete for everyone');
    await dialog.getByRole('button', { name: 'Delete for everyone' }).click();
    await expect(opened.message('The fee is 300 euros.')).toContainText('You deleted it for everyone at');
  });

  test('why a message waits is said by its clock, and it can be taken back', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Queue/);
    const waiting = opened.message('This waits for the morning.');
    await waiting
      .getByRole('button', { name: /^waiting to be sent\. It waits for the end of the quiet hours/ })
      .hover();
    await expect(page.getByRole('tooltip')).toContainText('Not before');
    await opened.choose('This waits for the morning.', 'Do not send it');
    await expect(waiting).toContainText('Cancelled before it was sent.');
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await expect(waiting).not.toContainText('Cancelled before it was sent.');
    await opened.choose('This waits for the morning.', 'Do not send it');
    await waiting.getByRole('button', { name: 'Send it after all' }).click();
    await expect(waiting).not.toContainText('Cancelled before it was sent.');
    expect(await opened.calls('messages.retry')).toMatchObject([{ confirm: false }, { confirm: false }]);
  });

  test('a changed text that waits is not given up without a question', async ({ opened }) => {
    await opened.openChat(/Queue/);
    await opened.fake((fake) => {
      const { world } = fake;
      const lawyer = world.lawyers[0]?.id ?? '';
      const chat = world.chatsOf(lawyer).find(({ conversation }) => conversation.title === 'Queue');
      const message = chat?.messages.find(({ text }) => text === 'Shall we meet on Tuesday?');
      if (chat && message)
        world.enqueue(lawyer, chat, { action: 'edit', message_id: message.id, waits_for: 'session' });
    }, null);
    const message = opened.message('Shall we meet on Tuesday?');
    await expect(message).toContainText('Your change waits.');
    const cancel = message.getByRole('button', { name: 'Cancel' });
    await cancel.click();
    const question = opened.page.getByRole('dialog', { name: 'Do not change the message?' });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await expect(message).toContainText('Your change waits.');
    await cancel.click();
    await question.getByRole('button', { name: 'Discard the changes' }).click();
    await expect(message).not.toContainText('Your change waits.');
    await expect(question).toBeHidden();
    expect(await opened.calls('outbox.cancel')).toHaveLength(1);
  });

  test('a change that WhatsApp refused stands under its message until it is put away', async ({ opened }) => {
    await opened.openChat(/Queue/);
    const message = opened.message('Shall we meet on Tuesday?');
    await expect(message).toContainText('Your change was not taken. WhatsApp refused it.');
    await message.getByRole('button', { name: 'Close' }).click();
    await expect(message).not.toContainText('Your change was not taken.');
    expect(await opened.calls('outbox.cancel')).toHaveLength(1);
  });

  test('what the main process refuses is said, and the menu gives the focus back', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Queue/);
    await opened.fake((fake) => void fake.refusals.set('messages.cancel', 'already_on_its_way'), null);
    await opened.choose('This waits for the morning.', 'Do not send it');
    await expect(page.getByRole('alert')).toContainText('It is on its way already, or done.');
    const button = opened.message('Shall we meet').getByRole('button', { name: 'What to do with this message' });
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(button).toBeFocused();
    // However fast somebody types: no key is lost, none closes the menu.
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('menuitem').nth(1)).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('menu')).toBeHidden();
    await expect(button).toBeFocused();
  });

  test('the text of a message is copied', async ({ opened }) => {
    await opened.openChat(/Marks/);
    await opened.choose('do not sign anything!', 'Copy the text');
    const copied = () => opened.electron.evaluate(({ clipboard }) => clipboard.readText());
    await expect.poll(copied).toBe('Forwarded to many: do not sign anything!');
    await expect(opened.page.getByText('Copied', { exact: true })).toBeVisible();
  });

  test('what is chosen in a menu by keyboard gives the focus back to the message', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Marks/);
    const button = opened
      .message('do not sign anything!')
      .getByRole('button', { name: 'What to do with this message' });
    const choose = async (action: string) => {
      await button.focus();
      await page.keyboard.press('Enter');
      const item = page.getByRole('menuitem', { name: action, exact: true });
      await expect(async () => {
        await page.keyboard.press('ArrowDown');
        await expect(item).toBeFocused({ timeout: 1 });
      }).toPass({ intervals: [0] });
      await page.keyboard.press('Enter');
    };
    await choose('Copy the text');
    await expect(button).toBeFocused();
    await choose('Details');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(button).toBeFocused();
  });
});

test('who writes while reading far back is led to what was written', async ({ opened }) => {
  await opened.openChat(/Long Case/);
  await opened.scrollBackTo(`Message ${LONG_CHAT_LENGTH - 60}:`);
  await opened.compose().fill('Here it is');
  await opened.page.keyboard.press('Enter');
  await expect(opened.message('Here it is')).toBeInViewport();
});

test('an answer leads far back, to a message that was not read before', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const { lawyerId, chat, message } = fake.world.messageByText('Long Case', 'Message 4500:');
    fake.world.addMessage(lawyerId, chat, {
      text: 'About that',
      reply_to: { message_id: message.id, whatsapp_id: message.whatsapp_id, preview: 'Message 4500' },
    });
  }, null);
  await opened.openChat(/Long Case/);
  await opened
    .message('About that')
    .getByRole('button', { name: /Message 4500/ })
    .click();
  await expect(opened.message('Message 4500:')).toBeInViewport();
  await expect(page.locator('article[data-found]')).toContainText('Message 4500:');
  expect(await page.getByRole('article').count()).toBeLessThan(60);
  expect((await opened.calls('conversations.messages')).length).toBeLessThan((LONG_CHAT_LENGTH - 4500) / 50 + 6);
});

test('an answer to what is not in this chat says so', async ({ opened }) => {
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    const { message } = fake.world.messageByText('Noor', 'Is this');
    fake.world.addMessage(lawyerId, chat, {
      text: 'About that',
      reply_to: { message_id: message.id, whatsapp_id: message.whatsapp_id, preview: 'Elsewhere' },
    });
  }, null);
  await opened.openChat(/Julia Sommer/);
  await opened.message('About that').getByRole('button', { name: 'Elsewhere' }).click();
  await expect(opened.page.getByRole('alert')).toContainText('is not in this chat on this computer');
});
