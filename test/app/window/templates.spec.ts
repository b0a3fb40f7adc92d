import { expect, type OpenedWindow, test } from './opened-window.ts';

test.beforeEach(async ({ opened }) => {
  await opened.fake((fake) => {
    const [lawyer] = fake.world.lawyers;
    if (lawyer) fake.world.templates.addTo(lawyer.id);
  }, null);
});

const kept = (opened: OpenedWindow) =>
  opened.fake((fake) => [...fake.world.drafts.kept.values()].map(({ text }) => text), null);

const picker = ({ page }: OpenedWindow) => page.getByRole('dialog', { name: 'Insert a template' });
const details = ({ page }: OpenedWindow) => page.locator('[data-details]');
const list = ({ page }: OpenedWindow) => page.getByRole('listbox', { name: 'Templates' });

async function openTemplate(opened: OpenedWindow, name: string | RegExp): Promise<void> {
  await opened.wayTo('Templates').click();
  await list(opened).getByRole('option', { name }).click();
}

test('a template is found by the keyboard alone, filled in, changed and only then sent', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().pressSequentially('Hello! ');
  await page.keyboard.press('Control+Shift+T');
  await expect(picker(opened).getByRole('combobox', { name: 'Search by name' })).toBeFocused();
  await page.keyboard.type('appo');
  await expect(picker(opened).getByRole('option', { name: /Appointment/ })).toHaveAttribute('aria-selected', 'true');
  await expect(picker(opened).getByText('your appointment is on {{date}}')).toBeVisible();
  await page.keyboard.press('Enter');

  const dialog = page.getByRole('dialog', { name: 'Appointment' });
  await expect(dialog.getByLabel('client')).toBeFocused();
  await page.keyboard.type('Ms Sommer');
  const preview = dialog.getByRole('figure', { name: 'As it will read' });
  await expect(preview).toContainText('Dear Ms Sommer');
  await expect(preview.locator('mark')).toHaveText(['date', 'papers']);
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Say what stands here.')).toHaveCount(2);
  await expect(dialog.getByLabel('date')).toBeFocused();
  await page.keyboard.type('3 May');
  await dialog.getByLabel('papers').fill('your {{passport}}');
  await page.keyboard.press('Enter');

  const text = 'Hello! Dear Ms Sommer,\n\nyour appointment is on 3 May. Please bring your {{passport}}.';
  await expect(dialog).toBeHidden();
  await expect(opened.compose()).toHaveValue(text);
  await expect(opened.compose()).toBeFocused();
  expect(await opened.calls('messages.send')).toEqual([]);
  await expect.poll(() => kept(opened)).toEqual([text]);
  await page.keyboard.type(' Bye');
  await page.keyboard.press('Enter');
  await expect(opened.compose()).toHaveValue('');
  expect(await opened.calls('messages.send')).toMatchObject([{ text: `${text} Bye` }]);
});

test('the button puts what needs no value where the caret is', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().fill('[]');
  await opened.compose().press('ArrowLeft');
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  await picker(opened).getByRole('option', { name: 'Away' }).click();
  await expect(opened.compose()).toHaveValue('[I am away until Monday.]');
  await expect(opened.compose()).toBeFocused();
  await page.keyboard.type('!');
  await expect(opened.compose()).toHaveValue('[I am away until Monday.!]');
  // The field's own undo knows of it.
  await page.keyboard.press('Control+Z');
  await expect(opened.compose()).toHaveValue('[]');
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  await expect(picker(opened)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(picker(opened)).toBeHidden();
  await expect(opened.compose()).toBeFocused();
});

test('Escape closes the templates also before they are loaded, and what comes then takes no focus', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.fake((fake) => void fake.held.set('template-picker', Promise.withResolvers()), null);
  await opened.openChat(/Julia Sommer/);
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  await expect(picker(opened)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(picker(opened)).toBeHidden();
  await opened.fake((fake) => fake.held.get('template-picker')?.resolve(), null);
  await page.evaluate(async () => {
    const part = document.querySelector<HTMLLinkElement>('link[href*="template-picker"]')?.href ?? '';
    await import(part);
  });
  await page.keyboard.type('mine');
  await expect(opened.compose()).toHaveValue('mine');
  await page.keyboard.press('Control+Shift+T');
  await expect(picker(opened).getByRole('combobox', { name: 'Search by name' })).toBeFocused();
});

test('a slash that begins a message opens the list, and what follows narrows it', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().pressSequentially('/');
  const { compose } = { compose: opened.compose() };
  await expect(list(opened).getByRole('option')).toHaveCount(4);
  await expect(compose).toHaveAttribute('aria-activedescendant', /-0$/);
  await page.keyboard.press('ArrowDown');
  await expect(list(opened).getByRole('option', { name: 'Appointment' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.type('aw');
  await expect(list(opened).getByRole('option')).toHaveText(['Away']);
  await expect(page.getByText('1 template. Enter takes it; Escape leaves the slash.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(compose).toHaveValue('I am away until Monday.');
  await expect(list(opened)).toBeHidden();
  expect(await opened.calls('messages.send')).toEqual([]);
});

test('Escape leaves the slash as text, and a slash within text is one', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().pressSequentially('/away');
  await expect(list(opened)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(list(opened)).toBeHidden();
  await page.keyboard.type(' we go');
  await expect(list(opened)).toBeHidden();
  await page.keyboard.press('Enter');
  await expect.poll(() => opened.calls('messages.send')).toMatchObject([{ text: '/away we go' }]);
  await expect(opened.compose()).toHaveValue('');
  await opened.compose().pressSequentially('and/or');
  await expect(list(opened)).toBeHidden();
  await opened.compose().press('Home');
  await page.keyboard.type('/');
  await expect(list(opened)).toBeHidden();
});

test('what no template is called is sent as it was typed', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().pressSequentially('/etc/hosts');
  await expect(page.getByText('No template has that name')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => opened.calls('messages.send')).toMatchObject([{ text: '/etc/hosts' }]);
});

test('keys belong to an input method while it composes', async ({ opened }) => {
  await opened.openChat(/Julia Sommer/);
  await opened.compose().pressSequentially('/');
  await expect(list(opened).getByRole('option').first()).toBeVisible();
  await opened.compose().evaluate((area) => {
    for (const key of ['ArrowDown', 'Enter', 'Escape']) {
      area.dispatchEvent(new KeyboardEvent('keydown', { key, isComposing: true, bubbles: true, cancelable: true }));
    }
  });
  await expect(list(opened).getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await expect(opened.compose()).toHaveValue('/');
  expect(await opened.calls('messages.send')).toEqual([]);
});

test('the language of the text is chosen, and a text that has no room is refused before it is put in', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().fill('x'.repeat(65_500));
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  await picker(opened)
    .getByRole('option', { name: /Appointment/ })
    .click();
  const dialog = page.getByRole('dialog', { name: 'Appointment' });
  await expect(dialog.getByRole('combobox', { name: 'Language' })).toHaveValue('en');
  await dialog.getByRole('combobox', { name: 'Language' }).selectOption('German');
  await expect(dialog.getByRole('figure', { name: 'As it will read' })).toContainText('Guten Tag');
  for (const name of ['client', 'date', 'papers']) await dialog.getByLabel(name).fill('viel');
  await expect(dialog.getByText(/there is room for 36\.$/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Put it in' }).click();
  await expect(dialog).toBeVisible();
  expect(await opened.calls('templates.fill')).toEqual([]);
  expect(await opened.calls('messages.send')).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(opened.compose()).toBeFocused();
});

test.describe('with every kind of message', () => {
  test.use({ scene: 'kinds' });

  test('a message that is being changed takes no template', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Marks/);
    await expect(page.getByRole('button', { name: 'Templates', exact: true })).toBeVisible();
    await opened.choose('The fee is 300 euros.', 'Edit');
    await expect(page.getByRole('button', { name: 'Templates', exact: true })).toBeHidden();
  });
});

test('a template is made: its variables are those that its texts name, in each language', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Templates').click();
  await page.getByRole('button', { name: 'New template' }).click();
  const form = details(opened);
  await expect(form.getByLabel('Name')).toBeFocused();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Give it a name.')).toBeVisible();
  await expect(form.getByText('Write a text.')).toBeVisible();
  await form.getByLabel('Name').fill('away');
  const english = form.getByRole('region', { name: 'English' });
  await english.getByLabel('Text').pressSequentially('Dear , your fee is');
  await english.getByLabel('Text').evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(5, 5));
  await english.getByRole('button', { name: 'New variable' }).click();
  await page.keyboard.type('client');
  await expect(english.getByLabel('Text')).toHaveValue('Dear {{client}}, your fee is');
  await expect(form.getByRole('list', { name: 'Variables' }).getByRole('listitem')).toHaveText(['client']);
  await page.keyboard.press('End');
  await page.keyboard.type(' {{amount');
  await expect(form.getByText('There is {{ that is never closed.')).toBeVisible();
  await page.keyboard.type('}}.');
  await expect(form.getByText('There is {{ that is never closed.')).toBeHidden();
  await expect(english.getByRole('figure', { name: 'As it will read' })).toHaveText('Dear client, your fee is amount.');

  await form.getByRole('button', { name: 'Add a language' }).click();
  const second = form
    .getByRole('region')
    .filter({ has: page.getByLabel('Text') })
    .nth(1);
  await second.getByRole('combobox', { name: 'Language' }).selectOption('German');
  const german = form.getByRole('region', { name: 'German' });
  await german.getByRole('button', { name: 'client' }).click();
  await page.keyboard.type(', hallo');
  await german.getByLabel('Used when no other fits').check();
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Another template has this name already.')).toBeVisible();
  await expect(form.getByLabel('Name')).toBeFocused();
  await form.getByLabel('Name').fill('Welcome');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The template is saved.')).toBeVisible();
  await expect(form.getByRole('heading', { name: 'Welcome' })).toBeVisible();
  await expect(list(opened).getByRole('option', { name: /Welcome.*client, amount.*en · de/ })).toBeVisible();
  expect(await opened.fake((fake) => fake.world.templates.named('Welcome').default_language, null)).toBe('de');
});

test('what is not saved is asked about before one goes, and is still there when one stays', async ({ opened }) => {
  const { page } = opened;
  await openTemplate(opened, /Fee/);
  const text = details(opened).getByLabel('Text');
  await text.fill('The fee is {{amount}}.');
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await opened.wayTo('Chats').click();
  await expect(question).toBeVisible();
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(text).toHaveValue('The fee is {{amount}}.');
  await page.evaluate(() => history.back());
  await expect(question).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(text).toHaveValue('The fee is {{amount}}.');
  await list(opened).getByRole('option', { name: /Away/ }).click();
  await question.getByRole('button', { name: 'Discard the changes' }).click();
  await expect(details(opened).getByRole('heading', { name: 'Away' })).toBeVisible();
  await opened.wayTo('Chats').click();
  await expect(question).toBeHidden();
  await expect(page.getByRole('option', { name: /Julia Sommer/ })).toBeVisible();
  expect(await opened.calls('templates.change')).toEqual([]);
});

test('what is unsaved outlives the lock of the window, and is gone once it is discarded', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const olga = fake.world.staff.add('Olga', 'owner');
    fake.world.staff.become(olga);
  }, null);
  const lockAndUnlock = async () => {
    await page.getByRole('button', { name: 'Signed in: Olga' }).click();
    await page.getByRole('menuitem', { name: 'Lock' }).click();
    await expect(page.getByRole('heading', { name: 'Olga' })).toBeVisible();
    await expect(page.getByLabel('Text')).toHaveCount(0);
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Unlock' }).click();
  };
  await openTemplate(opened, /Fee/);
  const text = details(opened).getByLabel('Text');
  await text.fill('The fee is {{amount}}, half of a sentence');
  await lockAndUnlock();
  await expect(text).toHaveValue('The fee is {{amount}}, half of a sentence');
  await details(opened).getByRole('button', { name: 'Discard the changes' }).click();
  await expect(text).toHaveValue('The fee is {{amount}} euros.');
  await lockAndUnlock();
  await expect(text).toHaveValue('The fee is {{amount}} euros.');
  await list(opened).press('Home');
  await page.getByRole('button', { name: 'New template' }).click();
  await details(opened).getByLabel('Name').fill('Begun');
  await lockAndUnlock();
  await expect(details(opened).getByLabel('Name')).toHaveValue('Begun');
  await opened.wayTo('Chats').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard the changes' }).click();
  await opened.wayTo('Templates').click();
  await page.getByRole('button', { name: 'New template' }).click();
  await expect(details(opened).getByLabel('Name')).toHaveValue('');
  await details(opened).getByLabel('Name').fill('Whole');
  await details(opened).getByLabel('Text').fill('All of it.');
  await details(opened).getByRole('button', { name: 'Save' }).click();
  await expect(details(opened).getByRole('heading', { name: 'Whole' })).toBeVisible();
  await page.getByRole('button', { name: 'New template' }).click();
  await expect(details(opened).getByLabel('Name')).toHaveValue('');
});

test('what is changed over the API is new at once, and takes nothing from who is writing', async ({ opened }) => {
  const { page } = opened;
  const changeElsewhere = (text: string) =>
    opened.fake((fake, given) => {
      const fee = fake.world.templates.named('Fee');
      fake.world.templates.change(fee.id, { ...fee, variants: [{ language: 'en', text: given }] });
      fake.push({ kind: 'changed', what: 'templates', lawyer_id: null });
    }, text);
  await openTemplate(opened, /Fee/);
  const text = details(opened).getByLabel('Text');
  await expect(text).toHaveValue('The fee is {{amount}} euros.');
  await changeElsewhere('Fees: {{sum}}');
  await expect(text).toHaveValue('Fees: {{sum}}');
  await text.fill('Mine: {{sum}}');
  await changeElsewhere('Theirs: {{sum}}');
  await expect(page.getByText('Somebody else has changed this template meanwhile.')).toBeVisible();
  await expect(text).toHaveValue('Mine: {{sum}}');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await details(opened).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The template is saved.')).toBeVisible();
  expect(await opened.calls('templates.change')).toMatchObject([{ variants: [{ text: 'Mine: {{sum}}' }] }]);
});

test('a template is removed after a question, also with something unsaved in it', async ({ opened }) => {
  const { page } = opened;
  await openTemplate(opened, /Fee/);
  await details(opened).getByLabel('Text').fill('x');
  await details(opened).getByRole('button', { name: 'Remove', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Remove “Fee”?' });
  await opened.answerAfter('templates.remove', 'templates.list', () =>
    question.getByRole('button', { name: 'Remove' }).click(),
  );
  await expect(page.getByText('No template is open')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(list(opened).getByRole('option')).toHaveCount(3);
});

test('a removal is taken back, with the same id, or says why it cannot be', async ({ opened }) => {
  const { page } = opened;
  const undo = page.getByRole('button', { name: 'Undo' });
  const remove = async () => {
    await details(opened).getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByText('“Fee” is removed.')).toBeVisible();
    await expect(list(opened).getByRole('option')).toHaveCount(3);
  };
  const before = await opened.fake((fake) => fake.world.templates.named('Fee').id, null);
  await openTemplate(opened, /Fee/);
  await remove();
  await undo.click();
  await list(opened).getByRole('option', { name: /Fee/ }).click();
  await expect(details(opened).getByLabel('Text')).toHaveValue('The fee is {{amount}} euros.');
  expect(await opened.fake((fake) => fake.world.templates.named('Fee').id, null)).toBe(before);
  await remove();
  await opened.fake((fake) => void fake.refusals.set('templates.restore', 'template_name_taken'), null);
  await undo.click();
  await expect(page.getByText('Another template has this name already.')).toBeVisible();
});

test('a thousand templates are scrolled through, and found', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const lawyer = fake.world.lawyers[0]?.id ?? '';
    for (let index = 1; index <= 1000; index += 1) {
      const name = `Letter ${String(index).padStart(4, '0')}`;
      fake.world.templates.add(lawyer, { name, variants: [{ language: 'en', text: `Text ${index}` }] });
    }
  }, null);
  await opened.wayTo('Templates').click();
  await expect(page.getByText('1,004 templates')).toBeVisible();
  await list(opened).focus();
  await page.keyboard.press('End');
  await expect(list(opened).getByRole('option', { name: /Letter 1000/ })).toBeInViewport();
  expect(await list(opened).getByRole('option').count()).toBeLessThan(60);
  await page.getByRole('textbox', { name: 'Search by name' }).fill('0512');
  await expect(list(opened).getByRole('option')).toHaveCount(1);
});

test('text from outside is text: in the list, in the composer and in the preview', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().pressSequentially('/');
  await expect(list(opened).getByText('<b>Power</b>')).toBeVisible();
  await openTemplate(opened, /Power/);
  await expect(details(opened).getByRole('figure', { name: 'As it will read' })).toContainText('<img src=x> {single}');
  expect(await page.locator('main img').count()).toBe(0);
});

test('the palette leads to the templates, and puts one in where a chat is open', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Go to, or do' }).getByRole('combobox')).toBeFocused();
  await page.keyboard.type('insert a temp');
  await page.getByRole('option', { name: /Insert a template/ }).click();
  await expect(picker(opened)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Go to, or do' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('templates');
  await expect(palette.getByRole('option', { selected: true })).toContainText('Templates');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Templates', level: 1 })).toBeVisible();
});

test('in Arabic, from right to left, a template is put in, and its page fits a narrow window', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'ar' }), null);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByRole('option', { name: /Julia Sommer/ }).click();
  const compose = page.getByRole('textbox', { name: /Julia Sommer/ });
  await compose.pressSequentially('/app');
  await expect(page.getByText('قالب واحد. Enter لإدراجه، وEscape يُبقي الشرطة.')).toBeVisible();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Appointment' });
  await dialog.getByRole('combobox', { name: 'اللغة' }).selectOption('ar');
  await dialog.getByLabel('client').fill('نور');
  await dialog.getByLabel('date').fill('3.5.');
  await dialog.getByLabel('papers').fill('الجواز');
  await expect(dialog.getByRole('figure', { name: 'معاينة' })).toContainText('مرحبا نور، موعدك في 3.5.');
  await dialog.getByRole('button', { name: 'إدراج' }).click();
  await expect(compose).toHaveValue('مرحبا نور، موعدك في 3.5.. يرجى إحضار الجواز.');
  expect(await opened.calls('messages.send')).toEqual([]);
  await page.getByRole('navigation').getByRole('link', { name: 'القوالب' }).click();
  await page.getByRole('option', { name: /Appointment/ }).click();
  await opened.resize(400, 800);
  await expect.poll(() => opened.fits()).toBe(true);
  await page.getByRole('button', { name: 'العودة إلى القوالب' }).click();
  await expect(page.getByRole('option', { name: /Appointment/ })).toBeVisible();
  await opened.resize(1280, 800);
});

test('a lawyer without templates is told what they are for, and comes to the first one', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => fake.world.templates.clear(), null);
  await opened.openChat(/Julia Sommer/);
  await page.getByRole('button', { name: 'Templates', exact: true }).click();
  await expect(picker(opened).getByText('You have no templates yet.')).toBeVisible();
  await picker(opened).getByRole('link', { name: 'Make the first one' }).click();
  await expect(page.getByRole('heading', { name: 'New template' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No templates yet' })).toBeVisible();
});
