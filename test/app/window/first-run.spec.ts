import { RECOVERY_KEY } from './fake/app.ts';
import { expect, type OpenedWindow, test } from './opened-window.ts';

/** As after a restart, or when the window's page was killed. */
async function reload({ page }: OpenedWindow): Promise<void> {
  await page.reload();
}

const title = ({ page }: OpenedWindow, name: string) => page.getByRole('heading', { name, exact: true });

test.describe('before there is a lawyer', () => {
  test.use({ scene: 'first-run' });

  test('the steps are walked by the keyboard, left and gone on with where one was', async ({ opened }) => {
    const { page } = opened;
    await expect(title(opened, 'Welcome to Lexline')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Continue' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(title(opened, 'What Lexline does, and what it never does')).toBeVisible();
    await expect(page.getByText(/WhatsApp can restrict or block a number/)).toBeVisible();
    await expect(page.getByText(/turn on disk encryption/)).toBeVisible();
    await expect.poll(() => opened.calls('setUp.goTo')).toEqual([{ step: 'promises' }]);
    await reload(opened);
    await expect(title(opened, 'What Lexline does, and what it never does')).toBeVisible();
    await expect(page.getByText('Step 2 of 3')).toBeVisible();
    await page.keyboard.press('Shift+Tab');
    await expect(page.getByRole('button', { name: 'Back' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(title(opened, 'Welcome to Lexline')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(title(opened, 'What Lexline does, and what it never does')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Name')).toBeFocused();
  });

  test('the recovery key is shown in the language that was chosen, and gives the focus back', async ({ opened }) => {
    const { page } = opened;
    await opened.fake((fake, recovery_key) => fake.world.app.change({ recovery_key }), RECOVERY_KEY);
    await expect(title(opened, 'Welcome to Lexline')).toBeVisible();
    await page.getByLabel('Language').selectOption('Deutsch');
    await page.getByRole('button', { name: 'Weiter' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('textbox')).toHaveValue(RECOVERY_KEY);
    await expect(dialog).toContainText('Wiederherstellungsschlüssel');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button').last().click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: 'Weiter' })).toBeFocused();
  });

  test('the language is chosen at once, also from right to left, and all of it has room in a narrow window', async ({
    opened,
  }) => {
    const { page } = opened;
    await opened.resize(400, 800);
    await page.getByLabel('Language').selectOption('العربية');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    for (const heading of ['مرحبًا بك في Lexline', 'ما يفعله Lexline وما لا يفعله أبدًا', 'لمن حساب واتساب هذا؟']) {
      await expect(title(opened, heading)).toBeVisible();
      await expect.poll(() => opened.fits()).toBe(true);
      const next = page.getByRole('button', { name: 'متابعة' });
      if (heading !== 'لمن حساب واتساب هذا؟') await next.click();
    }
    await opened.resize(1280, 800);
  });

  test('the practice account is offered, and how to come to it where the app cannot start again', async ({
    opened,
  }) => {
    const { page } = opened;
    await opened.fake((fake) => {
      fake.world.setUp.step = 'lawyer';
    }, null);
    await reload(opened);
    await page.getByRole('button', { name: 'Start the practice account' }).click();
    await expect.poll(() => opened.calls('setUp.practise')).toHaveLength(1);
    await opened.fake((fake) => {
      fake.world.setUp.canPractise = false;
    }, null);
    await reload(opened);
    await expect(page.getByText('Start Lexline with --practice for it, and without it to come back.')).toBeVisible();
  });

  test('a lawyer that was made leads to the QR code, as a step of the set-up', async ({ opened }) => {
    const { page } = opened;
    await opened.fake((fake) => {
      fake.world.setUp.step = 'lawyer';
    }, null);
    await reload(opened);
    await page.getByLabel('Name').fill('Dr. Anna Weber');
    await page.getByLabel('Email').fill('anna@kanzlei.example');
    await page.getByLabel('Phone number').fill('+49 30 1234567');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    const steps = page.getByRole('navigation', { name: 'Steps of the set-up' });
    await expect(steps.getByRole('link', { name: /Link WhatsApp/ })).toHaveAttribute('aria-current', 'step');
  });
});

test.describe('with a lawyer', () => {
  test.use({ scene: 'empty' });

  const be = (opened: OpenedWindow, done: Parameters<OpenedWindow['fake']>[1]) =>
    opened.fake((fake, given) => fake.world.setUp.be(given as never), done);

  test('what is not done is said in the chats, leads to its step, and comes back after a reload', async ({
    opened,
  }) => {
    const { page } = opened;
    await be(opened, ['recovery_key', 'whatsapp']);
    const card = page.getByRole('region', { name: 'Set-up: 3 of 6' });
    await expect(card.getByText('Next: The directory has used its API key')).toBeVisible();
    await card.getByRole('button', { name: 'Go on with the set-up' }).focus();
    await page.keyboard.press('Enter');
    await expect(title(opened, 'Let the directory in')).toBeVisible();
    await page.getByRole('button', { name: 'Continue' }).focus();
    await page.keyboard.press('Enter');
    await expect(title(opened, 'Tell the directory of new messages')).toBeVisible();
    await reload(opened);
    await expect(title(opened, 'Tell the directory of new messages')).toBeVisible();
    await page.getByRole('button', { name: 'Later' }).click();
    await expect(card).toBeVisible();
  });

  test('it is as it is now, not as it once was, and is gone when all is done or nobody wants it', async ({
    opened,
  }) => {
    const { page } = opened;
    const card = page.getByRole('region', { name: /^Set-up: / });
    await be(opened, ['recovery_key', 'whatsapp', 'key', 'webhook']);
    await expect(card).toHaveAccessibleName('Set-up: 5 of 6');
    await be(opened, ['recovery_key', 'key']);
    await expect(card).toHaveAccessibleName('Set-up: 3 of 6');
    await be(opened, ['recovery_key', 'whatsapp', 'key', 'webhook', 'tunnel']);
    await expect(card).toBeHidden();
    await be(opened, ['recovery_key']);
    await expect(card).toBeVisible();
    const main = await opened.openSettings('This app');
    const dismiss = main.getByRole('button', { name: 'Do not remind me' });
    await dismiss.click();
    await expect(dismiss).toBeHidden();
    // There it is still to be found.
    await expect(card).toBeVisible();
    await opened.wayTo('Chats').click();
    await expect(title(opened, 'WhatsApp is connected')).toBeVisible();
    await expect(card).toBeHidden();
    expect(await opened.calls('setUp.dismiss')).toHaveLength(1);
  });

  test('of an address that is registered and has taken nothing it is said what to do, where it is done', async ({
    opened,
  }) => {
    const { page } = opened;
    const hint = 'The address is registered, but has not taken an event yet: send it a test event.';
    await opened.fake(({ world }) => {
      const [lawyer] = world.lawyers;
      if (lawyer) world.webhooks.add(lawyer.id, { url: 'https://a.example/active' });
      world.setUp.webhookHint = 'test_webhook';
    }, null);
    await be(opened, ['recovery_key', 'whatsapp', 'key']);
    const card = page.getByRole('region', { name: 'Set-up: 4 of 6' });
    // As a screen reader says it.
    await expect(card.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '67');
    await expect(card.getByText(hint)).toBeVisible();
    await card.getByRole('button', { name: 'Go on with the set-up' }).click();
    await expect(page.getByText(hint)).toBeVisible();
    await page.getByRole('button', { name: 'Send a test event' }).click();
    await expect(page.getByText('The test was answered with 204')).toBeVisible();
    await expect(page.getByText(hint)).toBeHidden();
    const finish = await opened.openSetUp('Finish');
    await expect(finish.getByText(hint)).toBeVisible();
    await be(opened, ['recovery_key', 'whatsapp', 'key', 'webhook']);
    await expect(finish.getByText(hint)).toBeHidden();
  });

  test('in a narrow window the strip of steps follows to the one that is shown', async ({ opened }) => {
    const step = await opened.openSetUp('Webhook');
    await opened.resize(400, 800);
    for (const _ of ['tunnel', 'finish']) await step.getByRole('button', { name: 'Continue' }).click();
    const current = opened.page.getByRole('navigation', { name: 'Steps of the set-up' }).locator('[aria-current]');
    await expect(current).toHaveText('Finish');
    await expect(current).toBeInViewport();
    await opened.resize(1280, 800);
  });

  test('an address of the directory is registered, and says what it answers to a test event', async ({ opened }) => {
    const { page } = opened;
    const step = await opened.openSetUp('Webhook');
    await step.getByRole('button', { name: 'New webhook' }).click();
    const dialog = page.getByRole('dialog', { name: 'New webhook' });
    await dialog.getByLabel('Address').fill('https://directory.example/hooks');
    await dialog.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('dialog', { name: 'The signing secret' }).getByRole('button').last().click();
    await expect(step.getByText('https://directory.example/hooks')).toBeVisible();
    await step.getByRole('button', { name: 'Send a test event' }).click();
    await expect(step.getByRole('status')).toContainText(
      /The test was not answered, for 15 secs\.It took too long to answer\. .* timeout/,
    );
  });
});

test('a notification that was clicked leads to its chat, and an address of no screen nowhere', async ({ opened }) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  const before = page.url();
  await opened.fake((fake) => fake.push({ kind: 'navigate', to: '/no/such/place' }), null);
  await opened.fake((fake) => fake.push({ kind: 'navigate', to: '/lawyer/%zz/chats' }), null);
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    fake.push({ kind: 'navigate', to: `/lawyer/${lawyerId}/chats/${chat.conversation.id}` });
  }, null);
  await expect(page.getByRole('log')).toBeVisible();
  expect(page.url()).toMatch(/\/chats\/con_/);
  await page.goBack();
  expect(page.url()).toBe(before);
});

test('what the desktop does is set at once, and what this machine cannot do says why', async ({ opened }) => {
  const { page } = opened;
  const main = await opened.openSettings('This app');
  await main.getByLabel('New messages are announced').selectOption('Also by who writes');
  await main.getByRole('switch', { name: 'Start when you log in to this computer' }).press('Space');
  await expect
    .poll(() => opened.calls('appSettings.setConduct'))
    .toEqual([{ notifications: 'name' }, { start_at_login: true }]);
  await opened.fake((fake) => {
    fake.world.appSettings.support = {
      background: 'no_tray',
      start_at_login: 'not_installed',
      notifications: 'not_supported',
    };
  }, null);
  await reload(opened);
  for (const name of ['Go on when the window is closed', 'Start when you log in to this computer']) {
    await expect(main.getByRole('switch', { name })).toBeDisabled();
    await expect(main.getByRole('switch', { name })).not.toBeChecked();
  }
  await expect(page.getByText('This desktop has no tray')).toBeVisible();
  await expect(page.getByText('This system shows no notifications.')).toBeVisible();
});
