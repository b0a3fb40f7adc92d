import { expect } from '@playwright/test';
import { referenceDrawn } from '../../support/reference-drawn.ts';
import { answerWith, type WebhookReceiver } from '../../support/webhook-receiver.ts';
import type { Look } from './shown-app.ts';
import { BEN, type WalkedApp } from './walked-app.ts';

/** Keys come, are used, rolled and revoked. */
export async function keys(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goTo('directory.title');
  await expect(app.button('directory.keys.new')).toBeVisible();
  await app.button('directory.keys.new').click();
  const dialog = app.dialog('directory.keys.new');
  await dialog.getByLabel(app.word('common.name'), { exact: true }).fill('Invoices');
  await dialog.getByRole('radio', { name: app.word('directory.keys.allow_some') }).check();
  const what = app.word('directory.resource.conversations');
  await dialog.getByRole('checkbox', { name: app.word('directory.keys.read_of', { what }) }).check();
  await look('key-new');
  await app.button('directory.keys.make').click();
  const key = await app.takeSecret('key.label');
  const row = page.getByRole('listitem', { name: 'Invoices', exact: true }).first();
  await expect(row).toContainText('conversations:read');
  const lastUsed = row
    .getByRole('term')
    .filter({ hasText: app.word('directory.keys.last_used') })
    .locator('..');
  await expect(lastUsed).toContainText(app.word('directory.keys.never_used'));
  expect(await app.asDirectory('/v1/conversations', key)).toBe(200);
  expect(await app.asDirectory('/v1/webhooks', key)).toBe(403);
  await expect(lastUsed).not.toContainText(app.word('directory.keys.never_used'));
  await row.getByRole('button', { name: app.word('directory.keys.roll_of', { name: 'Invoices' }) }).click();
  await look('key-roll');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: app.word('directory.keys.roll') })
    .click();
  const rolled = await app.takeSecret('key.label');
  expect(await app.asDirectory('/v1/conversations', rolled)).toBe(200);
  await expect(page.getByText(app.word('directory.keys.state.replaced'), { exact: true })).toBeVisible();
  await page
    .getByRole('button', { name: app.word('directory.keys.revoke_of', { name: 'Invoices' }) })
    .first()
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: app.word('directory.keys.revoke') })
    .click();
  await expect.poll(() => app.asDirectory('/v1/conversations', rolled)).toBe(401);
  await look('keys');
}

/** An address answers badly for once: what it was told is seen, sent again, and what it missed is brought to it. */
export async function webhooks(app: WalkedApp, receiver: WebhookReceiver, look: Look): Promise<void> {
  const { page } = app;
  await app.goToPart('directory.parts', 'directory.tab.webhooks');
  await page.getByRole('link', { name: receiver.url }).click();
  const told = page.getByRole('list', { name: app.word('directory.deliveries.title') });
  await expect(told.getByRole('link', { name: /message\.received/ }).first()).toBeVisible();
  receiver.answer = answerWith(503, {}, 'closed for the night');
  await app.clientWrites(BEN, 'Ben Ahmed', 'Good-bye');
  const waiting = told.getByRole('link', { name: app.word('directory.deliveries.pending') });
  await expect(waiting.first()).toBeVisible();
  await look('webhook');
  await told
    .getByRole('link', { name: /message\.received/ })
    .first()
    .click();
  const tries = page.getByRole('region', { name: app.word('directory.deliveries.attempts_made') });
  await expect(tries).toContainText(app.word('directory.deliveries.answered', { status: '503' }));
  await expect(tries).toContainText('closed for the night');
  await look('delivery');
  receiver.answer = answerWith(204);
  await app.button('directory.deliveries.redeliver').click();
  await expect(tries).toContainText(app.word('directory.deliveries.answered', { status: '204' }));
  await page.getByRole('link', { name: app.word('directory.deliveries.back') }).click();
  await app.button('directory.hooks.recover').click();
  await look('recover');
  await app.button('directory.hooks.recover_confirm').click();
  await expect(page.getByText(app.word('directory.hooks.recovered'))).toBeVisible();
  await expect(waiting).toHaveCount(0);
}

/** What happened is read as it was told, and the reference is there with a key filled in. */
export async function events(app: WalkedApp, look: Look): Promise<void> {
  const { page } = app;
  await app.goToPart('directory.parts', 'directory.tab.events');
  await page
    .getByRole('link', { name: /message\.received/ })
    .first()
    .click();
  const json = page.getByRole('region', { name: app.word('directory.events.json') });
  await expect(json).toContainText('Good-bye');
  await look('event');
  await app.button('directory.reference').click();
  const reference = await app.windowAt('/docs');
  await referenceDrawn(reference);
  await reference.close();
}
