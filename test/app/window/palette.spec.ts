import { expect, type OpenedWindow, test } from './opened-window.ts';

const palette = ({ page }: OpenedWindow) => page.getByRole('dialog', { name: 'Go to, or do' });
const choices = (opened: OpenedWindow) => palette(opened).getByRole('option');

async function choose(opened: OpenedWindow, words: string, title: string): Promise<void> {
  await opened.page.keyboard.press('ControlOrMeta+K');
  await expect(opened.page.getByRole('combobox', { expanded: true })).toBeFocused();
  await opened.page.keyboard.type(words);
  await expect(choices(opened).first()).toContainText(title);
  await opened.page.keyboard.press('Enter');
  await expect(palette(opened)).toBeHidden();
}

/** The titles of all that is found by those words. */
async function found(opened: OpenedWindow, words: string): Promise<string[]> {
  await opened.page.keyboard.press('ControlOrMeta+K');
  await palette(opened).getByRole('combobox').fill(words);
  await expect(choices(opened).first().or(palette(opened).getByText('Nothing fits.'))).toBeVisible();
  const titles = await choices(opened).allTextContents();
  await opened.page.keyboard.press('Escape');
  return titles;
}

test('the palette goes to screens, settings, chats and lawyers by a few letters, by the keyboard alone', async ({
  opened,
}) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  await choose(opened, 'this app', 'Settings: This app');
  await expect(page.getByRole('main').getByLabel('Language')).toBeVisible();
  await choose(opened, 'somm jul', 'Julia Sommer');
  await expect(page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
  // Farther down than the list has been read.
  await choose(opened, 'nowak 14', 'Katarzyna Nowak 14');
  await expect(page.getByRole('heading', { name: 'Katarzyna Nowak 14' })).toBeVisible();
  await choose(opened, 'yilmaz elif', 'Elif Yılmaz');
  await expect(page.getByRole('heading', { name: 'Elif Yılmaz', exact: true })).toBeVisible();
  await choose(opened, 'whatsapp', 'WhatsApp');
  await expect(opened.wayTo('WhatsApp')).toHaveAttribute('aria-current', 'page');
  await choose(opened, 'mendes', 'Carlos Mendes');
  await expect(page.getByRole('button', { name: /^Carlos Mendes/ })).toHaveAttribute('aria-current', 'true');
});

test('what a key opens and is written into is there before somebody presses it', async ({ opened }) => {
  await opened.openChat(/Julia Sommer/);
  // Vite names each part that it loads in the page's head.
  for (const part of ['palette', 'new-chat-dialog', 'template-picker'])
    await expect(opened.page.locator(`head > link[href*="/${part}-"]`).first()).toBeAttached();
});

for (const [words, title, address] of [
  ['webhooks', 'Directory: Webhooks', /directory\/webhooks$/],
  ['directory events', 'Directory: Events', /directory\/events$/],
  ['directory tunnel', 'Directory: Way in from outside', /settings\/tunnel$/],
  ['numbers', 'Health: Numbers', /health\/numbers$/],
  ['grants', 'People: Grants', /people\/grants$/],
  ['accesses', 'People: Accesses', /people\/accesses$/],
  ['phone number email', 'Change the lawyer’s details', /settings\/lawyer$/],
  ['what to do', 'WhatsApp: Link or see what to do', /chats\/session$/],
  ['go on set up', 'Set-up: Go on with the set-up', /set-up\/whatsapp$/],
  ['set up finish', 'Set-up: Finish', /set-up\/finish$/],
  ['new template', 'New template', /templates\/new$/],
] as const) {
  test(`“${words}” leads to a part of a screen, by the keyboard alone`, async ({ opened }) => {
    await expect(opened.page.getByRole('option').first()).toBeVisible();
    await choose(opened, words, title);
    await expect(opened.page).toHaveURL(address);
  });
}

for (const [words, title, asked] of [
  ['new client', 'New client', 'New client'],
  ['new key', 'New API key', 'New API key'],
  ['new webhook', 'New webhook', 'New webhook'],
  ['add person', 'Add a person', 'Add a person'],
  ['set tunnel', 'Way in from outside: Set it up', 'Way in from outside'],
  ['log out', 'Log out of WhatsApp', 'Log out of WhatsApp?'],
] as const) {
  test(`“${words}” goes there and asks what is asked there, also where one is already, and not again after going back`, async ({
    opened,
  }) => {
    const { page } = opened;
    const dialog = page.getByRole('dialog', { name: asked });
    await expect(page.getByRole('option').first()).toBeVisible();
    for (const _ of ['from elsewhere', 'from there']) {
      await choose(opened, words, title);
      await expect(dialog).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    }
    await page.goBack();
    await page.goForward();
    await page.reload();
    await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
    await expect(dialog).toBeHidden();
    for (const call of ['session.logOut', 'clients.create', 'tunnel.change'] as const)
      expect(await opened.calls(call)).toEqual([]);
  });
}

test('what can be done is offered when it can be, and is seen where it is done', async ({ opened }) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  expect(await found(opened, 'pairing code')).toEqual([]);
  expect(await found(opened, 'whatsapp wake')).toEqual([]);
  await choose(opened, 'restart', 'WhatsApp: Start WhatsApp again');
  await expect.poll(() => opened.calls('session.restart')).toHaveLength(1);
  await choose(opened, 'sleep', 'WhatsApp: Put to sleep');
  await expect.poll(() => opened.calls('session.sleep')).toHaveLength(1);
  await choose(opened, 'read history', 'Reading the history: Read what is missing now');
  await expect.poll(() => opened.calls('history.sync')).toHaveLength(1);
  await opened.fake((fake) => {
    fake.world.tunnel.change({ provider: 'cloudflared' });
    fake.world.appSettings.change({ look_for_updates: true });
    fake.world.updates.change({ support: 'possible' });
  }, null);
  await choose(opened, 'start tunnel', 'Way in from outside: Open it');
  await expect.poll(() => opened.calls('tunnel.start')).toHaveLength(1);
  await choose(opened, 'check for updates', 'Updates: Look now');
  await expect.poll(() => opened.calls('updates.look')).toHaveLength(1);
  expect(await found(opened, 'updates download')).toEqual([]);
  await opened.fake((fake) => {
    fake.world.updates.offer('0.2.0', '');
    fake.world.updates.become('available', 0);
  }, null);
  await choose(opened, 'updates download', 'Updates: Download');
  await expect.poll(() => opened.calls('updates.download')).toHaveLength(1);
  await opened.fake((fake) => fake.world.updates.become('ready', 0), null);
  await choose(opened, 'updates install', 'Updates: Restart and install');
  await expect.poll(() => opened.calls('updates.install')).toHaveLength(1);
  expect(await found(opened, 'notifications again')).toEqual([]);
  await choose(opened, 'pause notif', 'Pause notifications for an hour');
  expect(await found(opened, 'pause notif')).toEqual([]);
  await choose(opened, 'notifications again', 'Show notifications again');
  await expect
    .poll(() => opened.calls('appSettings.pauseNotifications'))
    .toEqual([{ paused: true }, { paused: false }]);
  await choose(opened, 'api reference', 'Directory: Open the API reference');
  await expect.poll(() => opened.calls('reference.show')).toHaveLength(1);
  await opened.become('qr');
  expect(await found(opened, 'log out')).toEqual([]);
  await choose(opened, 'pairing code', 'WhatsApp: Link with a code instead');
  await expect(page.getByRole('dialog', { name: 'Link with a code' })).toBeVisible();
  expect(await opened.calls('session.requestPairingCode')).toEqual([]);
});

test('in an open chat the palette attaches, writes with emoji, looks through what there is, and merges its client', async ({
  opened,
}) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  for (const words of ['attach', 'emoji', 'merge', 'export', 'voice notes'])
    expect(await found(opened, words)).toEqual([]);
  await opened.openChat(/Julia Sommer/);
  await choose(opened, 'documents', 'Media, documents and links: Documents');
  await expect(page.getByRole('tab', { name: 'Documents', selected: true })).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await choose(opened, 'attach', 'Attach files');
  await chooser;
  await choose(opened, 'emoji', 'Emoji');
  await expect(page.getByRole('dialog', { name: 'Emoji' })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(opened, 'merge', 'Merge with another client…');
  await expect(page.getByRole('dialog', { name: 'Which client is the same person?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(opened, 'export', 'Export: Export everything…');
  await expect.poll(() => opened.calls('clients.export')).toHaveLength(1);
  expect(await opened.calls('clients.merge')).toEqual([]);
});

test('the palette finds clients as well as chats, and every choice of the settings', async ({ opened }) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+K');
  await palette(opened).getByRole('combobox').fill('julia sommer');
  await choices(opened)
    .filter({ hasText: 'Julia Sommer' })
    .filter({ hasText: /Client$/ })
    .click();
  await expect(page).toHaveURL(/clients\/cli_/);
  await expect(page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
  await choose(opened, 'text size 125', 'Size: 125%');
  await choose(opened, 'contrast system', 'Contrast: As the system has it');
  await choose(opened, 'announced not', 'New messages are announced: Not at all');
  await expect
    .poll(async () => [
      ...(await opened.calls('appSettings.setLook')),
      ...(await opened.calls('appSettings.setConduct')),
    ])
    .toEqual([{ zoom: 1.25 }, { contrast: 'auto' }, { notifications: 'off' }]);
});

test('the set-up can be gone on with from the settings, also by who did not want to be reminded', async ({
  opened,
}) => {
  await expect(opened.page.getByRole('option').first()).toBeVisible();
  await opened.fake((fake) => {
    fake.world.setUp.be(['recovery_key']);
    fake.world.setUp.isDismissed = true;
  }, null);
  const main = await opened.openSettings('This app');
  await expect(main.getByRole('button', { name: 'Do not remind me' })).toHaveCount(0);
  await main.getByRole('button', { name: 'Go on with the set-up' }).click();
  await expect(opened.page).toHaveURL(/set-up\/whatsapp$/);
});

test('in Arabic the palette reaches parts and actions by Arabic words', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'ar' }), null);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const type = async (words: string, title: string) => {
    await page.keyboard.press('ControlOrMeta+K');
    const dialog = page.getByRole('dialog', { name: 'اذهب أو نفّذ' });
    await expect(dialog.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(words);
    await expect(dialog.getByRole('option').first()).toContainText(title);
    expect(await opened.fits()).toBe(true);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
  };
  await type('موكل جديد', 'موكّل جديد');
  await expect(page.getByRole('dialog', { name: 'موكّل جديد' })).toBeVisible();
  await page.keyboard.press('Escape');
  await type('نفق', 'الوصول من الخارج');
  await expect(page.getByRole('dialog', { name: 'الوصول من الخارج' })).toBeVisible();
  await page.keyboard.press('Escape');
  await type('إعادة التشغيل واتساب', 'واتساب');
  await expect.poll(() => opened.calls('session.restart')).toHaveLength(1);
});

test('support has a palette and a sheet of its own, with what is granted, the look and the ways out alone', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const { staff } = fake.world;
    const [, sam] = [staff.add('Olga Owner', 'owner'), staff.add('Sam Support', 'support')];
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    staff.grant(lawyerId, sam, [chat.conversation.id]);
    staff.become(sam);
  }, null);
  await expect(page.getByRole('option', { name: /Julia Sommer/ })).toBeVisible();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet.locator('dt')).toHaveText([
    'Go to or do…',
    'Lock',
    'Media, documents and links',
    'Keyboard shortcuts',
  ]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+K');
  await expect(choices(opened).first()).toContainText('Julia Sommer');
  const titles = (await choices(opened).allTextContents()).filter(
    (title) => !/^(Colours|Contrast|Size|Language):/.test(title),
  );
  expect(titles).toEqual([
    expect.stringContaining('Julia Sommer'),
    expect.stringContaining('Language and look'),
    expect.stringContaining('Change your password'),
    expect.stringContaining('Lock'),
    expect.stringContaining('Sign out'),
  ]);
  await page.keyboard.press('Escape');
  for (const words of ['webhook', 'client', 'settings', 'restart', 'elif'])
    expect(await found(opened, words)).toEqual([]);
  await choose(opened, 'julia', 'Julia Sommer');
  await expect(page.getByRole('log')).toBeVisible();
  await choose(opened, 'links', 'Media, documents and links: Links');
  await expect(page.getByRole('tab', { name: 'Links', selected: true })).toBeVisible();
  await choose(opened, 'look', 'Language and look');
  await expect(page.getByRole('dialog', { name: 'Language and look' })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(opened, 'password', 'Change your password');
  await expect(page.getByRole('dialog', { name: 'Change your password' })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(opened, 'lock', 'Lock');
  await expect(page.getByText('Locked.')).toBeVisible();
});

test('the palette does what can be done where one is', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await choose(opened, 'light', 'Colours: Light');
  await choose(opened, 'write message', 'Write a message');
  await expect(opened.compose()).toBeFocused();
  await choose(opened, 'have read', 'Show the client that you have read');
  await expect(page.getByText('WhatsApp is asked to show it.')).toBeVisible();
  expect(await opened.calls('conversations.sendRead')).toHaveLength(1);
  await choose(opened, 'search chat', 'Search in this chat');
  await expect(page.getByRole('search').getByRole('textbox')).toBeFocused();
  await choose(opened, 'add lawyer', 'Add a lawyer');
  await expect(page.getByRole('dialog', { name: 'Add a lawyer' })).toBeVisible();
  await page.keyboard.press('Escape');
  await choose(opened, 'deutsch', 'Language: Deutsch');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  expect(await opened.calls('appSettings.setLook')).toEqual([{ theme: 'light' }, { language: 'de' }]);
});

test('the arrow keys go round the choices, Escape leaves everything as it was, and the focus returns', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.compose().focus();
  await page.keyboard.press('ControlOrMeta+K');
  const field = palette(opened).getByRole('combobox');
  await expect(choices(opened).first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(choices(opened).last()).toHaveAttribute('aria-selected', 'true');
  await expect(choices(opened).last()).toBeInViewport();
  await expect(async () => {
    const last = await choices(opened).last().getAttribute('id');
    expect(await field.getAttribute('aria-activedescendant')).toBe(last);
  }).toPass();
  await page.keyboard.press('ArrowDown');
  await expect(choices(opened).first()).toHaveAttribute('aria-selected', 'true');
  await field.fill('zyzzyva');
  await expect(palette(opened).getByText('Nothing fits.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(palette(opened)).toBeHidden();
  await expect(opened.compose()).toBeFocused();
  await page.getByRole('button', { name: 'Go to or do…' }).click();
  await page.keyboard.press('ControlOrMeta+K');
  await expect(palette(opened)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Go to or do…' })).toBeFocused();
});

test('what one has gone to stays chosen when a chat comes to the top meanwhile', async ({ opened }) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toContainText('Julia Sommer');
  await page.keyboard.press('ControlOrMeta+K');
  await expect(choices(opened).first()).toContainText('Julia Sommer');
  await page.keyboard.press('ArrowDown');
  const chosen = palette(opened).getByRole('option', { selected: true });
  await expect(chosen).toContainText('+55 119 8765 4321');
  await opened.fake((fake) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Elif Yılmaz');
    fake.world.addMessage(lawyerId, chat, { text: 'Are you there?' });
  }, null);
  await expect(choices(opened).first()).toContainText('Elif Yılmaz');
  await expect(chosen).toContainText('+55 119 8765 4321');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '+55 119 8765 4321' })).toBeVisible();
});

test('what is typed right after its shortcut is in the field, and what opens under a pointer at rest is not chosen', async ({
  opened,
}) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toContainText('Julia Sommer');
  await page.keyboard.press('ControlOrMeta+K');
  await expect(choices(opened).nth(3)).toBeVisible();
  const box = await choices(opened).nth(3).boundingBox();
  await page.keyboard.press('Escape');
  await page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 10);
  // Loaded by now, it is there in the very frame in which it is asked for.
  const focused = await page.evaluate(() => {
    const isMac = navigator.platform.startsWith('Mac');
    const keys = { key: 'k', code: 'KeyK', ctrlKey: !isMac, metaKey: isMac, bubbles: true, cancelable: true };
    return new Promise<string | null | undefined>((resolve) => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector('[role="combobox"]')) return;
        observer.disconnect();
        resolve(document.activeElement?.getAttribute('role'));
      }).observe(document.body, { childList: true, subtree: true });
      window.dispatchEvent(new KeyboardEvent('keydown', keys));
    });
  });
  expect(focused).toBe('combobox');
  // Chromium tells of the pointer at rest in one of the next frames; so that it is certain, it is told of here, too.
  await choices(opened)
    .nth(3)
    .evaluate(
      (option, [x, y]) => {
        const [screenX, screenY] = [x + window.screenX, y + window.screenY];
        option.dispatchEvent(
          new PointerEvent('pointermove', { screenX, screenY, clientX: x, clientY: y, bubbles: true }),
        );
      },
      [(box?.x ?? 0) + 40, (box?.y ?? 0) + 10] as const,
    );
  await expect(choices(opened).first()).toHaveAttribute('aria-selected', 'true');
  await page.mouse.move((box?.x ?? 0) + 45, (box?.y ?? 0) + 12);
  await expect(choices(opened).nth(3)).toHaveAttribute('aria-selected', 'true');
});

test('shortcuts go along the chats and the screens, and while one types only those that type nothing', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await expect(page.getByRole('option').nth(1)).toContainText('+55 119 8765 4321');
  await page.getByRole('log').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.getByRole('option', { selected: true })).toContainText('+55 119 8765 4321');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.getByRole('option', { selected: true })).toContainText('Julia Sommer');
  await page.keyboard.press('Alt+Shift+ArrowDown');
  await expect(page.getByRole('option', { selected: true })).not.toContainText('Julia Sommer');
  await page.keyboard.press('ControlOrMeta+Shift+M');
  await expect(opened.compose()).toBeFocused();
  await page.keyboard.type('Why? ');
  await expect(opened.compose()).toHaveValue('Why? ');
  await expect(page.getByRole('dialog')).toBeHidden();
  const written = await page.getByRole('option', { selected: true }).getAttribute('id');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(page.locator(`#${written}`)).toHaveAttribute('aria-selected', 'false');
  await expect(opened.compose()).toBeFocused();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(page.locator(`#${written}`)).toHaveAttribute('aria-selected', 'true');
  await expect(opened.compose()).toHaveValue('Why? ');
  await page.keyboard.press('ControlOrMeta+2');
  await expect(opened.wayTo('Clients')).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('ControlOrMeta+,');
  await expect(opened.wayTo('Settings')).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('ControlOrMeta+1');
  await expect(opened.wayTo('Chats')).toHaveAttribute('aria-current', 'page');
  await page.keyboard.press('ControlOrMeta+N');
  const dialog = page.getByRole('dialog', { name: 'New chat' });
  await expect(dialog).toBeVisible();
  // Not behind a dialog.
  await page.keyboard.press('ControlOrMeta+2');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opened.wayTo('Chats')).toHaveAttribute('aria-current', 'page');
});

test('the question mark shows all shortcuts in their groups, also in a narrow window and in Arabic', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.resize(400, 800);
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'ar' }), null);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByRole('listbox').first().focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'اختصارات لوحة المفاتيح' });
  await expect(sheet.getByRole('region')).toHaveCount(4);
  await expect(sheet.getByText('المحادثة التالية', { exact: true })).toBeVisible();
  await expect.poll(() => opened.fits()).toBe(true);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('listbox').first()).toBeFocused();
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect.poll(() => opened.fits()).toBe(true);
});
