import { expect, test } from './opened-window.ts';

test.beforeEach(async ({ opened }) => {
  await opened.page.getByRole('button', { name: 'Let a client write' }).click();
});

test('a simulated client writes a text', async ({ opened }) => {
  const { page } = opened;
  const panel = page.getByRole('complementary', { name: 'Simulated clients' });
  await panel.getByRole('button', { name: 'Jonas Becker' }).click();
  await panel.getByLabel('Message').fill('Hello from practice');
  await panel.getByRole('button', { name: 'Write as this client' }).click();
  await expect(page.getByRole('option').first()).toContainText('Hello from practice');
  expect(await opened.calls('practice.write')).toEqual([
    {
      lawyer_id: expect.any(String),
      phone: '+4915112345602',
      message: { name: 'Jonas Becker', kind: 'text', text: 'Hello from practice' },
    },
  ]);
});

test('a simulated client writes a message of any kind, with a file where it needs one', async ({ opened }) => {
  const { page } = opened;
  const panel = page.getByRole('complementary', { name: 'Simulated clients' });
  await panel.getByLabel('Kind').selectOption('document');
  await panel.getByRole('button', { name: 'Write as this client' }).click();
  await expect(panel.getByRole('alert')).toContainText('Choose a file.');
  await panel
    .locator('input[type=file]')
    .setInputFiles([{ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }]);
  await panel.getByLabel('Forwarded').check();
  await panel.getByRole('button', { name: 'Write as this client' }).click();
  await expect(panel.getByRole('status')).toContainText('Written.');
  expect(await opened.calls('practice.write')).toMatchObject([
    {
      message: {
        kind: 'document',
        forwarded: true,
        file: { name: 'letter.pdf', type: 'application/pdf', base64: Buffer.from('%PDF-1.7').toString('base64') },
      },
    },
  ]);
  for (const kind of ['missed_call', 'notice', 'unknown'] as const) {
    await panel.getByLabel('Kind').selectOption(kind);
    await panel.getByRole('button', { name: 'Write as this client' }).click();
    await expect.poll(async () => (await opened.calls('practice.write')).at(-1)).toMatchObject({ message: { kind } });
  }
});

test('a simulated client answers, reacts to and deletes a message', async ({ opened }) => {
  const { page } = opened;
  const panel = page.getByRole('complementary', { name: 'Simulated clients' });
  await panel.getByLabel('Message').fill('May I take that back?');
  await panel.getByRole('button', { name: 'Write as this client' }).click();
  await expect(panel.getByRole('status')).toContainText('Written.');
  await opened.openChat(/Maria Schneider.*take that back/);
  await panel.getByRole('tab', { name: 'Act' }).click();
  await expect(panel.getByLabel('Message')).toHaveValue(/^msg_/);
  await panel.getByRole('button', { name: 'React', exact: true }).click();
  await expect(opened.message('take that back').getByRole('button', { name: '👍 from Maria' })).toBeVisible();
  await panel.getByRole('button', { name: 'Delete for everyone' }).click();
  await expect(opened.message('take that back')).toContainText('Deleted for everyone by Maria Schneider');
  expect(await opened.calls('practice.act')).toMatchObject([
    { phone: '+4915112345601', action: { action: 'react', emoji: '👍' } },
    { phone: '+4915112345601', action: { action: 'revoke' } },
  ]);
});

test('faults are switched one by one, and an ordinary day undoes them all', async ({ opened }) => {
  const { page } = opened;
  const panel = page.getByRole('complementary', { name: 'Simulated clients' });
  await panel.getByRole('tab', { name: 'Faults' }).click();
  await panel.getByLabel('Linking asks for a passkey').click();
  await expect(panel.getByLabel('Linking asks for a passkey')).toBeChecked();
  await panel.getByLabel('Downloads').selectOption('gone');
  const hang = panel.getByLabel('The page hangs once for (ms)');
  await hang.fill('-1');
  await hang.blur();
  await expect(panel.getByText('A number from 0 to 120,000.')).toBeVisible();
  await hang.fill('500');
  await hang.blur();
  await panel.getByLabel('Modules that an update has taken away').fill('WAWebConnModel\n\nWAWebCmd');
  await panel.getByLabel('Modules that an update has taken away').blur();
  await expect
    .poll(() => opened.calls('practice.setFaults'))
    .toEqual([
      { passkey_required: true },
      { media: 'gone' },
      { hang_ms: 500 },
      { missing_modules: ['WAWebConnModel', 'WAWebCmd'] },
    ]);
  await panel.getByRole('button', { name: 'An ordinary day again' }).click();
  await expect(panel.getByLabel('Linking asks for a passkey')).not.toBeChecked();
  await expect(panel.getByLabel('Downloads')).toHaveValue('ok');
});

test('nobody can be reached before the simulated phone has scanned, and the panel says so', async ({ opened }) => {
  await opened.become('qr');
  const panel = opened.page.getByRole('complementary', { name: 'Simulated clients' });
  await expect(panel.getByText('Scan the QR code with the simulated phone first')).toBeVisible();
  await expect(panel.getByRole('button', { name: 'Write as this client' })).toBeDisabled();
});

test('what is refused is said in the window’s language, behind the label of its field', async ({ opened }) => {
  const { page } = opened;
  const panel = page.getByRole('complementary', { name: 'Simulated clients' });
  await panel.getByLabel('Message').fill('x'.repeat(65_537));
  await panel.getByRole('button', { name: 'Write as this client' }).click();
  const text = 'Something in it is not valid: Text (longer than 65,536 characters).';
  await expect(panel.getByRole('status')).toHaveText(text);
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'de' }), null);
  await expect(page.locator('[data-problem]')).toHaveText(
    'Eine Angabe ist nicht gültig: Text (länger als 65.536 Zeichen).',
  );
});

test('the way back to the real account is in the panel, at the badge and in the palette', async ({ opened }) => {
  const { page } = opened;
  const panel = page.getByRole('complementary', { name: 'Simulated clients' });
  await panel.getByRole('button', { name: 'Back to the real account' }).click();
  await expect.poll(() => opened.calls('practice.leave')).toHaveLength(1);
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('combobox', { expanded: true })).toBeFocused();
  await page.keyboard.type('back to the real');
  await expect(page.getByRole('dialog').getByRole('option').first()).toContainText('Back to the real account');
  await page.keyboard.press('Enter');
  await expect.poll(() => opened.calls('practice.leave')).toHaveLength(2);
  await page.getByRole('button', { name: 'Practice account' }).press('Enter');
  const badge = page.getByRole('dialog').filter({ hasText: 'Nothing here is real' });
  await badge.getByRole('button', { name: 'Back to the real account' }).press('Enter');
  await expect.poll(() => opened.calls('practice.leave')).toHaveLength(3);
});

test('where the app cannot start itself again it is said how to come back', async ({ opened }) => {
  const { page } = opened;
  await opened.fake(({ world }) => world.app.change({ can_leave_practice: false }), null);
  const panel = page.getByRole('complementary', { name: 'Simulated clients' });
  await expect(panel.getByText(/end Lexline there and start it without --practice/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Back to the real account' })).toHaveCount(0);
});
