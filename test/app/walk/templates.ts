import { expect } from '@playwright/test';
import type { Look } from './shown-app.ts';
import type { WalkedApp } from './walked-app.ts';

/** A template is made, and filled in where one writes. */
export async function templates(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('templates.title');
  await page.getByText(app.word('templates.make_first')).click();
  await page.getByRole('main').getByLabel(app.word('common.name')).fill('Appointment');
  await page
    .getByRole('main')
    .getByLabel(app.word('templates.text'), { exact: true })
    .fill('Your appointment is on {{date}}.');
  // What it becomes is shown once one pauses, and moves what is below it.
  const preview = page.getByRole('figure', { name: app.word('templates.preview') });
  await expect(preview.locator('mark', { hasText: 'date' })).toBeVisible();
  await app.button('clients.save').click();
  await expect(page.getByText(app.word('templates.saved'))).toBeVisible();
  await look('template');
  await app.goTo('app.chats');
  await app.chat('Ben Ahmed').click();
  const compose = app.compose('Ben Ahmed');
  await compose.pressSequentially('/app');
  await expect(page.getByRole('option', { name: 'Appointment' })).toBeVisible();
  await page.keyboard.press('Enter');
  const fill = page.getByRole('dialog', { name: 'Appointment' });
  await fill.getByLabel('date').fill('Friday at ten');
  await look('template-fill');
  await fill.getByRole('button', { name: app.word('templates.take') }).click();
  await expect(compose).toHaveValue('Your appointment is on Friday at ten.');
  await compose.fill('');
}
