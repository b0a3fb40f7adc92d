import { expect, type OpenedWindow, test } from './opened-window.ts';

const from = ({ page }: OpenedWindow, label = 'From') => page.getByLabel(label, { exact: true });

/** How the window asks for what it has found. */
const asked = async (opened: OpenedWindow) => (await opened.calls('messages.search')).at(-1);

async function speak(opened: OpenedWindow, language: 'en' | 'de' | 'ar'): Promise<void> {
  await opened.fake((fake, given) => void fake.world.appSettings.change({ language: given }), language);
  await expect(opened.page.locator('html')).toHaveAttribute('lang', new RegExp(`^${language}`));
}

/** Without the marks of Arabic's direction. */
const plain = (text: string) => text.replace(/[\u200e\u200f]/g, '');

test('a day is typed as the window’s language writes it, and goes along when that is another', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Search').click();
  await speak(opened, 'de');
  const german = from(opened, 'Von');
  await expect(german).toHaveAttribute('placeholder', 'TT.MM.JJJJ');
  await german.fill('3.4.2024');
  await expect.poll(() => page.url()).toContain('from=2024-04-03');
  await german.blur();
  await expect(german).toHaveValue('03.04.2024');
  await speak(opened, 'ar');
  const arabic = from(opened, 'من');
  expect(plain(await arabic.inputValue())).toBe('03/04/2024');
  await arabic.fill('٥/٤/٢٠٢٤');
  await expect.poll(() => page.url()).toContain('from=2024-04-05');
  await arabic.blur();
  await speak(opened, 'de');
  await expect(german).toHaveValue('05.04.2024');
  expect(await asked(opened)).toMatchObject({ from: expect.stringMatching(/^2024-04-0/) });
});

test('what is no day is refused beside its field, when one leaves it', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Search').click();
  await speak(opened, 'de');
  const day = from(opened, 'Von');
  await day.fill('31.4.2024');
  await expect(page.getByText('Das ist kein Datum')).toHaveCount(0);
  await day.press('Tab');
  await expect(day).toHaveAccessibleDescription(/Das ist kein Datum\. Schreiben Sie es so: .*TT\.MM\.JJJJ/);
  await expect(day).toHaveAttribute('aria-invalid', 'true');
  expect(page.url()).not.toContain('from=');
  await day.fill('30.4.24');
  await day.press('Enter');
  await expect(day).toHaveValue('30.04.2024');
  await expect(day).not.toHaveAttribute('aria-invalid', 'true');
});

test('up and down change the part that one is at, and the month is walked by the arrow keys', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Search').click();
  await speak(opened, 'de');
  const day = from(opened, 'Von');
  await day.fill('31.01.2024');
  await day.press('Home');
  await day.press('ArrowUp');
  await expect(day).toHaveValue('01.02.2024');
  await day.press('End');
  await day.press('ArrowDown');
  await day.press('ArrowDown');
  await expect(day).toHaveValue('01.02.2022');
  await day.press('Alt+ArrowDown');
  const month = page.getByRole('dialog', { name: 'Von: Tag auswählen' });
  await expect(month.getByRole('button', { name: 'Dienstag, 1. Februar 2022' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowLeft');
  await expect(month.getByText('März 2022')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(month).toBeHidden();
  await expect(day).toHaveValue('07.03.2022');
  await expect.poll(() => page.url()).toContain('from=2022-03-07');
  await page.getByRole('button', { name: 'Von: Tag auswählen' }).click();
  await month.getByRole('button', { name: 'Voriger Monat' }).click();
  await month.getByRole('button', { name: '14. Februar 2022' }).click();
  await expect(day).toHaveValue('14.02.2022');
});

test('in Arabic the month is walked from right to left', async ({ opened }) => {
  const { page } = opened;
  await opened.wayTo('Search').click();
  await speak(opened, 'ar');
  const day = from(opened, 'من');
  await day.fill('2026-11-15');
  await day.press('Alt+ArrowDown');
  await expect(page.locator('[data-day="2026-11-15"]')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(page.locator('[data-day="2026-11-16"]')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-day]')).toHaveCount(0);
  await expect(day).toBeFocused();
});

test('a time of the quiet hours is typed by the clock of the language', async ({ opened }) => {
  const screen = await opened.openSettings('Rules and limits');
  await screen.getByLabel('Keep quiet hours').check();
  const time = from(opened);
  await time.fill('midnight');
  await screen.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(time).toHaveAccessibleDescription(/This is not a time\. Write it like this: .*hh:mm/);
  expect(await opened.calls('settings.set')).toEqual([]);
  await time.fill('9:30 pm');
  await time.blur();
  await expect(time).toHaveValue(/^(21:30|09:30.PM)$/);
  await screen.getByRole('button', { name: 'Save', exact: true }).click();
  await expect
    .poll(() => opened.calls('settings.set'))
    .toMatchObject([{ settings: { pace: { quiet_hours: { from: '21:30' } } } }]);
});
