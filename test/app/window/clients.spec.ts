import { expect, type OpenedWindow, test } from './opened-window.ts';

test.use({ scene: 'busy' });

const search = ({ page }: OpenedWindow) => page.getByRole('textbox', { name: 'Name, number or email' });
const list = ({ page }: OpenedWindow) => page.getByRole('listbox', { name: 'Clients' });

async function openJulia(opened: OpenedWindow): Promise<void> {
  await opened.wayTo('Clients').click();
  await search(opened).fill('julia');
  await list(opened)
    .getByRole('option', { name: /Julia Sommer/ })
    .click();
  await expect(opened.page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
}

test('clients are looked for and walked through by keyboard alone', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Clients').focus();
  await page.keyboard.press('Enter');
  await expect(list(opened)).toBeVisible();
  await search(opened).focus();
  await page.keyboard.type('haddad');
  await expect(list(opened).getByRole('option', { name: /Mallory/ })).toBeHidden();
  await page.keyboard.press('ArrowDown');
  await expect(list(opened)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { name: 'Amira Haddad', exact: true })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { name: 'Amira Haddad 10' })).toBeVisible();
  await expect(list(opened)).toBeFocused();
});

test('only those of a status are listed, in the order that is asked for', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Clients').click();
  await page.getByRole('combobox', { name: 'Order' }).selectOption('last_message');
  await expect(list(opened).getByRole('option').first()).toContainText('Julia Sommer');
  await page.getByRole('combobox', { name: 'How you stand' }).selectOption('blocked');
  await expect(page.getByText('No client fits')).toBeVisible();
  expect((await opened.calls('clients.list')).at(-1)).toMatchObject({ status: 'blocked', order: 'last_message' });
});

test('a new client is made with what is known, and opened; a number that is known is refused', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Clients').click();
  await page.getByRole('button', { name: 'New client' }).click();
  const dialog = page.getByRole('dialog', { name: 'New client' });
  await dialog.getByRole('button', { name: 'Make' }).click();
  await expect(dialog).toContainText('Enter a name or a number.');
  await dialog.getByLabel('Name').fill('Petra Neu');
  await dialog.getByLabel('Phone number').fill('+49 151 1234 5678');
  await dialog.getByRole('button', { name: 'Make' }).click();
  await expect(dialog).toContainText('A client with this number exists already.');
  await dialog.getByLabel('Phone number').fill('+49 151 77777777');
  await dialog.getByRole('button', { name: 'Make' }).click();
  await expect(page.getByRole('heading', { name: 'Petra Neu' })).toBeVisible();
  // Nothing was exchanged: what was made by mistake is removed.
  await page.getByRole('button', { name: 'Remove this client' }).click();
  await opened.answerAfter('clients.remove', 'clients.list', () =>
    page.getByRole('dialog').getByRole('button', { name: 'Remove this client' }).click(),
  );
  await expect(page.getByText('No client is open')).toBeVisible();
});

/** As if it were done in another window, or over the API: this one is not told. */
function somebodyElseNotes(opened: OpenedWindow, text: string): Promise<void> {
  return opened.fake((fake, notes) => {
    const client = [...fake.world.clients.values()].find(({ name }) => name === 'Julia Sommer');
    if (client) fake.world.clients.set(client.id, { ...client, notes });
  }, text);
}

test('notes save themselves and say so; when somebody else wrote meanwhile, one of the two is chosen', async ({
  opened,
}) => {
  const { page } = opened;
  await openJulia(opened);
  const notes = page.getByRole('textbox', { name: 'Notes' });
  await notes.fill('Calls on Mondays');
  await expect(page.getByText('Saved.')).toBeVisible();
  expect(await opened.calls('clients.note')).toMatchObject([{ notes: 'Calls on Mondays', before: null }]);
  await somebodyElseNotes(opened, 'Calls on Fridays');
  await notes.fill('Calls on Tuesdays');
  await expect(page.getByRole('alert')).toContainText('Calls on Fridays');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  expect((await opened.calls('clients.note')).at(-1)).toMatchObject({
    ...{ notes: 'Calls on Tuesdays', before: 'Calls on Fridays' },
  });
});

test('what was typed last is saved when one leaves the client at once', async ({ opened }) => {
  await openJulia(opened);
  await opened.page.getByRole('textbox', { name: 'Notes' }).fill('In a hurry');
  await opened.wayTo('Chats').click();
  await expect.poll(() => opened.calls('clients.note')).toMatchObject([{ notes: 'In a hurry' }]);
});

test('a note that is found to be unsaved when one has left is told, and saved on a word', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  const notes = page.getByRole('textbox', { name: 'Notes' });
  await somebodyElseNotes(opened, 'Calls on Fridays');
  await notes.fill('Calls on Mondays');
  await opened.wayTo('Chats').click();
  await expect(page.getByText('somebody else has written one at the same time')).toBeVisible();
  await opened.fake((fake) => void fake.refusals.set('clients.note', 'internal_error'), null);
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await expect(page.getByText('Your note was not saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  const kept = { notes: 'Calls on Mondays', before: 'Calls on Fridays' };
  await expect.poll(() => opened.calls('clients.note')).toMatchObject([{ before: null }, kept, kept]);
});

test('one is asked before one leaves a note while another one stands against it', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  const notes = page.getByRole('textbox', { name: 'Notes' });
  await somebodyElseNotes(opened, 'Calls on Fridays');
  await notes.fill('Calls on Mondays');
  await expect(page.getByRole('alert')).toContainText('Calls on Fridays');
  await opened.wayTo('Chats').click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(notes).toHaveValue('Calls on Mondays');
  await opened.wayTo('Chats').click();
  await question.getByRole('button', { name: 'Discard the changes' }).click();
  await expect(page.getByRole('option', { name: /Julia Sommer/ })).toBeVisible();
  expect(await opened.calls('clients.note')).toHaveLength(1);
});

/** As if another window, or the directory, had changed the client: this one is told. */
function somebodyElseChanges(opened: OpenedWindow, change: { name?: string; email?: string }): Promise<void> {
  return opened.fake((fake, changed) => {
    const [id, client] = [...fake.world.clients].find(([, { name }]) => name === 'Julia Sommer') ?? [];
    if (id && client) fake.world.clients.set(id, { ...client, ...changed });
    const [lawyer] = fake.world.lawyers;
    const nothing = { conversation_id: null, message_id: null };
    if (lawyer) fake.push({ kind: 'event', type: 'client.updated', lawyer_id: lawyer.id, ...nothing });
  }, change);
}

test('what is typed of a client stays when another field is changed elsewhere, which is shown', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  const profile = page.getByRole('region', { name: 'Name and email' });
  await profile.getByLabel('Name').fill('Julia Sommer-Haas');
  await somebodyElseChanges(opened, { email: 'julia@sommer.example' });
  await expect(profile.getByLabel('Email')).toHaveValue('julia@sommer.example');
  await expect(profile.getByLabel('Name')).toHaveValue('Julia Sommer-Haas');
  await profile.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Julia Sommer-Haas' })).toBeVisible();
  // Of what was not touched nothing is said, so that nothing of it is undone.
  expect(await opened.calls('clients.change')).toMatchObject([{ change: { name: 'Julia Sommer-Haas' } }]);
  expect(JSON.stringify(await opened.calls('clients.change'))).not.toContain('email');
});

test('one is asked before one leaves a client of whom something is changed and not saved', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  const name = page.getByRole('region', { name: 'Name and email' }).getByLabel('Name');
  await name.fill('Julia Winter');
  await search(opened).fill('haddad');
  await list(opened)
    .getByRole('option', { name: /Amira Haddad/ })
    .first()
    .click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(name).toHaveValue('Julia Winter');
  await list(opened)
    .getByRole('option', { name: /Amira Haddad/ })
    .first()
    .click();
  await question.getByRole('button', { name: 'Discard the changes' }).click();
  await expect(page.getByRole('heading', { name: /Amira Haddad/ })).toBeVisible();
  expect(await opened.calls('clients.change')).toEqual([]);
});

test('a client is blocked only after one has said so again', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  await page.getByRole('radio', { name: 'Blocked' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await opened.calls('clients.change')).toEqual([]);
  await page.getByRole('radio', { name: 'Blocked' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Block', exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Blocked' })).toBeChecked();
  await page.getByRole('radio', { name: 'Closed' }).click();
  await expect(page.getByRole('radio', { name: 'Closed' })).toBeChecked();
});

test('a number is added and taken back, and what WhatsApp has told stays', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  const known = page.getByRole('region', { name: 'Known under' });
  await expect(known.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  await known.getByRole('button', { name: 'Add a number' }).click();
  await page.getByRole('dialog').getByLabel('Phone number').fill('+49 151 22222222');
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await known.getByRole('button', { name: /^Remove \+49/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(known.getByRole('button', { name: /^Remove/ })).toHaveCount(0);
  expect(await opened.calls('clients.removeAlias')).toMatchObject([{ alias: '+4915122222222' }]);
});

test('a client is given to another lawyer, and that is ended', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  const others = page.getByRole('region', { name: 'Other lawyers' });
  await others.getByRole('combobox', { name: 'Choose a lawyer' }).selectOption({ index: 1 });
  await others.getByRole('button', { name: 'Assign', exact: true }).click();
  await others.getByRole('button', { name: /^End the assignment to/ }).click();
  await expect(others.getByRole('button', { name: /^End the assignment to/ })).toBeHidden();
  expect(await opened.calls('clients.unassign')).toHaveLength(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(others.getByRole('button', { name: /^End the assignment to/ })).toBeVisible();
});

test('as what a client is given is chosen, shown and changed by the keyboard, and is as before when its end is undone', async ({
  opened,
}) => {
  const { page } = opened;
  await openJulia(opened);
  const others = page.getByRole('region', { name: 'Other lawyers' });
  const statuses = async () =>
    ((await opened.calls('clients.assign')) as { status: string }[]).map(({ status }) => status);
  const status = others.getByRole('combobox', { name: /^How .*Carlos Mendes.* stands to the client/ });
  await others.getByRole('combobox', { name: 'Choose a lawyer' }).selectOption('Carlos Mendes');
  const first = others.getByRole('combobox', { name: 'How they stand to the client' });
  await expect(first).toHaveValue('lead');
  await expect(first.getByRole('option')).toHaveText(['Enquiry', 'Client', 'Closed']);
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(status).toHaveValue('active');
  expect(await statuses()).toEqual(['active']);

  await status.focus();
  await page.keyboard.press('ArrowDown');
  await expect(status).toHaveValue('closed');
  await expect(status).toBeFocused();
  await expect.poll(statuses).toEqual(['active', 'closed']);
  // What is refused is as it was.
  await opened.fake((fake) => void fake.refusals.set('clients.assign', 'client_not_assignable'), null);
  await page.keyboard.press('ArrowUp');
  await expect(others.getByRole('alert')).toBeVisible();
  await expect(status).toHaveValue('closed');

  await others.getByRole('button', { name: /^End the assignment to/ }).press('Enter');
  await expect(status).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await expect(status).toHaveValue('closed');
  expect((await statuses()).at(-1)).toBe('closed');
});

test('two clients are merged after a look at what comes of it, and taken apart', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  await page.getByRole('button', { name: 'Merge with another client…' }).click();
  await page.getByRole('dialog').getByLabel('Name or number').fill('noor');
  await page.getByRole('dialog').getByRole('button', { name: /Noor/ }).click();
  const preview = page.getByRole('dialog', { name: 'One client out of two' });
  await expect(preview).toContainText('The chat of the second one remains.');
  await expect(preview).toContainText('274511902378');
  await preview.getByRole('button', { name: 'Merge' }).click();
  const merged = page.getByRole('region', { name: 'Merged into this client' });
  await merged.getByRole('button', { name: 'Take apart' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take apart' }).click();
  await expect(merged).toBeHidden();
});

test('a name of one endless word is broken within the dialog that says it', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const client = [...fake.world.clients.values()].find(({ name }) => name === 'Julia Sommer');
    if (client) client.name = 'Donaudampfschifffahrtsgesellschaft'.repeat(5);
  }, null);
  await opened.wayTo('Clients').click();
  await search(opened).fill('donau');
  await list(opened).getByRole('option', { name: /Donau/ }).click();
  await page.getByRole('button', { name: 'Merge with another client…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Noor/ }).click();
  await expect(page.getByRole('dialog', { name: 'One client out of two' })).toContainText('becomes a part of');
  await expect.poll(() => opened.fits()).toBe(true);
});

test('a client of whom neither name nor number is known has no initials, and not those of the words that say so', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const client = [...fake.world.clients.values()].find(({ name }) => name === 'Noor');
    if (client) client.name = null;
  }, null);
  await opened.openChat(/Noor/);
  await page.getByRole('button', { name: 'Details of this chat' }).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details).toContainText('Client without a name');
  await expect(details.locator('[data-initials]')).toHaveAttribute('data-initials', '#');
});

test('an export tells how far it is, goes on elsewhere, and can be cancelled', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  await page.getByRole('button', { name: 'Export everything…' }).click();
  await expect(page.getByText('The export is complete.')).toBeVisible();
  await opened.fake((fake) => {
    const client = [...fake.world.clients.values()].find(({ name }) => name === 'Julia Sommer');
    const lawyer = fake.world.lawyers[0];
    if (!client || !lawyer) throw new Error('there is no such client');
    const progress = { percent: 40, started_at: new Date(Date.now() - 60_000).toISOString() };
    fake.world.exports.set(client.id, progress);
    fake.world.push({ kind: 'client_export', lawyer_id: lawyer.id, client_id: client.id, progress });
  }, null);
  const region = page.getByRole('region', { name: 'Export' });
  await expect(region.getByRole('progressbar', { name: '40% exported' })).toBeVisible();
  await expect(region).toContainText('2 minutes');
  await opened.wayTo('Chats').click();
  await openJulia(opened);
  await region.getByRole('button', { name: 'Cancel the export' }).click();
  await expect(region.getByRole('button', { name: 'Export everything…' })).toBeVisible();
});

test('how complete the chat is can be copied as text', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  await page.getByRole('region', { name: 'What is stored of this chat' }).getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await opened.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^What is stored of this chat: Julia Sommer\n.+\n.*messages? stored/s);
});

test('from a chat one goes to all about its client, and back', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await page.getByRole('button', { name: 'Details of this chat' }).click();
  await page.getByRole('link', { name: 'All about this client' }).click();
  await page.getByRole('link', { name: 'Open the chat' }).click();
  await expect(page.getByRole('log')).toBeVisible();
});

test('in a narrow window the list and a client come one after the other, and the focus goes along', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.resize(400, 800);
  await openJulia(opened);
  await expect(list(opened)).toBeHidden();
  await expect.poll(() => opened.fits()).toBe(true);
  await page.getByRole('button', { name: 'Back to the clients' }).click();
  await expect(list(opened)).toBeFocused();
  await expect.poll(() => opened.fits()).toBe(true);
});

test('in Arabic the client stands at the left of the list', async ({ opened }) => {
  const { page } = opened;
  await openJulia(opened);
  await opened.fake((fake) => fake.world.appSettings.change({ language: 'ar' }), null);
  const title = page.getByRole('heading', { name: 'Julia Sommer' });
  await expect(page.getByRole('heading', { name: 'الموكّلون' })).toBeVisible();
  const [client, clients] = [await title.boundingBox(), await page.getByRole('listbox').boundingBox()];
  expect(client?.x).toBeLessThan(clients?.x ?? 0);
  await expect.poll(() => opened.fits()).toBe(true);
});
