import { expect, type OpenedWindow, test } from './opened-window.ts';

const palette = ({ page }: OpenedWindow) => page.getByRole('dialog', { name: 'Go to, or do' });
const choices = (opened: OpenedWindow) => palette(opened).getByRole('option');

async function choose(opened: OpenedWindow, words: string, title: string): Promise<void> {
  await opened.page.keyboard.press('ControlOrMeta+K');
  await expect(palette(opened).getByRole('combobox')).toBeFocused();
  await opened.page.keyboard.type(words);
  await expect(choices(opened).first()).toContainText(title);
  await opened.page.keyboard.press('Enter');
  await expect(palette(opened)).toBeHidden();
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
  const last = await choices(opened).last().getAttribute('id');
  await expect(field).toHaveAttribute('aria-activedescendant', last ?? '');
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

test('shortcuts go along the chats and the screens, and do nothing while one types', async ({ opened }) => {
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
  await page.keyboard.press('Alt+ArrowDown');
  await expect(opened.compose()).toHaveValue('Why? ');
  await expect(page.getByRole('dialog')).toBeHidden();
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
