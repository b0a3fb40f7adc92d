import type { Page } from '@playwright/test';
import type { AppSettings } from '../../../main/contract/app-settings.ts';
import { expect, type OpenedWindow, test } from './opened-window.ts';

/** The colour behind and the colour of the words of the settings. */
function coloursOf(page: Page): Promise<{ ground: string; words: string; line: string }> {
  return page.evaluate(() => {
    const heading = document.querySelector('main h2');
    const field = document.querySelector('main select');
    if (!heading || !field) throw new Error('The settings are not shown');
    const column = heading.closest('section')?.parentElement?.parentElement;
    return {
      ground: column ? getComputedStyle(column).backgroundColor : '',
      words: getComputedStyle(heading).color,
      line: getComputedStyle(field).borderTopColor,
    };
  });
}

/** As if somebody else had set it, or the app's menu. */
async function toldOf(opened: OpenedWindow, change: Partial<AppSettings>): Promise<void> {
  await opened.fake((fake, given) => void fake.world.appSettings.change(given), change);
}

test('the language changes to German, to Arabic and back without a restart, and is saved each time', async ({
  opened,
}) => {
  const { page } = opened;
  const html = page.locator('html');
  const main = await opened.openSettings('This app');
  await expect(html).toHaveAttribute('lang', 'en-GB');

  await main.getByLabel('Language').focus();
  await main.getByLabel('Language').selectOption('Deutsch');
  await expect(main.getByLabel('Sprache')).toHaveValue('de');
  await expect(main.getByLabel('Sprache')).toBeFocused();
  await expect(html).toHaveAttribute('lang', 'de');
  await expect(html).toHaveAttribute('dir', 'ltr');

  await main.getByLabel('Sprache').selectOption('العربية');
  await expect(html).toHaveAttribute('lang', 'ar');
  await expect(html).toHaveAttribute('dir', 'rtl');
  const [nav, content] = await Promise.all([
    page.getByRole('navigation').first().boundingBox(),
    page.getByRole('main').boundingBox(),
  ]);
  expect(nav?.x ?? 0).toBeGreaterThan(content?.x ?? 0);
  await expect.poll(() => opened.fits()).toBe(true);

  await main.getByRole('combobox').first().selectOption('English');
  await expect(main.getByLabel('Language')).toHaveValue('en');
  await expect(html).toHaveAttribute('lang', 'en-GB');
  await expect(html).toHaveAttribute('dir', 'ltr');
  expect(await opened.calls('appSettings.setLook')).toEqual([
    { language: 'de' },
    { language: 'ar' },
    { language: 'en' },
  ]);
});

test('a window that is loaded again is in the chosen language, and follows what is changed elsewhere', async ({
  opened,
}) => {
  const { page } = opened;
  await toldOf(opened, { language: 'de' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('button', { name: /^Dr. Anna Weber: / })).toBeVisible();
  await toldOf(opened, { language: 'en' });
  await expect(opened.wayTo('Settings')).toBeVisible();
});

test('the theme becomes dark and the contrast high without a restart, and both go back', async ({ opened }) => {
  const { page } = opened;
  const main = await opened.openSettings('This app');
  const light = await coloursOf(page);
  expect(light.ground).toBe('rgb(255, 255, 255)');

  await main.getByLabel('Colours').selectOption('Dark');
  await expect.poll(() => coloursOf(page)).toMatchObject({ ground: 'rgb(24, 33, 37)', words: 'rgb(227, 234, 236)' });
  await main.getByLabel('Contrast').selectOption('High');
  const strong = { ground: 'rgb(0, 0, 0)', words: 'rgb(255, 255, 255)', line: 'rgb(182, 194, 198)' };
  await expect.poll(() => coloursOf(page)).toEqual(strong);
  await main.getByLabel('Colours').focus();
  await page.keyboard.press('Tab');
  const ring = await main.getByLabel('Contrast').evaluate((field) => getComputedStyle(field).outline);
  expect(ring).toBe('rgb(255, 255, 255) solid 3px');

  await main.getByLabel('Colours').selectOption('Light');
  await expect.poll(() => coloursOf(page)).toMatchObject({ ground: 'rgb(255, 255, 255)', words: 'rgb(0, 0, 0)' });
  await main.getByLabel('Contrast').selectOption('Normal');
  await expect.poll(() => coloursOf(page)).toEqual(light);
});

test('a system that asks for more contrast gets it, unless the settings say otherwise', async ({ opened }) => {
  const { page } = opened;
  const main = await opened.openSettings('This app');
  await page.emulateMedia({ contrast: 'more' });
  await expect.poll(async () => (await coloursOf(page)).words).toBe('rgb(0, 0, 0)');
  await main.getByLabel('Contrast').selectOption('Normal');
  await expect.poll(async () => (await coloursOf(page)).words).toBe('rgb(21, 33, 38)');
});

test('what is not saved goes back to what it was, and says so', async ({ opened }) => {
  const main = await opened.openSettings('This app');
  await opened.fake((fake) => void fake.refusals.set('appSettings.setLook', 'internal_error'), null);
  await main.getByLabel('Size').selectOption('150%');
  await expect(main.getByRole('alert')).toBeVisible();
  await expect(main.getByLabel('Size')).toHaveValue('1');
  await main.getByLabel('Size').selectOption('125%');
  await expect(main.getByLabel('Size')).toHaveValue('1.25');
  await expect(main.getByRole('alert')).toBeHidden();
  expect(await opened.calls('appSettings.setLook')).toEqual([{ zoom: 1.5 }, { zoom: 1.25 }]);
});

test('words that are a third longer have room in a narrow window, and so has what is read from the right', async ({
  opened,
}) => {
  const { page } = opened;
  await opened.resize(400, 800);
  for (const language of ['en-XA', 'ar'] as const) {
    await toldOf(opened, { language });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const way of await page.locator('nav [data-group] a').all()) {
      await way.click();
      await expect(way).toHaveAttribute('aria-current', 'page');
      await expect.poll(() => opened.fits(), `${await way.textContent()} in ${language}`).toBe(true);
    }
  }
});

test('notifications are paused for an hour and shown again by one button, which says until when', async ({
  opened,
}) => {
  const main = await opened.openSettings('This app');
  const pause = main.getByRole('button', { name: 'Pause notifications for an hour' });
  await pause.focus();
  await pause.press('Enter');
  const resume = main.getByRole('button', { name: 'Show notifications again' });
  await expect(resume).toBeFocused();
  await expect(main.getByText(/^Paused until \d/)).toBeVisible();
  // From the tray, or because the hour is over.
  await toldOf(opened, { notifications_paused_until: null });
  await expect(pause).toBeFocused();
  await toldOf(opened, { notifications: 'off' });
  await expect(pause).toHaveCount(0);
});
