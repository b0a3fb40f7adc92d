import { expect } from '@playwright/test';
import type { Look } from './shown-app.ts';
import { LAWYER, type WalkedApp } from './walked-app.ts';

/** The lawyer is one who types fast: what comes after this does not wait for more than that. */
export async function rules(app: WalkedApp, look: Look): Promise<void> {
  await app.goTo('app.settings');
  await app.goToPart('settings.sections', 'settings.rules');
  await app.field('settings.characters_per_minute').fill('3000');
  await app.field('settings.max_typing_seconds').fill('1');
  await app.field('settings.gap_between_chats_seconds').fill('0');
  await app.button('settings.save').click();
  await expect(app.page.getByText(app.word('settings.saved'), { exact: true })).toBeVisible();
  await look('rules');
}

/** With a slip in the number the phone that is linked is taken for another's, until that is corrected. */
export async function details(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  const phone = app.field('common.phone');
  const save = async (number: string): Promise<void> => {
    await phone.fill(number);
    await phone.press('Enter');
    await expect(page.getByText(app.word('settings.saved'), { exact: true })).toBeVisible();
  };
  await app.goTo('app.settings');
  await app.goToPart('settings.sections', 'lawyers.details');
  await expect(app.field('common.email')).toHaveValue(LAWYER.email);
  await save(`${LAWYER.phone}9`);
  await look('settings-lawyer');
  await app.goTo('app.chats');
  await expect(page.getByRole('heading', { name: app.word('session.other_account') })).toBeVisible({ timeout: 30_000 });
  await look('another-phone');
  await app.button('session.correct_number').click();
  await expect(phone).toBeFocused();
  await save(LAWYER.phone);
  await app.goTo('app.chats');
  const isConnected = page.getByRole('heading', { name: app.word('session.screen.ready.title') });
  await expect(isConnected).toBeVisible({ timeout: 60_000 });
}

/** Size, contrast and language change at once. */
export async function settings(app: WalkedApp, look: Look): Promise<void> {
  const { page, language } = app;
  await app.goTo('app.settings');
  await app.goToPart('settings.sections', 'settings.whatsapp');
  await expect(app.button('settings.restart')).toBeVisible();
  await look('settings-whatsapp');
  await app.goToPart('settings.sections', 'app_settings.title');
  const html = page.locator('html');
  await app.field('app_settings.contrast').selectOption(app.word('app_settings.contrast_high'));
  await expect(html).toHaveAttribute('data-contrast', 'high');
  await look('settings-high-contrast');
  await app.field('app_settings.contrast').selectOption(app.word('app_settings.contrast_normal'));
  await app.field('app_settings.zoom').selectOption({ value: '1.25' });
  await expect.poll(() => page.evaluate(() => window.devicePixelRatio)).toBe(1.25);
  await app.field('app_settings.zoom').selectOption({ value: '1' });
  await expect.poll(() => page.evaluate(() => window.devicePixelRatio)).toBe(1);
  const field = app.field('app_settings.language');
  await field.selectOption({ value: 'de' });
  await expect(html).toHaveAttribute('lang', 'de');
  await expect(html).toHaveAttribute('dir', 'ltr');
  await page.getByLabel('Sprache', { exact: true }).selectOption({ value: language });
  await expect(html).toHaveAttribute('lang', new RegExp(`^${language}`));
  await look('settings-app');
}
