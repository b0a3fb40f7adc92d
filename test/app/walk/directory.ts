import { expect } from '@playwright/test';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import { BEN, type Look, type WalkedApp } from './walked-app.ts';

/** A key comes and goes, and a webhook is told of what a client writes. */
export async function directory(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  const receiver = await startWebhookReceiver();
  try {
    await app.goTo('directory.title');
    await expect(app.button('directory.keys.new')).toBeVisible();
    await look('keys');
    await app.button('directory.keys.new').click();
    await app.dialog('directory.keys.new').getByLabel(app.word('common.name'), { exact: true }).fill('Invoices');
    await look('key-new');
    await app.button('directory.keys.make').click();
    await app.button('key.done').click();
    const row = page.getByRole('listitem').filter({ hasText: 'Invoices' });
    await row.getByRole('button', { name: app.word('directory.keys.revoke_of', { name: 'Invoices' }) }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: app.word('directory.keys.revoke') })
      .click();
    await expect(row.getByRole('button')).toHaveCount(0);
    await app.goToPart('directory.parts', 'directory.tab.webhooks');
    await app.button('directory.hooks.new').first().click();
    const dialog = app.dialog('directory.hooks.new');
    await dialog.getByLabel(app.word('directory.hooks.url')).fill(receiver.url);
    await app.button('directory.hooks.make').click();
    await expect(app.dialog('directory.hooks.secret_title')).toBeVisible();
    await app.button('key.done').click();
    await app.button('directory.hooks.test').click();
    await receiver.hasReceived(1);
    await app.clientWrites(BEN, 'Ben Ahmed', 'Good-bye');
    await receiver.hasReceived(2);
    await expect(page.getByRole('link', { name: /message\.received/ }).first()).toBeVisible();
    await look('webhook');
    await app.goToPart('directory.parts', 'directory.tab.events');
    await page
      .getByRole('link', { name: /message\.received/ })
      .first()
      .click();
    const json = page.getByRole('region', { name: app.word('directory.events.json') });
    await expect(json).toContainText('Good-bye');
    await look('event');
  } finally {
    await receiver.stop();
  }
}
