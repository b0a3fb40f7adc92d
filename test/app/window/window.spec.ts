import { RECOVERY_KEY } from './fake/app.ts';
import { expect, test } from './opened-window.ts';

test('the status bar says in words what is going on', async ({ opened }) => {
  const bar = opened.statusBar();
  await expect(bar).toContainText(/WhatsApp: connected since (.+, )?\d\d:\d\d/);
  await expect(bar).toContainText('Directory: nothing waiting');
  await expect(bar).toContainText('API: http://127.0.0.1:5001');
  await expect(bar).toContainText('Practice account');
  await opened.fake((fake) => fake.world.app.change({ webhooks_waiting: 2 }), null);
  await expect(bar).toContainText('Directory: 2 deliveries waiting');
});

test('notices can be collapsed, and stay reachable in the status bar', async ({ opened }) => {
  const notices = opened.page.getByRole('region', { name: 'Good to know about this computer' });
  await expect(notices.getByRole('listitem')).toHaveCount(2);
  await notices.getByRole('button', { name: 'Collapse' }).click();
  await expect(notices).toBeHidden();
  await opened.statusBar().getByRole('button', { name: '2 notices' }).click();
  await expect(notices).toBeVisible();
});

test('the WhatsApp screen gives the area of the page, and a dialog hides it', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('WhatsApp').click();
  await expect.poll(() => opened.calls('whatsappView.show')).not.toHaveLength(0);
  const area = await page.getByRole('region', { name: "WhatsApp's own page" }).boundingBox();
  const shown = await opened.calls('whatsappView.show');
  expect(shown.at(-1)).toMatchObject({ area: { x: area?.x, y: area?.y, width: area?.width } });
  const hidden = (await opened.calls('whatsappView.hide')).length;
  await opened.fake((fake, recovery_key) => fake.world.app.change({ recovery_key }), RECOVERY_KEY);
  await expect.poll(async () => (await opened.calls('whatsappView.hide')).length).toBe(hidden + 1);
  await page.getByRole('button', { name: 'I have written it down' }).click();
  await expect.poll(async () => (await opened.calls('whatsappView.show')).length).toBeGreaterThan(shown.length);
  await opened.wayTo('Chats').click();
  await expect.poll(async () => (await opened.calls('whatsappView.hide')).length).toBe(hidden + 2);
});

test.describe('at the first run in live mode', () => {
  test.use({ scene: 'first-run' });

  test('a lawyer is created, and the API key is shown once', async ({ opened }) => {
    const { page } = opened;
    for (const title of ['Welcome to Lexline', 'What Lexline does, and what it never does']) {
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      await page.keyboard.press('Enter');
    }
    await expect(page.getByLabel('Name')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText("Write the lawyer's name.")).toBeVisible();
    await page.getByLabel('Name').fill('Dr. Anna Weber');
    await page.getByLabel('Email').fill('anna@kanzlei.example');
    await page.getByLabel('Phone number').fill('+49 30 1234567');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'The API key for Dr. Anna Weber' });
    await expect(dialog.getByLabel('API key')).toHaveValue(/^lx_live_/);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'I have stored it' }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    await expect(page.getByText('Practice account')).toBeHidden();
  });
});

test.describe('with a recovery key that nobody has written down', () => {
  test.use({ scene: 'recovery-key' });

  test('it is shown until the person confirms, then never again', async ({ opened }) => {
    const dialog = opened.page.getByRole('dialog', { name: 'Write down your recovery key' });
    await expect(dialog.getByLabel('Recovery key', { exact: true })).toHaveValue(RECOVERY_KEY);
    await opened.page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'I have written it down' }).click();
    await expect(dialog).toBeHidden();
    expect(await opened.calls('app.confirmRecoveryKey')).toHaveLength(1);
  });
});

test.describe('while the database is locked', () => {
  test.use({ scene: 'locked' });

  test('the recovery key opens it, and a wrong one is refused in words', async ({ opened }) => {
    const field = opened.page.getByLabel('Recovery key');
    await field.fill('wrong');
    await opened.page.keyboard.press('Enter');
    await expect(opened.page.getByText('That is not the recovery key')).toBeVisible();
    await field.fill(` ${RECOVERY_KEY} `);
    await opened.page.keyboard.press('Enter');
    await expect(opened.page.getByText('The database is open')).toBeVisible();
    expect(await opened.calls('lawyers.list')).toEqual([]);
  });
});
