import { QR, RECOVERY_KEY } from './fake-world.ts';
import { expect, test } from './opened-window.ts';

test('the status bar says in words what is going on', async ({ opened }) => {
  const bar = opened.statusBar();
  await expect(bar).toContainText(/WhatsApp: connected since \d\d:\d\d/);
  await expect(bar).toContainText('Directory: nothing waiting');
  await expect(bar).toContainText('API: http://127.0.0.1:5001');
  await expect(bar).toContainText('Practice account');
  await opened.fake((fake) => fake.world.setAppStatus({ webhooks_waiting: 2 }), null);
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

test('the window says when WhatsApp is lost, over the chat that is open, and a message can still be written', async ({
  opened,
}) => {
  await opened.openChat(/Julia Sommer/);
  await opened.fake((fake) => {
    const { lawyerId } = fake.world.chatByTitle('Julia Sommer');
    fake.world.setSession(lawyerId, {
      state: 'logged-out',
      since: new Date().toISOString(),
      cause: 'logged_out_by_phone',
    });
  }, null);
  await expect(opened.page.getByText('WhatsApp has logged this computer out. Messages are kept')).toBeVisible();
  await expect(opened.statusBar()).toContainText('WhatsApp: logged out since');
  await opened.compose().fill('kept');
  await opened.page.keyboard.press('Enter');
  await expect(opened.message('kept').getByRole('img', { name: 'waiting to be sent' })).toBeVisible();
  await opened.page.getByRole('button', { name: 'What can I do?' }).click();
  await expect(opened.page.getByText('The link was ended on the phone')).toBeVisible();
});

test('the WhatsApp tab gives the area of the page, and a dialog hides it', async ({ opened }) => {
  const { page } = opened;
  await page.getByText('WhatsApp', { exact: true }).click();
  await expect.poll(() => opened.calls('whatsappView.show')).not.toHaveLength(0);
  const area = await page.getByRole('region', { name: "WhatsApp's own page" }).boundingBox();
  const shown = await opened.calls('whatsappView.show');
  expect(shown.at(-1)).toMatchObject({ area: { x: area?.x, y: area?.y, width: area?.width } });
  const hidden = (await opened.calls('whatsappView.hide')).length;
  await opened.fake((fake, recovery_key) => fake.world.setAppStatus({ recovery_key }), RECOVERY_KEY);
  await expect.poll(async () => (await opened.calls('whatsappView.hide')).length).toBe(hidden + 1);
  await page.getByRole('button', { name: 'I have written it down' }).click();
  await expect.poll(async () => (await opened.calls('whatsappView.show')).length).toBeGreaterThan(shown.length);
  await page.getByText('Chats', { exact: true }).first().click();
  await expect.poll(async () => (await opened.calls('whatsappView.hide')).length).toBe(hidden + 2);
});

test('a simulated client can write from the practice panel', async ({ opened }) => {
  const { page } = opened;
  await page.getByRole('button', { name: 'Let a client write' }).click();
  const panel = page.getByRole('complementary', { name: 'Let a client write' });
  await panel.getByRole('button', { name: 'Jonas Becker' }).click();
  await panel.getByLabel('Message').fill('Hello from practice');
  await panel.getByRole('button', { name: 'Write as this client' }).click();
  await expect(page.getByRole('option').first()).toContainText('Hello from practice');
  expect(await opened.calls('practice.write')).toEqual([
    { lawyer_id: expect.any(String), name: 'Jonas Becker', phone: '+4915112345602', text: 'Hello from practice' },
  ]);
});

test.describe('before WhatsApp is linked', () => {
  test.use({ scene: 'qr' });

  test("WhatsApp's own code is drawn, renews itself, and the simulated phone can scan it", async ({ opened }) => {
    const { page } = opened;
    const code = page.getByRole('img', { name: /QR code/ });
    await expect(code).toHaveAttribute('data-qr', QR);
    await expect(page.getByRole('listitem')).toHaveCount(3);
    await opened.fake((fake) => {
      const lawyer = fake.world.lawyers[0];
      if (lawyer) fake.world.setSession(lawyer.id, { state: 'qr', since: lawyer.session.since, qr: 'the next code' });
    }, null);
    await expect(code).toHaveAttribute('data-qr', 'the next code');
    await page.getByRole('button', { name: 'Scan with the simulated phone' }).click();
    await expect(page.getByRole('heading', { name: 'WhatsApp is connected' })).toBeVisible();
    await expect(page.getByText('No chats yet')).toBeVisible();
  });
});

for (const [scene, words] of [
  ['qr-loading', 'The code is on its way'],
  ['starting', 'This takes a few seconds'],
  ['logged-out', 'The link was ended on the phone'],
  ['failed', "WhatsApp's page cannot be reached"],
  ['empty', 'When a client writes, the chat appears here'],
] as const) {
  test.describe(`in the state “${scene}”`, () => {
    test.use({ scene });

    test('the window says in plain words what is going on', async ({ opened }) => {
      await expect(opened.page.getByText(words)).toBeVisible();
    });
  });
}

test.describe('at the first run in live mode', () => {
  test.use({ scene: 'first-run' });

  test('a lawyer is created, and the API key is shown once', async ({ opened }) => {
    const { page } = opened;
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
