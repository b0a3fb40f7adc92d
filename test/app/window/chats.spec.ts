import { HOSTILE_TEXT, LONG_CHAT_LENGTH } from './busy-day.ts';
import { expect, type OpenedWindow, test } from './opened-window.ts';

test('the list shows the chats, the one last written in first, with unread counts and ticks', async ({ opened }) => {
  const rows = opened.page.getByRole('option');
  await expect(rows.first()).toContainText('Julia Sommer');
  await expect(rows.first()).toContainText('Please ring at the side entrance.');
  await expect(rows.first().getByRole('img', { name: 'waiting to be sent' })).toBeVisible();
  await expect(rows.filter({ hasText: 'Amira Haddad' }).getByLabel('3 unread messages')).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
});

test('the list goes on to its end though only the visible rows exist', async ({ opened }) => {
  const list = opened.page.getByRole('listbox', { name: 'Chats' });
  await list.focus();
  await expect(async () => {
    await opened.page.keyboard.press('End');
    await expect(opened.page.getByRole('option', { name: /Nowak 14/ })).toBeVisible({ timeout: 500 });
  }).toPass();
});

test('an opened chat shows its newest messages, days and the reason why one was not sent', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await expect(page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
  await expect(page.getByText('+49 151 1234 5678')).toBeVisible();
  await expect(opened.message('Please ring at the side entrance.')).toBeInViewport();
  await expect(opened.message('My colleague will call')).toContainText('this number is not on WhatsApp');
  await expect(opened.message('The court fee')).toContainText('it may or may not have arrived');
  await expect(page.getByRole('log').getByText('Today')).toBeVisible();
});

test('each status of a message has its tick', async ({ opened }) => {
  await opened.openChat(/Julia Sommer/);
  for (const [text, words] of [
    ['Only the employment contract', 'read'],
    ['And your legal protection', 'delivered'],
    ['The court fee', 'not confirmed'],
    ['My colleague will call', 'not sent'],
    ['Perfect, see you then', 'sent'],
  ] as const) {
    await expect(opened.message(text).getByRole('img', { name: words, exact: true })).toBeVisible();
  }
});

test('who is at the end of a chat stays there while the window is resized, and is offered no way to it', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Long Case/);
  await expect(opened.message(`Message ${LONG_CHAT_LENGTH}:`)).toBeInViewport();
  for (const width of [400, 1280, 400, 1280]) {
    await opened.resize(width, 800);
    const offered = await page.getByRole('log').evaluate(async (log) => {
      const isAtEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 2;
      for (let frames = 0; frames < 3; frames = isAtEnd() ? frames + 1 : 0) await new Promise(requestAnimationFrame);
      return log.parentElement?.querySelector('[aria-label^="Go to the latest message"]') !== null;
    });
    expect(offered, `at ${width}`).toBe(false);
  }
});

test('a chat that has room for all of its messages in a wider window offers no way to its end there', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    chat.messages.splice(0);
    fake.world.addMessage(lawyerId, chat, { text: 'Thank you' });
    chat.conversation.unread_count = 0;
  }, null);
  await opened.openChat(/Julia Sommer/);
  // What is said over it takes more lines in a narrow window.
  await opened.become('reconnecting');
  await opened.compose().fill('Written meanwhile');
  await page.keyboard.press('Enter');
  await expect(opened.message('Written meanwhile')).toBeVisible();
  for (const width of [400, 1280, 400, 1280]) {
    await opened.resize(width, 800);
    await expect(opened.message('Written meanwhile')).toBeInViewport();
    await expect(page.getByRole('button', { name: 'Go to the latest message' })).toBeHidden();
  }
});

test('a message that comes in appears at once, and the chat stays at its end', async ({ opened }) => {
  await opened.openChat(/Julia Sommer/);
  await opened.fake((fake, text) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    fake.world.addMessage(lawyerId, chat, { text });
  }, 'I am standing outside.');
  await expect(opened.message('I am standing outside.')).toBeInViewport();
  await expect(opened.page.getByRole('option').first()).toContainText('I am standing outside.');
});

test('a message in another chat moves it to the top with its unread count', async ({ opened }) => {
  await opened.openChat(/Julia Sommer/);
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Elif Yılmaz');
    for (const text of ['One', 'Two', 'Three']) fake.world.addMessage(lawyerId, chat, { text });
  }, null);
  const first = opened.page.getByRole('option').first();
  await expect(first).toContainText('Elif Yılmaz');
  await expect(first.getByLabel('3 unread messages')).toBeVisible();
});

test('Enter sends, Shift and Enter begins a line, and the ticks follow what becomes of the message', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().click();
  await page.keyboard.type('First line');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('second line');
  await page.keyboard.press('Enter');
  const sent = opened.message('second line');
  await expect(sent).toBeInViewport();
  await expect(opened.compose()).toHaveValue('');
  await expect(opened.compose()).toBeFocused();
  expect(await opened.calls('messages.send')).toEqual([
    {
      lawyer_id: expect.stringMatching(/^law_/),
      conversation_id: expect.stringMatching(/^con_/),
      text: 'First line\nsecond line',
    },
  ]);
  for (const status of ['sent', 'delivered', 'read'] as const) {
    await opened.fake((fake, next) => {
      const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
      const last = chat.messages.at(-1);
      if (last) fake.world.setStatus(lawyerId, chat, last.id, next);
    }, status);
    await expect(sent.getByRole('img', { name: status, exact: true })).toBeVisible();
  }
});

test('what is typed after Enter stays, however long it takes until the message is in the chat', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().click();
  await page.keyboard.type('The first one');
  // The chat is read anew only after a while.
  await opened.fake((fake) => void fake.held.set('outbox.list', Promise.withResolvers()), null);
  await page.keyboard.press('Enter');
  await expect(opened.compose()).toHaveValue('');
  await page.keyboard.type('The second one');
  await expect(opened.compose()).toHaveValue('The second one');
  // Even the message itself is taken only after a while.
  await opened.answerAfter('messages.send', 'messages.send', async () => {
    await page.keyboard.press('Enter');
    await page.keyboard.type(', and a third');
  });
  await expect(opened.compose()).toHaveValue(', and a third');
  expect(await opened.calls('messages.send')).toMatchObject([{ text: 'The first one' }, { text: 'The second one' }]);
});

test('a text that was not taken stays in the compose box, with the reason', async ({ opened }) => {
  await opened.openChat(/Julia Sommer/);
  await opened.fake((fake) => void fake.refusals.set('messages.send', 'internal_error'), null);
  await opened.compose().fill('Do not lose me');
  await opened.page.keyboard.press('Enter');
  await expect(opened.page.getByRole('alert')).toContainText('Your text is still here');
  await expect(opened.compose()).toHaveValue('Do not lose me');
});

test('a draft waits in its chat while another is open', async ({ opened }) => {
  await opened.openChat(/Julia Sommer/);
  await opened.compose().fill('half a sentence');
  await opened.openChat(/Jonas Becker, |Jonas Becker \d|Jonas Becker/);
  await expect(opened.compose()).toHaveValue('');
  await opened.openChat(/Julia Sommer/);
  await expect(opened.compose()).toHaveValue('half a sentence');
});

test('a message that was not sent can be edited and sent again', async ({ opened }) => {
  await opened.openChat(/Julia Sommer/);
  await opened.message('My colleague will call').getByRole('button', { name: 'Edit and send again' }).click();
  await expect(opened.compose()).toHaveValue('My colleague will call you from another number.');
  await expect(opened.compose()).toBeFocused();
});

test('a message that is sent again is added to what was begun, and never to a message that is being changed', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  const again = opened.message('My colleague will call').getByRole('button', { name: 'Edit and send again' });
  await opened.compose().fill('What I was about to write');
  await again.click();
  await expect(opened.compose()).toHaveValue(
    'What I was about to write\n\nMy colleague will call you from another number.',
  );
  await opened.compose().fill('Begun');
  await opened.choose('Perfect, see you then.', 'Edit');
  await expect(page.getByRole('textbox', { name: 'Change your message' })).toHaveValue('Perfect, see you then.');
  await again.click();
  await expect(opened.compose()).toHaveValue('Begun\n\nMy colleague will call you from another number.');
  await page.keyboard.press('Enter');
  await expect(opened.message('Begun')).toBeVisible();
  expect(await opened.calls('messages.edit')).toEqual([]);
});

test('scrolling up reads older messages, and what is on the screen stays where it is', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Long Case/);
  await expect(opened.message(`Message ${LONG_CHAT_LENGTH}:`)).toBeInViewport();
  await opened.scrollBackTo(`Message ${LONG_CHAT_LENGTH - 150}:`);
  expect((await opened.calls('conversations.messages')).length).toBeGreaterThan(2);
  expect(await page.getByRole('article').count()).toBeLessThan(60);

  const watched = opened.message(`Message ${LONG_CHAT_LENGTH - 150}:`);
  const before = await watched.boundingBox();
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Long Case');
    fake.world.addMessage(lawyerId, chat, { text: 'News while you read the old' });
  }, null);
  await expect(page.getByRole('option').first()).toContainText('News while you read the old');
  const after = await watched.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 1e6))).toBeLessThan(2);

  await page.getByRole('button', { name: 'Go to the latest message' }).click();
  await expect(opened.message('News while you read the old')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Go to the latest message' })).toBeHidden();
});

test('a tick that changes far above the newest message is seen there', async ({ opened }) => {
  await opened.openChat(/Long Case/);
  const text = `Message ${LONG_CHAT_LENGTH - 121}:`;
  await opened.scrollBackTo(text);
  await opened.fake((fake, start) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Long Case');
    const message = chat.messages.find((one) => one.text.startsWith(start));
    if (message) fake.world.setStatus(lawyerId, chat, message.id, 'failed');
  }, text);
  await expect(opened.message(text).getByRole('img', { name: 'not sent' })).toBeVisible();
});

test('what strangers write is shown as text, and runs nothing', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Mallory/);
  await expect(opened.message('<script>').locator('bdi').first()).toHaveText(HOSTILE_TEXT);
  await expect(page.getByRole('heading', { name: '<b>Mallory</b>' })).toBeVisible();
  expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  expect(await page.locator('main img, main script').count()).toBe(0);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0]).toBe(widths[1]);
});

test('an override of the writing direction is shown, and turns nothing', async ({ opened }) => {
  await opened.openChat(/Mallory/);
  const marks = opened.message('<script>').getByTitle('Hidden character that turns the direction');
  await expect(marks).toHaveCount(1);
  expect(await marks.evaluate((mark) => [mark.textContent, getComputedStyle(mark).unicodeBidi])).toEqual([
    '\u202e',
    'isolate',
  ]);
  // What follows the mark is drawn to its right, as it was written.
  const [mark, rest] = await opened.message('<script>').evaluate((article) => {
    const turned = article.querySelector('bdi bdi');
    const range = document.createRange();
    const after = turned?.nextSibling;
    if (!turned || !after) return [0, 0];
    range.setStart(after, 0);
    range.setEnd(after, 1);
    return [turned.getBoundingClientRect().left, range.getBoundingClientRect().left];
  });
  expect(rest).toBeGreaterThan(mark ?? Number.POSITIVE_INFINITY);
});

test('a right-to-left name and text are isolated and read from the right', async ({ opened }) => {
  await opened.openChat(/ليلى/);
  const text = opened.message('صباح الخير').locator('bdi');
  expect(await text.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
  expect(await text.evaluate((element) => getComputedStyle(element).unicodeBidi)).toContain('isolate');
});

test('a client whose number is not known is written to in the chat that there is', async ({ opened }) => {
  await opened.openChat(/Noor/);
  await expect(opened.page.getByText('Phone number not known yet')).toBeVisible();
  await opened.compose().fill('How can I help?');
  await opened.page.keyboard.press('Enter');
  await expect(opened.message('How can I help?')).toBeVisible();
  expect(await opened.calls('messages.send')).toEqual([
    { lawyer_id: expect.any(String), conversation_id: expect.stringMatching(/^con_/), text: 'How can I help?' },
  ]);
});

test('a new chat begins with a phone number, and the first message makes it a chat', async ({ opened }) => {
  const { page } = opened;
  await page.getByRole('button', { name: 'New chat' }).click();
  await page.getByLabel('Phone number').fill('0151 2345');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Write the number with its country code')).toBeVisible();
  await page.getByLabel('Phone number').fill('+44 20 7946 0958');
  await page.keyboard.press('Enter');
  await expect(opened.compose()).toBeFocused();
  await page.keyboard.type('Good morning');
  await page.keyboard.press('Enter');
  await expect(opened.message('Good morning')).toBeVisible();
  await expect(page.getByRole('option').first()).toContainText('+44 207 946 0958');
  expect(await opened.calls('messages.send')).toMatchObject([{ to: '+442079460958', text: 'Good morning' }]);
});

test('the keyboard alone chooses a chat, writes and sends', async ({ opened }) => {
  const { page } = opened;
  await page.getByRole('listbox', { name: 'Chats' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('option', { selected: true })).toContainText('Julia Sommer');
  await page.keyboard.press('Enter');
  await expect(opened.compose()).toBeFocused();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await expect(opened.message('By keyboard')).toBeVisible();
});

test('a chat that is on the screen counts as read', async ({ opened }) => {
  await opened.page.bringToFront();
  await opened.openChat(/Amira Haddad\s/);
  await expect.poll(() => opened.calls('conversations.markRead')).toHaveLength(1);
  await expect(opened.page.getByRole('option', { selected: true }).getByLabel(/unread/)).toBeHidden();
});

test('what stands below where one was led, or comes in below what one reads, is unread until one is there', async ({
  opened,
}) => {
  const { page } = opened;
  await page.bringToFront();
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Long Case');
    for (const text of ['New one', 'New two']) fake.world.addMessage(lawyerId, chat, { text });
  }, null);
  const row = page.getByRole('option', { name: /Long Case/ });
  await expect(row.getByLabel('2 unread messages')).toBeVisible();
  const place = await opened.fake((fake) => {
    const { lawyerId, chat, message } = fake.world.messageByText('Long Case', 'Message 4500:');
    return `#/lawyer/${lawyerId}/chats/${chat.conversation.id}?at=${message.id}`;
  }, null);
  await page.evaluate((to) => window.location.assign(to), place);
  await expect(opened.message('Message 4500:')).toBeInViewport();
  const latest = page.getByRole('button', { name: /^Go to the latest message/ });
  await expect(latest).toContainText('2');
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Long Case');
    fake.world.addMessage(lawyerId, chat, { text: 'New three' });
  }, null);
  await expect(latest).toContainText('3');
  await expect(row.getByLabel('3 unread messages')).toBeVisible();
  expect(await opened.calls('conversations.markRead')).toEqual([]);
  await latest.click();
  await expect(opened.message('New three')).toBeInViewport();
  await expect(row.getByLabel(/unread/)).toBeHidden();
});

test('each lawyer has the own chats, and the rail tells how it is with each', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await page.getByRole('button', { name: 'Carlos Mendes: reconnecting' }).click();
  await expect(page.getByRole('heading', { name: 'Reconnecting to WhatsApp' })).toBeVisible();
  await expect(page.getByText('Julia Sommer')).toBeHidden();
  await page.getByRole('button', { name: 'Dr. Anna Weber: connected' }).click();
  await expect(page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
});

/** What the chat at that place of the whole list is called. */
function titleAt(opened: OpenedWindow, place: number): Promise<string> {
  return opened.fake((fake, at) => {
    const chats = fake.world.chatsOf(fake.world.lawyers[0]?.id ?? '').map(({ conversation }) => conversation);
    return chats.toSorted((one, other) => other.updated_at.localeCompare(one.updated_at)).at(at)?.title ?? '';
  }, place);
}

/** Where one writes the keys of the list belong to the text. */
async function goAlong(opened: OpenedWindow, keys: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    await opened.wayTo('Chats').focus();
    await opened.page.keyboard.press(keys);
  }
}

test('the next unread chat is found beyond what was read of the list, which goes along to it', async ({ opened }) => {
  const { page } = opened;
  const last = await titleAt(opened, -1);
  await opened.fake((fake, title) => {
    for (const { conversation } of fake.world.chatsOf(fake.world.lawyers[0]?.id ?? ''))
      conversation.unread_count = conversation.title === title ? 1 : 0;
  }, last);
  await page.reload();
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(page.getByRole('option', { selected: true })).toContainText(last);
  await expect(page.getByRole('option', { selected: true })).toBeInViewport({ ratio: 1 });
  await goAlong(opened, 'Alt+ArrowUp', 20);
  await expect(page.getByRole('option', { selected: true })).toContainText(await titleAt(opened, -21));
  await expect(page.getByRole('option', { selected: true })).toBeInViewport({ ratio: 1 });
});

test('the way to the next chat goes on behind the last one that was read', async ({ opened }) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  await opened.fake((fake) => void fake.held.set('conversations.list', Promise.withResolvers()), null);
  await goAlong(opened, 'Alt+ArrowDown', 50);
  const selected = page.getByRole('option', { selected: true });
  await expect(selected).toContainText(await titleAt(opened, 49));
  await goAlong(opened, 'Alt+ArrowDown', 1);
  await opened.fake((fake) => {
    fake.held.get('conversations.list')?.resolve();
    fake.held.delete('conversations.list');
  }, null);
  await expect(selected).toContainText(await titleAt(opened, 50));
  await expect(selected).toBeInViewport({ ratio: 1 });
});
