import { expect, type OpenedWindow, test } from './opened-window.ts';

/** A message in Julia Sommer's chat, which is open then. */
async function write(opened: OpenedWindow, text: string): Promise<void> {
  await opened.openChat(/Julia Sommer/);
  await opened.fake((fake, given) => {
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    fake.world.addMessage(lawyerId, chat, { text: given });
  }, text);
}

const dialog = ({ page }: OpenedWindow) => page.getByRole('dialog', { name: 'Open this link?' });

test('a link is followed by the keyboard, after its whole address was shown', async ({ opened }) => {
  const { page } = opened;
  await write(opened, 'See https://court.example/case?no=7.');
  const link = page.getByRole('link', { name: 'https://court.example/case?no=7' });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(dialog(opened).locator('[data-address]')).toHaveText('https://court.example/case?no=7');
  await expect(dialog(opened).locator('[data-address] strong')).toHaveText('court.example');
  await expect(dialog(opened).getByRole('note')).toBeHidden();
  // Whoever presses Enter once too often opens nothing.
  await expect(dialog(opened).getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog(opened)).toBeHidden();
  await expect(link).toBeFocused();
  expect(await opened.calls('links.open')).toEqual([]);
  await link.click();
  await dialog(opened).getByRole('button', { name: 'Open in browser' }).click();
  await expect(dialog(opened)).toBeHidden();
  expect(await opened.calls('links.open')).toEqual([{ address: 'https://court.example/case?no=7' }]);
  expect(page.url()).toMatch(/^app:\/\/lexline\/index\.html/);
});

test('a link that was followed in WhatsApp’s own page is asked about as one of a message is', async ({ opened }) => {
  await opened.openChat(/Julia Sommer/);
  await opened.fake((fake) => fake.push({ kind: 'link', address: 'https://court.example/b' }), null);
  await expect(dialog(opened).locator('[data-address]')).toHaveText('https://court.example/b');
  await dialog(opened).getByRole('button', { name: 'Open in browser' }).click();
  expect(await opened.calls('links.open')).toEqual([{ address: 'https://court.example/b' }]);
});

test('no way of pressing a link leads anywhere but to the question', async ({ opened }) => {
  const { page } = opened;
  await write(opened, 'https://court.example/a');
  const link = page.getByRole('link', { name: 'https://court.example/a' });
  const before = page.url();
  await link.click({ button: 'middle' });
  await link.click({ modifiers: ['Control'] });
  await expect(dialog(opened)).toBeVisible();
  expect(await link.evaluate((element) => [element.tagName, element.getAttribute('href')])).toEqual(['SPAN', null]);
  expect(page.url()).toBe(before);
  expect(opened.electron.windows()).toHaveLength(1);
  expect(await opened.calls('links.open')).toEqual([]);
});

test('what pretends to be another address is named, with where it really leads', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  const trap = async (text: string) => {
    await opened.fake((fake, given) => {
      const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
      fake.world.addMessage(lawyerId, chat, { text: given });
    }, text);
    await page.getByRole('link', { name: text }).click();
    const said = await dialog(opened).getByRole('note').innerText();
    const bold = await dialog(opened).locator('[data-address] strong').innerText();
    await page.keyboard.press('Escape');
    await expect(dialog(opened)).toBeHidden();
    return [bold, said];
  };
  const userInfo = await trap('https://bank.example@evil.example/x');
  expect(userInfo).toEqual([
    'evil.example',
    expect.stringMatching(/before the @ says nothing: it leads to .evil\.example/),
  ]);
  const alike = await trap('https://аррӏе.com/');
  expect(alike).toEqual(['xn--80ak6aa92e.com', expect.stringMatching(/аррӏе\.com.* is really .xn--80ak6aa92e\.com/)]);
  expect(await trap('https://bücher.example/')).toEqual([
    'xn--bcher-kva.example',
    expect.stringMatching(/letters beyond a to z: .bücher\.example/),
  ]);
  expect(await trap('http://2130706433/')).toEqual([
    '127.0.0.1',
    expect.stringMatching(/by its number[\s\S]*not encrypted/),
  ]);
});

test('what is no page, mailbox or number stays text, and links that hide something end there', async ({ opened }) => {
  const { page } = opened;
  await write(
    opened,
    'javascript:alert(1) file:///etc/passwd data:text/html,x https://a.example/b\u202egpj.exe mailto:a@b.example',
  );
  const message = opened.message('javascript:alert(1)');
  await expect(message.getByRole('link')).toHaveText(['https://a.example/b', 'mailto:a@b.example']);
  await message.getByRole('link').last().click();
  await dialog(opened).getByRole('button', { name: 'Write an email' }).click();
  await expect.poll(() => opened.calls('links.open')).toEqual([{ address: 'mailto:a@b.example' }]);
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('an address is copied as it would be opened', async ({ opened }) => {
  await write(opened, 'www.Bücher.example');
  await opened.page.getByRole('link', { name: 'www.Bücher.example' }).click();
  await dialog(opened).getByRole('button', { name: 'Copy' }).click();
  await expect(dialog(opened).getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await opened.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toBe('https://www.xn--bcher-kva.example/');
});

test('what main refuses to open is said, and the question stays', async ({ opened }) => {
  await write(opened, 'https://court.example');
  await opened.page.getByRole('link', { name: 'https://court.example' }).click();
  await opened.fake((fake) => void fake.refusals.set('links.open', 'internal_error'), null);
  await dialog(opened).getByRole('button', { name: 'Open in browser' }).click();
  await expect(dialog(opened).getByRole('alert')).toBeVisible();
});

test('words that were looked for are marked within a link, too', async ({ opened }) => {
  const { page } = opened;
  await write(opened, 'Look at https://court.example/case today');
  await page.keyboard.press('ControlOrMeta+F');
  await page.getByRole('textbox', { name: 'Search in this chat' }).fill('court');
  const link = page.getByRole('link', { name: 'https://court.example/case' });
  await expect(link.locator('mark')).toHaveText('court');
  await link.click();
  await expect(dialog(opened).locator('[data-address]')).toHaveText('https://court.example/case');
});

test('in an Arabic message, and in the Arabic window, an address is read from left to right', async ({ opened }) => {
  const { page } = opened;
  await write(opened, 'انظر https://court.example/a?b=1 من فضلك');
  const link = page.getByRole('link', { name: 'https://court.example/a?b=1' });
  await expect(link).toHaveCSS('direction', 'ltr');
  await expect(link).toHaveCSS('unicode-bidi', 'isolate');
  await opened.fake((fake) => void fake.world.appSettings.change({ language: 'ar' }), null);
  await link.click();
  const asked = page.getByRole('dialog', { name: 'هل تريد فتح هذا الرابط؟' });
  await expect(asked.locator('[data-address]')).toHaveCSS('direction', 'ltr');
  await expect(asked.getByRole('button', { name: 'فتح في المتصفح' })).toBeVisible();
});

test('support follows links as everybody does, and the question goes when the window is locked', async ({ opened }) => {
  const { page } = opened;
  await opened.fake((fake) => {
    const { staff } = fake.world;
    const [, sam] = [staff.add('Olga Owner', 'owner'), staff.add('Sam Support', 'support')];
    const { lawyerId, chat } = fake.world.chatByTitle('Julia Sommer');
    staff.grant(lawyerId, sam, [chat.conversation.id]);
    staff.become(sam);
  }, null);
  await write(opened, 'https://court.example/secret');
  const link = page.getByRole('link', { name: 'https://court.example/secret' });
  await link.click();
  await dialog(opened).getByRole('button', { name: 'Open in browser' }).click();
  await expect.poll(() => opened.calls('links.open')).toEqual([{ address: 'https://court.example/secret' }]);
  await link.click();
  await expect(dialog(opened)).toBeVisible();
  await opened.fake((fake) => fake.world.staff.lock(), null);
  await expect(page.getByRole('heading', { name: 'Sam Support' })).toBeVisible();
  await expect(page.getByText('court.example')).toHaveCount(0);
});
