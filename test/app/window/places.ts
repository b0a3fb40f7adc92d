import { expect, type OpenedWindow } from './opened-window.ts';
import type { Scene } from './scenes.ts';

/** One thing that the window can show, and the way to it from the beginning of a scene. */
export interface Place {
  name: string;
  scene: Scene;
  go(opened: OpenedWindow): Promise<void>;
}

/** All that the window can show: each screen, panel, dialog and menu. What is new gets a line here. */
export const PLACES: readonly Place[] = [
  { name: 'the welcome', scene: 'first-run', go: heading(/Welcome/) },
  {
    name: 'what Lexline never does',
    scene: 'first-run',
    async go(opened) {
      await press(opened, 'Continue');
      await heading(/never does/)(opened);
    },
  },
  {
    name: 'whether Lexline may look for new versions',
    scene: 'first-run',
    async go(opened) {
      await opened.fake((fake) => fake.world.updates.offer('0.2.0', ''), null);
      await press(opened, 'Continue');
      await expect(opened.page.getByRole('switch', { name: 'Look for new versions once a day' })).toBeVisible();
    },
  },
  {
    name: 'no lawyer yet',
    scene: 'first-run',
    async go(opened) {
      await press(opened, 'Continue');
      await heading(/never does/)(opened);
      await press(opened, 'Continue');
      await heading(/Whose WhatsApp/)(opened);
    },
  },
  {
    name: 'the set-up that is not done',
    scene: 'empty',
    async go(opened) {
      await opened.fake((fake) => fake.world.setUp.be(['recovery_key', 'whatsapp']), null);
      await expect(opened.page.getByRole('region', { name: 'Set-up: 3 of 6' })).toBeVisible();
    },
  },
  ...(['Link WhatsApp', 'API key', 'Webhook', 'Way in from outside', 'Finish'] as const).map(
    (step): Place => ({
      name: `the set-up, ${step}`,
      scene: step === 'Link WhatsApp' ? 'unlinked' : 'empty',
      async go(opened) {
        await opened.fake((fake) => {
          const [lawyer] = fake.world.lawyers;
          if (lawyer) fake.world.webhooks.add(lawyer.id);
          fake.world.setUp.webhookHint = 'test_webhook';
        }, null);
        const main = await opened.openSetUp(step);
        await expect(main.getByRole('heading').first()).toBeVisible();
      },
    }),
  ),
  { name: 'the recovery key', scene: 'recovery-key', go: dialog('Write down your recovery key') },
  { name: 'a database that is locked', scene: 'locked', go: heading(/./) },
  { name: 'the QR code', scene: 'unlinked', go: ({ page }) => expect(page.locator('svg[data-qr]')).toBeVisible() },
  {
    name: 'linking with a code',
    scene: 'unlinked',
    async go(opened) {
      await press(opened, 'Link with a code instead');
      await dialog('Link with a code')(opened);
    },
  },
  { name: 'a code for the phone', scene: 'unlinked', go: become('pairing-code', /Enter this code/) },
  { name: 'logged out', scene: 'empty', go: become('logged-out-by-phone', /has logged this computer out/) },
  { name: 'a phone with another number', scene: 'empty', go: become('logged-out-other-account', /another phone/) },
  { name: 'a page that cannot be loaded', scene: 'empty', go: become('failed-unreachable', /is not connected/) },
  {
    name: 'abilities that are missing',
    scene: 'busy',
    async go(opened) {
      await opened.become('ready-reduced');
      await press(opened, 'Which?');
      await dialog('What works less well')(opened);
    },
  },
  {
    name: 'no chat yet',
    scene: 'empty',
    go: ({ page }) => expect(page.getByText('WhatsApp is connected')).toBeVisible(),
  },
  {
    name: 'the list of chats',
    scene: 'busy',
    go: ({ page }) => expect(page.getByRole('option').first()).toBeVisible(),
  },
  { name: 'a chat', scene: 'busy', go: (opened) => opened.openChat(/Julia Sommer/) },
  { name: 'a chat with hostile text', scene: 'busy', go: (opened) => opened.openChat(/Mallory/) },
  ...['Pictures', 'Files', 'Sounds', 'Cards', 'Marks', 'Queue'].map(
    (title): Place => ({
      name: `a chat with ${title.toLowerCase()}`,
      scene: 'kinds',
      go: (opened) => opened.openChat(title),
    }),
  ),
  {
    name: 'the menu of a message',
    scene: 'kinds',
    async go(opened) {
      await opened.openChat(/Marks/);
      await opened.message('The fee is 300 euros.').hover();
      await opened
        .message('The fee is 300 euros.')
        .getByRole('button', { name: 'What to do with this message' })
        .click();
      await expect(opened.page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'the emoji',
    scene: 'busy',
    async go(opened) {
      await opened.openChat(/Julia Sommer/);
      await press(opened, 'Emoji');
      await expect(opened.page.getByRole('dialog').getByRole('button', { name: '⚖️', exact: true })).toBeVisible();
    },
  },
  {
    name: 'the templates to insert',
    scene: 'busy',
    async go(opened) {
      await withTemplates(opened);
      await opened.openChat(/Julia Sommer/);
      await opened.page.getByRole('button', { name: 'Templates', exact: true }).click();
      await expect(opened.page.getByRole('dialog').getByRole('option', { name: 'Away' })).toBeVisible();
    },
  },
  {
    name: 'the templates under a slash',
    scene: 'busy',
    async go(opened) {
      await withTemplates(opened);
      await opened.openChat(/Julia Sommer/);
      await opened.compose().pressSequentially('/');
      await expect(opened.page.getByRole('option', { name: 'Away' })).toBeVisible();
    },
  },
  {
    name: 'the values of a template',
    scene: 'busy',
    async go(opened) {
      await withTemplates(opened);
      await opened.openChat(/Julia Sommer/);
      await opened.compose().pressSequentially('/appointment');
      await opened.page.getByRole('option', { name: /Appointment/ }).click();
      await dialog('Appointment')(opened);
      await expect(opened.page.getByRole('dialog').locator('mark').first()).toBeVisible();
    },
  },
  {
    name: 'the times of a message',
    scene: 'kinds',
    async go(opened) {
      await opened.openChat(/Marks/);
      await opened.choose('The fee is 300 euros.', 'Details');
      await dialog('When it was written, and how far it has come')(opened);
    },
  },
  {
    name: 'sending again what may have arrived',
    scene: 'busy',
    async go(opened) {
      await opened.openChat(/Julia Sommer/);
      await opened.message('The court fee').getByRole('button', { name: 'Try again' }).click();
      await dialog('Send it again?')(opened);
    },
  },
  { name: 'a chat with unread messages', scene: 'busy', go: (opened) => opened.openChat(/Amira Haddad/) },
  {
    name: 'deleting a message',
    scene: 'kinds',
    async go(opened) {
      await opened.openChat(/Marks/);
      await opened.choose('The fee is 300 euros.', 'Delete for everyone');
      await dialog('Delete this message for everyone?')(opened);
    },
  },
  {
    name: 'what a message said before',
    scene: 'kinds',
    async go(opened) {
      await opened.openChat(/Marks/);
      await opened.message('The fee is 300 euros.').getByRole('button', { name: 'edited' }).click();
      await dialog('What this message said')(opened);
    },
  },
  {
    name: 'a photo in full',
    scene: 'kinds',
    async go(opened) {
      await opened.openChat(/Pictures/);
      await opened.message('The letter from my landlord').getByRole('button', { name: 'Open the photo' }).click();
      await dialog('Photo or video')(opened);
    },
  },
  ...(
    [
      ['Pictures', 'Media'],
      ['Files', 'Documents'],
      ['Sounds', 'Voice notes'],
      ['Marks', 'Links'],
      ['Cards', 'Media'],
    ] as const
  ).map(
    ([chat, tab]): Place => ({
      name: `the gallery of ${chat.toLowerCase()}`,
      scene: 'kinds',
      async go(opened) {
        await addLink(opened, 'Marks');
        await opened.openChat(chat);
        await press(opened, 'Media, documents and links');
        await opened.page.getByRole('tab', { name: tab }).click();
        await expect(opened.page.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
      },
    }),
  ),
  {
    name: 'a file of the gallery that is not here',
    scene: 'kinds',
    async go(opened) {
      await opened.openChat('Files');
      await press(opened, 'Media, documents and links');
      await opened.page.getByRole('option', { name: /This file is not here/ }).click();
      await dialog('Photo or video')(opened);
    },
  },
  {
    name: 'the question before a link is opened',
    scene: 'kinds',
    async go(opened) {
      await addLink(opened, 'Marks');
      await opened.openChat('Marks');
      await opened.page.getByRole('link', { name: 'https://bank.example@аррӏе.com/' }).click();
      await dialog('Open this link?')(opened);
    },
  },
  {
    name: 'the details of a chat',
    scene: 'busy',
    async go(opened) {
      await opened.openChat(/Julia Sommer/);
      await press(opened, 'Details of this chat');
      await expect(opened.page.getByRole('complementary', { name: 'Details' })).toBeVisible();
    },
  },
  {
    name: 'a merge before it is done',
    scene: 'busy',
    async go(opened) {
      await opened.openChat(/Julia Sommer/);
      await press(opened, 'Details of this chat');
      await press(opened, 'Merge with another client…');
      const { page } = opened;
      await page.getByRole('dialog').getByRole('button', { name: /Noor/ }).click();
      await dialog('One client out of two')(opened);
    },
  },
  {
    name: 'the list of clients',
    scene: 'busy',
    async go(opened) {
      await opened.wayTo('Clients').click();
      await expect(opened.page.getByRole('listbox', { name: 'Clients' })).toBeVisible();
    },
  },
  {
    name: 'a client',
    scene: 'busy',
    async go(opened) {
      await openJulia(opened);
      await expect(opened.page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
    },
  },
  {
    name: 'a client who is given to another lawyer',
    scene: 'busy',
    async go(opened) {
      await opened.fake((fake) => {
        const [lawyer] = fake.world.lawyers;
        if (lawyer) fake.world.addLawyer('Farid', lawyer.session);
      }, null);
      await openJulia(opened);
      await opened.page.getByRole('combobox', { name: 'Choose a lawyer' }).selectOption('Carlos Mendes');
      await press(opened, 'Assign');
      await expect(opened.page.getByRole('button', { name: 'End the assignment to Carlos Mendes' })).toBeVisible();
    },
  },
  {
    name: 'a new client',
    scene: 'busy',
    async go(opened) {
      await opened.wayTo('Clients').click();
      await press(opened, 'New client');
      await dialog('New client')(opened);
    },
  },
  {
    name: 'blocking a client',
    scene: 'busy',
    async go(opened) {
      await openJulia(opened);
      await opened.page.getByRole('radio', { name: 'Blocked' }).click();
      await dialog('Block this client?')(opened);
    },
  },
  {
    name: 'a further number of a client',
    scene: 'busy',
    async go(opened) {
      await openJulia(opened);
      await press(opened, 'Add a number');
      await dialog('Add a number')(opened);
    },
  },
  {
    name: 'a client that is exported, with notes of two',
    scene: 'busy',
    async go(opened) {
      await openJulia(opened);
      const notes = opened.page.getByRole('textbox', { name: 'Notes' });
      await expect(notes).toBeVisible();
      await opened.fake((fake) => {
        const client = [...fake.world.clients.values()].find(({ name }) => name === 'Julia Sommer');
        const lawyer = fake.world.lawyers[0];
        if (!client || !lawyer) throw new Error('there is no such client');
        fake.world.clients.set(client.id, { ...client, notes: 'Written by somebody else' });
        const progress = { percent: 40, started_at: client.created_at };
        fake.world.push({ kind: 'client_export', lawyer_id: lawyer.id, client_id: client.id, progress });
      }, null);
      await notes.fill('Written here');
      await expect(opened.page.getByText('Written by somebody else')).toBeVisible();
      await expect(opened.page.getByRole('button', { name: 'Cancel the export' })).toBeVisible();
    },
  },
  {
    name: 'a new chat',
    scene: 'busy',
    async go(opened) {
      await press(opened, 'New chat');
      await dialog(/./)(opened);
    },
  },
  {
    name: 'a new lawyer',
    scene: 'busy',
    async go(opened) {
      await press(opened, 'Add a lawyer');
      await dialog('Add a lawyer')(opened);
    },
  },
  {
    name: 'the queue',
    scene: 'busy',
    async go(opened) {
      await opened.statusBar().getByRole('button', { name: '1 waiting in WhatsApp' }).click();
      await expect(opened.page.getByRole('complementary', { name: 'Queue for WhatsApp' })).toBeVisible();
    },
  },
  {
    name: 'alerts',
    scene: 'busy',
    async go(opened) {
      await expect(opened.page.getByRole('option').first()).toBeVisible();
      await opened.fake((fake) => {
        const lawyer = fake.world.lawyers[1];
        if (lawyer) fake.world.alerts.raise(lawyer.id, 'ability_missing', 'send_file');
        if (lawyer) fake.world.alerts.raise(lawyer.id, 'disk_space_low');
      }, null);
      await expect(opened.page.getByRole('region', { name: 'What needs a look' })).toBeVisible();
    },
  },
  {
    name: "WhatsApp's own page",
    scene: 'busy',
    async go(opened) {
      await opened.wayTo('WhatsApp').click();
      await expect(opened.page.getByRole('region', { name: "WhatsApp's own page" })).toBeVisible();
    },
  },
  {
    name: 'signing in',
    scene: 'busy',
    async go(opened) {
      await staff(opened, null);
      await heading(/^Sign in$/)(opened);
    },
  },
  {
    name: 'getting in with the recovery key',
    scene: 'busy',
    async go(opened) {
      await staff(opened, null);
      await press(opened, 'No owner knows a password any more');
      await heading(/recovery key/)(opened);
    },
  },
  {
    name: 'a window that is locked',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Olga');
      await opened.fake((fake) => fake.world.staff.lock(), null);
      await heading(/^Olga$/)(opened);
    },
  },
  {
    name: 'the menu of who has signed in',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Olga');
      await press(opened, 'Signed in: Olga');
      await expect(opened.page.getByRole('menu')).toBeVisible();
    },
  },
  {
    name: 'the window of support',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Sam');
      await opened.openChat(/Julia Sommer/);
    },
  },
  {
    name: 'the window of support while WhatsApp is not connected',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Sam');
      await opened.openChat(/Julia Sommer/);
      await opened.become('reconnecting');
      await expect(opened.page.getByText('is not connected at the moment')).toBeVisible();
    },
  },
  {
    name: 'a gallery in the window of support',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Sam');
      await opened.openChat(/Julia Sommer/);
      await press(opened, 'Media, documents and links');
      await opened.page.getByRole('tab', { name: 'Documents' }).click();
      await expect(opened.page.getByRole('list', { name: 'Documents' })).toBeVisible();
    },
  },
  {
    name: 'language and look in the window of support',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Sam');
      await press(opened, 'Signed in: Sam');
      await opened.page.getByRole('menuitem', { name: 'Language and look' }).click();
      await dialog('Language and look')(opened);
    },
  },
  {
    name: 'the palette of support',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Sam');
      await opened.openChat(/Julia Sommer/);
      await opened.page.keyboard.press('Control+k');
      await dialog('Go to, or do')(opened);
    },
  },
  {
    name: 'support without a grant',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Tina');
      await expect(opened.page.getByText('Nothing is granted to you')).toBeVisible();
    },
  },
  ...(['People', 'Grants', 'Accesses', 'Signed in'] as const).map(
    (tab): Place => ({
      name: `people, ${tab}`,
      scene: 'busy',
      async go(opened) {
        await staff(opened, 'Olga');
        await opened.wayTo('People').click();
        await opened.page.getByRole('main').getByRole('link', { name: tab }).click();
        await expect(opened.page.getByRole('list', { name: tab })).toBeVisible();
      },
    }),
  ),
  {
    name: 'a new person',
    scene: 'busy',
    async go(opened) {
      await opened.wayTo('People').click();
      await press(opened, 'Add a person');
      await dialog('Add a person')(opened);
    },
  },
  {
    name: 'a password for somebody',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Olga');
      await opened.wayTo('People').click();
      await press(opened, 'Set a password for Sam');
      await dialog('Set a password for Sam')(opened);
    },
  },
  {
    name: 'the details of somebody',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Olga');
      await opened.wayTo('People').click();
      await press(opened, 'Change details: Sam');
      await dialog('Change details: Sam')(opened);
    },
  },
  {
    name: 'another password of one’s own',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Olga');
      await press(opened, 'Signed in: Olga');
      await opened.page.getByRole('menuitem', { name: 'Change your password' }).click();
      await dialog('Change your password')(opened);
    },
  },
  {
    name: 'granting chats',
    scene: 'busy',
    async go(opened) {
      await staff(opened, 'Olga');
      await opened.wayTo('People').click();
      await opened.page.getByRole('main').getByRole('link', { name: 'Grants' }).click();
      await press(opened, 'Grant chats');
      await dialog('Grant chats')(opened);
    },
  },
  {
    name: 'switching a lawyer off',
    scene: 'busy',
    async go(opened) {
      await opened.openSettings('Lawyer’s details');
      await press(opened, 'Switch off');
      await dialog('Switch off Dr. Anna Weber?')(opened);
    },
  },
  {
    name: 'removing a lawyer who is switched off',
    scene: 'busy',
    async go(opened) {
      await opened.fake((fake) => void Object.assign(fake.world.lawyers[0] ?? {}, { is_active: false }), null);
      await opened.fake((fake) => fake.world.push({ kind: 'lawyers' }), null);
      await opened.openSettings('Lawyer’s details');
      await press(opened, 'Remove the lawyer');
      await dialog('Remove Dr. Anna Weber for good?')(opened);
    },
  },
  {
    name: 'no template yet',
    scene: 'busy',
    async go(opened) {
      await opened.wayTo('Templates').click();
      await heading(/No templates yet/)(opened);
    },
  },
  {
    name: 'a template',
    scene: 'busy',
    async go(opened) {
      await withTemplates(opened);
      await opened.wayTo('Templates').click();
      await opened.page.getByRole('option', { name: /Appointment/ }).click();
      await expect(opened.page.locator('main mark').first()).toBeVisible();
    },
  },
  {
    name: 'a new template that lacks everything',
    scene: 'busy',
    async go(opened) {
      await withTemplates(opened);
      await opened.wayTo('Templates').click();
      await press(opened, 'New template');
      await press(opened, 'Save');
      await expect(opened.page.getByText('Give it a name.')).toBeVisible();
    },
  },
  {
    name: 'leaving a template that is not saved',
    scene: 'busy',
    async go(opened) {
      await withTemplates(opened);
      await opened.wayTo('Templates').click();
      await press(opened, 'New template');
      await opened.page.getByRole('textbox', { name: 'Text' }).fill('{{');
      await opened.wayTo('Chats').click();
      await dialog('Leave without saving?')(opened);
    },
  },
  {
    name: 'removing a template',
    scene: 'busy',
    async go(opened) {
      await withTemplates(opened);
      await opened.wayTo('Templates').click();
      await opened.page.getByRole('option', { name: /Fee/ }).click();
      await press(opened, 'Remove');
      await dialog('Remove “Fee”?')(opened);
    },
  },
  ...(['WhatsApp', 'Lawyer’s details', 'Rules and limits', 'Way in from outside', 'This app'] as const).map(
    (section): Place => ({
      name: `the settings, ${section}`,
      scene: 'busy',
      async go(opened) {
        await opened.fake((fake) => fake.world.addBrokers(), null);
        await opened.openSettings(section);
      },
    }),
  ),
  {
    name: 'a lawyer’s details that are not right',
    scene: 'busy',
    async go(opened) {
      const main = await opened.openSettings('Lawyer’s details');
      await main.getByLabel('Name').fill(' ');
      await main.getByLabel('Email').fill('nobody');
      await main.getByLabel('Phone number').fill('030 1234567');
      await press(opened, 'Save');
      await expect(main.locator('[aria-invalid=true]')).toHaveCount(3);
    },
  },
  ...(['by SSH', 'Cloudflare', 'ngrok'] as const).map(
    (provider): Place => ({
      name: `the way in from outside, ${provider}`,
      scene: 'busy',
      async go(opened) {
        await opened.fake((fake) => {
          const { tunnel } = fake.world;
          tunnel.shows('host_key_not_confirmed', 'SHA256:JXCUyJRTdRL2SqsNCXNpHoJYGxKJ4SCmKjZ2pXv3Fx0');
          const { cloudflared, ngrok } = tunnel.now;
          tunnel.change({ cloudflared: { ...cloudflared, has_token: true }, ngrok: { ...ngrok, has_authtoken: true } });
        }, null);
        await opened.openSettings('Way in from outside');
        await press(opened, 'Change');
        await opened.page.getByRole('radio', { name: provider }).check();
        await opened.page.getByRole('dialog').getByRole('textbox').first().fill('not right');
        await press(opened, 'Save');
        await expect(opened.page.getByRole('dialog').locator('[aria-invalid=true]').first()).toBeVisible();
      },
    }),
  ),
  {
    name: 'the key of a server that nobody has confirmed',
    scene: 'busy',
    async go(opened) {
      await showHostKey(opened, 'host_key_not_confirmed');
      await expect(opened.page.getByRole('button', { name: 'This is the right server' })).toBeVisible();
    },
  },
  {
    name: 'trusting another key of a server',
    scene: 'busy',
    async go(opened) {
      await showHostKey(opened, 'host_key_changed');
      await press(opened, 'Trust the new key…');
      await dialog('Trust another key than before?')(opened);
    },
  },
  ...(['available', 'downloading', 'ready'] as const).map(
    (step): Place => ({
      name: `a new version that is ${step}`,
      scene: 'busy',
      async go(opened) {
        await opened.fake((fake, wanted) => {
          const { appSettings, updates } = fake.world;
          updates.offer(
            '0.2.0',
            '### Added\n- Updates from a feed that is signed.\n- A changelog\n  in two lines.\n\n### Fixed\n- Less.',
          );
          appSettings.change({ look_for_updates: true });
          updates.become(wanted);
        }, step);
        await opened.openSettings('This app');
        await expect(opened.page.getByRole('heading', { name: 'New in version 0.2.0' })).toBeVisible();
      },
    }),
  ),
  {
    name: 'the search, with results',
    scene: 'busy',
    async go(opened) {
      await opened.wayTo('Search').click();
      await opened.page.getByRole('combobox', { name: 'Search all messages' }).fill('court');
      await expect(opened.page.getByRole('main').locator('mark').first()).toBeVisible();
    },
  },
  {
    name: 'the month to choose a day from',
    scene: 'busy',
    async go(opened) {
      await opened.wayTo('Search').click();
      await press(opened, 'From: choose a day');
      await expect(opened.page.locator('[data-day][tabindex="0"]')).toBeFocused();
    },
  },
  {
    name: 'a day that is none in the search',
    scene: 'busy',
    async go(opened) {
      await opened.wayTo('Search').click();
      await opened.page.getByRole('textbox', { name: 'Until' }).fill('40/13/2026');
      await opened.page.keyboard.press('Enter');
      await expect(opened.page.getByText('This is not a date.')).toBeVisible();
    },
  },
  {
    name: 'the palette',
    scene: 'busy',
    async go(opened) {
      await expect(opened.page.getByRole('option').first()).toBeVisible();
      await opened.page.keyboard.press('Control+k');
      await dialog('Go to, or do')(opened);
    },
  },
  {
    name: 'the shortcuts',
    scene: 'busy',
    async go(opened) {
      await expect(opened.page.getByRole('option').first()).toBeVisible();
      await opened.page.keyboard.press('?');
      await dialog(/./)(opened);
    },
  },
  ...(['API keys', 'Webhooks', 'Events'] as const).map(
    (tab): Place => ({
      name: `the directory, ${tab}`,
      scene: 'busy',
      async go(opened) {
        await fillDirectory(opened);
        await openTab(opened, 'Directory', tab);
        await expect(opened.page.getByRole('main').getByRole('listitem').nth(1)).toBeVisible();
      },
    }),
  ),
  { name: 'the directory without webhooks', scene: 'busy', go: (opened) => openTab(opened, 'Directory', 'Webhooks') },
  {
    name: 'a webhook with its deliveries',
    scene: 'busy',
    async go(opened) {
      await fillDirectory(opened);
      await openTab(opened, 'Directory', 'Webhooks');
      await opened.page.getByRole('list', { name: 'Webhooks' }).getByRole('link').first().click();
      await heading(/https:/)(opened);
    },
  },
  ...(['Health', 'Numbers'] as const).map(
    (tab): Place => ({
      name: `how it is doing, ${tab}`,
      scene: 'busy',
      go: (opened) => openTab(opened, 'Health', tab),
    }),
  ),
  ...['Write', 'Act', 'Faults'].map(
    (tab): Place => ({
      name: `the simulated clients, ${tab}`,
      scene: 'busy',
      async go(opened) {
        await press(opened, 'Let a client write');
        await opened.page.getByRole('tab', { name: tab }).click();
      },
    }),
  ),
  {
    name: 'the way out of the practice account',
    scene: 'busy',
    async go(opened) {
      await press(opened, 'Practice account');
      await expect(opened.page.getByRole('dialog').filter({ hasText: 'Nothing here is real' })).toBeVisible();
    },
  },
];

/** Among the clients, where she is looked for. */
async function openJulia(opened: OpenedWindow): Promise<void> {
  await opened.wayTo('Clients').click();
  const { page } = opened;
  await page.getByRole('textbox', { name: 'Name, number or email' }).fill('julia');
  await page.getByRole('option', { name: /Julia Sommer/ }).click();
}

function press(opened: OpenedWindow, name: string): Promise<void> {
  return opened.page.getByRole('button', { name }).click();
}

/** A message with a link that is no honest one, in that chat. */
function addLink(opened: OpenedWindow, title: string): Promise<void> {
  return opened.fake((fake, given) => {
    const { lawyerId, chat } = fake.world.chatByTitle(given);
    const text = 'Please look at https://bank.example@аррӏе.com/ today';
    fake.world.addMessage(lawyerId, chat, { text });
  }, title);
}

/** An owner and two of support, one of whom was granted a chat and has opened it; and who sits at the window. */
function staff(opened: OpenedWindow, who: 'Olga' | 'Sam' | 'Tina' | null): Promise<void> {
  return opened.fake((fake, name) => {
    const { world } = fake;
    const [olga, sam] = [world.staff.add('Olga', 'owner'), world.staff.add('Sam', 'support')];
    world.staff.add('Tina', 'support');
    const { lawyerId, chat } = world.chatByTitle('Julia Sommer');
    const { id, title } = chat.conversation;
    world.staff.grant(lawyerId, sam, [id]);
    world.staff.access(lawyerId, olga, [{ id, title }]);
    world.staff.access(lawyerId, sam, [{ id, title }]);
    world.staff.become(world.staff.people.find((person) => person.name === name) ?? null);
  }, who);
}

function withTemplates(opened: OpenedWindow): Promise<void> {
  return opened.fake((fake) => {
    const [lawyer] = fake.world.lawyers;
    if (lawyer) fake.world.templates.addTo(lawyer.id);
  }, null);
}

function fillDirectory(opened: OpenedWindow): Promise<void> {
  return opened.fake((fake) => {
    const [lawyer] = fake.world.lawyers;
    if (!lawyer) return;
    fake.world.keys.addTo(lawyer.id);
    fake.world.events.addTo(lawyer.id);
    fake.world.webhooks.addTo(lawyer.id);
  }, null);
}

/** In the settings, where the way in waits for somebody to look at the server's key. */
async function showHostKey(opened: OpenedWindow, cause: 'host_key_not_confirmed' | 'host_key_changed'): Promise<void> {
  await opened.fake((fake, given) => {
    fake.world.tunnel.shows(given, 'SHA256:JXCUyJRTdRL2SqsNCXNpHoJYGxKJ4SCmKjZ2pXv3Fx0');
  }, cause);
  await opened.openSettings('Way in from outside');
}

async function openTab(opened: OpenedWindow, screen: 'Directory' | 'Health', tab: string): Promise<void> {
  await opened.wayTo(screen).click();
  await opened.page.getByRole('main').getByRole('link', { name: tab, exact: true }).click();
  await heading(/./)(opened);
}

function heading(name: RegExp): Place['go'] {
  return ({ page }) => expect(page.getByRole('heading', { name }).first()).toBeVisible();
}

function dialog(name: string | RegExp): Place['go'] {
  return ({ page }) => expect(page.getByRole('dialog', { name })).toBeVisible();
}

/** Until what comes of it is there: before, the heading is that of the screen that goes, or there is none. */
function become(name: Parameters<OpenedWindow['become']>[0], wanted: RegExp): Place['go'] {
  return async (opened) => {
    await opened.become(name);
    await heading(wanted)(opened);
  };
}
