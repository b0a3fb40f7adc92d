import { expect, type OpenedWindow, test } from './opened-window.ts';

/** Opens the form with the details of the lawyer whose window it is. */
async function openDetails(opened: OpenedWindow) {
  const main = await opened.openSettings('Lawyer’s details');
  return fieldsIn(opened, main.getByRole('form', { name: 'Lawyer’s details' }));
}

function fieldsIn({ page }: OpenedWindow, form = page.getByRole('form', { name: 'Lawyer’s details' })) {
  return {
    form,
    name: form.getByLabel('Name'),
    email: form.getByLabel('Email'),
    phone: form.getByLabel('Phone number'),
    save: form.getByRole('button', { name: 'Save' }),
    saved: form.getByRole('status'),
  };
}

/** What the window has asked to be changed, without whose it is. */
async function changes(opened: OpenedWindow): Promise<object[]> {
  const ids = await opened.fake((fake) => fake.world.lawyers.map(({ id }) => id), null);
  return ((await opened.calls('lawyers.change')) as { id: string }[]).map(({ id, ...change }) => ({
    ...{ of: ids.indexOf(id as (typeof ids)[number]), ...change },
  }));
}

/** Somebody else changes the first lawyer, such as over the API. */
function changeElsewhere(opened: OpenedWindow, change: { name?: string; email?: string }): Promise<void> {
  return opened.fake((fake, given) => {
    Object.assign(fake.world.lawyers[0] ?? {}, given);
    fake.world.push({ kind: 'lawyers' });
  }, change);
}

test('a lawyer’s details are seen and corrected by the keyboard alone, and shown everywhere at once', async ({
  opened,
}) => {
  const { page } = opened;
  const { name, email, phone, save, saved } = await openDetails(opened);
  await expect(name).toHaveValue('Dr. Anna Weber');
  await expect(email).toHaveValue('dr.anna.weber@kanzlei.example');
  await expect(phone).toHaveValue('+49 301 234 560');

  await name.focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Dr. Anna Weber-Roth');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('0049 (30) 765-4321');
  await page.keyboard.press('Enter');
  await expect(saved).toHaveText('Saved');
  await expect(phone).toBeFocused();
  await expect(phone).toHaveValue('+49 307 654 321');
  expect(await changes(opened)).toEqual([{ of: 0, name: 'Dr. Anna Weber-Roth', phone_number: '+49307654321' }]);
  await expect(page.getByRole('heading', { name: 'Settings for Dr. Anna Weber-Roth' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Dr\. Anna Weber-Roth/ })).toHaveAttribute('aria-current', 'true');

  // The button keeps the focus, too, and nothing is written of who stays the same.
  await save.press('Enter');
  await expect(saved).toHaveText('Saved');
  await expect(save).toBeFocused();
  expect(await changes(opened)).toHaveLength(1);
  await email.fill('weber-roth@kanzlei.example');
  await expect(saved).toHaveCount(0);
  await opened.fake((fake) => void fake.held.set('lawyers.change', Promise.withResolvers()), null);
  await save.press('Enter');
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await expect(save).toBeFocused();
  await save.press('Enter');
  await opened.fake((fake) => fake.held.get('lawyers.change')?.resolve(), null);
  await expect(saved).toHaveText('Saved');
  await expect(save).toBeFocused();
  expect((await changes(opened)).slice(1)).toEqual([{ of: 0, email: 'weber-roth@kanzlei.example' }]);
});

test('what is wrong or refused is told beside its field in the window’s words, and one is led there', async ({
  opened,
}) => {
  const { form, name, email, phone, save } = await openDetails(opened);
  const said = async (field: typeof name, words: string | RegExp) => {
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription(words);
    await expect(field).toBeFocused();
    await expect(form.getByRole('alert')).toHaveCount(0);
  };
  await phone.fill('030 7654321');
  await save.click();
  await said(phone, /Write the number with its country code/);
  await email.fill('nobody');
  await save.click();
  await said(email, 'Write an email address.');
  await name.fill(' ');
  await save.click();
  await said(name, "Write the lawyer's name.");
  expect(await changes(opened)).toEqual([]);

  // By main alone.
  await name.fill('x'.repeat(201));
  await email.fill('no@body@nowhere');
  await phone.fill('+49 30 7654321');
  await save.click();
  await said(name, 'Write a name of at most 200 characters.');
  await expect(email).toHaveAccessibleDescription('This is no email address.');
  await name.fill('Dr. Anna Weber');
  await expect(name).not.toHaveAttribute('aria-invalid', 'true');
  await email.fill('carlos.mendes@kanzlei.example');
  await email.press('Enter');
  await said(email, 'A lawyer with this email exists already.');
  await email.fill('dr.anna.weber@kanzlei.example');
  await phone.fill('+49 301 234 561');
  await phone.press('Enter');
  await said(phone, /A lawyer with this phone number exists already\./);
  await expect(phone).toHaveValue('+49 301 234 561');

  await phone.fill('+49 30 7654321');
  await opened.fake((fake) => void fake.refusals.set('lawyers.change', 'internal_error'), null);
  await save.click();
  await expect(form.getByRole('alert')).toContainText('Not saved. Something went wrong.');
  await save.click();
  await expect(form.getByRole('status')).toHaveText('Saved');
  await expect(form.getByRole('alert')).toHaveCount(0);
});

test('what is typed stays when the lawyer is changed elsewhere, and what was not touched follows', async ({
  opened,
}) => {
  const { name, email, phone, save, saved } = await openDetails(opened);
  await email.fill('anna@kanzlei.example');
  await changeElsewhere(opened, { name: 'Dr. Anna Roth', email: 'roth@kanzlei.example' });
  await expect(name).toHaveValue('Dr. Anna Roth');
  await expect(email).toHaveValue('anna@kanzlei.example');
  await expect(email).toBeFocused();

  // What is typed while the rest is being saved is not said to be saved, and stays.
  await opened.fake((fake) => void fake.held.set('lawyers.change', Promise.withResolvers()), null);
  await email.press('Enter');
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await phone.fill('+49 30 7654321');
  await opened.fake((fake) => fake.held.get('lawyers.change')?.resolve(), null);
  await expect(save).toBeEnabled();
  await expect(saved).toHaveCount(0);
  await expect(phone).toHaveValue('+49 30 7654321');
  await save.click();
  await expect(saved).toHaveText('Saved');
  expect(await changes(opened)).toEqual([
    { of: 0, email: 'anna@kanzlei.example' },
    { of: 0, phone_number: '+49307654321' },
  ]);

  // What is typed of one lawyer is not another's.
  await name.fill('Nobody');
  await opened.page.getByRole('button', { name: /^Carlos Mendes/ }).click();
  await opened.page.getByRole('button', { name: 'Discard the changes' }).click();
  await opened.openSettings('Lawyer’s details');
  await expect(name).toHaveValue('Carlos Mendes');
});

test('where another phone has scanned the code, a button leads to the number that may be wrong', async ({ opened }) => {
  const { page } = opened;
  const correct = page.getByRole('button', { name: 'Correct the number in Lexline' });
  for (const situation of ['qr-other-account', 'logged-out-other-account'] as const) {
    await opened.become(situation);
    await page.evaluate((path) => window.location.assign(path), await sessionPath(opened));
    await correct.press('Enter');
    const { name, phone } = fieldsIn(opened);
    await expect(phone).toBeFocused();
    await expect(name).toHaveValue('Dr. Anna Weber');
  }
  await opened.become('logged-out-by-phone');
  await page.evaluate((path) => window.location.assign(path), await sessionPath(opened));
  await expect(page.getByRole('heading', { name: 'WhatsApp has logged this computer out' })).toBeVisible();
  await expect(correct).toHaveCount(0);
});

test('the palette leads to the first of a lawyer’s details, also where one is already', async ({ opened }) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  const { name, save } = fieldsIn(opened);
  for (const _ of ['from elsewhere', 'from there']) {
    await page.keyboard.press('ControlOrMeta+K');
    const palette = page.getByRole('dialog', { name: 'Go to, or do' });
    await palette.getByRole('combobox').fill('change phone number');
    await expect(palette.getByRole('option').first()).toContainText('Change the lawyer’s details');
    await page.keyboard.press('Enter');
    await expect(name).toBeFocused();
    await save.focus();
  }
});

test('in a narrow window a field and what is said of it are seen above the button that saves', async ({ opened }) => {
  const { form, phone, save } = await openDetails(opened);
  await opened.resize(400, 640);
  await phone.focus();
  const isAboveSave = (shown: typeof phone) => async () => {
    const [one, button] = await Promise.all([shown.boundingBox(), save.boundingBox()]);
    return one !== null && button !== null && one.y + one.height <= button.y;
  };
  await expect.poll(isAboveSave(phone)).toBe(true);
  await phone.fill('030 1234567');
  await phone.press('Enter');
  await expect.poll(isAboveSave(form.getByText('Write the number with its country code'))).toBe(true);
  await expect(phone).toBeInViewport({ ratio: 1 });
});

async function sessionPath(opened: OpenedWindow): Promise<string> {
  return `#/lawyer/${await opened.fake((fake) => fake.world.lawyers[0]?.id ?? '', null)}/chats/session`;
}

test('one is asked before one leaves details that are changed and not saved', async ({ opened }) => {
  const { page } = opened;
  const { name } = await openDetails(opened);
  await name.fill('Dr. Anna Weber-Roth');
  await opened.wayTo('Chats').click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(name).toHaveValue('Dr. Anna Weber-Roth');
  await opened.wayTo('Chats').click();
  await question.getByRole('button', { name: 'Discard the changes' }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(await changes(opened)).toEqual([]);
});

/** A second lawyer whom nobody has written to, in whose settings one is. */
async function openMistake(opened: OpenedWindow) {
  const { page } = opened;
  const id = await opened.fake((fake) => {
    const [first] = fake.world.lawyers;
    return first ? fake.world.addLawyer('Mistake', first.session).id : '';
  }, null);
  await page.getByRole('button', { name: /^Mistake/ }).click();
  return { id, ...stateIn(opened, await opened.openSettings('Lawyer’s details')) };
}

function stateIn({ page }: OpenedWindow, main = page.getByRole('main')) {
  const part = main.getByRole('region', { name: 'Switching off and removing' });
  const button = (name: string) => part.getByRole('button', { name });
  return { part, off: button('Switch off'), on: button('Switch on'), remove: button('Remove the lawyer') };
}

test('a lawyer is switched off after a question that says what comes of it, and on again, by the keyboard alone', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openSettings('Lawyer’s details');
  const { part, off, on, remove } = stateIn(opened);
  await expect(remove).toHaveCount(0);
  await off.press('Enter');
  const question = page.getByRole('dialog', { name: /Switch off .*Dr\. Anna Weber.*\?/ });
  await expect(question).toContainText('nothing is received or sent, what is queued waits');
  const cancel = question.getByRole('button', { name: 'Cancel' });
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(off).toBeFocused();
  expect(await opened.calls('lawyers.deactivate')).toEqual([]);

  await page.keyboard.press('Enter');
  await expect(cancel).toBeFocused();
  await page.keyboard.press('Tab');
  await opened.fake((fake) => void fake.refusals.set('lawyers.deactivate', 'lawyer_not_found'), null);
  await page.keyboard.press('Enter');
  await expect(question.getByRole('alert')).toBeVisible();
  await question.getByRole('button', { name: 'Switch off' }).press('Enter');
  await expect(question).toHaveCount(0);
  await expect(on).toBeFocused();
  await expect(part).toContainText('This lawyer is switched off');

  // Whoever has chats stays: what clients have said is kept.
  await remove.press('Enter');
  const removal = page.getByRole('dialog', { name: /Remove .*Dr\. Anna Weber.* for good\?/ });
  await expect(removal).toContainText('API keys, webhooks, templates, rules');
  await removal.getByRole('button', { name: 'Remove the lawyer' }).press('Enter');
  await expect(removal.getByRole('alert')).toContainText('This lawyer has clients or chats');
  await page.keyboard.press('Escape');
  await expect(remove).toBeFocused();

  await on.press('Enter');
  await expect(off).toBeFocused();
  await expect(remove).toHaveCount(0);
  expect(await opened.calls('lawyers.activate')).toHaveLength(1);
});

test('after a lawyer is removed the window is another lawyer’s, also with something unsaved', async ({ opened }) => {
  const { page } = opened;
  const { id, off, remove } = await openMistake(opened);
  await off.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Switch off' }).press('Enter');
  await fieldsIn(opened).name.fill('Somebody');
  await remove.press('Enter');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the lawyer' }).press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'was removed' })).toContainText('Mistake');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('option').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Mistake/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Dr\. Anna Weber/ })).toHaveAttribute('aria-current', 'true');
  await expect.poll(() => page.evaluate(() => location.hash)).not.toContain(id);
  await expect(page.getByRole('main')).toBeFocused();
  expect(await opened.calls('lawyers.remove')).toEqual([{ id }]);
});

test('a lawyer who is removed elsewhere, such as over the API, is left, too; without any the beginning is shown', async ({
  opened,
}) => {
  const { page } = opened;
  const { id } = await openMistake(opened);
  await opened.fake((fake, gone) => fake.world.removeLawyer(gone), id);
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/chats$/);
  await expect(page.getByRole('button', { name: /^Dr\. Anna Weber/ })).toHaveAttribute('aria-current', 'true');
  await opened.fake((fake) => {
    for (const one of fake.world.lawyers.map((lawyer) => lawyer.id)) fake.world.removeLawyer(one);
  }, null);
  await expect(page.getByRole('navigation', { name: 'Lawyers' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Continue' }).or(page.getByLabel('Phone number'))).toBeVisible();
  await expect.poll(() => page.evaluate(() => location.hash)).not.toContain('lawyer');
});

test('of more lawyers than the rail has room for the chosen one is in sight, and none is cut at its side', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const [first] = fake.world.lawyers;
    for (let index = 1; first && index <= 20; index += 1) fake.world.addLawyer(`Lawyer ${index}`, first.session);
  }, null);
  const rail = page.getByRole('navigation', { name: 'Lawyers' });
  const last = rail.getByRole('button', { name: /^Lawyer 20:/ });
  await expect(last).not.toBeInViewport();
  const widths = await rail.evaluate((element) => [
    element.clientWidth,
    element.scrollWidth,
    element.getBoundingClientRect().width,
  ]);
  expect(new Set(widths).size, String(widths)).toBe(1);
  await page.keyboard.press('ControlOrMeta+K');
  await page.getByRole('dialog').getByRole('combobox').fill('lawyer 20');
  await page.keyboard.press('Enter');
  await expect(last).toHaveAttribute('aria-current', 'true');
  await expect(last).toBeInViewport({ ratio: 0.99 });
});

test('a menu that is longer than the window is scrolled within it', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const [first] = fake.world.lawyers;
    for (let index = 1; first && index <= 14; index += 1) {
      fake.world.addLawyer(index === 1 ? 'Aaaaaa'.repeat(30) : `Lawyer ${index}`, first.session);
    }
  }, null);
  await opened.resize(400, 520);
  await page.getByRole('button', { name: 'Change to another lawyer' }).click();
  const menu = page.getByRole('menu');
  await expect(menu).toBeInViewport({ ratio: 0.99 });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  const last = menu.getByRole('menuitem', { name: 'Add a lawyer' });
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport({ ratio: 0.99 });
});

test('a long name leaves room for what stands beside it in the top bar', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const [first] = fake.world.lawyers;
    if (first) first.name = 'Weber '.repeat(33);
    fake.world.push({ kind: 'lawyers' });
  }, null);
  const palette = page.getByRole('banner').getByRole('button', { name: 'Go to or do' });
  await expect(page.getByRole('banner')).toContainText('Weber Weber');
  for (const part of await palette.locator('kbd, span').all()) {
    expect(await part.evaluate((element) => element.scrollWidth <= element.clientWidth + 1)).toBe(true);
    await expect(part).toBeInViewport({ ratio: 0.99 });
  }
});
