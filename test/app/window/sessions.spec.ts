import { PAIRING_CODE } from './fake/session.ts';
import { expect, test } from './opened-window.ts';
import { SESSIONS, type SessionName } from './sessions.ts';

test.describe('before WhatsApp was ever linked', () => {
  test.use({ scene: 'unlinked' });

  test('each situation is shown with its title, its cause in plain words, and what can be done', async ({ opened }) => {
    const { page } = opened;
    const rows: [SessionName, string, string, string[]][] = [
      ['starting', 'Opening WhatsApp', 'This takes a few seconds', []],
      ['starting-crashed', 'Opening WhatsApp', "WhatsApp's page has crashed.", ['Start WhatsApp again']],
      ['qr-loading', 'Link your WhatsApp', 'The code is on its way…', ['Start WhatsApp again']],
      ['qr-other-account', 'Link your WhatsApp', 'Nothing of that account was stored.', []],
      ['passkey-required', 'WhatsApp asks for a passkey', 'What works instead', ['Link with a code instead']],
      ['syncing', 'WhatsApp is loading your chats', '42% loaded', []],
      ['reconnecting', 'Reconnecting to WhatsApp', "Check this computer's internet connection.", []],
      ['reconnecting-hung', 'Reconnecting to WhatsApp', 'has stopped answering', ['Start WhatsApp again']],
      ['reconnecting-blank', 'Reconnecting to WhatsApp', 'has stayed empty', ['Start WhatsApp again']],
      ['asleep', 'WhatsApp is asleep', 'The log-in is kept.', ['Wake WhatsApp']],
      ['logged-out-by-phone', 'WhatsApp has logged this computer out', 'under Linked devices', []],
      ['logged-out-by-person', 'WhatsApp has logged this computer out', 'was logged out in Lexline', []],
      ['logged-out-other-account', 'That was another phone', 'The phone that scanned: +49 160 987 6543', []],
      ['unsupported-browser', 'WhatsApp does not accept this version', 'Update Lexline to its latest version.', []],
      ['failed-unreachable', 'WhatsApp is not connected', 'cannot be reached', ['Start WhatsApp again']],
      ['failed-runtime', 'WhatsApp is not connected', 'limited to the practice account', []],
      ['failed-driver', 'WhatsApp is not connected', 'The WhatsApp tab still works', ['Start WhatsApp again']],
      ['ready', 'WhatsApp is connected', 'New messages appear here by themselves.', []],
      ['ready-phone-offline', 'WhatsApp is connected', 'has not been connected for a long time', []],
      ['ready-silent', 'WhatsApp is connected', 'yet nothing arrives', ['Start WhatsApp again']],
    ];
    for (const [name, title, words, buttons] of rows) {
      await opened.become(name);
      await expect(page.getByRole('heading', { name: title })).toBeVisible();
      await expect(page.getByRole('main').getByText(words)).toBeVisible();
      for (const button of buttons)
        await expect(page.getByRole('main').getByRole('button', { name: button })).toBeVisible();
    }
  });

  test("WhatsApp's own code is drawn, renews itself with a countdown, and the simulated phone scans it", async ({
    opened,
  }) => {
    const { page } = opened;
    const code = page.getByRole('img', { name: /QR code/ });
    await opened.become('qr');
    await expect(code).toHaveAttribute('data-qr', /^2@q8Zr/);
    await expect(page.getByText(/A new code in (1\d|20) s/)).toBeVisible();
    await opened.fake((fake) => {
      const lawyer = fake.world.lawyers[0];
      if (lawyer) fake.world.setSession(lawyer.id, { ...lawyer.session, qr: 'the next code' });
    }, null);
    await expect(code).toHaveAttribute('data-qr', 'the next code');
    await page.getByRole('button', { name: 'Scan with the simulated phone' }).click();
    await expect(page.getByRole('heading', { name: 'WhatsApp is connected' })).toBeVisible();
    await expect(page.getByText('No chats yet')).toBeVisible();
  });

  test('a code that cannot be drawn takes nothing else of the window with it', async ({ opened }) => {
    const { page } = opened;
    await opened.become('qr');
    await opened.fake((fake) => {
      const lawyer = fake.world.lawyers[0];
      // More than the largest QR code holds.
      if (lawyer) fake.world.setSession(lawyer.id, { ...lawyer.session, qr: 'x'.repeat(3000) });
    }, null);
    await expect(page.getByRole('heading', { name: 'This window has run into a fault' })).toBeVisible();
    await expect(page.getByRole('main').getByRole('button', { name: 'Load the window again' })).toBeVisible();
    await expect(opened.statusBar()).toBeVisible();
    expect(opened.complaints.splice(0)).toEqual([expect.stringContaining('too big to be stored in a QR Code')]);
    await opened.become('ready');
    await expect(page.getByRole('heading', { name: 'WhatsApp is connected' })).toBeVisible();
  });

  test('a code that nobody scanned is gone, and a new one can be asked for', async ({ opened }) => {
    const { page } = opened;
    await opened.become('qr-idle');
    await expect(page.getByText('The code is no longer valid.')).toBeVisible();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeHidden();
    await page.getByRole('button', { name: 'Show a new code' }).click();
    await expect.poll(() => opened.calls('session.restart')).toHaveLength(1);
  });

  test('a code to type is asked for by number, shown in two halves, and entered on the simulated phone', async ({
    opened,
  }) => {
    const { page } = opened;
    await opened.become('qr');
    await page.getByRole('button', { name: 'Link with a code instead' }).click();
    const dialog = page.getByRole('dialog', { name: 'Link with a code' });
    await dialog.getByLabel('Phone number').fill('0151 2345');
    await dialog.getByRole('button', { name: 'Get the code' }).click();
    await expect(dialog.getByText('Write the number with its country code')).toBeVisible();
    await dialog.getByLabel('Phone number').fill('+49 30 1234560');
    await dialog.getByRole('button', { name: 'Get the code' }).click();
    const code = page.getByLabel('Code to be entered in WhatsApp on your phone');
    await expect(code).toHaveText(`${PAIRING_CODE.slice(0, 4)}-${PAIRING_CODE.slice(4)}`);
    await expect(page.getByText(/Valid for 2:\d\d/)).toBeVisible();
    expect(await opened.calls('session.requestPairingCode')).toMatchObject([{ phone: '+49301234560' }]);
    await page.getByRole('button', { name: 'Enter it on the simulated phone' }).click();
    await expect(page.getByRole('heading', { name: 'WhatsApp is connected' })).toBeVisible();
  });

  test('what can be pressed is asked of the main process, and a refusal is said in words', async ({ opened }) => {
    const { page } = opened;
    await opened.become('failed-unreachable');
    await opened.fake((fake) => void fake.refusals.set('session.restart', 'session_unavailable'), null);
    await page.getByRole('button', { name: 'Start WhatsApp again' }).click();
    await expect(page.getByText('WhatsApp cannot do that at the moment.')).toBeVisible();
    await page.getByRole('button', { name: 'Start WhatsApp again' }).click();
    await expect(page.getByRole('heading', { name: 'Opening WhatsApp' })).toBeVisible();
    await opened.become('asleep');
    await page.getByRole('button', { name: 'Wake WhatsApp' }).click();
    await expect(page.getByRole('heading', { name: 'WhatsApp is connected' })).toBeVisible();
    expect(await opened.calls('session.wake')).toHaveLength(1);
  });

  test('since when it is so, and until when all was well, is said', async ({ opened }) => {
    await opened.become('asleep');
    await expect(opened.page.getByText(/^Since (.+, )?\d\d:\d\d$/)).toBeVisible();
    await opened.become('reconnecting');
    await expect(opened.page.getByText(/^Connected until (.+, )?\d\d:\d\d$/)).toBeVisible();
  });
});

test('over an open chat it is said until when WhatsApp was connected, also after a start of the app', async ({
  opened,
}) => {
  await opened.openChat(/Julia Sommer/);
  const session = SESSIONS['starting-offline']();
  await opened.fake((fake, given) => {
    const [lawyer] = fake.world.lawyers;
    if (lawyer) fake.world.setSession(lawyer.id, given);
  }, session);
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });
  const until = clock.format(new Date(session.ready_until ?? ''));
  expect(until).not.toBe(clock.format(new Date(session.since)));
  await expect(opened.page.getByText(new RegExp(`Connected until (.+, )?${until}\\.`))).toBeVisible();
});

test('over an open chat the window says when WhatsApp is lost, and a message can still be written', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.become('logged-out-by-phone');
  await expect(page.getByText('WhatsApp has logged this computer out. Messages are kept')).toBeVisible();
  await expect(opened.statusBar()).toContainText('WhatsApp: logged out since');
  await opened.compose().fill('kept');
  await page.keyboard.press('Enter');
  const why = 'waiting to be sent. It waits until WhatsApp is connected.';
  await expect(opened.message('kept').getByRole('button', { name: why })).toBeVisible();
  await page.getByRole('button', { name: 'What can I do?' }).click();
  await expect(page.getByText('The link was ended on the phone')).toBeVisible();
});

test('over an open chat it is said why WhatsApp is being connected again', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.become('reconnecting');
  const banner = page.getByRole('status').filter({ hasText: 'Reconnecting to WhatsApp.' });
  await expect(banner).toContainText('This computer is offline, or WhatsApp cannot be reached.');
  await banner.getByRole('button', { name: 'What can I do?' }).click();
  await expect(page.getByText("Check this computer's internet connection.")).toBeVisible();
});

test('what works less well is named, with the way in which it is done', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.become('ready-reduced');
  await expect(page.getByText('3 things work less well at the moment')).toBeVisible();
  await page.getByRole('button', { name: 'Which?' }).click();
  const dialog = page.getByRole('dialog', { name: 'What works less well' });
  await expect(dialog.getByText('Sending texts')).toBeVisible();
  await expect(dialog.getByText('in the second, slower way')).toBeVisible();
  await expect(dialog.getByText('not at the moment')).toHaveCount(2);
  await page.keyboard.press('Escape');
  await opened.become('ready-phone-offline');
  await expect(page.getByRole('status').getByText('Your phone has not been connected')).toBeVisible();
});
