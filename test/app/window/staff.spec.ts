import type { OpenedWindow } from './opened-window.ts';
import { expect, test } from './opened-window.ts';

/** An owner and two of support; of the first chats one is granted, and `who` sits at the window. */
function people(opened: OpenedWindow, who: 'Olga Owner' | 'Sam Support' | null): Promise<void> {
  return opened.fake((fake, name) => {
    const { staff } = fake.world;
    const all = [staff.add('Olga Owner', 'owner'), staff.add('Sam Support', 'support'), staff.add('Tina', 'support')];
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    const [, sam] = all;
    if (sam) staff.grant(lawyerId, sam, [chat.conversation.id]);
    staff.become(all.find((person) => person.name === name) ?? null);
  }, who);
}

const PASSWORD = 'correct horse battery';
const signInScreen = ({ page }: OpenedWindow) => page.getByRole('heading', { name: 'Sign in' });
const menuOf = ({ page }: OpenedWindow, name: string) => page.getByRole('button', { name: `Signed in: ${name}` });

async function peopleTab(opened: OpenedWindow, tab: 'People' | 'Grants' | 'Accesses' | 'Signed in') {
  await opened.wayTo('People').click();
  const parts = opened.page.getByRole('navigation', { name: 'Parts of the people screen' });
  await parts.getByRole('link', { name: tab }).click();
  return opened.page.getByRole('main');
}

test('a wrong password is said in words, and the right one opens the window', async ({ opened }) => {
  const { page } = opened;
  await people(opened, null);
  await expect(signInScreen(opened)).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Write your email and your password.')).toBeVisible();
  await page.getByLabel('Email').fill('olga.owner@kanzlei.example');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The email or the password is wrong')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(menuOf(opened, 'Olga Owner')).toBeVisible();
  await expect(page.getByRole('option').first()).toBeVisible();
});

test('before there is an owner nobody is asked, and whoever adds the first one is told what comes of it', async ({
  opened,
}) => {
  const { page } = opened;
  await expect(page.getByRole('button', { name: /^Signed in/ })).toHaveCount(0);
  const main = await peopleTab(opened, 'People');
  await expect(main.getByText('Nobody need sign in')).toBeVisible();
  await main.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await expect(dialog.getByText('From then on everybody, you too, must sign in')).toBeVisible();
  await dialog.getByLabel('Name').fill('Olga');
  await dialog.getByLabel('Email').fill('olga@kanzlei.example');
  await dialog.getByLabel('First password').fill('short');
  await dialog.getByRole('button', { name: 'Add a person' }).click();
  await expect(dialog.getByText('The password needs at least 12 characters.')).toBeVisible();
  await dialog.getByLabel('First password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Add a person' }).click();
  await expect(signInScreen(opened)).toBeVisible();
  await page.getByLabel('Email').fill('olga@kanzlei.example');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(menuOf(opened, 'Olga')).toBeVisible();
});

test('a window that was locked shows nothing but whose it is, and comes back where it was', async ({ opened }) => {
  const { page } = opened;
  await people(opened, 'Olga Owner');
  await expect(menuOf(opened, 'Olga Owner')).toBeVisible();
  await opened.openChat(/Julia Sommer/);
  await opened.compose().fill('half a sentence');
  await opened.fake((fake) => fake.world.staff.lock(), null);
  await expect(page.getByRole('heading', { name: 'Olga Owner' })).toBeVisible();
  await expect(page.getByText('Julia Sommer')).toHaveCount(0);
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused();
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The password is wrong.')).toBeVisible();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(opened.compose()).toHaveValue('half a sentence');
});

test('one locks and signs out by the keyboard, and nothing stays in the page for the next person', async ({
  opened,
}) => {
  const { page } = opened;
  await people(opened, 'Olga Owner');
  await expect(menuOf(opened, 'Olga Owner')).toBeVisible();
  await opened.openChat(/Julia Sommer/);
  await page.keyboard.press('Control+Shift+L');
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeVisible();
  expect(await opened.calls('identity.lock')).toHaveLength(1);
  await page.getByRole('button', { name: 'Somebody else' }).focus();
  await page.keyboard.press('Enter');
  await expect(signInScreen(opened)).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
  await page.getByLabel('Email').fill('olga.owner@kanzlei.example');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await menuOf(opened, 'Olga Owner').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menu')).toBeVisible();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(signInScreen(opened)).toBeVisible();
});

test('the command palette signs out, and offers it to nobody who has not signed in', async ({ opened }) => {
  const { page } = opened;
  const signOut = page.getByRole('option', { name: /Sign out/ });
  await expect(opened.wayTo('Chats')).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill('sign out');
  await expect(signOut).toHaveCount(0);
  await page.keyboard.press('Escape');
  await people(opened, 'Olga Owner');
  await expect(menuOf(opened, 'Olga Owner')).toBeVisible();
  await page.keyboard.press('Control+K');
  await page.getByRole('combobox').fill('sign out');
  await signOut.click();
  await expect(signInScreen(opened)).toBeVisible();
});

test('the recovery key makes an owner where every password is forgotten', async ({ opened }) => {
  const { page } = opened;
  await people(opened, null);
  await page.getByRole('button', { name: 'No owner knows a password any more' }).click();
  await page.getByLabel('Recovery key').fill('nothing like it');
  await page.getByLabel('Name').fill('New Owner');
  await page.getByLabel('Email').fill('new@kanzlei.example');
  await page.getByLabel('New password').fill('another long password');
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(page.getByText('That is not the recovery key')).toBeVisible();
  await page.getByLabel('Recovery key').fill('K7QF-2MXA-9TDW-PJ4C-H6RS-VN3E-8YBZ-5GUK');
  await page.getByRole('button', { name: 'Set the password and sign in' }).click();
  await expect(menuOf(opened, 'New Owner')).toBeVisible();
});

test('support reads what is granted under a banner that says so, writes nothing, and loses it at once', async ({
  opened,
}) => {
  const { page } = opened;
  await people(opened, 'Sam Support');
  const banner = page.getByText(/You see what .*Dr\. Anna Weber.* has granted, until .*Each opening is recorded/);
  await expect(banner).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('navigation', { name: 'What is shown' })).toHaveCount(0);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  expect(await opened.calls('conversations.messages')).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('log')).toBeVisible();
  await expect(page.getByText('Only the lawyer writes in it.')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'What to do with this message' })).toHaveCount(0);
  await expect(banner).toBeVisible();
  const refused = await page.evaluate(() =>
    (window as unknown as { lexline: { call(name: string): Promise<unknown> } }).lexline.call('lawyers.list'),
  );
  expect(refused).toMatchObject({ ok: false, code: 'insufficient_role' });
  await opened.fake((fake) => {
    for (const grant of fake.world.staff.grants) grant.revoked_at = new Date().toISOString();
    fake.push({ kind: 'changed', what: 'grants', lawyer_id: null });
  }, null);
  await expect(page.getByText('Nothing is granted to you at the moment')).toBeVisible();
  await expect(page.getByRole('log')).toHaveCount(0);
});

test('support is told since when the lawyer’s WhatsApp is not connected, as long as it is not', async ({ opened }) => {
  const { page } = opened;
  await people(opened, 'Sam Support');
  await expect(page.getByRole('option')).toHaveCount(1);
  const banner = page.getByText(/WhatsApp of .*Dr\. Anna Weber.* is not connected at the moment/);
  await expect(banner).toHaveCount(0);
  await opened.become('reconnecting');
  await expect(banner).toContainText('what has come since is not here yet. Connected until');
  await opened.become('asleep');
  await expect(banner).toHaveCount(0);
  await opened.become('qr');
  await expect(banner).toHaveText(/not here yet\.$/);
  await opened.become('ready');
  await expect(banner).toHaveCount(0);
});

test('support is told what became of a message, and is offered nothing to do about it', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    fake.world.addMessage(lawyerId, chat, {
      ...{ text: 'Never mind.', direction: 'outbound', status: 'cancelled', minutesAgo: 1 },
    });
  }, null);
  await people(opened, 'Sam Support');
  await page.getByRole('option').click();
  const log = page.getByRole('log');
  for (const [text, state] of [
    ['The court fee is due', 'unknown'],
    ['My colleague will call', 'failed'],
    ['Never mind.', 'cancelled'],
  ] as const) {
    const message = log.getByRole('article').filter({ hasText: text });
    await expect(message.locator(`[data-kind="${state}"]`)).toBeVisible();
    await expect(message.getByRole('button'), text).toHaveCount(0);
  }
});

test('support chooses the language and the look by the keyboard alone, also without a grant', async ({ opened }) => {
  const { page } = opened;
  await people(opened, 'Sam Support');
  await opened.fake((fake) => {
    for (const grant of fake.world.staff.grants) grant.revoked_at = new Date().toISOString();
    fake.push({ kind: 'changed', what: 'grants', lawyer_id: null });
  }, null);
  await menuOf(opened, 'Sam Support').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Language and look' })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Colours').selectOption('Dark');
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await dialog.getByLabel('Language').selectOption('Deutsch');
  await expect(page.getByRole('heading', { name: 'Im Moment ist Ihnen nichts freigegeben' })).toBeVisible();
  expect(await opened.calls('appSettings.setLook')).toEqual([{ theme: 'dark' }, { language: 'de' }]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /Sam Support/ })).toBeFocused();
});

for (const who of ['Olga Owner', 'Sam Support'] as const) {
  test(`${who} changes the own password by the keyboard alone, and is told beside the field what is wrong`, async ({
    opened,
  }) => {
    const { page } = opened;
    await people(opened, who);
    const menu = menuOf(opened, who);
    await menu.focus();
    await page.keyboard.press('Enter');
    const item = page.getByRole('menuitem', { name: 'Change your password' });
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    if (who === 'Sam Support') await page.keyboard.press('ArrowDown');
    await expect(item).toBeFocused();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Change your password' });
    const current = dialog.getByLabel('Current password');
    const next = dialog.getByLabel('New password');
    await expect(current).toBeFocused();
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await expect(next).toHaveAccessibleDescription(/needs at least 12 characters/);
    await expect(next).toBeFocused();
    await page.keyboard.type('another long password');
    await page.keyboard.press('Enter');
    await expect(current).toHaveAccessibleDescription('The password is wrong.');
    await expect(current).toBeFocused();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(PASSWORD);
    await expect(current).toHaveAccessibleDescription('');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Your password is changed.')).toBeVisible();
    await expect(menu).toBeFocused();
    await page.keyboard.press('ControlOrMeta+Shift+L');
    await page.getByLabel('Password', { exact: true }).fill('another long password');
    await page.keyboard.press('Enter');
    await expect(menu).toBeVisible();
  });
}

test('nobody is offered another password while nobody need sign in', async ({ opened }) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('combobox', { name: 'A chat, a screen, a setting or an action' }).fill('sign');
  await expect(page.getByRole('option', { name: /Signed in/ })).toBeVisible();
  await page.getByRole('combobox', { name: 'A chat, a screen, a setting or an action' }).fill('password');
  await expect(page.getByRole('option', { name: 'Change your password' })).toHaveCount(0);
});

test('an owner finds the own password in the palette, too', async ({ opened }) => {
  const { page } = opened;
  await people(opened, 'Olga Owner');
  await expect(menuOf(opened, 'Olga Owner')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('combobox', { name: 'A chat, a screen, a setting or an action' }).fill('change password');
  await expect(page.getByRole('listbox', { name: 'What fits' }).getByRole('option').first()).toContainText(
    'Change your password',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Change your password' })).toBeVisible();
});

test('an owner changes a role, sets a password and deactivates; the last owner stays one', async ({ opened }) => {
  const { page } = opened;
  await people(opened, 'Olga Owner');
  const main = await peopleTab(opened, 'People');
  const olga = main.getByRole('listitem', { name: 'Olga Owner' });
  await expect(olga.getByText('The last owner stays one')).toBeVisible();
  await expect(olga.getByRole('button', { name: /Deactivate|Make/ })).toHaveCount(0);
  await main.getByRole('button', { name: 'Make owner: Tina' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Make owner' }).click();
  await expect(main.getByRole('button', { name: 'Make support: Tina' })).toBeVisible();
  await main.getByRole('button', { name: 'Set a password for Tina' }).click();
  await page.getByRole('dialog').getByLabel('New password').fill('another long password');
  await page.getByRole('dialog').getByRole('button', { name: 'Set a password' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(main.getByRole('button', { name: 'Set a password for Tina' })).toBeFocused();
  await main.getByRole('button', { name: 'Deactivate Sam Support' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(main.getByRole('listitem', { name: 'Sam Support' }).getByText('May not sign in')).toBeVisible();
  await main.getByLabel('Lock after').selectOption('5 minutes');
  await expect.poll(() => opened.calls('identity.setLock')).toEqual([{ minutes: 5 }]);
});

test('a person’s name and email are corrected by the keyboard alone, and a refusal stands beside its field', async ({
  opened,
}) => {
  const { page } = opened;
  await people(opened, 'Olga Owner');
  const main = await peopleTab(opened, 'People');
  await main.getByRole('button', { name: 'Change details: Sam Support' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: /Change details: .*Sam(uel)? Support/ });
  const [name, email] = [dialog.getByLabel('Name'), dialog.getByLabel('Email')];
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Sam Support');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(' ');
  await page.keyboard.press('Enter');
  await expect(name).toHaveAccessibleDescription('Write the person’s name.');
  await expect(name).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Samuel Support');
  await page.keyboard.press('Tab');
  for (const [typed, said] of [
    ['tina@kanzlei.example', 'A member of staff with this email exists already.'],
    ['no@body@nowhere', 'This is no email address.'],
  ] as const) {
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(typed);
    await page.keyboard.press('Enter');
    await expect(email).toHaveAccessibleDescription(said);
    await expect(email).toBeFocused();
    await expect(dialog.getByRole('alert')).toHaveCount(0);
  }
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('samuel@kanzlei.example');
  await opened.fake((fake) => void fake.refusals.set('staff.change', 'staff_not_found'), null);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  const row = main.getByRole('listitem', { name: 'Samuel Support' });
  await expect(row).toContainText('samuel@kanzlei.example');
  const again = row.getByRole('button', { name: 'Change details: Samuel Support' });
  await expect(again).toBeFocused();

  // Nothing is written of a person who stays the same, and only what is another than it was.
  const written = (await opened.calls('staff.change')).length;
  await again.press('Enter');
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect(await opened.calls('staff.change')).toHaveLength(written);
  await again.press('Enter');
  await expect(name).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('er');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect(Object.keys((await opened.calls('staff.change')).at(-1) as object)).toEqual(['id', 'name']);
});

test('an owner grants chats for a while, and takes them back', async ({ opened }) => {
  const { page } = opened;
  await people(opened, 'Olga Owner');
  const main = await peopleTab(opened, 'Grants');
  await main.getByRole('button', { name: 'Grant chats' }).click();
  const dialog = page.getByRole('dialog', { name: 'Grant chats' });
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await expect(dialog.getByText('Tick at least one chat.')).toBeVisible();
  await dialog.getByRole('checkbox', { name: /Noor/ }).check();
  await dialog.getByLabel('Why').fill('The scans are missing');
  await dialog.getByLabel('For how long').selectOption('8 hours');
  await dialog.getByRole('button', { name: 'Grant', exact: true }).click();
  await expect(main.getByText('The scans are missing')).toBeVisible();
  const row = main.getByRole('listitem').filter({ hasText: 'The scans are missing' });
  await expect(row).toContainText(/Noor/);
  await row.getByRole('button', { name: /Revoke/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(row.getByText('Revoked')).toBeVisible();
});

test('a grant, and the question before it is taken back, name its first chats and say how many more there are', async ({
  opened,
}) => {
  const { page } = opened;
  await people(opened, 'Olga Owner');
  const titles = await opened.fake((fake) => {
    const { staff, lawyers } = fake.world;
    const lawyerId = lawyers[0]?.id ?? '';
    const chats = fake.world.chatsOf(lawyerId).slice(0, 6);
    const sam = staff.people.find(({ name }) => name === 'Sam Support');
    const ids: string[] = chats.map(({ conversation }) => conversation.id);
    if (sam) staff.grant(lawyerId, sam, [...ids.slice(0, 4), 'con_00000000000000000000000000', ...ids.slice(4)]);
    return chats.map(({ conversation }) => conversation.title);
  }, null);
  const main = await peopleTab(opened, 'Grants');
  const row = main.getByRole('listitem').filter({ hasText: '7 chats' });
  const names = `${titles.slice(0, 4).join(', ')}, a chat that is gone and 2 more`;
  const shown = async (part: typeof row) => (await part.innerText()).replace(/[\u2066-\u2069]/g, '');
  expect(await shown(row)).toContain(names);
  await row.getByRole('button', { name: /Revoke/ }).press('Enter');
  expect(await shown(page.getByRole('dialog', { name: /Revoke what .*Sam Support.* may read/ }))).toContain(names);
});

test('the lawyer sees each access, by person, with whether the log is whole', async ({ opened }) => {
  await people(opened, 'Olga Owner');
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    const { staff } = fake.world;
    const shown = [{ id: chat.conversation.id, title: chat.conversation.title }];
    const [, sam, olga] = staff.people;
    staff.access(lawyerId, sam ?? null, shown);
    staff.access(lawyerId, olga ?? null, shown);
    staff.access(lawyerId, null, shown);
    staff.access(lawyerId, sam ?? null, [], { outcome: 'conversation_not_found', through: 'api' });
    staff.access(lawyerId, sam ?? null, shown, { action: 'attachments.show' });
    staff.access(lawyerId, sam ?? null, [], { outcome: 'attachment_not_found', action: 'attachments.show' });
  }, null);
  const main = await peopleTab(opened, 'Accesses');
  const rows = main.getByRole('list', { name: 'Accesses' }).getByRole('listitem');
  await expect(rows).toHaveCount(6);
  await expect(rows.first()).toContainText(/Refused.*A file/);
  await expect(rows.nth(1)).toContainText('Julia Sommer · A file');
  await expect(rows.nth(2)).toContainText(/Refused.*No chat/);
  await expect(rows.nth(3)).toContainText('This window, without signing in');
  await expect(main.getByText('The log is whole: 1,204 lines, none changed.')).toBeVisible();
  await main.getByLabel('Person').selectOption('Sam Support');
  await expect(rows).toHaveCount(4);
  await opened.fake((fake) => {
    fake.world.staff.verification = { ...fake.world.staff.verification, intact: false, first_broken: 17 };
  }, null);
  await opened.fake((fake) => {
    fake.world.staff.verificationProgress = { percent: 40, started_at: new Date(Date.now() - 60_000).toISOString() };
    fake.held.set('audit.verify', Promise.withResolvers());
  }, null);
  await main.getByRole('button', { name: 'Check again' }).click();
  await expect(main.getByRole('progressbar', { name: 'Checking the log…' })).toHaveAttribute('aria-valuenow', '40');
  await expect(main.getByText(/2 minutes left/)).toBeVisible();
  await opened.fake((fake) => {
    fake.held.get('audit.verify')?.resolve();
    fake.held.delete('audit.verify');
  }, null);
  await expect(main.getByText('line 17 is not as it was written')).toBeVisible();
  await expect(main.getByRole('progressbar')).toBeHidden();
});

test('a running session is ended after a question', async ({ opened }) => {
  await people(opened, 'Olga Owner');
  const main = await peopleTab(opened, 'Signed in');
  await expect(main.getByRole('list', { name: 'Signed in' }).getByRole('listitem')).toHaveCount(1);
  await main.getByRole('button', { name: 'End' }).click();
  const question = opened.page.getByRole('dialog', { name: 'End this session?' });
  await expect(question).toContainText('Olga Owner');
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(main.getByRole('button', { name: 'End' })).toBeFocused();
  await main.getByRole('button', { name: 'End' }).click();
  await question.getByRole('button', { name: 'End' }).click();
  await expect(question).toBeHidden();
  await expect(main.getByText('Nobody is signed in')).toBeVisible();
});

test('signing in, the lock and support have room in a narrow window, also from right to left', async ({ opened }) => {
  const { page } = opened;
  await people(opened, 'Sam Support');
  await opened.resize(400, 800);
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'ar' }), null);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect.poll(() => opened.fits()).toBe(true);
  await page.getByRole('option').click();
  await expect(page.getByRole('log')).toBeVisible();
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect.poll(() => opened.fits()).toBe(true);
  await opened.fake((fake) => fake.world.staff.lock(), null);
  await expect(page.getByRole('heading', { name: 'Sam Support' })).toBeVisible();
  await expect.poll(() => opened.fits()).toBe(true);
  await opened.fake((fake) => fake.world.staff.become(null), null);
  await expect(page.getByRole('heading', { name: 'تسجيل الدخول' })).toBeVisible();
  await expect.poll(() => opened.fits()).toBe(true);
});
