import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import type { Look } from './shown-app.ts';
import type { WalkedApp } from './walked-app.ts';

const SECOND_NUMBER = '+4915112345688';

/** All about one client: notes, how one stands, another number, what is stored, the export, and a merge that is undone. */
export async function clients(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('clients.title');
  await page.getByRole('option', { name: 'Anna Schmidt' }).click();
  await page.getByRole('textbox', { name: app.word('clients.notes') }).fill('Came by recommendation.');
  await expect(page.getByText(app.word('clients.notes_saved'), { exact: true })).toBeVisible();
  const isClient = page.getByRole('radio', { name: app.word('clients.is.active'), exact: true });
  await isClient.click();
  await expect(isClient).toBeChecked();
  await look('client');
  await secondNumber(app, look);
  const stored = page.getByRole('region', { name: app.word('completeness.title') });
  await stored.scrollIntoViewIfNeeded();
  await expect(stored.getByRole('button', { name: app.word('completeness.copy') })).toBeVisible();
  await exported(app, look);
  await merged(app, look);
}

async function secondNumber(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.button('clients.add_phone').click();
  const dialog = app.dialog('clients.add_phone');
  await dialog.getByLabel(app.word('common.phone'), { exact: true }).fill(SECOND_NUMBER);
  await look('client-number');
  await dialog.getByRole('button', { name: app.word('clients.add'), exact: true }).click();
  const addresses = page.getByRole('region', { name: app.word('client.addresses') });
  const remove = addresses.getByRole('button', { name: app.saying('clients.remove_phone_of') });
  await remove.click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: app.word('clients.remove_phone') })
    .click();
  await expect(remove).toBeHidden();
}

async function exported(app: WalkedApp, look: Look): Promise<void> {
  const archive = await app.savesAs('anna.zip');
  await app.button('clients.export.start').click();
  await expect(app.page.getByText(app.word('clients.export.done'))).toBeVisible();
  await look('client-exported');
  expect(readFileSync(archive).subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
}

async function merged(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.button('client.merge').click();
  await app.dialog('client.merge_title').getByRole('button', { name: 'Ben Ahmed' }).click();
  const preview = app.dialog('client.merge_preview');
  await expect(preview).toContainText('Ben Ahmed');
  await look('merge');
  await preview.getByRole('button', { name: app.word('client.merge_confirm') }).click();
  const list = page.getByRole('region', { name: app.word('client.merged') });
  await expect(list).toContainText('Ben Ahmed');
  await app.button('common.undo').click();
  await expect(list).toBeHidden();
}
