import type { Locator } from '@playwright/test';
import { expect, type OpenedWindow, test } from './opened-window.ts';

/** By the keyboard, as somebody does who would be lost without the focus. */
async function press({ page }: OpenedWindow, button: Locator): Promise<void> {
  await button.focus();
  await page.keyboard.press('Enter');
}

/** The keyboard goes on from somewhere. */
async function expectFocus({ page }: OpenedWindow): Promise<void> {
  // It is lost only when what was pressed has been taken away, and the window has been drawn without it.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  expect(await page.evaluate(() => document.activeElement !== document.body)).toBe(true);
}

test.describe('in the practice account’s chats', () => {
  test.use({ scene: 'busy' });

  test('what is cancelled in the queue goes, and the focus stays in the window', async ({ opened }) => {
    await press(opened, opened.statusBar().getByRole('button', { name: '1 waiting in WhatsApp' }));
    const panel = opened.page.getByRole('complementary', { name: 'Queue for WhatsApp' });
    await press(opened, panel.getByRole('button', { name: 'Cancel' }));
    await expect(panel.getByText('Nothing is waiting.')).toBeVisible();
    await expectFocus(opened);
  });

  test('a message that is sent again takes its words of failure away, and not the focus', async ({ opened }) => {
    await opened.openChat(/Julia Sommer/);
    const failed = opened.message('My colleague will call you');
    const again = failed.getByRole('button', { name: 'Try again' });
    await press(opened, again);
    await expect(again).toBeHidden();
    await expectFocus(opened);
  });

  test('who takes a file away that was to be sent goes on writing', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Julia Sommer/);
    const letter = { name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 letter') };
    await page.locator('form input[type=file]').setInputFiles([letter]);
    const tray = page.getByRole('list', { name: 'Files to be sent' });
    await tray.getByRole('button', { name: /letter\.pdf/ }).click();
    await expect(tray).toBeHidden();
    await expect(opened.compose()).toBeFocused();
  });

  test('who goes to the newest message by the keyboard goes on from where they were', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Long Case/);
    await page.getByRole('log').evaluate((log) => {
      log.scrollTop = 0;
    });
    await opened.compose().focus();
    const latest = page.getByRole('button', { name: 'Go to the latest message' });
    await press(opened, latest);
    await expect(latest).toBeHidden();
    await expect(opened.compose()).toBeFocused();
  });

  test('notices that are collapsed give the focus back', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Julia Sommer/);
    await opened.compose().focus();
    await press(opened, page.getByRole('button', { name: 'Collapse' }));
    await expect(page.getByRole('button', { name: 'Collapse' })).toBeHidden();
    await expect(opened.compose()).toBeFocused();
  });

  test('rules that are saved keep the focus on what saves them', async ({ opened }) => {
    const main = await opened.openSettings('Rules and limits');
    await main.getByRole('textbox').first().fill('7');
    const save = main.getByRole('button', { name: 'Save' });
    await press(opened, save);
    await expect(main.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await expect(save).toBeFocused();
  });

  test('the look at what comes of a merge takes the focus, and gives it back', async ({ opened }) => {
    const { page } = opened;
    await opened.openChat(/Julia Sommer/);
    await page.getByRole('button', { name: 'Details of this chat' }).click();
    const merge = page.getByRole('button', { name: 'Merge with another client…' });
    await press(opened, merge);
    await press(opened, page.getByRole('dialog').getByRole('button', { name: /Noor/ }));
    const preview = page.getByRole('dialog', { name: 'One client out of two' });
    await expect(preview.getByRole('button', { name: 'Back' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(preview).toBeHidden();
    await expect(merge).toBeFocused();
  });

  test('what is saved of a client, given to a lawyer and ended leaves the focus in the window', async ({ opened }) => {
    const { page } = opened;
    await opened.wayTo('Clients').click();
    await page.getByRole('textbox', { name: 'Name, number or email' }).fill('julia');
    await page.getByRole('option', { name: /Julia Sommer/ }).click();
    const name = page.getByRole('textbox', { name: 'Name', exact: true });
    await name.fill('Julia Sommer-Roth');
    const save = page.getByRole('button', { name: 'Save' });
    await press(opened, save);
    await expect(save).toBeHidden();
    await expect(name).toBeFocused();
    const lawyers = page.getByRole('combobox', { name: 'Choose a lawyer' });
    const assign = page.getByRole('button', { name: 'Assign', exact: true });
    await lawyers.selectOption('Carlos Mendes');
    await press(opened, assign);
    const end = page.getByRole('button', { name: 'End the assignment to Carlos Mendes' });
    await expect(end).toBeVisible();
    await expect(lawyers).toBeFocused();
    // With the last lawyer goes what they were chosen with.
    await lawyers.selectOption('Yasmin El-Sayed');
    await press(opened, assign);
    await expect(assign).toBeHidden();
    await expectFocus(opened);
    await press(opened, end);
    await expect(end).toBeHidden();
    await expectFocus(opened);
  });
});

test.describe('below a message', () => {
  test.use({ scene: 'kinds' });

  test('a change that was not taken is closed, and a file is fetched again, without the focus being lost', async ({
    opened,
  }) => {
    await opened.openChat('Queue');
    const close = opened.page.getByRole('log').getByRole('button', { name: 'Close' });
    await press(opened, close);
    await expect(close).toBeHidden();
    await expectFocus(opened);
    await opened.openChat('Files');
    const fetch = opened.message('Can you still see this?').getByRole('button', { name: 'Fetch it again' });
    await press(opened, fetch);
    await expect(fetch).toBeHidden();
    await expectFocus(opened);
  });

  test('a reaction that is taken back goes, and the focus stays in the window', async ({ opened }) => {
    await opened.openChat('Marks');
    const { page } = opened;
    await opened.choose('This disappears in a week.', 'React');
    await page.getByRole('button', { name: '🙏', exact: true }).click();
    const ours = page.getByRole('button', { name: '🙏 from you. Press to take it back.' });
    await press(opened, ours);
    await expect(ours).toBeHidden();
    await expectFocus(opened);
  });
});

test('at the last match the buttons of the search in a chat keep the focus, and go no further', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await page.keyboard.press('ControlOrMeta+F');
  await page.keyboard.type('the court fee');
  const next = page.getByRole('button', { name: 'Next match' });
  const previous = page.getByRole('button', { name: 'Previous match' });
  await expect(next).toBeVisible();
  await expect(previous.or(next).and(page.locator('[aria-disabled="true"]')).first()).toBeVisible();
  for (const button of [previous, next]) {
    await press(opened, button);
    await press(opened, button);
    await expect(button).toBeDisabled();
    await expect(button).toBeFocused();
  }
});

test('who saves a template stays at the button', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const [lawyer] = fake.world.lawyers;
    if (lawyer) fake.world.templates.addTo(lawyer.id);
  }, null);
  await opened.wayTo('Templates').click();
  await page.getByRole('option', { name: /Appointment/ }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Appointment by phone');
  const save = page.getByRole('main').getByRole('button', { name: 'Save', exact: true });
  await press(opened, save);
  await expect(save).toBeDisabled();
  await expect(save).toBeFocused();
  await page.keyboard.press('Enter');
  expect(await opened.calls('templates.change')).toHaveLength(1);
});
