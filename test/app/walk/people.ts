import { expect } from '@playwright/test';
import type { Look } from './shown-app.ts';
import type { WalkedApp } from './walked-app.ts';

/** An owner is added, from then on everybody signs in; support sees what is granted and nothing else. */
export async function people(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('people.title');
  await addPerson(app, 'Olga', 'owner');
  await signIn(app, 'Olga');
  await page.keyboard.press('Control+Shift+L');
  await app.field('identity.password').fill(passwordOf('Olga'));
  await look('locked');
  await app.button('identity.unlock').click();
  await app.goTo('people.title');
  await addPerson(app, 'Sam', 'support');
  await look('people');
  await app.goToPart('people.parts', 'people.tab.grants');
  await app.button('people.grant_new').click();
  await page.getByRole('checkbox', { name: 'Anna Schmidt' }).check();
  await app.field('people.grant_reason').fill('Helps with the documents');
  await look('grant');
  await app.button('people.grant_give').click();
  await expect(page.getByText('Helps with the documents')).toBeVisible();
  await signOut(app, 'Olga');
  await signIn(app, 'Sam');
  await page.getByRole('option', { name: 'Anna Schmidt' }).click();
  await expect(app.message('letter from the court')).toBeVisible();
  await expect(page.getByText('Ben Ahmed')).toHaveCount(0);
  await look('support');
  await signOut(app, 'Sam');
  await signIn(app, 'Olga');
  await app.goTo('people.title');
  await app.goToPart('people.parts', 'people.tab.accesses');
  const accesses = page.getByRole('list', { name: app.word('people.tab.accesses') });
  await expect(accesses.getByRole('heading', { name: /^Sam/ }).first()).toBeVisible();
  await look('accesses');
}

function menuOf(app: WalkedApp, name: string) {
  return app.page.getByRole('button', { name: app.word('identity.menu', { name }) });
}

async function signOut(app: WalkedApp, name: string): Promise<void> {
  await menuOf(app, name).click();
  await app.page.getByRole('menuitem', { name: app.word('identity.sign_out') }).click();
}

const passwordOf = (name: string): string => `${name} reads the whole day`;

async function addPerson(app: WalkedApp, name: string, role: 'owner' | 'support'): Promise<void> {
  await app.button('people.add').first().click();
  const dialog = app.dialog('people.add');
  await dialog.getByLabel(app.word('common.name'), { exact: true }).fill(name);
  await dialog.getByLabel(app.word('common.email'), { exact: true }).fill(`${name}@kanzlei.example`);
  await dialog.getByLabel(app.word('people.password_first'), { exact: true }).fill(passwordOf(name));
  await dialog.getByRole('radio', { name: app.word(`people.role.${role}`) }).check();
  await dialog.getByRole('button', { name: app.word('people.add'), exact: true }).click();
  await expect(dialog).toBeHidden();
}

async function signIn(app: WalkedApp, name: string): Promise<void> {
  await expect(app.heading('identity.sign_in_title')).toBeVisible();
  await app.field('common.email').fill(`${name}@kanzlei.example`);
  await app.field('identity.password').fill(passwordOf(name));
  await app.button('identity.sign_in').click();
  // The window is loaded anew for whoever has signed in.
  await expect(menuOf(app, name)).toBeVisible();
}
