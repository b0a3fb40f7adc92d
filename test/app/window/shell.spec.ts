import { expect, test } from './opened-window.ts';

test('a window that is loaded again comes back to the same lawyer, chat and side panel', async ({ opened }) => {
  const { page } = opened;
  await page.getByRole('button', { name: 'Carlos Mendes: reconnecting' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: /^Carlos Mendes/ })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('button', { name: /^Dr. Anna Weber/ }).click();
  await opened.openChat(/Julia Sommer/);
  await page.getByRole('button', { name: 'Details of this chat' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Julia Sommer' }).first()).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
  await expect(opened.message('Please ring at the side entrance.')).toBeInViewport();
  await opened.openSettings('Way in from outside');
  await page.reload();
  await expect(page.getByRole('main').getByRole('region', { name: 'Way in from outside' })).toBeVisible();
});

test('the history goes back through the screens, and walking along the list is one step of it', async ({ opened }) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await opened.openChat(/Noor/);
  await opened.wayTo('WhatsApp').click();
  await opened.openSettings('WhatsApp');
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('region', { name: "WhatsApp's own page" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Noor' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'WhatsApp is connected' })).toBeVisible();
  await page.goForward();
  await expect(page.getByRole('heading', { name: 'Noor' })).toBeVisible();
});

test('the keyboard alone goes from screen to screen, and each is come back to where it was left', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.openChat(/Julia Sommer/);
  await expect(opened.wayTo('Chats')).toHaveAttribute('aria-current', 'page');
  await opened.wayTo('Chats').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(opened.wayTo('Clients')).toHaveAttribute('aria-current', 'page');
  await expect(opened.wayTo('Clients')).toBeFocused();
  const ring = await opened.wayTo('Clients').evaluate((way) => getComputedStyle(way).outlineStyle);
  expect(ring).toBe('solid');
  // Every other screen lies between these two.
  const others = (await page.locator('nav [data-group] a').count()) - 2;
  for (let count = 0; count < others; count += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Settings for Dr. Anna Weber' })).toBeVisible();
  for (let count = 0; count <= others; count += 1) await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
});

test('a lawyer with a long name leaves the way to the palette words that can be read', async ({ opened }) => {
  await opened.fake((fake) => {
    const [lawyer] = fake.world.lawyers;
    if (lawyer)
      lawyer.name = 'Prof. Dr. Dr. h. c. Maximiliane-Alexandra Freifrau von und zu Hohenlohe-Langenburg '.repeat(3);
    fake.world.push({ kind: 'lawyers' });
  }, null);
  const words = opened.page.getByRole('button', { name: 'Go to or do…' }).getByText('Go to or do…');
  await expect(opened.page.getByRole('banner')).toContainText('Hohenlohe');
  expect((await words.boundingBox())?.width).toBeGreaterThan(50);
});

test('another lawyer is seen in the same screen, and a side panel stays open', async ({ opened }) => {
  const { page } = opened;
  await opened.openSettings('WhatsApp');
  await opened.statusBar().getByRole('button', { name: '1 waiting in WhatsApp' }).click();
  await page.getByRole('button', { name: 'Carlos Mendes: reconnecting' }).click();
  await expect(page.getByRole('heading', { name: 'Settings for Carlos Mendes' })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Queue for WhatsApp' })).toBeVisible();
});

test('a chat that the list was not read as far as to is opened by its address', async ({ opened }) => {
  const { page } = opened;
  await expect(page.getByRole('option').first()).toBeVisible();
  const [lawyerId, id, title] = await opened.fake((fake) => {
    const [lawyer] = fake.world.lawyers;
    const chats = fake.world.chatsOf(lawyer?.id ?? '').map(({ conversation }) => conversation);
    const [last] = chats.sort((one, other) => one.updated_at.localeCompare(other.updated_at));
    return [lawyer?.id ?? '', last?.id ?? '', last?.title ?? ''] as const;
  }, null);
  await page.evaluate((hash) => window.location.assign(hash), `#/lawyer/${lawyerId}/chats/${id}`);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await expect(page.getByRole('log')).toBeVisible();
  expect(await opened.calls('conversations.list')).toHaveLength(1);
  await opened.fake((fake, given) => {
    const { lawyerId: of, chat } = fake.world.chatByTitle(given);
    fake.world.addMessage(of, chat, { text: 'From far below' });
  }, title);
  await expect(page.getByRole('option').first()).toContainText('From far below');
  await expect(page.getByRole('option', { selected: true })).toContainText('From far below');
});

test('what happens in one chat reads its row again, and not the list', async ({ opened }) => {
  const { page } = opened;
  await page.getByRole('listbox', { name: 'Chats' }).focus();
  await expect(async () => {
    await page.keyboard.press('End');
    await expect(page.getByRole('option', { name: /Nowak 14/ })).toBeVisible({ timeout: 500 });
  }).toPass();
  const read = (await opened.calls('conversations.list')).length;
  expect(read).toBeGreaterThan(1);
  await page.keyboard.press('Home');
  for (const [index, title] of ['Noor', 'Elif Yılmaz', 'Julia Sommer'].entries()) {
    await opened.fake(
      (fake, given) => {
        const { lawyerId, chat } = fake.world.chatByTitle(given.title);
        fake.world.addMessage(lawyerId, chat, { text: `News ${given.index}` });
      },
      { title, index },
    );
    await expect(page.getByRole('option').first()).toContainText(`News ${index}`);
  }
  await expect(page.getByRole('option', { name: /Noor/ })).toHaveCount(1);
  expect(await opened.calls('conversations.list')).toHaveLength(read);
  expect((await opened.calls('conversations.get')).length).toBeGreaterThanOrEqual(3);
});

for (const width of [400, 721, 800, 961, 1100]) {
  test(`what stands in the bar above has its place in every language at a width of ${width}`, async ({ opened }) => {
    const { page } = opened;
    await opened.fake(({ world }) => {
      world.staff.add('Olga', 'owner');
      world.staff.become(world.staff.people[0] ?? null);
    }, null);
    await opened.resize(width, 800);
    const bar = page.getByRole('banner');
    for (const language of ['en', 'de', 'es', 'pt', 'ar', 'en-XA'] as const) {
      await opened.fake((fake, given) => void fake.world.appSettings.change({ language: given }), language);
      await expect(page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
      // Whose window it is can be read, if only how the name begins.
      const name = bar.getByText('Dr. Anna Weber').filter({ visible: true });
      expect((await name.boundingBox())?.width ?? 0, language).toBeGreaterThan(40);
      const edges = await bar.evaluate((element) => {
        const parts = [...element.querySelectorAll('button, svg + *, bdi')].filter(
          (one) => one.checkVisibility() && one.parentElement?.closest('button') === null,
        );
        const places = parts.map((one) => one.getBoundingClientRect()).sort((one, other) => one.left - other.left);
        const { left, right } = element.getBoundingClientRect();
        return [left, ...places.flatMap((place) => [place.left, place.right]), right];
      });
      expect(edges, language).toEqual(edges.toSorted((one, other) => one - other));
      for (const button of await bar.getByRole('button').all()) {
        const { y = -1, height = 0 } = (await button.boundingBox()) ?? {};
        expect(y, language).toBeGreaterThanOrEqual(0);
        expect(y + height, language).toBeLessThanOrEqual(48);
      }
    }
  });
}

test.describe('in a narrow window', () => {
  test('the section that is shown stays in sight when the window gets narrow', async ({ opened }) => {
    await opened.openSettings('This app');
    await opened.resize(400, 800);
    // Half a pixel is rounded away.
    await expect(opened.page.getByRole('link', { name: 'This app' })).toBeInViewport({ ratio: 0.99 });
  });

  test('the list and the chat are two steps, by the keyboard alone', async ({ opened }) => {
    const { page } = opened;
    await opened.resize(400, 800);
    const list = page.getByRole('listbox', { name: 'Chats' });
    await list.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('option', { selected: true })).toContainText('Julia Sommer');
    await expect(page.getByRole('log')).toBeHidden();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('log')).toBeVisible();
    await expect(list).toBeHidden();
    await expect(opened.compose()).toBeFocused();
    await expect.poll(() => opened.fits()).toBe(true);
    await page.getByRole('button', { name: 'Back to the chats' }).focus();
    await page.keyboard.press('Enter');
    await expect(list).toBeFocused();
    await expect(page.getByRole('log')).toBeHidden();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Julia Sommer' })).toBeVisible();
    await page.goBack();
    await expect(list).toBeVisible();
  });

  test('a side panel is shown instead of the chat, and gives the focus back', async ({ opened }) => {
    const { page } = opened;
    await opened.resize(400, 800);
    await opened.openChat(/Julia Sommer/);
    const details = page.getByRole('button', { name: 'Details of this chat' });
    await details.focus();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: 'Details' });
    await expect(panel).toBeFocused();
    expect((await panel.boundingBox())?.width).toBe(400);
    await page.keyboard.press('Escape');
    await expect(panel).toBeHidden();
    await expect(details).toBeFocused();
    await opened.statusBar().getByRole('button', { name: '1 waiting in WhatsApp' }).click();
    const queue = page.getByRole('complementary', { name: 'Queue for WhatsApp' });
    await queue.getByRole('button', { name: 'Julia Sommer' }).click();
    await expect(queue).toBeHidden();
    await expect(opened.compose()).toBeVisible();
  });

  test('what can be done about WhatsApp is a step from the chat and from the list', async ({ opened }) => {
    const { page } = opened;
    await opened.resize(400, 800);
    await opened.openChat(/Julia Sommer/);
    await opened.become('logged-out-by-phone');
    await page.getByRole('button', { name: 'What can I do?' }).click();
    await expect(page.getByText('The link was ended on the phone')).toBeVisible();
    await page.getByRole('button', { name: 'Back to the chats' }).click();
    await expect(page.getByRole('listbox', { name: 'Chats' })).toBeVisible();
    await page.getByRole('button', { name: 'What can I do?' }).click();
    await expect(page.getByText('The link was ended on the phone')).toBeVisible();
  });

  test('the lawyers are in a menu, the screens in a bar, and nothing is wider than the window', async ({ opened }) => {
    const { page } = opened;
    await opened.resize(400, 800);
    await expect(page.getByRole('navigation', { name: 'Lawyers' })).toBeHidden();
    await page.getByRole('button', { name: 'Change to another lawyer' }).click();
    await page.getByRole('menuitem', { name: 'Carlos Mendes: reconnecting' }).click();
    await expect(page.getByRole('heading', { name: 'Reconnecting to WhatsApp' })).toBeVisible();
    for (const screen of ['Clients', 'WhatsApp', 'Directory', 'Settings', 'Chats'] as const) {
      await opened.wayTo(screen).click();
      await expect(opened.wayTo(screen)).toHaveAttribute('aria-current', 'page');
      await expect.poll(() => opened.fits(), screen).toBe(true);
    }
    const [bar, main] = await Promise.all([
      page.getByRole('navigation', { name: 'What is shown' }).boundingBox(),
      page.getByRole('main').boundingBox(),
    ]);
    expect(bar?.width).toBe(400);
    expect(bar?.y ?? 0).toBeGreaterThanOrEqual((main?.y ?? 0) + (main?.height ?? 0));
  });
});

test('a button keeps the focus while what it was pressed for is under way, and takes no second press', async ({
  opened,
}) => {
  const { page } = opened;
  const main = await opened.openSettings('WhatsApp');
  const button = main.getByRole('button', { name: 'Start WhatsApp again' });
  await opened.fake((fake) => void fake.held.set('session.restart', Promise.withResolvers()), null);
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Enter');
  await expect(button).toBeFocused();
  await opened.fake((fake) => fake.held.get('session.restart')?.resolve(), null);
  await expect(button).not.toHaveAttribute('aria-disabled', 'true');
  await expect(button).toBeFocused();
  expect(await opened.calls('session.restart')).toHaveLength(1);
});

test('what is begun and goes on by itself keeps its button, and the focus', async ({ opened }) => {
  const main = await opened.openSettings('WhatsApp');
  const button = main.getByRole('button', { name: 'Read what is missing now' });
  await button.press('Enter');
  await expect.poll(() => opened.calls('history.sync')).toHaveLength(1);
  await expect(main.getByRole('progressbar')).toBeAttached();
  await expect(button).toBeFocused();
});

test('a form takes nothing while it is being saved, and the focus stays where it was', async ({ opened }) => {
  const { page } = opened;
  const main = await opened.openSettings('Lawyer’s details');
  await opened.fake((fake) => void fake.held.set('lawyers.change', Promise.withResolvers()), null);
  await main.getByLabel('Name').fill('Dr. Anna Weber-Koch');
  await page.keyboard.press('Enter');
  await expect.poll(() => opened.calls('lawyers.change')).toHaveLength(1);
  await page.keyboard.press('Enter');
  const save = main.getByRole('button', { name: 'Save' });
  await save.focus();
  await page.keyboard.press('Enter');
  await expect(save).toBeFocused();
  await opened.fake((fake) => fake.held.get('lawyers.change')?.resolve(), null);
  await expect(main.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await expect(save).toBeFocused();
  expect(await opened.calls('lawyers.change')).toHaveLength(1);
});
