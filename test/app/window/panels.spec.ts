import { expect, type OpenedWindow, test } from './opened-window.ts';

test('the queue shows what waits and why, and cancels it', async ({ opened }) => {
  const { page } = opened;
  await opened.statusBar().getByRole('button', { name: '1 waiting in WhatsApp' }).click();
  const panel = page.getByRole('complementary', { name: 'Queue for WhatsApp' });
  const row = panel.getByRole('listitem');
  await expect(row).toContainText('Julia Sommer');
  await expect(row).toContainText('Message: Please ring at the side entrance.');
  await expect(row).toContainText('It waits a moment, as a person would.');
  await row.getByRole('button', { name: 'Julia Sommer' }).click();
  await expect(page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
  await row.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel.getByText('Nothing is waiting.')).toBeVisible();
  await expect(opened.message('Please ring')).toContainText('Cancelled before it was sent.');
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
  await expect(row).toContainText('Message: Please ring at the side entrance.');
});

test('the reading of history is followed in the status bar, and can be begun anew', async ({ opened }) => {
  const { page } = opened;
  const tell = (part: { state: 'running' | 'interrupted' | 'complete'; chats_done: number; percent: number }) =>
    opened.fake((fake, given) => {
      const lawyer = fake.world.lawyers[0];
      const still = {
        chats_total: 190,
        messages_stored: 12873,
        started_at: new Date().toISOString(),
        finished_at: null,
      };
      if (lawyer) fake.world.history.set(lawyer.id, { ...still, ...given, chats_left: 190 - given.chats_done });
    }, part);
  await tell({ state: 'running', chats_done: 57, percent: 31.4 });
  await opened.statusBar().getByRole('button', { name: 'History: 57 of 190 chats · 31%' }).click();
  const details = page.getByRole('dialog', { name: 'Reading the history' });
  await expect(details).toContainText('133');
  await expect(details).toContainText('12,873');
  await tell({ state: 'interrupted', chats_done: 90, percent: 50 });
  await expect(opened.statusBar()).toContainText('History: interrupted at 50%');
  await details.getByRole('button', { name: 'Read what is missing now' }).click();
  await expect(opened.statusBar()).toContainText('History: 0 of 40 chats');
  await tell({ state: 'complete', chats_done: 190, percent: 100 });
  await expect(opened.statusBar()).not.toContainText('History');
});

test('an alert comes and goes by itself, with the lawyer that it is about', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const lawyer = fake.world.lawyers[1];
    if (lawyer) fake.world.alerts.raise(lawyer.id, 'ability_missing', 'send_file');
  }, null);
  const alerts = page.getByRole('region', { name: 'What needs a look' });
  await expect(alerts.getByRole('listitem')).toContainText(
    'Carlos Mendes: WhatsApp’s page does not allow this at the moment: Sending files.',
  );
  await expect(opened.statusBar().getByRole('button', { name: '3 notices' })).toBeVisible();
  await opened.fake((fake) => {
    const lawyer = fake.world.lawyers[1];
    if (lawyer) fake.world.alerts.clear(lawyer.id, 'ability_missing');
  }, null);
  await expect(alerts).toBeHidden();
});

test('an alert about the whole app is shown once, and names no lawyer', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    for (const { id } of fake.world.lawyers) fake.world.alerts.raise(id, 'disk_space_low');
  }, null);
  const alerts = page.getByRole('region', { name: 'What needs a look' }).getByRole('listitem');
  await expect(alerts).toHaveText(/^The disk is getting full\./);
  await expect(opened.statusBar().getByRole('button', { name: '3 notices' })).toBeVisible();
});

test('the details of a chat say what is stored of it, and where it is not complete', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const { chat } = fake.world.chatByTitle('Julia Sommer');
    fake.world.completeness.set(chat.conversation.id, {
      complete_from: '2024-03-01T10:00:00.000Z',
      complete_until: '2026-11-20T10:00:00.000Z',
      reaches_start: false,
      gaps: [
        { from: null, until: '2024-03-01T10:00:00.000Z', reason: 'not_read_yet' },
        { from: '2025-05-02T08:00:00.000Z', until: '2025-05-02T08:10:00.000Z', reason: 'not_decrypted' },
      ],
      messages: 15,
      checked_at: '2026-11-20T10:00:00.000Z',
    });
  }, null);
  await opened.openChat(/Julia Sommer/);
  await page.getByRole('button', { name: 'Details of this chat' }).click();
  const stored = page.getByRole('region', { name: 'What is stored of this chat' });
  await expect(stored).toContainText(/Complete from 1 Mar 2024, \d\d:\d\d until 20 Nov 2026, \d\d:\d\d\./);
  await expect(stored.getByRole('listitem')).toHaveText([
    /^Before 1 Mar 2024, \d\d:\d\d: not read yet$/,
    /WhatsApp could not decrypt it on this computer$/,
  ]);
  await expect(stored).toContainText('15 messages stored');
  await page.getByRole('button', { name: 'Show the client that you have read' }).click();
  await expect(page.getByText('WhatsApp is asked to show it.')).toBeVisible();
});

test('two clients are merged after a look at what comes of it, and taken apart again', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await page.getByRole('button', { name: 'Details of this chat' }).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByRole('region', { name: 'Known under' })).toContainText('+49 151 1234 5678');
  await details.getByRole('button', { name: 'Merge with another client…' }).click();
  const choose = page.getByRole('dialog', { name: 'Which client is the same person?' });
  await choose.getByLabel('Name or number').fill('noor');
  await choose.getByRole('button', { name: /Noor/ }).click();
  const preview = page.getByRole('dialog', { name: 'One client out of two' });
  await expect(preview).toContainText('The chat “Noor” becomes a part of “Julia Sommer”.');
  expect(await opened.calls('clients.merge')).toEqual([]);
  await preview.getByRole('button', { name: 'Merge' }).click();
  await expect(preview).toBeHidden();
  await expect(opened.message('Is this the law office?')).toBeAttached();
  await expect(page.getByRole('option', { name: /Noor/ })).toBeHidden();
  await expect(details.getByRole('region', { name: 'Known under' })).toContainText('274511902378');
  await details.getByRole('button', { name: 'Take apart' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take apart' }).click();
  await expect(details.getByRole('region', { name: 'Merged into this client' })).toBeHidden();
  const [merged] = await opened.calls('clients.merge');
  expect(await opened.calls('clients.unmerge')).toEqual([merged]);
});

/** Merges Noor's client into that of the chat that is opened, and answers with where that is said. */
async function merge(opened: OpenedWindow) {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await page.getByRole('button', { name: 'Details of this chat' }).click();
  await page.getByRole('button', { name: 'Merge with another client…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Noor/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
  await expect(page.getByRole('region', { name: 'Merged into this client' })).toBeVisible();
  return page.getByRole('status').filter({ hasText: '“Noor” is a part of “Julia Sommer” now.' });
}

test('a merge is undone at once, where it is said that it was done', async ({ opened }) => {
  const { page } = opened;
  const said = await merge(opened);
  // Of large chats it takes a while: until then it is said to be under way, and cannot be done twice.
  await opened.fake((fake) => void fake.held.set('clients.unmerge', Promise.withResolvers()), null);
  await said.getByRole('button', { name: 'Undo' }).click();
  await expect(said.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
  await said.getByRole('button', { name: 'Undo' }).press('Enter');
  await opened.fake((fake) => fake.held.get('clients.unmerge')?.resolve(), null);
  await expect(said).toBeHidden();
  await expect.poll(() => opened.calls('clients.unmerge')).toHaveLength(1);
  await expect(page.getByRole('region', { name: 'Merged into this client' })).toBeHidden();
  expect(await opened.calls('clients.unmerge')).toEqual(await opened.calls('clients.merge'));
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
});

test('a merge that can no longer be undone says why', async ({ opened }) => {
  const said = await merge(opened);
  await opened.fake((fake) => void fake.refusals.set('clients.unmerge', 'not_merged'), null);
  await said.getByRole('button', { name: 'Undo' }).click();
  await expect(opened.page.getByText('These two were not merged.')).toBeVisible();
});

test('settings are checked, saved as the contract has them, and kept when they are refused', async ({ opened }) => {
  const screen = await opened.openSettings('Rules and limits');
  await screen.getByLabel('Keep quiet hours').check();
  await screen.getByLabel('From', { exact: true }).fill('22:00');
  await screen.getByLabel('First contacts in a day').fill('5000');
  await screen.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(screen.getByText('A number from 0 to 1,000.')).toBeVisible();
  expect(await opened.calls('settings.set')).toEqual([]);
  await screen.getByLabel('First contacts in a day').fill('5');
  await screen.getByRole('combobox', { name: 'Groups' }).selectOption('read_only');
  await screen.getByLabel('Things that wait to be sent').fill('many');
  await screen.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(screen.getByText('A number from 1 to 100,000.')).toBeVisible();
  await screen.getByLabel('Things that wait to be sent').fill('50');
  await screen.getByLabel('Minutes that a message waits').fill('');
  await opened.fake((fake) => void fake.refusals.set('settings.set', 'internal_error'), null);
  await screen.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(screen.getByRole('alert')).toContainText('Not saved.');
  await screen.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(screen.getByRole('status')).toContainText('Saved');
  expect((await opened.calls('settings.set')).at(-1)).toMatchObject({
    settings: {
      pace: { first_contacts_per_day: 5, quiet_hours: { from: '22:00', to: '07:00' } },
      groups: 'read_only',
      alerts: { queue_depth: 50, unsent_minutes: null, memory_mb: 4000 },
    },
  });
});

test('WhatsApp is put to sleep, woken and started again from the settings, and logged out after a question', async ({
  opened,
}) => {
  const { page } = opened;
  const screen = await opened.openSettings('WhatsApp');
  const part = screen.getByRole('region', { name: 'WhatsApp', exact: true });
  await expect(part).toContainText('214 MB of memory');
  await part.getByRole('button', { name: 'Put to sleep' }).click();
  await expect(part).toContainText('asleep since');
  await expect(part).not.toContainText('of memory');
  await part.getByRole('button', { name: 'Wake' }).click();
  await expect(part).toContainText('connected since');
  await expect(part).toContainText('214 MB of memory');
  await part.getByRole('button', { name: 'Log out of WhatsApp' }).click();
  const question = page.getByRole('dialog', { name: 'Log out of WhatsApp?' });
  await question.getByRole('button', { name: 'Log out' }).click();
  await expect(part).toContainText('logged out since');
  await expect(part.getByRole('button', { name: 'Log out of WhatsApp' })).toBeHidden();
  await part.getByRole('button', { name: 'Start WhatsApp again' }).click();
  await expect(part).toContainText('opening WhatsApp since');
});

test('another lawyer is added beside the others, with an own key and an own link', async ({ opened }) => {
  const { page } = opened;
  await page.getByRole('button', { name: 'Add a lawyer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a lawyer' });
  await dialog.getByLabel('Name').fill('Petra Lindner');
  await dialog.getByLabel('Email').fill('petra@kanzlei.example');
  await dialog.getByLabel('Phone number').fill('+49 30 7654321');
  await page.keyboard.press('Enter');
  const key = page.getByRole('dialog', { name: 'The API key for Petra Lindner' });
  await key.getByRole('button', { name: 'I have stored it' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Petra Lindner: waiting for the QR code' })).toHaveAttribute(
    'aria-current',
    'true',
  );
});

test('a side panel in a narrow window leaves room for the chat', async ({ opened }) => {
  const { page } = opened;
  await opened.resize(780, 600);
  await opened.openChat(/Julia Sommer/);
  await page.getByRole('button', { name: 'Details of this chat' }).click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
  await expect(page.getByRole('listbox', { name: 'Chats' })).toBeHidden();
  await expect(opened.compose()).toBeVisible();
  await expect.poll(() => opened.fits()).toBe(true);
});

test('the message brokers of a lawyer are shown with what is wrong there, in words', async ({ opened }) => {
  await opened.fake((fake) => void fake.world.addBrokers(), null);
  const screen = await opened.openSettings('Way in from outside');
  const section = screen.getByRole('region', { name: 'Message brokers' });
  const rabbitmq = section.getByRole('article', { name: 'lexline.events' });
  await expect(rabbitmq).toContainText('RabbitMQ · lexline.events');
  await expect(rabbitmq).toContainText(
    'RabbitMQ has dropped 1,203 events, because no queue is bound to the exchange lexline.events for them:',
  );
  for (const words of ['message.received: 1,200', 'client.created: 3', '"after": 4711']) {
    await expect(rabbitmq).toContainText(words);
  }
  const nats = section.getByRole('article', { name: 'lexline', exact: true });
  await expect(nats).toContainText('It cannot be reached. 12 events wait.');
});

test('one is asked before one leaves rules and limits that are changed and not saved', async ({ opened }) => {
  const { page } = opened;
  const main = await opened.openSettings('Rules and limits');
  const field = main.getByRole('spinbutton').first();
  const before = await field.inputValue();
  await field.fill('777');
  await opened.wayTo('Chats').click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(field).toHaveValue('777');
  await opened.wayTo('Chats').click();
  await question.getByRole('button', { name: 'Discard the changes' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  await opened.openSettings('Rules and limits');
  await expect(field).toHaveValue(before);
  await field.fill('778');
  await main.getByRole('button', { name: 'Save' }).click();
  await expect(main.getByRole('status')).toBeVisible();
  await opened.wayTo('Chats').click();
  await expect(page.getByRole('option').first()).toBeVisible();
});

test('on the other screens, too, it is said what is wrong with WhatsApp and until when it was well', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.become('reconnecting');
  for (const screen of ['Clients', 'Search', 'Templates', 'Directory', 'Settings'] as const) {
    await opened.wayTo(screen).click();
    await expect(page.getByRole('main').getByText(/This computer is offline.*Connected until/)).toBeVisible();
    expect(await opened.fits()).toBe(true);
  }
  await page.getByRole('main').getByRole('button', { name: 'What can I do?' }).click();
  await expect(page.getByRole('heading', { name: 'Reconnecting to WhatsApp' })).toBeVisible();
});

test('whoever leaves a dialog in which something is entered is asked first, by any way but “Cancel”', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.wayTo('Clients').click();
  const form = page.getByRole('dialog', { name: 'New client' });
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await page.getByRole('button', { name: 'New client' }).click();
  await page.keyboard.press('Escape');
  await expect(form).toBeHidden();
  await page.getByRole('button', { name: 'New client' }).click();
  await form.getByLabel('Name').fill('Erika');
  await page.keyboard.press('Escape');
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(form.getByLabel('Name')).toHaveValue('Erika');
  await expect(form.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Discard the changes' }).click();
  await expect(form).toBeHidden();
  await page.getByRole('button', { name: 'New client' }).click();
  await form.getByLabel('Name').fill('Erika');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await expect(form).toBeHidden();
  await expect(question).toBeHidden();
});
