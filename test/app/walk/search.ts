import { expect } from '@playwright/test';
import type { Look } from './shown-app.ts';
import type { WalkedApp } from './walked-app.ts';

/** Everything is looked through, narrowed down and gone along; then the same in one chat. */
export async function search(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('search.title');
  const field = page.getByRole('combobox', { name: app.word('search.label') });
  const found = page.getByRole('listbox', { name: app.word('search.results') }).getByRole('option');
  await field.fill('the');
  await expect(found).not.toHaveCount(0);
  await expect(found.locator('mark').first()).toHaveText(/^the/i);
  await look('search');
  await page.getByRole('combobox', { name: app.word('search.kind') }).selectOption(app.word('kind.document'));
  await expect(found).toHaveCount(1);
  await expect(found).toContainText('The contract and a photo');
  await app.button('search.person').click();
  const people = app.dialog('search.person_choose');
  await people.getByLabel(app.word('search.person_search')).fill('carla');
  await look('search-person');
  await people.getByRole('button', { name: 'Carla Rossi' }).click();
  await expect(page.getByText(app.word('search.nothing_title'))).toBeVisible();
  await look('search-nothing');
  await app.button('search.clear').first().click();
  await field.fill('court');
  await expect(found).toHaveCount(1);
  await found.click();
  await expect(app.message('letter from the court')).toBeVisible();
  await inOneChat(app, look);
}

async function inOneChat(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('app.chats');
  await app.chat('Dora Lang').click();
  await app.button('search.find').click();
  const bar = page.getByRole('search', { name: app.word('search.find') });
  await bar.getByRole('textbox').fill('receipt number');
  const place = (index: number) => app.word('search.place', { index: `${index}`, total: '40' });
  await expect(bar.getByRole('status')).toHaveText(place(1));
  await bar.getByRole('button', { name: app.word('search.next') }).click();
  await expect(bar.getByRole('status')).toHaveText(place(2));
  await expect(app.message('Receipt number 39.').locator('mark').first()).toBeInViewport();
  await look('find');
  await bar.getByRole('button', { name: app.word('search.previous') }).click();
  await expect(bar.getByRole('status')).toHaveText(place(1));
  await bar.getByRole('button', { name: app.word('search.end') }).click();
  await expect(bar).toBeHidden();
}

/** The palette leads to a chat, and the question mark shows the shortcuts. */
export async function palette(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await page.keyboard.press('ControlOrMeta+K');
  await expect(app.dialog('palette.title')).toBeVisible();
  await look('palette');
  await page.keyboard.type('ben ah');
  await expect(app.dialog('palette.title').getByRole('option').first()).toContainText('Ben Ahmed');
  await page.keyboard.press('Enter');
  await expect(app.message('Thank you')).toBeVisible();
  await page.getByRole('log').focus();
  await page.keyboard.press('?');
  await expect(app.dialog('shortcuts.title')).toBeVisible();
  await look('shortcuts');
  await page.keyboard.press('Escape');
  await expect(app.dialog('shortcuts.title')).toBeHidden();
}
